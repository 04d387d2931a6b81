"""A query as a matrix: one row an actor, one column a feature, worked out for those who are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bridgehead.match.core.ranking.features.best_document import best_document
from bridgehead.match.core.ranking.features.career import career
from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.features.market import market
from bridgehead.match.core.ranking.features.names import name_features
from bridgehead.match.core.ranking.features.network import lead_network_features, random_walk_features
from bridgehead.match.core.ranking.features.programme import classes, programme
from bridgehead.match.core.ranking.features.query import question
from bridgehead.match.core.ranking.features.text import meaning, partners, words
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints

BLOCKS = (
    words,
    meaning,
    best_document,
    partners,
    lead_network_features,
    random_walk_features,
    programme,
    classes,
    market,
    question,
    career,
    name_features,
)
"""A block is asked for a query and some actors; a feature of an actor depends on no other that is asked for."""


@dataclass(frozen=True)
class FeatureMatrix:
    """Features of a query.

    Attributes
    ----------
    added
        Features that are made of others: by name, from rows of actors to values.
    """

    index: RankerIndex
    context: QueryContext
    added: tuple[tuple[str, Callable[[Ints], Floats]], ...] = ()

    def plus(self, name: str, of: Callable[[Ints], Floats]) -> FeatureMatrix:
        """Add a feature."""
        more = FeatureMatrix(self.index, self.context, (*self.added, (name, of)))
        more._kept.update(self._kept)
        return more

    @property
    def lead(self) -> int | None:
        """Row of the lead, who is no candidate."""
        return self.context.lead

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the features (`feature_table`), in a fixed order."""
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
        known = self._columns(ActorSubset(self.index, chosen)) | {name: _asked(of, chosen) for name, of in self.added}
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
        return self._columns(ActorSubset(self.index))

    def _columns(self, among: ActorSubset) -> Columns:
        found: Columns = {}
        for block in BLOCKS:
            found |= block(self.index, self.context, among)
        return found


def _asked(of: Callable[[Ints], Floats], rows: Ints) -> Callable[[], Floats]:
    return lambda: of(rows)
