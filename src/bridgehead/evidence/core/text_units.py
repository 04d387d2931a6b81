"""Cutting a text into units on which coders can agree: sentences, paragraphs, or all of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum

from bridgehead.methods.unitising_agreement import Section

# A sentence ends with . ! ? or … and closing quotes, before space and a capital, digit or opening quote.
# Known limit: an abbreviation before a name ("Dr. Berg") ends one, too; all coders get the same cut.
SENTENCE_END = re.compile(r"[.!?…]+[\"'»”’)\]]*\s+(?=[\"'«“‘(\[]*[A-ZÆØÅÄÖÜÉ0-9])")
PAGE = "\f"


class CodingUnit(StrEnum):
    """What coders are compared on."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SOURCE = "source"
    TEXT = "text"


def cut_units(text: str, unit: CodingUnit) -> list[Section]:
    """The units of a text as (start, end), without surrounding white space; empty ones are no units.

    A paragraph is a line, as transcripts and word processors write them; sentences end within it.
    """
    if unit is CodingUnit.SOURCE:
        return [(0, len(text))] if text.strip() else []
    lines = [span for m in re.finditer(r"[^\n\f]+", text) if (span := _trimmed(text, m.start(), m.end()))]
    if unit is not CodingUnit.SENTENCE:
        return lines
    return [part for start, end in lines for part in _sentences(text, start, end)]


def _sentences(text: str, start: int, end: int) -> Iterable[Section]:
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        if span := _trimmed(text, at, match.end()):
            yield span
        at = match.end()
    if span := _trimmed(text, at, end):
        yield span


def _trimmed(text: str, start: int, end: int) -> Section | None:
    inner = text[start:end]
    if not inner.strip():
        return None
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def overlapped_units(units: Sequence[Section], start: int, end: int) -> range:
    """Numbers of the units (disjoint, in order) that a passage shares a character with."""
    low = bisect_right(units, start, key=lambda unit: unit[1])
    return range(low, max(low, bisect_left(units, end, key=lambda unit: unit[0])))


def page_of(text: str, at: int) -> int | None:
    """The page that a position lies on; None in a text without pages."""
    return text.count(PAGE, 0, at) + 1 if PAGE in text else None
