"""Dates in running text, in the languages of Europe and the formats that people and portals write.

The names of the months are those of the Unicode locale data (by Babel). A day comes before its month where the numbers
leave it open, unless another date of the text shows that its months come first. Hours and time zones are passed over.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bridgehead.importers.core.call_text.cues import fold
from bridgehead.importers.core.month_names import months

EARLIEST, CENTURY = 1950, 2000
PREFIX = 4
"""So many letters an inflected month has in common with its name at least (Latvian *martā*, *marts*)."""
PREFERRED = "en de fr es it pl nl pt da sv nb fi cs sk hu ro bg el et lv lt sl hr mt ga is".split()  # noqa: SIM905
"""Whose month it is where two languages call different months alike: Polish *listopada* before Croatian."""

DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
YEAR = r"(?:19|20)\d\d"
WORD = r"[^\W\d_]{3,14}"
BEFORE, AFTER = r"(?<![\w./\-])", r"(?!\d|[./\-]\d)"
ORDINAL = r"(?:st|nd|rd|th|er|re|º|°|ª|\.)?"
OF = r"(?:(?:of|de|di|den|do|του|της|ta)\s+|d['’]\s?|ta['’]\s?)?"
SET_APART = r"[\s\-/.,]{0,3}"


@dataclass(frozen=True)
class DateMention:
    """A date as a text writes it.

    Attributes
    ----------
    value
        A partial date: a day, or a month where the text says no day.
    start, end
        Its place.
    is_bare
        Whether only a cue right before it makes it a date: eight digits, or a year of two.
    """

    value: str
    start: int
    end: int
    is_bare: bool = False


@dataclass(frozen=True)
class _Style:
    pattern: re.Pattern[str]
    is_bare: bool = False


def _style(pattern: str, *, is_bare: bool = False) -> _Style:
    return _Style(re.compile(pattern, re.IGNORECASE), is_bare)


STYLES = (
    _style(rf"{BEFORE}(?P<y>{YEAR})\s?(?P<sep>[-./])\s?(?P<m>{MONTH})\s?(?P=sep)\s?(?P<d>{DAY})(?!\d)"),
    _style(rf"{BEFORE}(?P<a>\d{{1,2}})\s?(?P<sep>[./\-])\s?(?P<b>\d{{1,2}})\s?(?P=sep)\s?(?P<y>{YEAR})(?!\d)"),
    _style(rf"{BEFORE}(?P<y>{YEAR})\.?\s+gada\s+(?P<d>{DAY})\.?\s*(?P<w>{WORD})"),
    _style(
        rf"(?<![\w/\-])(?P<d>{DAY}){ORDINAL}{SET_APART}{OF}(?P<w>{WORD})\.?{SET_APART}(?:(?:of|de|del|di)\s+)?(?P<y>{YEAR})(?!\d)"
    ),
    _style(rf"(?<!\w)(?P<w>{WORD})\.?\s+(?:the\s+)?(?P<d>{DAY}){ORDINAL}\s*,?\s+(?P<y>{YEAR})(?!\d)"),
    _style(rf"{BEFORE}(?P<y>{YEAR})\.?\s*(?:m\.|г\.)?[\s\-,]{{0,2}}(?P<w>{WORD})\.?[\s\-]*(?P<d>{DAY})(?!\d)"),
    _style(
        rf"(?<![\w/\-])(?P<d>{DAY})[\s\-.](?P<w>{WORD})\.?[\s\-.]['’]?(?P<yy>\d\d)(?![\d:.,h%])(?!\s*(?:h|uhr|am|pm)\b)",
        is_bare=True,
    ),
    _style(rf"{BEFORE}(?P<a>\d{{1,2}})(?P<sep>[./\-])(?P<b>\d{{1,2}})(?P=sep)(?P<yy>\d\d){AFTER}(?!\w)", is_bare=True),
    _style(r"(?<![\w.,\-/])(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\w\-/])", is_bare=True),
    _style(rf"(?<!\w)(?P<w>{WORD})\.?[\s,\-]{{1,2}}(?:(?:of|de|del|di)\s+)?(?P<y>{YEAR})(?![\d\-/])"),
)


def find_dates(text: str, language: str = "") -> list[DateMention]:
    """All dates of a text, in order; none lies within another.

    Parameters
    ----------
    language
        In which the text is written, where known: it tells apart what two languages call different months.
    """
    months_first = _months_first(text)
    found: list[DateMention] = []
    taken = bytearray(len(text))
    for style in STYLES:
        for match in _matches(style.pattern, text, lambda m: _value(m, language, months_first=months_first)):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                value = _value(match, language, months_first=months_first)
                found.append(DateMention(value, start, end, style.is_bare))
    return sorted(found, key=lambda mention: mention.start)


def other_order(mention: DateMention, text: str) -> str:
    """The same numbers with the month before the day, where they are a date as well; blank where they are none."""
    match = re.fullmatch(r"(\d{1,2})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?\d{2,4}", text[mention.start : mention.end])
    if match is None:
        return ""
    year, month, day = mention.value.split("-")
    return _day(int(year), int(day), int(month)) if month != day else ""


def _matches(pattern: re.Pattern[str], text: str, reads: Callable[[re.Match[str]], str]) -> Iterator[re.Match[str]]:
    """The matches that are dates; after one that is none the search goes on at its next sign."""
    at = 0
    while (match := pattern.search(text, at)) is not None:
        is_date = bool(reads(match))
        if is_date:
            yield match
        at = match.end() if is_date else match.start() + 1


def _value(match: re.Match[str], language: str, *, months_first: bool) -> str:
    found = match.groupdict()
    year = int(found["y"]) if found.get("y") else CENTURY + int(found["yy"])
    if year < EARLIEST:
        return ""
    if found.get("a"):
        day, month = int(found["a"]), int(found["b"])
        if (months_first and found["sep"] == "/" and day <= 12) or month > 12:
            day, month = month, day
        return _day(year, month, day)
    named = _month_of(fold(found["w"]), language) if found.get("w") else None
    month = named if found.get("w") else int(found["m"])  # type: ignore[assignment]
    if not month:
        return ""
    return _day(year, month, int(found["d"])) if found.get("d") else f"{year}-{month:02}"


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _months_first(text: str) -> bool:
    """Whether the text writes 03/27/2026, and nowhere 27/03/2026."""
    pairs = [(int(a), int(b)) for a, b in re.findall(rf"{BEFORE}(\d{{1,2}})/(\d{{1,2}})/{YEAR}(?!\d)", text)]
    return any(12 < b <= 31 and a <= 12 for a, b in pairs) and not any(12 < a <= 31 for a, _ in pairs)


@lru_cache(maxsize=4096)
def _month_of(word: str, language: str) -> int | None:
    """The month that a folded word names, also shortened or inflected; None where it names none."""
    known = months()
    if word in known:
        meanings = known[word]
        return next(meanings[code] for code in (language, *PREFERRED) if code in meanings)
    shared = [(_in_common(word, name), meanings) for name, meanings in known.items() if _is_like(word, name)]
    if not shared:
        return None
    longest = max(length for length, _ in shared)
    meanings = {code: month for length, found in shared if length == longest for code, month in found.items()}
    return next((meanings[code] for code in (language, *PREFERRED) if code in meanings), None)


def _in_common(word: str, name: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))


def _is_like(word: str, name: str) -> bool:
    shared = _in_common(word, name)
    return shared >= max(PREFIX, len(name) - 2) and len(word) - shared <= PREFIX
