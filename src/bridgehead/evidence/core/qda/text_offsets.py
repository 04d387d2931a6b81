"""How a tool counts the characters of a text, and how we do.

We count Unicode code points of the text with lines ended by a line feed, as a browser shows it, and an end
is the position after the last character. The standard (REFI-QDA 1.5, 10.2) counts code points of the stored
file; tools count otherwise: NVivo counts UTF-16 units, so that an emoji is two, and a Windows line end as
two; ATLAS.ti counts a line end once although its file has two characters there; others count two although
there is one. Who takes the standard by its word writes the position of the last character as the end; some
count from 1, or count the mark at the beginning of a file, so that all positions are shifted alike.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

import numpy as np
from numpy.typing import NDArray

NAMED = 4
EDGES = 10
CLEARLY = 0.3
SHIFTS = (-1, 1)
ASKED, AGREE = 50, 2
"""So many names are looked for in a text, and so many must agree on a shift of another size."""


class CharacterUnit(StrEnum):
    """What counts as one character."""

    POINT = "code points"
    UTF16 = "UTF-16 units"


class LineEnd(StrEnum):
    """How many characters a line end counts."""

    STORED = "as stored"
    ONE = "one character"
    TWO = "two characters"


@dataclass(frozen=True)
class CountingRule:
    """A way to count; `last`: an end is the last character; `shift`: what brings a tool's positions to ours."""

    unit: CharacterUnit = CharacterUnit.POINT
    line_end: LineEnd = LineEnd.STORED
    last: bool = False
    shift: int = 0


STANDARD = CountingRule()
HABITS = {"nvivo": CountingRule(CharacterUnit.UTF16), "atlas": CountingRule(line_end=LineEnd.ONE)}
WAYS = tuple(CountingRule(unit, end, last) for last in (False, True) for end in LineEnd for unit in CharacterUnit)


@dataclass(frozen=True)
class ToolSelection:
    """A selection as a tool wrote it: its positions, and its name, which often quotes its beginning.

    A point on a transcript starts where it ends.
    """

    start: int
    end: int
    name: str = ""
    is_point: bool = False


