"""What a service answers: the batch it wrote, how many rows of each table, and what it made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass
class Tally:
    """How many rows of one table a write added, changed, removed and found unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )

    @property
    def wrote(self) -> bool:
        """Whether anything is other than before."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Receipt(Generic[R]):
    """What came of one verb.

    Attributes
    ----------
    result
        What the service made or found: an id, a report, a count; None where it has nothing to say.
    batch
        Number of the batch in the change log, by which it is undone; None where nothing changed.
    tallies
        By name of the model in lower case: how many rows were added, changed, removed, left as they were.
    """

    result: R
    batch: int | None = None
    tallies: Mapping[str, Tally] = field(default_factory=dict)
