"""Setting the codings of several coders side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class CodedSpan:
    """A coding, as far as comparing needs it; positions are None for a whole source."""

    id: str
    start: int | None
    end: int | None
    code: str
    coder: str


@dataclass(frozen=True)
class ComparedPassage:
    """Codings of one code that overlap: what the coders say of one place."""

    code: str
    marks: Sequence[CodedSpan]

    @property
    def start(self) -> int | None:
        """Where the first of them begins."""
        return min((m.start for m in self.marks if m.start is not None), default=None)

    @property
    def end(self) -> int | None:
        """Where the last of them ends."""
        return max((m.end for m in self.marks if m.end is not None), default=None)

    def by(self, coder: str) -> list[CodedSpan]:
        """What one coder marked here."""
        return [mark for mark in self.marks if mark.coder == coder]

    def agreed(self, coders: Sequence[str]) -> bool:
        """Whether every one of these coders marked something here."""
        return {mark.coder for mark in self.marks} >= set(coders)

    @property
    def same(self) -> bool:
        """Whether all marked exactly the same characters."""
        return len({(mark.start, mark.end) for mark in self.marks}) == 1


def align_codings(marks: Iterable[CodedSpan]) -> list[ComparedPassage]:
    """Codings of one code that share a character (or the whole source), in the order of the text."""
    passages: list[tuple[str, list[CodedSpan], int]] = []
    for mark in sorted(marks, key=lambda m: (m.code, -1 if m.start is None else m.start, m.end or 0, m.id)):
        reach = -1 if mark.end is None else mark.end
        if passages:
            code, together, furthest = passages[-1]
            whole = mark.start is None and together[-1].start is None
            if code == mark.code and (whole or (mark.start is not None and mark.start < furthest)):
                together.append(mark)
                passages[-1] = (code, together, max(furthest, reach))
                continue
        passages.append((mark.code, [mark], reach))
    found = [ComparedPassage(code, tuple(together)) for code, together, _ in passages]
    return sorted(found, key=lambda p: (-1 if p.start is None else p.start, p.end or 0, p.code))
