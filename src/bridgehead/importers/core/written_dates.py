"""What a date may mean as people, programs and exports write it: one day or month or year, or several.

Nothing is decided here: `01/02/2019` has a meaning with the day first and one with the month first, `srpen 2019` one in
Czech. Which of them holds, the column says (`date_columns`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bridgehead.importers.core.call_text.cues import fold
from bridgehead.importers.core.month_names import all_months, weekdays
from bridgehead.importers.core.reading_choices import DAY_FIRST, MONTH_FIRST, YEAR_FIRST
from bridgehead.kit import partial_dates

SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (ECMA-376, part 1, 18.17.4.1: the 1900 system with its leap-year bug)."""
LONGEST = 80
"""More letters than any date has, with its hour, its zone and the day of the week."""
EARLIEST, LATEST = 1000, 2100
PIVOT, CENTURY = 50, 100
CERTAIN, NUMBERS, DOTS, WORDS = "certain", "numbers", "dots", "words"
"""By what the meanings of a date differ: not at all, by the order of its numbers, by its language."""

TIME = re.compile(
    r"(?:T|\s*,?\s+|\s+(?:at|kl\.?|um|à|om)\s+)(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|GMT|CES?T|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?(?:\[[\w/]+\])?$",
    re.IGNORECASE,
)
COMPACT_TIME = re.compile(r"(?<=\d{8})T\d{2,6}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{0,2})?$")
ZONE = re.compile(r"(?:(?<=^\d{4}-\d\d-\d\d)|(?<=^\d{8}))(?:Z|[+-]\d\d:\d\d)$")
ARTICLE = re.compile(r"^(?:d\.|den|the|le|am|el|il|dne|dnia|op)\s+(?=\d)", re.IGNORECASE)
YEAR_NUMBER = re.compile(r"(\d{4})[.,]0+")
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_BEFORE = re.compile(r"\d{4}\s?([-./ ])\s?\d{1,2}\s?\1\s?\d{1,2}\.?")
YEAR_MONTH = re.compile(r"(\d{4})\s?[./]\s?(\d{1,2})\.?")
MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-./ ]\s?(\d{4})")
EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?)?")
THREE = re.compile(r"(\d{1,2})\s?([-./ ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?<!\s)\.?")
ORDINAL = r"(?:st|nd|rd|th|er|re|ère|º|°|ª|\.|:e)?"
OF = r"(?:(?:of|de|di|del)\s+|d['’]\s?)?"
NAME = r"(?P<name>[^\W\d_]{2,14})\.?"
NAMED = (
    re.compile(rf"(?P<day>\d{{1,2}}){ORDINAL}[\s\-./,]*{OF}{NAME}[\s\-./,]*(?:(?:de|del|of)\s+)?(?P<year>\d{{4}})"),
    re.compile(rf"(?P<day>\d{{1,2}}){ORDINAL}[\s\-./,]+{NAME}[\s\-./,]+['’]?(?P<short>\d{{2}})"),
    re.compile(rf"{NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,\s]\s*(?P<year>\d{{4}})"),
    re.compile(rf"(?P<year>\d{{4}})\.?\s*(?P<day>\d{{1,2}})\.\s*{NAME}"),
    re.compile(rf"{NAME}[\s\-./,]*{OF}(?P<year>\d{{4}})"),
    re.compile(rf"(?P<year>\d{{4}})[\s\-./,]*{OF}{NAME}(?:[\s\-./,]*(?P<day>\d{{1,2}})\.?)?"),
)
UNITS = re.compile(r"(?<=\d)\s*(?:m\.|d\.|\.?\s*gada)(?=\s|$)", re.IGNORECASE)
AFTER_YEAR = re.compile(r"(?<=\d)\s*(?:г\.?|р\.?|года?|року)$", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenDate:
    """What a text may mean.

    Attributes
    ----------
    by
        By what the meanings differ.
    meanings
        Order of the parts, or language, to a partial date; `CERTAIN` to the only one.
    """

    by: str
    meanings: Mapping[str, str]


@lru_cache(maxsize=65_536)
def written_date(text: str) -> WrittenDate | None:
    """What a text may mean as a date; None where it is none. An hour, a day of the week and an article go."""
    if len(text) > LONGEST:
        return None
    plain = _plain(text)
    if certain := _certain(plain):
        return WrittenDate(CERTAIN, {CERTAIN: certain})
    if (match := THREE.fullmatch(plain)) is not None:
        return _in_numbers(match)
    return _in_words(plain)


def _plain(text: str) -> str:
    plain = " ".join(text.split())
    plain = ZONE.sub("", COMPACT_TIME.sub("", TIME.sub("", plain)))
    first, _, rest = plain.partition(" ")
    if rest and not rest.isdigit() and fold(first).rstrip(".,") in weekdays() and not first[0].isdigit():
        plain = rest
    return AFTER_YEAR.sub("", UNITS.sub("", ARTICLE.sub("", plain))).strip(" ,").rstrip(".")


def _certain(text: str) -> str:
    """A date of which its shape says everything; blank for another."""
    if partial_dates.is_date(text):
        return text if EARLIEST <= int(text[:4]) <= LATEST else ""
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if SERIAL.fullmatch(text):
        day = SERIAL_ORIGIN + timedelta(days=numbers[0])
        return _date(day.year, day.month, day.day)
    if MONTH_YEAR.fullmatch(text):
        return _date(numbers[1], numbers[0])
    if match := COMPACT.fullmatch(text):
        return _date(*map(int, match.groups()))
    if YEAR_MONTH.fullmatch(text) and numbers[1] == (numbers[0] + 1) % CENTURY:
        return ""  # 2004/05 may be the year that ends in 2005
    certain = (YEAR_NUMBER, YEAR_BEFORE, YEAR_MONTH, EASTERN)
    return _date(*numbers) if any(shape.fullmatch(text) for shape in certain) else ""


def _in_numbers(match: re.Match[str]) -> WrittenDate | None:
    """Three numbers: the year is the last one, but of two digits after two dashes it may be the first as well."""
    first, mark, second, last = match.groups()
    a, b, c = int(first), int(second), int(last)
    year = c if len(last) == 4 else _century(c)
    meanings = {DAY_FIRST: _date(year, b, a), MONTH_FIRST: _date(year, a, b)}
    if mark == "-" and len(first) == len(second) == len(last) == 2:
        meanings[YEAR_FIRST] = _date(_century(a), b, c)
    found = {order: day for order, day in meanings.items() if day}
    return WrittenDate(DOTS if mark == "." else NUMBERS, found) if found else None


def _in_words(text: str) -> WrittenDate | None:
    for pattern in NAMED:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        year = int(parts["year"]) if parts.get("year") else _century(int(parts["short"]))
        day = int(parts["day"]) if parts.get("day") else 0
        named = all_months().get(fold(parts["name"]), {})
        found = {language: _date(year, month, day) for language, month in named.items()}
        found = {language: value for language, value in found.items() if value}
        if found:
            return WrittenDate(WORDS, found)
    return None


def _century(year: int) -> int:
    return year + (2000 if year < PIVOT else 1900)


def _date(year: int, month: int = 0, day: int = 0) -> str:
    """A partial date; blank for one that the calendar does not have, or outside the years that are taken."""
    text = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return text if EARLIEST <= year <= LATEST and partial_dates.is_date(text) else ""
