"""Features of the query itself: the same for all actors, so that trees may treat kinds of queries apart."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex


def question(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Describe the query, one number for all actors: trees may treat kinds of queries apart."""

    def size() -> float:
        weight = context.similar_teams
        return float(weight @ index.sharers) / max(float(weight.sum()), 1e-9)

    def busy() -> float:
        recent = index.career_names.tolist().index("career: recent")
        return -1.0 if context.lead is None else float(index.career_values[context.lead, recent])

    return {
        "question: usual team size": lambda: np.full(len(among), size(), np.float32),
        "question: lead's projects": lambda: np.full(len(among), busy(), np.float32),
        "question: best likeness": lambda: np.full(len(among), context.match.meaning.max(initial=0), np.float32),
        "question: programme parts": lambda: np.full(len(among), context.wanted.sum(), np.float32),
    }
