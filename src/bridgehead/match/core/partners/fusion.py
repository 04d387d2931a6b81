"""The ranker that needs no training: a weighted sum of features, each divided by its best value.

Weights were set once by hand, before anything was measured, and not tuned. The
same sum picks the candidates that the learned ranker orders. CombSUM of Fox &
Shaw (1994), "Combination of multiple searches", section 3, with weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.expected import EXPECTED, Told, expected
from bridgehead.match.core.partners.features import Features
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.queries import Query

Suits = Callable[[Mapping[str, Floats]], NDArray[np.bool_]]

WEIGHTS: Mapping[str, float] = {
    "words: sharp": 0.5,
    "words: per member": 0.5,
    "meaning: spread": 0.3,
    "partners: of similar": 0.3,
    "circle: shared teams": 0.4,
    "circle: shared teams lately": 0.3,
    "circle: partners of partners": 0.3,
    "circle: factor angle": 0.2,
    "walk: from both": 0.5,
    "walk: from lead": 0.4,
    "walk: factors of similar": 0.2,
    "programme: teams lately": 0.3,
    "programme: rare parts": 0.2,
    "career: recent": 0.2,
    "country: in similar": 0.2,
    "country: same": 0.1,
    "kind: in similar": 0.1,
    "market: reach": 0.3,
}


DEAR = frozenset({"circle: factor angle", "walk: from both", "walk: from lead", "walk: factors of similar"})
"""Left for the second stage: they read the whole graph, or a whole row of numbers for each actor."""
SHORTLIST = 3000


@dataclass(frozen=True)
class Fusion:
    """The sum of a query, in two stages: what is cheap for everybody, all of it for whoever is strong in that.

    Each part is divided by the best that anybody of the shortlist has, so that an actor's sum does not
    depend on who else is asked for.
    """

    features: Features

    @cached_property
    def rough(self) -> Floats:
        """The sum of what is cheap, shape (actors,); the lead has minus infinity."""
        total = np.zeros(len(self.features.index.teams.actors), np.float32)
        for name, weight in WEIGHTS.items():
            if name not in DEAR:
                column = self.features.column(name)
                peak = float(column.max(initial=0))
                if peak > 0:
                    total += np.maximum(column, 0) * np.float32(weight / peak)
        if self.features.lead is not None:
            total[self.features.lead] = -np.inf
        told = Told.of(self.features)
        return total + expected(told, total, told, total)

    def strongest(self, count: int, weight: Floats | None = None, suits: Suits | None = None) -> Ints:
        """Rows of the largest sums, best first.

        Parameters
        ----------
        weight
            What the sum of each actor counts, shape (actors,); 0 leaves an actor out.
        suits
            Which of some actors may be among them, by their parts.
        """
        rows, parts = self._shortlisted(count, weight)
        fused = summed(parts)
        if weight is not None:
            fused *= weight[rows]
        if suits is not None:
            fused[~suits(parts)] = -np.inf
        return rows[best(fused, count)]

    def parts(self, rows: Ints) -> dict[str, Floats]:
        """What each weighted feature adds to the sum of some actors, shape of `rows` each."""
        return self._with_expected(rows, self._scaled(self.features.rows(rows, tuple(WEIGHTS))))

    def of(self, rows: Ints) -> Floats:
        """The sum of some actors, shape of `rows`."""
        return summed(self.parts(rows))

    @cached_property
    def fused(self) -> Floats:
        """The sum, shape (actors,): below all sums where it is only known roughly; the lead has minus infinity."""
        total = self.rough - np.float32(sum(WEIGHTS.values()))
        rows, values = self._shortlist
        total[rows] = summed(self._with_expected(rows, self._scaled(values)))
        return total

    @cached_property
    def whole(self) -> Features:
        """The features with the sum among them."""
        return self.features.plus(EXPECTED, lambda rows: self.parts(rows)[EXPECTED]).plus("fusion: sum", self.of)

    @cached_property
    def reachable(self) -> float:
        """The sum of somebody who is best in everything that this query has."""
        return sum(weight for weight, peak in zip(WEIGHTS.values(), self._peaks, strict=True) if peak > 0)

    def _shortlisted(self, count: int, weight: Floats | None) -> tuple[Ints, dict[str, Floats]]:
        """Rows that the strongest are among, in the order of the index, and their parts."""
        if weight is None and 2 * count <= SHORTLIST:
            rows, values = self._shortlist
            return rows, self._with_expected(rows, self._scaled(values))
        rough = self.rough
        if weight is not None:
            out = np.isinf(rough) | (weight <= 0)
            rough = np.where(out, -np.inf, np.where(out, 0, rough) * weight)
        rows, (known, values) = largest(rough, max(SHORTLIST, 2 * count)), self._shortlist
        if np.array_equal(rows, known):
            return rows, self._with_expected(rows, self._scaled(values))
        return rows, self.parts(rows)

    @cached_property
    def _shortlist(self) -> tuple[Ints, Floats]:
        rows = largest(self.rough, SHORTLIST)
        return rows, self.features.rows(rows, tuple(WEIGHTS))

    @cached_property
    def _peaks(self) -> Floats:
        return np.asarray(self._shortlist[1].max(axis=0, initial=0), np.float32)

    def _with_expected(self, rows: Ints, parts: dict[str, Floats]) -> dict[str, Floats]:
        """Parts, and what newcomers get beside them."""
        return parts | {EXPECTED: expected(Told.of(self.features, rows), summed(parts), *self._compared)}

    @cached_property
    def _compared(self) -> tuple[Told, Floats]:
        """Whom newcomers are compared with: the shortlist of all, and their sums."""
        rows, values = self._shortlist
        return Told.of(self.features, rows), summed(self._scaled(values))

    def _scaled(self, values: Floats) -> dict[str, Floats]:
        shares = np.clip(values / np.where(self._peaks > 0, self._peaks, np.float32(np.inf)), 0, 1)
        shares *= np.array(list(WEIGHTS.values()), np.float32)
        return dict(zip(WEIGHTS, shares.T, strict=True))


def summed(parts: Mapping[str, Floats]) -> Floats:
    """The sum of parts, shape of each."""
    return np.asarray(sum(parts.values()), np.float32)


def look_up(index: Index, query: Query) -> tuple[Features, Floats]:
    """All features of a query, the sum among them, and the sum alone (`Fusion.fused`)."""
    fusion = Fusion(Features(index, Context.of(index, query)))
    return fusion.features.plus("fusion: sum", fusion.of), fusion.fused


def best(scores: Floats, count: int) -> Ints:
    """Rows of the highest scores, best first, ties by row; rows at minus infinity are left out."""
    rows = largest(scores, count)
    return rows[np.argsort(-scores[rows], kind="stable")]


def largest(scores: Floats, count: int) -> Ints:
    """The same rows in their order in the index."""
    count = min(count, int(np.isfinite(scores).sum()))
    if count == len(scores):
        return np.arange(count)
    limit = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
    chosen = scores > limit
    chosen[np.flatnonzero(scores == limit)[: count - np.count_nonzero(chosen)]] = True
    return np.flatnonzero(chosen)
