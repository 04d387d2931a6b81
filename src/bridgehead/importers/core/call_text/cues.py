"""Words beside which a text says what it says, and where they stand in it."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

WHOLE = 4
"""Up to so many letters, a cue is a word of its own; longer ones may be the beginning of one."""


NUMBER = r"(?:[ivx]{1,4}\.?[\d.)]*\s+|\d[\d.)]*\s+|[-*•▪#>|]+\s*)?"
"""Before a label: that of a section (IV.2.2), or the sign of a list."""
MOST_BREAKS, MOST_LABELS = 2, 40
LABELS = (
    "buyer", "budget", "budget_each", "country", "deadline", "eligible_country", "keywords", "opens", "other",
    "published", "reference", "title",
)  # fmt: skip
"""Kinds of cues that stand as labels before what they say."""
SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Reading:
    """A value and where in the text it was read.

    Attributes
    ----------
    value
        As the opportunity's field takes it.
    start, end
        Place of the value in the text, in characters.
    score
        How well the words around it support it, 0 to 100; readings of one field are compared by it.
    """

    value: Any
    start: int
    end: int
    score: float = 100.0


class _Folding(dict[int, str]):
    """Each character without case and accent, as one character, so that places stay the same."""

    def __missing__(self, point: int) -> str:
        plain = unicodedata.normalize("NFD", chr(point))[0].lower()
        self[point] = plain if len(plain) == 1 else chr(point)
        return self[point]


_FOLDING = _Folding(
    {ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("Đ"): "d", ord("ı"): "i"}
)


def fold(text: str) -> str:
    """A text without case and accents, as long as it was: what stands at a place still stands there."""
    return text.translate(_FOLDING)


@dataclass(frozen=True)
class Cue:
    """A cue in a text: which kind, and where."""

    kind: str
    start: int
    end: int


class CueWords:
    """The cues of each kind, ready to be looked for.

    Parameters
    ----------
    words
        Kind to phrases, folded; a `*` before one lets it stand within a word.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self.patterns = {kind: _pattern(phrases) for kind, phrases in words.items()}
        self.labels = {kind: _label_pattern(words[kind]) for kind in LABELS}
        every = _names(phrase for kind in LABELS for phrase in words[kind])
        self.any_label = re.compile(rf"[ \t]*{NUMBER}(?:{every})(?!\w)[^:\n]{{0,30}}:")
        self.inline = re.compile(rf"[.;|]\s+{NUMBER}(?:{every})(?!\w)[^:.;\n]{{0,40}}:")

    def find(self, kind: str, folded: str) -> list[Cue]:
        """All cues of a kind in a folded text, in order."""
        return [Cue(kind, m.start(), m.end()) for m in self.patterns[kind].finditer(folded)]


