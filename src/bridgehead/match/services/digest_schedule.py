"""When the weekly mail goes out by itself."""

from datetime import datetime, time, timedelta

from django.conf import settings

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AT = time(7)


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
        raise InputError(expects("one_of", options=DAYS), column="BRIDGEHEAD_DIGEST", found=day)
    return DAYS.index(day)


def next_time(weekday: int, now: datetime) -> datetime:
    """The next such weekday (0 is Monday) at seven in the morning, after `now`."""
    first = datetime.combine(now.date(), AT, now.tzinfo) + timedelta(days=(weekday - now.weekday()) % 7)
    return first if first > now else first + timedelta(days=7)
