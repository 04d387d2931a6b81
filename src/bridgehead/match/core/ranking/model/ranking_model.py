"""The learned ranker: a strongly regularised logistic model and small trees that correct it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.features.feature_table import feature
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats

ALIKE, FAR = 1e-4, 40.0  # deviation below which values differ by rounding only; the largest distance in deviations
TOLERANCE = 1e-6  # slope of the mean surprise; at the library's own 1e-4 weights still differ by 0.03
TREE_OPTIONS: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 4,
    "min_data_in_leaf": 300,
    "lambda_l2": 100,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbose": -1,
}


def rank_columns(names: tuple[str, ...]) -> NDArray[np.intp]:
    """Columns whose place in a query's ranking is a feature, too."""
    return np.flatnonzero([feature(name).ranked for name in names])


def monotone_constraints(names: tuple[str, ...]) -> list[int]:
    """1 for each column, value or rank, whose growth may not lower what the trees add; 0 for the others.

    More likeness, more ties, more work in the programme speak for nobody less: known beforehand, it keeps many
    trees from learning the noise of few lessons (Sill 1998, "Monotonic networks", section 1).
    """
    values = [int(feature(name).monotone) for name in names]
    return values + [values[column] for column in rank_columns(names)]


@dataclass(frozen=True)
class ColumnSpread:
    """Mean and deviation of columns among a query's candidates, shape (columns,) each."""

    mean: Floats
    deviation: Floats

    def standard(self, rows: Floats) -> Floats:
        """Subtract the mean, divide by the deviation; 0 where there is none.

        Of 1,500 candidates none can stand further than `FAR` deviations from their mean; somebody beyond them can,
        where they are all but alike, and would outweigh everybody else.
        """
        apart = np.clip((rows - self.mean) / np.maximum(self.deviation, ALIKE), -FAR, FAR)
        return np.asarray(np.where(self.deviation > ALIKE, apart, 0), np.float32)


@dataclass(frozen=True)
class CandidateScale:
    """What the values of a query's candidates are measured by: the candidates themselves.

    So that an actor's score does not depend on who else is asked for.

    Attributes
    ----------
    names
        Features in the order of the columns.
    order
        (candidates, ranked): the ranked features' values, the largest first, with the sign turned.
    spread
        Of the values and the ranks, (features + ranked,).
    """

    names: tuple[str, ...]
    order: Floats
    spread: ColumnSpread

    @classmethod
    def of(cls, reference: Floats, names: tuple[str, ...]) -> CandidateScale:
        """Measure candidates, shape (candidates, features)."""
        order = np.sort(-reference[:, rank_columns(names)], axis=0)
        placed = ranks(reference[:, rank_columns(names)], order)
        mean = np.concatenate([reference.mean(axis=0), placed.mean(axis=0)])
        deviation = np.concatenate([reference.std(axis=0), placed.std(axis=0)])
        return cls(names, order, ColumnSpread(mean, deviation))

    def apply(self, values: Floats) -> tuple[Floats, Floats]:
        """Inputs of the two models: (rows, features + ranked), standardised for the first, plain for the second."""
        plain = self.plain(values)
        return self.spread.standard(plain), plain

    def plain(self, values: Floats) -> Floats:
        """Values and ranks, (rows, features + ranked)."""
        return np.hstack([values, ranks(values[:, rank_columns(self.names)], self.order)])


def ranks(values: Floats, order: Floats) -> Floats:
    """-log(1 + r/10), r candidates being better, column by column; shape of `values`."""
    result = np.empty_like(values)
    for column in range(values.shape[1]):
        better = np.searchsorted(order[:, column], -values[:, column], side="left")
        result[:, column] = -np.log1p(better / 10)
    return result


@dataclass(frozen=True)
class RankingModel:
    """Two fitted models whose sum is the log odds of taking part.

    Attributes
    ----------
    names
        Features in the order of the columns.
    weights
        (features + ranked,): the logistic model's.
    offset
        Its constant.
    trees
        The booster as LightGBM writes it, as text.
    """

    names: tuple[str, ...]
    weights: Floats
    offset: float
    trees: str

    def score(self, linear: Floats, plain: Floats) -> Floats:
        """Log odds of rows, shape (rows,)."""
        if not len(plain):
            return np.zeros(0, np.float32)
        boosted = _loaded(self.trees).predict(plain, raw_score=True, num_threads=1)
        return np.asarray(linear @ self.weights + self.offset + boosted, np.float32)

    def contributions(self, linear: Floats, plain: Floats) -> Floats:
        """What each feature adds to the score, shape (rows, features): exact for the linear part,
        Shapley values (Lundberg et al. 2020, section 2) for the trees. A feature's rank counts with it.
        """  # noqa: D205
        boosted = _loaded(self.trees).predict(plain, pred_contrib=True, num_threads=1)
        both = linear * self.weights + boosted[:, :-1]
        result = np.array(both[:, : len(self.names)], np.float32)
        result[:, rank_columns(self.names)] += both[:, len(self.names) :].astype(np.float32)
        return result


@lru_cache(4)
def _loaded(trees: str) -> Any:
    """The trees, read from their text once for many queries."""
    import lightgbm  # noqa: PLC0415 heavy, and only who ranks with training needs it

    return lightgbm.Booster(model_str=trees)


def train(
    linear: Floats,
    plain: Floats,
    joined: Floats,
    weight: Floats,
    names: tuple[str, ...],
    seed: int,
    config: RankerConfig = DEFAULT,
) -> RankingModel:
    """Fit both models.

    Parameters
    ----------
    linear, plain
        The two inputs that `CandidateScale` makes, all queries' rows below each other.
    joined, weight
        (rows,): 1 if the actor took part; how much the row counts.
    """
    import lightgbm  # noqa: PLC0415

    weights, offset = logistic(linear, joined, weight, config.ridge)
    start = linear @ weights + offset
    rows = lightgbm.Dataset(plain, joined, weight=weight, init_score=start)
    booster = lightgbm.train(
        {**TREE_OPTIONS, "monotone_constraints": monotone_constraints(names), "seed": seed}, rows, config.trees
    )
    return RankingModel(names, weights, offset, booster.model_to_string())


def logistic(rows: Floats, joined: Floats, weight: Floats, ridge: float) -> tuple[Floats, float]:
    """Logistic regression with a ridge penalty: weights (columns,) and the constant, which is not penalised.

    le Cessie & van Houwelingen (1992), "Ridge estimators in logistic regression", section 2. Where nobody joined, or
    everybody, nothing tells them apart: the constant is the log odds, with half a row added on either side.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 only who trains pays for it

    yes, no = float(weight @ joined), float(weight @ (1 - joined))
    if not yes or not no:
        return np.zeros(rows.shape[1], np.float32), float(np.log((yes + 0.5) / (no + 0.5)))
    model = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=TOLERANCE)
    found = model.fit(rows, joined, sample_weight=weight)
    return found.coef_[0].astype(np.float32), float(found.intercept_[0])
