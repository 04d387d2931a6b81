"""What coders made of texts, as agreement is computed from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class AppliedCode(NamedTuple):
    """A code that a coder applied: to a passage, or to the whole source where `start` and `end` are None.

    `salience` is None where nobody judged it.
    """

    source: str
    start: int | None
    end: int | None
    code: str
    coder: str
    salience: float | None


@dataclass(frozen=True)
class CodedMaterial:
    """Marks of coders who worked apart, with the texts they are of.

    Attributes
    ----------
    codes
        The codes that are asked about. Marks with other codes tell who read a source, and which units are not empty.
    texts
        By source.
    """

    codes: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Sequence[AppliedCode] = ()

    @property
    def coders(self) -> list[str]:
        """Whoever coded anything."""
        return sorted({mark.coder for mark in self.marks})

    def readers(self) -> dict[str, frozenset[str]]:
        """By source, who coded anything in it. A source that a coder did not open says nothing of the coder."""
        found: dict[str, set[str]] = {source: set() for source in self.texts}
        for mark in self.marks:
            found[mark.source].add(mark.coder)
        return {source: frozenset(coders) for source, coders in found.items()}
