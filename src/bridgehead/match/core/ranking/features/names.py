"""Features from names: a text often says the place, the branch or the very firm that a name has in it."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.name_index import NameParts
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Ints, Numbers, column_max, weighted_row_sum


def name_features(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """Weigh what the query's text shares with a name: the rarer, the more."""
    names = index.names

    def shared(words: Ints) -> Numbers:
        return among.of(weighted_row_sum(names.words.having, words, names.weights[words])) / np.float32(20)

    def rarest(words: Ints) -> Numbers:
        return among.of(column_max(names.words.having, words, names.rarity[words]))

    def few(parts: NameParts, there: Ints) -> Numbers:
        return np.log1p(5 * among.of(weighted_row_sum(parts.having, there, 1 / parts.shared[there])))

    return {
        "name: words": lambda: shared(context.words_of_names),
        "name: pairs": lambda: few(names.pairs, context.pairs_of_names),
        "name: initials": lambda: few(names.initials, context.initials_of_names),
        "name: proper": lambda: shared(context.proper_of_names),
        "name: rarest proper": lambda: rarest(context.proper_of_names),
    }
