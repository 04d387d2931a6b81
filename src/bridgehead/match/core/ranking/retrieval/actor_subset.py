"""Some of the actors, or all of them: what an index holds of them and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, Numbers, Sparse, cells_of, product


@dataclass(frozen=True)
class ActorSubset:
    """Sums over what each of some actors did. n of a actors.

    Attributes
    ----------
    rows
        Which actors, shape (n,); None for all.
    """

    index: RankerIndex
    rows: Ints | None = None

    def __len__(self) -> int:
        return len(self.index.teams.actors) if self.rows is None else len(self.rows)

    def of(self, values: NDArray[Any]) -> NDArray[Any]:
        """Those of values that every actor has, shape (a, ...), that belong to these."""
        return values if self.rows is None else values.take(self.rows, axis=0)

    def rows_of(self, matrix: Sparse) -> Sparse:
        """The rows of these of a matrix with a row for every actor, shape (n, ...)."""
        return matrix if self.rows is None else matrix[self.rows]

    def took(self, weights: Numbers) -> Floats:
        """Sum weights of projects, shape (projects,), over those that each took part in, shape (n,)."""
        if self.rows is None:
            return self.index.teams.by_actor(weights)
        return np.asarray(self._took @ weights, np.float32)

    def led(self, weights: Numbers) -> Floats:
        """The same over those that each led."""
        return np.asarray(self._led @ weights, np.float32)

    def wrote(self, weights: Numbers) -> Floats:
        """Sum weights of documents, shape (documents,), over those that each shares, shape (n,)."""
        return np.asarray(self._wrote @ weights, np.float32)

    def earlier(self, weights: Numbers) -> Floats:
        """Sum weights of earlier activities, shape (activities,), over those of each, shape (n,)."""
        teams = self.index.teams
        if self.rows is None:
            return product(teams.earlier, teams.earlier_by, weights)[: len(self)]
        return np.asarray(self._earlier @ weights, np.float32)

    @cached_property
    def documents(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The documents of one after another, and how many each has, shape (n,)."""
        wrote = self.index.wrote
        if self.rows is None:
            return wrote.indices, np.diff(wrote.indptr)
        cells, lengths = cells_of(wrote, self.rows)
        return wrote.indices[cells], lengths

    @cached_property
    def factors(self) -> Numbers:
        """The actors as points, shape (n, factors)."""
        return self.of(self.index.factors.actors)

    @cached_property
    def _wrote(self) -> Sparse:
        return self.rows_of(self.index.wrote)

    @cached_property
    def _took(self) -> Sparse:
        return self.rows_of(self.index.teams.took)

    @cached_property
    def _led(self) -> Sparse:
        return self.rows_of(self.index.teams.led)

    @cached_property
    def _earlier(self) -> Sparse:
        return self.rows_of(self.index.teams.earlier)
