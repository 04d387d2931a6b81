"""How a tool counts the characters of a text, and how we do.

We count Unicode code points of the text with lines ended by a line feed, as a browser shows it, and an end
is the position after the last character. The standard (REFI-QDA 1.5, 10.2) counts code points of the stored
file; tools count otherwise: NVivo counts UTF-16 units, so that an emoji is two, and a Windows line end as
two; ATLAS.ti counts a line end once although its file has two characters there; others count two although
there is one. And who takes the standard by its word writes the position of the last character as the end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

NAMED = 4
EDGES = 10
CLEARLY = 0.3


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
    """A way to count."""

    unit: CharacterUnit = CharacterUnit.POINT
    line_end: LineEnd = LineEnd.STORED
    last: bool = False

    def __str__(self) -> str:
        ends = ", ends on the last character" if self.last else ""
        return f"{self.unit.value}, line ends {self.line_end.value}{ends}"


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
    return 0 <= at.start <= at.end <= int(text_ticks[-1]) - (way.last and not at.is_point)


def to_own_offsets(text_ticks: Ticks, way: CountingRule, at: ToolSelection) -> Span:
    """Our positions for a tool's; one that splits a character takes all of it."""
    end = at.end + (way.last and not at.is_point)
    first = int(np.searchsorted(text_ticks, at.start, side="right")) - 1
    last = int(np.searchsorted(text_ticks, end, side="left"))
    return first, max(first, last)


def detect_counting_rule(text: SourceText, selections: Sequence[ToolSelection], origin: str) -> CountingRule | None:
    """The way in which a tool counted, told from what it selected; None if no way fits.

    Parameters
    ----------
    origin
        The tool that wrote the project, as its XML says.

    Notes
    -----
    The tool's habit (else the standard) holds unless it puts a selection outside the text, or another way
    fits clearly better: names that quote the selected text, else selections that begin and end with words.
    """
    habit = next((way for tool, way in HABITS.items() if tool in origin.lower()), STANDARD)
    chosen: list[Span] | None = None
    best = None
    tried: list[list[Span]] = []
    for way in (habit, *WAYS):
        ticks = text.ticks(way)
        if not all(is_within(ticks, way, s) for s in selections):
            continue
        spans = [to_own_offsets(ticks, way, s) for s in selections]
        if spans in tried:
            continue
        tried.append(spans)
        if chosen is None or _clearly_better(text.plain, selections, spans, chosen):
            chosen, best = spans, way
    return best


def _clearly_better(plain: str, selections: Sequence[ToolSelection], spans: list[Span], than: list[Span]) -> bool:
    pairs = [(s, new, old) for s, new, old in zip(selections, spans, than, strict=True) if new != old]
    named = [(s.name, new, old) for s, new, old in pairs if len(_head(s.name)) >= NAMED]
    gained = sum(_quotes(plain, name, new) for name, new, _ in named)
    had = sum(_quotes(plain, name, old) for name, _, old in named)
    if gained != had:
        told = sum(_quotes(plain, name, new) > 0 for name, new, _ in named)
        return gained > had and 3 * told >= 2 * len(named)
    edges = [(e, f) for _, new, old in pairs for e, f in zip(new, old, strict=True) if e != f]
    gain = sum(_is_edge(plain, e) for e, _ in edges) - sum(_is_edge(plain, f) for _, f in edges)
    return len(edges) >= EDGES and gain >= CLEARLY * len(edges)


def _head(name: str) -> str:
    return " ".join(name.rstrip("…. ").split())


def _quotes(plain: str, name: str, at: Span) -> int:
    """2 if a name is the whole of a passage, 1 if it is its beginning, else 0."""
    head = _head(name)
    said = " ".join(plain[at[0] : at[1]].split())
    return (said == " ".join(name.split())) + said.startswith(head)


def _is_edge(plain: str, at: int) -> bool:
    """Whether a word begins or ends at a position, or none is near."""
    before = plain[at - 1].isalnum() if at > 0 else False
    after = plain[at].isalnum() if at < len(plain) else False
    return not (before and after)
