"""A query's ranked list: whom it holds, and in which order."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bridgehead.match.core.ranking.features.feature_table import feature
from bridgehead.match.core.ranking.model.score_fusion import Suits
from bridgehead.match.core.ranking.ranker import ScoredQuery
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints

DECIMALS = 9
"""Of a value when it is ranked (framework, at the start)."""


def has_evidence(parts: Mapping[str, Floats]) -> NDArray[np.bool_]:
    """Whether anything speaks for an actor and this query in particular, shape of each part.

    To be from a usual country, of a usual kind, or busy says nothing of the question; nor does what stands in the
    place of a newcomer's record, unless its own words do.
    """
    special = [part > 0 for name, part in parts.items() if feature(name).specific]
    return np.asarray(np.logical_or.reduce(special))


def ranked_list(
    looked: ScoredQuery,
    counts: Floats,
    top: int,
    *,
    names: pl.Series | None = None,
    suits: Suits | None = has_evidence,
) -> tuple[Ints, Floats]:
    """Rows of the best actors, best first (`best_first`), and their fit; the lead is left out.

    Parameters
    ----------
    counts
        What an actor's fit counts, shape (actors,): 0 for whoever is no candidate.
    names
        Of all actors, which order those of equal fit; their ids alone do where there are none.
    suits
        Which of some actors may be listed, by what each feature adds to their sums; without it whoever is a
        candidate, as where rankings are compared with others that leave nobody out.
    """
    rows = looked.candidates(top, counts, suits)
    fit = looked.fit(rows) * counts[rows]
    order = best_first(looked, rows, fit, names)[:top]
    return rows[order], fit[order]


def best_first(looked: ScoredQuery, rows: Ints, fit: Floats, names: pl.Series | None = None) -> Ints:
    """The order of some actors: by fit, rounded to `DECIMALS`, then by name, then by id, shape of `rows`."""
    ids = looked.ranker.index.teams.actors[rows]
    called = ids if names is None else np.array(names.gather(rows).to_list(), np.str_)
    return np.lexsort((ids, called, -np.round(fit.astype(np.float64), DECIMALS)))
