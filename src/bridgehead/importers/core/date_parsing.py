"""Dates as foreign files write them, each read into a partial date: here every imported date is checked.

What a date is, `kit.partial_dates` says; the store's own fields (`kit.model_fields`) ask the same module. Exports and
notices have shapes of their own; what is in none of them is read as people write dates, where that has one meaning.
"""

import re
from functools import cache

from bridgehead.importers.core.date_columns import DateColumn
from bridgehead.kit import partial_dates

NOTICE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
DAY_LENGTH = 10
ALONE = DateColumn()


@cache
def export_date(value: str) -> str:
    """A date of a data export, with or without an hour.

    Raises
    ------
    ValueError
        If it is none, or has several meanings.
    """
    return value if partial_dates.is_date(value) else typed_date(value)


def timestamp_date(value: str) -> str:
    """The date of a time in ISO 8601, whatever the hour.

    Raises
    ------
    ValueError
        If it is none, or has several meanings.
    """
    day = value.partition("T")[0]
    return day if partial_dates.is_date(day) else typed_date(value)


def notice_day(value: str) -> str:
    """The day of a notice, written 20170103 or 2017-01-03; a time zone after it goes.

    Raises
    ------
    ValueError
        If it is none, or has several meanings.
    """
    match = NOTICE.match(value)
    day = "-".join(match.groups()) if match else ""
    found = day if partial_dates.is_date(day) else typed_date(value)
    if len(found) < DAY_LENGTH:
        raise ValueError(value)
    return found


def typed_date(value: str) -> str:
    """A date as people and spreadsheets write it: 2019, 1. maj 2019, 31.5.19, 31/05/2019, a day's serial number.

    Two digits of a year mean 1950 to 2049. What may be one of two days is none: its column decides (`date_columns`).

    Raises
    ------
    ValueError
        If it is none, or has several meanings.
    """
    return ALONE.read(value)
