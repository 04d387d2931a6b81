"""Jobs of the worker: the mails of saved views, every morning."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.scheduled_tasks import schedule_once
from bridgehead.views.services.view_mails import send_view_mails

AT = time(7)


@task()
def send_each_morning() -> None:
    """Send what is due; the next morning is put down first, so that a failure does not end the series."""
    schedule_view_mails()
    send_view_mails(viewer=COMMAND_LINE)


def schedule_view_mails() -> datetime:
    """Put the next morning down for the server's worker, if it is not put down already."""
    now = timezone.localtime()
    today = datetime.combine(now.date(), AT, now.tzinfo)
    moment = today if today > now else today + timedelta(days=1)
    schedule_once(send_each_morning, moment)
    return moment