@dataclass(frozen=True)
class SourceText:
    """A text with line feeds only, and which of them were two characters in the file."""

    plain: str
    doubled: NDArray[np.bool_]

    @classmethod
    def of(cls, stored: str) -> "SourceText":
        """Read a text as it was stored; a byte order mark is no part of it."""
        stored = stored.removeprefix("\ufeff")
        plain = re.sub("\r\n?", "\n", stored)
        doubled = np.zeros(len(plain), dtype=bool)
        if "\r\n" in stored:
            lost = np.arange(stored.count("\r\n"))
            doubled[np.array([m.start() for m in re.finditer("\r\n", stored)]) - lost] = True
        return cls(plain, doubled)

    def ticks(self, way: CountingRule) -> NDArray[np.int64]:
        """Position before each character and after the last, counted in this way; length n + 1."""
        points = np.frombuffer(self.plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        widths = np.ones(len(points), dtype=np.int64)
        if way.unit is CharacterUnit.UTF16:
            widths += points > 0xFFFF
        if way.line_end is LineEnd.STORED:
            widths += self.doubled
        elif way.line_end is LineEnd.TWO:
            widths += points == ord("\n")
        return np.concatenate([[0], np.cumsum(widths)])


Ticks = NDArray[np.int64]
Span = tuple[int, int]


def is_within(text_ticks: Ticks, way: CountingRule, at: ToolSelection) -> bool:
    """Whether positions lie in the text."""
    last = int(text_ticks[-1]) - way.shift
    return -way.shift <= at.start <= at.end <= last - (way.last and not at.is_point)


def is_beyond(text_ticks: Ticks, way: CountingRule, at: ToolSelection) -> bool:
    """Whether a passage lies outside the text with all it has."""
    end = int(text_ticks[-1])
    start, stop = at.start + way.shift, at.end + way.shift
    return not is_within(text_ticks, way, at) and (start >= end or stop < 0 or (stop == 0 and start < 0))


def to_own_offsets(text_ticks: Ticks, way: CountingRule, at: ToolSelection) -> Span:
    """Our positions for a tool's; one that splits a character takes all of it, what reaches beyond is clipped."""
    end = at.end + way.shift + (way.last and not at.is_point)
    first = int(np.searchsorted(text_ticks, max(0, at.start + way.shift), side="right")) - 1
    last = min(int(np.searchsorted(text_ticks, end, side="left")), len(text_ticks) - 1)
    return first, max(first, last)


@dataclass(frozen=True)
class PlacedAs:
    """What a way to count makes of the selections of a text."""

    way: CountingRule
    spans: Sequence[Span]
    within: Sequence[bool]
    quotes: Sequence[int]

    @property
    def outside(self) -> int:
        """How many selections lie outside the text."""
        return len(self.within) - sum(self.within)


def detect_counting_rule(text: SourceText, selections: Sequence[ToolSelection], origin: str) -> CountingRule:
    """The way in which a tool counted, told from what it selected.

    Parameters
    ----------
    origin
        The tool that wrote the project, as its XML says.

    Notes
    -----
    The tool's habit (else the standard) holds unless it puts a selection outside the text that another way does
    not, or another way fits clearly better: the one whose selections quote most of the names, else one whose
    selections begin and end with words. A shift of all positions is told by names only.
    """
    habit = next((way for tool, way in HABITS.items() if tool in origin.lower()), STANDARD)
    plain = [*_readings(text, selections, (habit, *WAYS))]
    chosen = plain[0]
    for reading in plain:
        if reading.outside < chosen.outside and _is_as_good(text.plain, reading, chosen):
            chosen = reading
    shifted = _readings(text, selections, _shifted_ways(text, selections, (habit, *WAYS)))
    best = max([chosen, *plain, *shifted], key=lambda reading: sum(reading.quotes))
    if sum(best.quotes) > sum(chosen.quotes) and _is_told(selections, best, chosen):
        return best.way
    for reading in plain:
        if reading.outside <= chosen.outside and _has_better_edges(text.plain, reading, chosen):
            chosen = reading
    return chosen.way


def count_unquoted(text: SourceText, selections: Sequence[ToolSelection], spans: Sequence[Span]) -> int:
    """How many names quote nothing of their passages, where fewer than half of them do."""
    named = [(s.name, at) for s, at in zip(selections, spans, strict=True) if len(_head(s.name)) >= NAMED]
    quoted = sum(_quotes(text.plain, name, at) > 0 for name, at in named)
    return len(named) - quoted if 2 * quoted < len(named) else 0


def _readings(
    text: SourceText, selections: Sequence[ToolSelection], ways: Sequence[CountingRule]
) -> Iterator[PlacedAs]:
    """What ways to count make of selections, each that differs from those before."""
    tried: set[tuple[Span, ...]] = set()
    for way in ways:
        ticks = text.ticks(way)
        spans = tuple(to_own_offsets(ticks, way, at) for at in selections)
        if spans not in tried:
            tried.add(spans)
            within = [is_within(ticks, way, at) for at in selections]
            heads = (at.name if len(_head(at.name)) >= NAMED else "" for at in selections)
            quotes = [_quotes(text.plain, name, at) if name else 0 for name, at in zip(heads, spans, strict=True)]
            yield PlacedAs(way, spans, within, quotes)


def _shifted_ways(
    text: SourceText, selections: Sequence[ToolSelection], ways: Sequence[CountingRule]
) -> list[CountingRule]:
    """Ways with a shift of all positions: by one, or by what several names agree on."""
    heads = {at: _head(at.name) for at in selections if len(_head(at.name)) >= NAMED}
    found_at = {at: _places(text.plain, head) for at, head in list(heads.items())[:ASKED]}
    places = {at: found[0] for at, found in found_at.items() if len(found) == 1}
    found = []
    for way in ways if heads else ():
        ticks = text.ticks(way)
        agreed = Counter(int(ticks[place]) - at.start for at, place in places.items()).most_common(1)
        shifts = {*SHIFTS, *(shift for shift, times in agreed if shift and times >= AGREE)}
        found += [replace(way, shift=shift) for shift in sorted(shifts, key=abs)]
    return found


def _places(plain: str, head: str) -> list[int]:
    """Where a name stands in a text: nowhere, once, or twice and perhaps more often."""
    pattern = r"\s+".join(map(re.escape, head.split()))
    return [found.start() for found in islice(re.finditer(pattern, plain), 2)]


def _is_told(selections: Sequence[ToolSelection], best: PlacedAs, than: PlacedAs) -> bool:
    """Whether two thirds of the names that two readings take differently speak for one of them."""
    told = [
        quotes > 0
        for at, quotes, new, old in zip(selections, best.quotes, best.spans, than.spans, strict=True)
        if new != old and len(_head(at.name)) >= NAMED
    ]
    return 3 * sum(told) >= 2 * len(told)


def _is_as_good(plain: str, reading: PlacedAs, than: PlacedAs) -> bool:
    """Whether what both readings find inside the text fits one as well as the other."""
    both = [i for i, pair in enumerate(zip(reading.within, than.within, strict=True)) if all(pair)]
    edges = [sum(_is_edge(plain, e) for i in both for e in r.spans[i]) for r in (reading, than)]
    return edges[0] >= edges[1] and sum(reading.quotes) >= sum(than.quotes)


def _has_better_edges(plain: str, reading: PlacedAs, than: PlacedAs) -> bool:
    if sum(reading.quotes) < sum(than.quotes):
        return False
    pairs = zip(reading.spans, than.spans, strict=True)
    edges = [(e, f) for new, old in pairs for e, f in zip(new, old, strict=True) if e != f]
    gain = sum(_is_edge(plain, e) for e, _ in edges) - sum(_is_edge(plain, f) for _, f in edges)
    return len(edges) >= EDGES and gain >= CLEARLY * len(edges)


def _head(name: str) -> str:
    return " ".join(name.rstrip("…. ").split())


def _quotes(plain: str, name: str, at: Span) -> int:
    """3 if a name is a passage to the letter, 2 if but for white space, 1 if it is its beginning, else 0."""
    passage = plain[at[0] : at[1]]
    said = " ".join(passage.split())
    return (passage == name) + (said == " ".join(name.split())) + said.startswith(_head(name))


def _is_edge(plain: str, at: int) -> bool:
    """Whether a word begins or ends at a position, or none is near."""
    before = plain[at - 1].isalnum() if at > 0 else False
    after = plain[at].isalnum() if at < len(plain) else False
    return not (before and after)
