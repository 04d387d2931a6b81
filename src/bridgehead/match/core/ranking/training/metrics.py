"""How good a ranking is, and how sure the difference between two is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

METRICS = ("ndcg@20", "recall@20", "recall@100", "hit@10", "mrr")
DRAWS = 10_000


def measure(ranked: Sequence[str], relevant: Collection[str]) -> NDArray[np.float64]:
    """Metrics of one ranked list, best first, in the order of `METRICS`.

    nDCG has binary gain and the ideal of Järvelin & Kekäläinen (2002),
    "Cumulated gain-based evaluation", section 2.2, with log2(1 + rank). An
    actor that cannot be found stays among the relevant. MRR looks as far as
    the list goes, 0 if nothing relevant is on it.
    """
    if not relevant:
        raise ValueError("a query without a relevant actor has no metrics")
    wanted = frozenset(relevant)
    hits = np.fromiter((actor in wanted for actor in ranked), bool, len(ranked))
    gains = (hits[:20] / np.log2(np.arange(2, 2 + len(hits[:20])))).sum()
    ideal = (1 / np.log2(np.arange(2, 2 + min(20, len(wanted))))).sum()
    first = 1 / (1 + hits.argmax()) if hits.any() else 0.0
    share = [hits[:depth].sum() / len(wanted) for depth in (20, 100)]
    return np.array([gains / ideal, *share, float(hits[:10].any()), first])


def average(values: NDArray[np.float64]) -> dict[str, float]:
    """Mean over queries of (queries, metrics)."""
    return dict(zip(METRICS, values.mean(axis=0).tolist(), strict=True))


def difference(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], seed: int = 0, level: float = 0.95
) -> tuple[float, tuple[float, float]]:
    """Mean paired difference and its percentile bootstrap interval over queries.

    Efron & Tibshirani (1993), "An introduction to the bootstrap", section 13.3;
    Sakai (2006), "Evaluating evaluation metrics based on the bootstrap", for
    its use on queries.
    """
    gap = ours - theirs
    draws = np.random.default_rng(seed).multinomial(len(gap), np.full(len(gap), 1 / len(gap)), DRAWS)
    tail = (1 - level) / 2
    low, high = np.quantile(draws @ gap / len(gap), [tail, 1 - tail])
    return float(gap.mean()), (float(low), float(high))
