"""Features from an actor's best document: what counts is how well one fits, not how many there are."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.features.text import compress_scores
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats


def best_document(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Score every actor by the one of its documents that is nearest.

    A newcomer has one document where others have many, so that sums over documents hide it.
    """
    match = context.match
    return {
        "words: best document": lambda: best_per_actor(among, match.bm25),
        "words: best with meaning": lambda: compress_scores(best_per_actor(among, context.similar), 50),
        "meaning: best document": lambda: np.maximum(best_per_actor(among, match.meaning), 0),
    }


def best_per_actor(among: ActorSubset, values: Floats) -> Floats:
    """The largest value among the documents of each actor, shape (n,); 0 for one without any.

    Parameters
    ----------
    values
        (documents,).
    """
    documents, lengths = among.documents
    found, some = np.zeros(len(lengths), np.float32), lengths > 0
    if len(documents):
        first = np.cumsum(lengths) - lengths
        found[some] = np.maximum.reduceat(values.take(documents), first[some])
    return found
