"""The ranker that needs no training: a weighted sum of features, each divided by its best value.

What even the best has little of is not blown up, where it is known what is little (`Feature.full_from`).

Weights were first set by hand. What brought nothing on queries before 2018, or hid
others, was then left out, and its weight given to what says the same, or halved. The same
sum picks the candidates that the learned ranker orders. CombSUM of Fox & Shaw
(1994), "Combination of multiple searches", section 3, with weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.features.feature_table import FEATURES, IMPUTED, SUM
from bridgehead.match.core.ranking.model.cold_start_imputation import (
    NEAR,
    ROUGHLY_NEAR,
    TEXTS,
    TextSignal,
    impute_scores,
    impute_scores_linear,
)
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, scale_to_max

Suits = Callable[[Mapping[str, Floats]], NDArray[np.bool_]]


@dataclass(frozen=True)
class ScoreFusion:
    """The sum of a query, in two stages: what is cheap for everybody, all of it for whoever is strong in that.

    Each part is divided by the best that anybody of the shortlist has, so that an actor's sum does not
    depend on who else is asked for.
    """

    features: FeatureMatrix
    config: RankerConfig = DEFAULT

    @cached_property
    def rough(self) -> Floats:
        """The sum of what is cheap, shape (actors,); the lead has minus infinity."""
        total = np.zeros(len(self.features.index.teams.actors), np.float32)
        nothing, part = np.zeros_like(total), np.empty_like(total)
        for name in self.config.cheap:
            column = self.features.column(name)
            peak = float(column.max(initial=FEATURES[name].full_from))
            if peak > 0:
                np.maximum(column, nothing, out=part)  # several times as quick as with one number
                part *= np.float32(self.config.weights[name] / peak)
                total += part
        if self.features.lead is not None:
            total[self.features.lead] = -np.inf
        writers = np.flatnonzero(self.features.column(TEXTS) > 0)
        words, meaning = (scale_to_max(self.features.column(name)[writers]) for name in ROUGHLY_NEAR)
        told = TextSignal.of(words + meaning, self.features, writers, self.config)
        total[writers] += impute_scores_linear(told, total[writers], self.config)
        return total

    def strongest(
        self, count: int, weight: Floats | None = None, suits: Suits | None = None, *, ties: bool = False
    ) -> Ints:
        """Rows of the largest sums, best first.

        Parameters
        ----------
        weight
            What the sum of each actor counts, shape (actors,); 0 leaves an actor out.
        suits
            Which of some actors may be among them, by their parts.
        ties
            Whether those come with the last of them whose sum is as large.
        """
        rows, parts = self._shortlisted(count, weight)
        fused = sum_parts(parts)
        if weight is not None:
            fused *= weight[rows]
        if suits is not None:
            fused[~suits(parts)] = -np.inf
        return rows[top_rows(fused, count, ties=ties)]

    def parts(self, rows: Ints) -> dict[str, Floats]:
        """What each weighted feature adds to the sum of some actors, shape of `rows` each, and what newcomers get."""
        columns = self.features.columns(rows, self._read)
        return self._parts(self._scaled(columns), self._told(rows, columns))

    def of(self, rows: Ints) -> Floats:
        """The sum of some actors, shape of `rows`."""
        return sum_parts(self.parts(rows))

    @cached_property
    def fused(self) -> Floats:
        """The sum, shape (actors,): below all sums where it is only known roughly; the lead has minus infinity."""
        total = self.rough - np.float32(sum(self.config.weights.values()))
        total[self._shortlist] = sum_parts(self._parts_of_shortlist)
        return total

    def whole(self) -> FeatureMatrix:
        """The features with the sum among them.

        They are not kept here: each would keep the other, and all that a query holds, until garbage is collected.
        """
        return self.features.plus(IMPUTED, lambda rows: self.parts(rows)[IMPUTED]).plus(SUM, self.of)

    @cached_property
    def reachable(self) -> float:
        """The sum of somebody who is best in everything that this query has."""
        return float(self._scaled(self._best).sum())

    def _shortlisted(self, count: int, weight: Floats | None) -> tuple[Ints, dict[str, Floats]]:
        """Rows that the strongest are among, in the order of the index, and their parts."""
        if weight is None and 2 * count <= self.config.shortlist:
            return self._shortlist, self._parts_of_shortlist
        rough = self.rough
        if weight is not None:
            out = np.isinf(rough) | (weight <= 0)
            rough = np.where(out, -np.inf, np.where(out, 0, rough) * weight)
        rows = top_rows_unordered(rough, max(self.config.shortlist, 2 * count))
        return rows, self._parts_of_shortlist if np.array_equal(rows, self._shortlist) else self.parts(rows)

    @cached_property
    def _shortlist(self) -> Ints:
        return top_rows_unordered(self.rough, self.config.shortlist)

    @cached_property
    def _of_shortlist(self) -> Floats:
        """What is read of the shortlist, shape (features, shortlist)."""
        return self.features.columns(self._shortlist, self._read)

    @cached_property
    def _parts_of_shortlist(self) -> dict[str, Floats]:
        return self._parts(*self._scaled_shortlist)

    @cached_property
    def _compared(self) -> tuple[TextSignal, Floats]:
        """Whom newcomers are compared with: the shortlist of all, and their sums."""
        scaled, told = self._scaled_shortlist
        return told, scaled.sum(axis=0)

    @cached_property
    def _scaled_shortlist(self) -> tuple[Floats, TextSignal]:
        columns = self._of_shortlist
        return self._scaled(columns), self._told(self._shortlist, columns)

    @cached_property
    def _best(self) -> Floats:
        """The best that anybody of the shortlist has, shape (features, 1)."""
        return np.asarray(self._of_shortlist.max(axis=1, initial=0, keepdims=True), np.float32)

    @cached_property
    def _peaks(self) -> Floats:
        """What gets the whole weight, infinite where nobody has anything, shape (features, 1)."""
        least = np.array([FEATURES[name].full_from for name in self._read], np.float32)[:, None]
        return np.where(self._best > 0, np.maximum(self._best, least), np.float32(np.inf))

    @property
    def _read(self) -> tuple[str, ...]:
        """What is summed, then how near the words are."""
        return (*self.config.weights, *NEAR)

    def _parts(self, scaled: Floats, told: TextSignal) -> dict[str, Floats]:
        added = impute_scores(told, scaled.sum(axis=0), *self._compared, self.config)
        return dict(zip(self.config.weights, scaled, strict=True)) | {IMPUTED: added}

    def _scaled(self, columns: Floats) -> Floats:
        """What each weighted feature adds, by what is read of some actors, shape (weights, actors)."""
        weights = np.array(list(self.config.weights.values()), np.float32)[:, None]
        shares = np.clip(columns[: len(weights)] / self._peaks[: len(weights)], 0, 1)
        return np.asarray(shares * weights, np.float32)

    def _told(self, rows: Ints, columns: Floats) -> TextSignal:
        """How near the words of some actors are, by what is read of them."""
        near = columns[-len(NEAR) :] / self._peaks[-len(NEAR) :]
        return TextSignal.of(near.sum(axis=0), self.features, rows, self.config)


def sum_parts(parts: Mapping[str, Floats]) -> Floats:
    """The sum of parts, shape of each."""
    return np.asarray(sum(parts.values()), np.float32)


def score_query(index: RankerIndex, query: Query, config: RankerConfig = DEFAULT) -> tuple[FeatureMatrix, Floats]:
    """All features of a query, the sum among them, and the sum alone (`ScoreFusion.fused`)."""
    fusion = ScoreFusion(FeatureMatrix(index, QueryContext.of(index, query)), config)
    return fusion.features.plus(SUM, fusion.of), fusion.fused


def top_rows(scores: Floats, count: int, *, ties: bool = False) -> Ints:
    """Rows of the highest scores, best first, ties by row; rows at minus infinity are left out.

    Parameters
    ----------
    ties
        Whether those come with the last of them whose score is as high, so that there may be more than `count`.
    """
    rows = top_rows_unordered(scores, count)
    if ties and len(rows):
        rows = np.flatnonzero(scores >= scores[rows].min())
    return rows[np.argsort(-scores[rows], kind="stable")]


def top_rows_unordered(scores: Floats, count: int) -> Ints:
    """The same rows in their order in the index."""
    count = min(count, int(np.isfinite(scores).sum()))
    if count == len(scores):
        return np.arange(count)
    limit = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
    chosen = scores > limit
    chosen[np.flatnonzero(scores == limit)[: count - np.count_nonzero(chosen)]] = True
    return np.flatnonzero(chosen)
