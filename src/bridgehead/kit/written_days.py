"""Days as people type them and as pages write them, read where they can mean one day alone."""

import re

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3

from bridgehead.kit import partial_dates

WITH_MONTH = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?,?\s+(\d{4})")
WITH_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)


def read_day(text: str) -> str:
    """A partial date for `4 Dec 2026`, `December 2026`, `4. december 2026` or `4.12.2026`; any other text as it is.

    Months are known in English and in the language of the page. A day between strokes (`4/12/2026`) is left: it is
    another day in other countries.
    """
    typed = " ".join(text.split())
    if (match := WITH_MONTH.fullmatch(typed)) and (month := _month(match[2])):
        return _checked(match[3], month, match[1], text)
    if match := WITH_DOTS.fullmatch(typed):
        return _checked(match[3], int(match[2]), match[1], text)
    return text


def _checked(year: str, month: int, day: str | None, typed: str) -> str:
    found = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return found if partial_dates.is_date(found) else typed


def _month(word: str) -> int:
    """Its number; 0 for a word that is no month."""
    known: dict[str, int] = {}
    for language in ("en", translation.get_language() or "en"):
        with translation.override(language):
            for names in (MONTHS, MONTHS_3):
                known |= {str(name).casefold().rstrip("."): number for number, name in names.items()}
    return known.get(word.casefold(), 0)