@dataclass(frozen=True)
class CueText:
    """A text in which cues are looked for.

    Attributes
    ----------
    text
        As it was read; pages are set apart by a form feed.
    words
        What is looked for.
    """

    text: str
    words: CueWords
    _found: dict[str, list[Cue]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def folded(self) -> str:
        """The text without case and accents."""
        return fold(self.text)

    def cues(self, kind: str) -> list[Cue]:
        """All cues of a kind, in order."""
        if kind not in self._found:
            self._found[kind] = self.words.find(kind, self.folded)
        return self._found[kind]

    def has(self, kind: str, start: int, end: int) -> bool:
        """Whether a cue of a kind begins within a part of the text."""
        found = self.cues(kind)
        at = bisect_left(found, start, key=lambda cue: cue.start)
        return at < len(found) and found[at].start < end

    def last_before(self, kinds: Sequence[str], start: int, end: int) -> Cue | None:
        """The cue of these kinds that ends last within a part of the text; of several the longest."""
        best: Cue | None = None
        for kind in kinds:
            found = self.cues(kind)
            at = bisect_right(found, end, key=lambda cue: cue.end) - 1
            if at >= 0 and found[at].start >= start:
                cue = found[at]
                if best is None or (cue.end, -cue.start) > (best.end, -best.start):
                    best = cue
        return best

    def first_after(self, kinds: Sequence[str], start: int, end: int) -> Cue | None:
        """The cue of these kinds that begins first within a part of the text; of several the longest."""
        best: Cue | None = None
        for kind in kinds:
            found = self.cues(kind)
            at = bisect_left(found, start, key=lambda cue: cue.start)
            if at < len(found) and found[at].end <= end:
                cue = found[at]
                if best is None or (cue.start, -cue.end) < (best.start, -best.end):
                    best = cue
        return best

    def line_start(self, at: int) -> int:
        """Where the line of a place begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\f", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the line of a place ends."""
        ends = [found for sign in "\n\f" if (found := self.text.find(sign, at)) >= 0]
        return min(ends, default=len(self.text))

    def labelled(self, kind: str, *, longest: int = 400) -> list[Reading]:
        """What stands after a label of a kind: behind its colon or tab, or on the next line where the label is alone.

        Returns
        -------
        list of Reading
            The text after each label, up to the next one or the end of the line; 100 where it stands on the label's
            line, else 90.
        """
        found = []
        for match in islice(self.words.labels[kind].finditer(self.folded), MOST_LABELS):
            start, end, score = match.end(), self.line_end(match.end()), 100.0
            if not self.text[start:end].strip():
                start = self._next_word(start)
                if self.text.count("\n", match.end(), start) > MOST_BREAKS:
                    continue
                end, score = self.line_end(start), 90.0
                if self.is_label(start):
                    continue
            following = self.words.inline.search(self.folded, start, end)
            end = following.start() if following else end
            said = self.text[start:end]
            trimmed = said.strip(" \t\xa0|:;")
            if trimmed and len(trimmed) <= longest:
                start += said.index(trimmed)
                found.append(Reading(trimmed, start, start + len(trimmed), score))
        return found

    def _next_word(self, at: int) -> int:
        found = SPACE.match(self.text, at)
        return found.end() if found else at

    def is_label(self, at: int) -> bool:
        """Whether a label begins at a place."""
        return self.words.any_label.match(self.folded, at) is not None


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    some = list(phrases)
    signs = [re.escape(phrase) for phrase in some if not phrase[0].isalnum() and phrase[0] != "*"]
    words = [phrase for phrase in some if phrase[0].isalnum() or phrase[0] == "*"]
    return re.compile("|".join([rf"(?<!\w)(?:{'|'.join(_alternatives(words))})", *signs]))


def _label_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A cue that begins a line or a sentence, perhaps after a number, and ends with a colon, a tab, or the line."""
    ending = r"(?:\s*\([^)\n]{0,60}\))?[ \t]*"
    names = _names(phrases)
    at_line = rf"(?:(?<=\n)|(?<=\f)|^)[ \t]*{NUMBER}(?:{names}){ending}(?::+|\t|\||(?=\n|$))[ \t]*"
    return re.compile(rf"{at_line}|(?<=[.;|]\s){NUMBER}(?:{names}){ending}:[ \t]*")


def _names(phrases: Iterable[str]) -> str:
    plain = {fold(phrase).lstrip("*").rstrip(":") for phrase in phrases}
    return "|".join(_spaced(phrase) for phrase in sorted(plain, key=lambda p: (-len(p), p)))


def _alternatives(phrases: Iterable[str]) -> list[str]:
    made = []
    for phrase in sorted({fold(phrase) for phrase in phrases}, key=lambda p: (-len(p), p)):
        if phrase.startswith("*"):
            made.append(rf"\w*{_spaced(phrase[1:])}\w*")
        elif phrase[-1].isalpha() and len(phrase) > WHOLE:
            made.append(rf"{_spaced(phrase)}\w*")
        else:
            made.append(rf"{_spaced(phrase)}(?!\w)")
    return made


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(part) for part in phrase.split())
