"""Jobs of the worker: sending what waits in the outbox."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from bridgehead.kit.scheduled_tasks import schedule_once
from bridgehead.mail.models import WAITING, OutboxMail
from bridgehead.mail.services.delivery import deliver_waiting, stop_unwanted

EVERY = timedelta(minutes=5)


@task()
def deliver_outbox() -> None:
    """Send what waits."""
    deliver_waiting()


@task()
def stop_unwanted_mails() -> None:
    """After something was undone: what it had written does not leave, and the outbox says so."""
    stop_unwanted()


def stop_unwanted_soon() -> None:
    """Have the worker look, where anything waits."""
    if OutboxMail.objects.filter(state=WAITING).exists():
        stop_unwanted_mails.enqueue()


@task()
def look_into_outbox() -> None:
    """Send what waits; the next time is put down first, so that a failure does not end the series."""
    schedule_delivery()
    deliver_waiting()


def schedule_delivery() -> datetime:
    """Put the next look into the outbox down for the server's worker, if it is not put down already."""
    now = timezone.now().replace(second=0, microsecond=0)
    moment = now - timedelta(minutes=now.minute % 5) + EVERY
    schedule_once(look_into_outbox, moment)
    return moment
