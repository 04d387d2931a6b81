"""A query as a matrix: one row an actor, one column a feature, worked out for those who are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from bridgehead.match.core.partners.about import meaning, partners, words
from bridgehead.match.core.partners.among import Among
from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.called import called
from bridgehead.match.core.partners.circle import circle, walk
from bridgehead.match.core.partners.columns import Columns
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.market import market
from bridgehead.match.core.partners.own import best_document
from bridgehead.match.core.partners.suits import career, classes, programme, question

BLOCKS = (words, meaning, best_document, partners, circle, walk, programme, classes, market, question, career, called)
"""A block is asked for a query and some actors; a feature of an actor depends on no other that is asked for."""


@dataclass(frozen=True)
class Features:
    """Features of a query.

    Attributes
    ----------
    added
        Features that are made of others: by name, from rows of actors to values.
    """

    index: Index
    context: Context
    added: tuple[tuple[str, Callable[[Ints], Floats]], ...] = ()

    def plus(self, name: str, of: Callable[[Ints], Floats]) -> Features:
        """Add a feature."""
        more = Features(self.index, self.context, (*self.added, (name, of)))
        more._kept.update(self._kept)
        return more

    @property
    def lead(self) -> int | None:
        """Row of the lead, who is no candidate."""
        return self.context.lead

    @cached_property
    def names(self) -> tuple[str, ...]:
        """``group: feature``, in a fixed order."""
        return (*self._of_everybody, *(name for name, _ in self.added))

    def column(self, name: str) -> Floats:
        """One feature of all actors, shape (actors,), kept for whoever is asked for later."""
        if name not in self._kept:
            self._kept[name] = np.asarray(self._of_everybody[name](), np.float32)
        return self._kept[name]

    def rows(self, chosen: Ints, names: tuple[str, ...]) -> Floats:
        """Features of chosen actors, shape (chosen, names); one that does not exist here is 0."""
        return np.ascontiguousarray(self.columns(chosen, names).T)

    def columns(self, chosen: Ints, names: tuple[str, ...]) -> Floats:
        """The same turned around, shape (names, chosen)."""
        known = self._columns(Among(self.index, chosen)) | {name: _asked(of, chosen) for name, of in self.added}
        values = np.zeros((len(names), len(chosen)), np.float32)
        for at, name in enumerate(names):
            if name in self._kept:
                values[at] = self._kept[name][chosen]
            elif name in known:
                values[at] = known[name]()
        return values

    @cached_property
    def _kept(self) -> dict[str, Floats]:
        return {}

    @cached_property
    def _of_everybody(self) -> Columns:
        return self._columns(Among(self.index))

    def _columns(self, among: Among) -> Columns:
        found: Columns = {}
        for block in BLOCKS:
            found |= block(self.index, self.context, among)
        return found


def _asked(of: Callable[[Ints], Floats], rows: Ints) -> Callable[[], Floats]:
    return lambda: of(rows)


@cache
def group(name: str) -> str:
    """Group of a feature: what stands before the colon."""
    return name.partition(":")[0]
