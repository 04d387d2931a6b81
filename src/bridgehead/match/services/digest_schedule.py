"""The weekly mail by itself: a task of the server's worker that sends, and puts itself down for next week."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from bridgehead.kit.errors import InputError
from bridgehead.kit.scheduled_tasks import schedule_once
from bridgehead.match.services.digest import send_digests

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AT = time(7)


@task()
def send_weekly() -> None:
    """Send what is due; the next time is put down first, so that a failure does not end the series."""
    schedule()
    send_digests()


@task()
def send_now() -> None:
    """Send what is due."""
    send_digests()


def schedule() -> datetime | None:
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


def weekday() -> int | None:
    """The day of the weekly mail, 0 for Monday; None where the settings name none.

    Raises
    ------
    InputError
        If the setting names no weekday.
    """
    day = settings.DIGEST_DAY
    if not day:
        return None
    if day not in DAYS:
        raise InputError(f"one of {', '.join(DAYS)}", column="BRIDGEHEAD_DIGEST", found=day)
    return DAYS.index(day)


def next_time(weekday: int, now: datetime) -> datetime:
    """The next such weekday (0 is Monday) at seven in the morning, after `now`."""
    first = datetime.combine(now.date(), AT, now.tzinfo) + timedelta(days=(weekday - now.weekday()) % 7)
    return first if first > now else first + timedelta(days=7)
