"""Jobs of the worker: training at night, the weekly mail, the index after an import."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.kit.scheduled_tasks import schedule_once
from bridgehead.match.services import index_store, training
from bridgehead.match.services.digest import send_digests
from bridgehead.match.services.digest_schedule import next_time, weekday


@task()
def train_at_night() -> None:
    """Train if it is time to; the next night is put down first, so that a failure does not end the series."""
    schedule_training()
    if training.is_training_due():
        training.train(viewer=COMMAND_LINE)


@task()
def send_weekly() -> None:
    """Send what is due; the next time is put down first, so that a failure does not end the series."""
    schedule_digest()
    send_digests(viewer=COMMAND_LINE)


@task()
def send_now() -> None:
    """Send what is due."""
    send_digests(viewer=COMMAND_LINE)


@task()
def update_index() -> None:
    """Bring the index up to date, so that the next ranking need not wait for it."""
    index_store.current_index()


def schedule_training() -> datetime:
    """Put the next night down for the server's worker, if it is not put down already.

    Returns
    -------
    datetime
        When the worker will look whether it is time to train: a week after the last training, or the first
        night after there is enough to learn from.
    """
    moment = training.next_night(timezone.localtime())
    schedule_once(train_at_night, moment)
    return moment


def schedule_digest() -> datetime | None:
    """Put the next weekly mail down, if the settings name a day and it is not put down already.

    Returns
    -------
    datetime or None
        When it will be sent.

    Raises
    ------
    InputError
        If the setting names no weekday.
    """
    day = weekday()
    if day is None:
        return None
    moment = next_time(day, timezone.localtime())
    schedule_once(send_weekly, moment)
    return moment
