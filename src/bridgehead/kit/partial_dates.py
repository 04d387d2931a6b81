"""Partial dates: a year, a month or a day, each standing for the interval that it covers.

The store keeps them as text (`2019`, `2019-05`, `2019-05-31`), which sorts as it should and keeps
the precision that the source had (design of the case folder).
"""

import calendar
import re
from datetime import date
from functools import lru_cache

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MOMENT_SHAPE = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[T ])?(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


def parse(text: str) -> tuple[date, date]:
    """First and last day that a partial date covers.

    Raises
    ------
    ValueError
        If the text is no partial date.
    """
    match = SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date")
    year = int(match[1])
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match[2])
    if match[3] is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    day = date(year, month, int(match[3]))
    return day, day


@lru_cache(maxsize=65_536)
def is_date(text: str) -> bool:
    """Whether the text is a partial date that the calendar has."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def is_moment(text: str) -> bool:
    """Whether a text is a time of a day, with its date or without."""
    match = MOMENT_SHAPE.fullmatch(text)
    return match is not None and (match[1] is None or is_date(match[1]))


def starts(text: str) -> date:
    """First day that a partial date covers."""
    return parse(text)[0]


def ends(text: str) -> date:
    """Last day that a partial date covers."""
    return parse(text)[1]


def is_before(earlier: str, later: str) -> bool:
    """Whether `earlier` ends before `later` starts; false if either is blank (unknown)."""
    return bool(earlier and later) and ends(earlier) < starts(later)


def is_current(since: str, until: str, day: date) -> bool:
    """Whether something dated `since`–`until` is alive on a day; a blank bound is open."""
    return (not since or starts(since) <= day) and (not until or ends(until) >= day)
