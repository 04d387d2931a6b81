"""What a newcomer gets in the sum of fusion for the record that it lacks.

Most of the sum speaks of a record, so that whoever has none stands behind whoever has any, however well its
words fit. A record that is not known is not a record of nothing: in its place stands what those have on average
whose words are as near. Mean imputation within classes of Little & Rubin (2002), "Statistical analysis with missing
data", section 4.2, with a moving average in the place of classes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.model.cold_start import PROJECTS, is_cold_start
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints

Usual = Callable[[Floats, Floats, Floats], Floats]
TEXTS = "career: texts"
NEAR = ("words: best with meaning", "meaning: best document")
ROUGHLY_NEAR = ("words: per member", "meaning: own")  # the same of whoever has one document, and quicker


@dataclass(frozen=True)
class TextSignal:
    """What the words of some actors say. n actors.

    Attributes
    ----------
    near
        How near their words are, (n,).
    fresh, known
        Newcomers with a text, and those with a record and a text, (n,).
    share
        How much a newcomer gets of what it lacks, (n,).
    """

    near: Floats
    fresh: NDArray[np.bool_]
    known: NDArray[np.bool_]
    share: Floats

    @classmethod
    def of(cls, near: Floats, features: FeatureMatrix, rows: Ints, config: RankerConfig) -> TextSignal:
        """What is known of some actors beside how near their words are."""
        among = ActorSubset(features.index, rows)
        projects, texts, says = (
            among.of(every) for every in (features.column(PROJECTS), features.column(TEXTS), features.index.says)
        )
        fresh, told = is_cold_start(projects), texts > 0
        share = np.where(says, np.float32(1), np.float32(config.imputed_with_a_project))
        return cls(near, fresh & told, ~fresh & told, share)


def impute_scores(
    told: TextSignal, sums: Floats, others: TextSignal, sums_of_others: Floats, config: RankerConfig
) -> Floats:
    """What is added to each actor's sum, shape of `sums`: 0 for all but newcomers with a text.

    Parameters
    ----------
    sums
        The sum of fusion of those of `told`.
    others, sums_of_others
        Those whom they are compared with; the lead, whose sum is minus infinity, is not.
    """
    usual = partial(_as_near, neighbours=config.neighbours)
    return _added(told, sums, others, sums_of_others, usual, config.enough_known)


def impute_scores_linear(told: TextSignal, sums: Floats, config: RankerConfig) -> Floats:
    """The same of some among themselves, with a straight line in the place of the average of the nearest."""
    return _added(told, sums, told, sums, _on_a_line, config.enough_known)


def _added(
    told: TextSignal, sums: Floats, others: TextSignal, sums_of_others: Floats, usual: Usual, enough: int
) -> Floats:
    added = np.zeros(len(sums), np.float32)
    known = np.flatnonzero(others.known & np.isfinite(sums_of_others))
    rows = np.flatnonzero(told.fresh & np.isfinite(sums))
    if len(known) >= enough and len(rows):
        gained = told.share[rows] * usual(others.near[known], sums_of_others[known], told.near[rows])
        added[rows] = np.maximum(gained - sums[rows], 0)
    return added


def _on_a_line(known: Floats, sums: Floats, near: Floats) -> Floats:
    """The sum of those whose words are about as near, by least squares, shape of `near`."""
    middle, mean = known.mean(), sums.mean()
    apart = known - middle
    slope = apart @ (sums - mean) / max(float(apart @ apart), 1e-9)
    return np.asarray(np.minimum(mean + slope * (near - middle), sums.max()), np.float32)


def _as_near(known: Floats, sums: Floats, near: Floats, neighbours: int) -> Floats:
    """The mean sum of those whose words are about as near, shape of `near`."""
    order = np.argsort(-known, kind="stable")
    running = np.concatenate([[0], np.cumsum(sums[order], dtype=np.float64)])
    place = np.searchsorted(-known[order], -near)
    first = np.clip(place - neighbours // 2, 0, len(order) - 1)
    last = np.clip(place + neighbours // 2 + 1, 1, len(order))
    return np.asarray((running[last] - running[first]) / (last - first), np.float32)
