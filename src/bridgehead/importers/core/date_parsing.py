"""Dates as foreign files write them, each read into a partial date: here every imported date is checked.

What a date is, `kit.partial_dates` says; the store's own fields (`kit.model_fields`) ask the same module.
"""

import re
from datetime import date, timedelta
from functools import cache

from bridgehead.kit import partial_dates

SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (ECMA-376, part 1, 18.17.4.1: the 1900 system with its leap-year bug)."""

MIDNIGHT = re.compile(r"[ T]00:00:00$")
TYPED = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d{2})")
SERIAL = re.compile(r"\d{5}(\.\d+)?")
NOTICE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
EARLIEST, LATEST = 1000, 2100
PIVOT, CENTURY = 50, 100


@cache
def export_date(value: str) -> str:
    """A date of a data export; the midnight that some exports add goes.

    Raises
    ------
    ValueError
        If it is none.
    """
    return _checked(value.removesuffix(" 00:00:00"), value)


def timestamp_date(value: str) -> str:
    """The date of a time in ISO 8601, whatever the hour.

    Raises
    ------
    ValueError
        If it is none.
    """
    return _checked(value.partition("T")[0], value)


def notice_day(value: str) -> str:
    """The day of a notice, written 20170103 or 2017-01-03; a time zone after it goes.

    Raises
    ------
    ValueError
        If it is none.
    """
    match = NOTICE.match(value)
    return _checked("-".join(match.groups()) if match else "", value)


def typed_date(value: str) -> str:
    """A date as people and spreadsheets write it: 2019, 31-05-2019, 31.5.19, a day's serial number.

    Two digits of a year mean 1950 to 2049.

    Raises
    ------
    ValueError
        If it is none.
    """
    text = MIDNIGHT.sub("", value)
    if partial_dates.is_date(text):
        if not EARLIEST <= int(text[:4]) <= LATEST:
            raise ValueError(value)
        return text
    if (match := TYPED.fullmatch(text)) is not None:
        day, month, year = (int(part) for part in match.groups())
        century = 0 if year >= CENTURY else 2000 if year < PIVOT else 1900
        return _checked(f"{century + year}-{month:02}-{day:02}", value)
    if SERIAL.fullmatch(text) is not None:
        return (SERIAL_ORIGIN + timedelta(days=int(float(text)))).isoformat()
    raise ValueError(value)


def _checked(day: str, value: str) -> str:
    if not partial_dates.is_date(day):
        raise ValueError(value)
    return day
