"""The ranker that needs no training: a weighted sum of features, each divided by its best value.

Weights were set once by hand, before anything was measured, and not tuned. The
same sum picks the candidates that the learned ranker orders. CombSUM of Fox &
Shaw (1994), "Combination of multiple searches", section 3, with weights.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bridgehead.match.core.partners.arrays import Floats, Ints
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.features import Features
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.queries import Query

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


def parts(features: Features, rows: Ints) -> dict[str, Floats]:
    """What each weighted feature adds to the sum of some actors, shape of `rows` each."""
    return {name: np.maximum(features.column(name)[rows], 0) * scale for name, scale in _scales(features).items()}


def fuse(features: Features) -> Floats:
    """Sum the parts of all actors, shape (actors,); the lead gets minus infinity."""
    total = np.zeros(len(features.columns[0]), np.float32)
    for name, scale in _scales(features).items():
        total += np.maximum(features.column(name), 0) * scale
    if features.lead is not None:
        total[features.lead] = -np.inf
    return total


def _scales(features: Features) -> dict[str, np.float32]:
    """What a feature's value counts: its weight for whoever has most of it."""
    peaks = {name: float(features.column(name).max(initial=0)) for name in WEIGHTS}
    return {name: np.float32(WEIGHTS[name] / peak if peak > 0 else 0) for name, peak in peaks.items()}


def look_up(index: Index, query: Query) -> tuple[Features, Floats]:
    """All features of a query, the sum among them, and the sum alone with the lead left out."""
    return combined(index, Context.of(index, query))


def combined(index: Index, context: Context) -> tuple[Features, Floats]:
    """The same for a query that is already in its context."""
    features = Features.of(index, context)
    fused = fuse(features)
    return features.plus("fusion: sum", fused), fused


def reachable(features: Features) -> float:
    """The sum of somebody who is best in everything that this query has."""
    return sum(weight for name, weight in WEIGHTS.items() if features.column(name).max(initial=0) > 0)


def best(scores: Floats, count: int) -> Ints:
    """Rows of the highest scores, best first, ties by row; rows at minus infinity are left out."""
    count = min(count, int(np.isfinite(scores).sum()))
    if count < len(scores):
        limit = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
        rows = np.flatnonzero(scores >= limit)
    else:
        rows = np.arange(len(scores))
    return rows[np.argsort(-scores[rows], kind="stable")][:count]
