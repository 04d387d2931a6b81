"""A query as a matrix: one row an actor, one column a feature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bridgehead.match.core.partners.about import meaning, partners, words
from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.circle import circle, walk
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.market import market
from bridgehead.match.core.partners.suits import classes, programme, question

BLOCKS = (words, meaning, partners, circle, walk, programme, classes, market, question)


@dataclass(frozen=True)
class Features:
    """Features of all actors for a query.

    Attributes
    ----------
    names
        ``group: feature``, in a fixed order.
    columns
        One vector of shape (actors,) a name.
    lead
        Row of the lead, who is no candidate.
    """

    names: tuple[str, ...]
    columns: tuple[Floats, ...]
    lead: int | None

    @classmethod
    def of(cls, index: Index, context: Context) -> Features:
        """Compute every block."""
        found: dict[str, Floats] = {}
        for block in BLOCKS:
            found |= block(index, context)
        career = zip(index.career_names.tolist(), index.career_values.T, strict=True)
        found |= dict(career)
        return cls(tuple(found), tuple(np.asarray(v, np.float32) for v in found.values()), context.lead)

    def plus(self, name: str, values: Floats) -> Features:
        """Add a feature."""
        return Features((*self.names, name), (*self.columns, values), self.lead)

    def column(self, name: str) -> Floats:
        """One feature of all actors, shape (actors,)."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Floats]:
        return dict(zip(self.names, self.columns, strict=True))

    def rows(self, chosen: Ints, names: tuple[str, ...]) -> Floats:
        """Features of chosen actors, shape (chosen, names); one that does not exist here is 0."""
        known = self._by_name
        nothing = np.zeros(len(chosen), np.float32)
        return np.column_stack([known[name][chosen] if name in known else nothing for name in names])


def group(name: str) -> str:
    """Group of a feature: what stands before the colon."""
    return name.partition(":")[0]
