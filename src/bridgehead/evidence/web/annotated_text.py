"""A text as the coding page shows it: paragraphs cut into pieces at the bounds of codings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from bridgehead.evidence.core.text_units import PAGE, CodingUnit, cut_units, overlapped_units
from bridgehead.evidence.models import Coding

PART = 100_000
MOST_PLACES = 10_000
Section = tuple[int, int]


@dataclass(frozen=True)
class TextSpan:
    """A stretch of text that the same codings cover; `starts` are those that begin with it.

    `hit` is the place of the words that were looked for, if it lies in one.
    """

    text: str
    codings: Sequence[Coding]
    starts: Sequence[Coding]
    hit: int | None = None
    begins_hit: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its place in the text, the page it begins on, and the codings that begin in it."""

    start: int
    end: int
    page: int | None
    pieces: Sequence[TextSpan]
    marks: Sequence[Coding]


@dataclass(frozen=True)
class TextPart:
    """One part of a long text: its number, how many there are, its paragraphs."""

    number: int
    count: int
    paragraphs: Sequence[Paragraph]


def places(text: str, words: str) -> list[Section]:
    """Where words stand in a text, whatever their case; nowhere if there are none."""
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [match.span() for match in islice(re.finditer(pattern, text, re.IGNORECASE), MOST_PLACES)]


def part_of(
    text: str, codings: Sequence[Coding], *, number: int = 1, at: int | None = None, hits: Sequence[Section] = ()
) -> TextPart:
    """One part of a text with the codings on it.

    Parameters
    ----------
    number
        Of the part, from 1.
    at
        A position that the part must show instead.
    hits
        Places to mark, disjoint and in order.
    """
    groups = _grouped(cut_units(text, CodingUnit.PARAGRAPH))
    if at is not None:
        number = next((n for n, group in enumerate(groups, 1) if group[-1][1] >= at), 1)
    number = min(max(number, 1), max(len(groups), 1))
    spans = groups[number - 1] if groups else []
    placed = sorted((c for c in codings if c.start is not None), key=lambda c: (c.start or 0, -(c.end or 0), c.pk))
    return TextPart(number, len(groups), list(_paragraphs(text, spans, placed, hits)))


def _grouped(spans: Sequence[Section]) -> list[list[Section]]:
    groups: list[list[Section]] = []
    for span in spans:
        if not groups or span[1] - groups[-1][0][0] > PART:
            groups.append([])
        groups[-1].append(span)
    return groups


def _paragraphs(
    text: str, spans: Sequence[Section], codings: Sequence[Coding], hits: Sequence[Section]
) -> Iterator[Paragraph]:
    paged = PAGE in text
    shown, page = 0, 1
    for start, end in spans:
        page += text.count(PAGE, shown, start)
        shown = start
        here = [c for c in codings if (c.start or 0) < end and (c.end or 0) > start]
        yield Paragraph(
            start,
            end,
            page if paged else None,
            list(_pieces(text, start, end, here, [hits[n] for n in overlapped_units(hits, start, end)])),
            [c for c in here if (c.start or 0) >= start or start == spans[0][0]],
        )


def _pieces(text: str, start: int, end: int, codings: Sequence[Coding], hits: Sequence[Section]) -> Iterator[TextSpan]:
    bounds = {start, end}
    for left, right in [*((c.start or 0, c.end or 0) for c in codings), *hits]:
        bounds |= {at for at in (left, right) if start < at < end}
    edges = sorted(bounds)
    for left, right in pairwise(edges):
        cover = [c for c in codings if (c.start or 0) <= left and (c.end or 0) >= right]
        first = [c for c in cover if (c.start or 0) == left or ((c.start or 0) < start == left)]
        hit = next((low for low, high in hits if low <= left and high >= right), None)
        yield TextSpan(text[left:right], cover, first, hit, left == hit)
