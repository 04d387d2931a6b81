"""Features from an actor's record, whatever is asked: the index keeps them (`track_record`)."""

from __future__ import annotations

from bridgehead.match.core.ranking.features.feature_types import Column, Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex


def career(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """What an actor has done so far, whatever is asked."""
    return {name: _known(index, among, at) for at, name in enumerate(index.career_names.tolist())}


def _known(index: RankerIndex, among: ActorSubset, at: int) -> Column:
    return lambda: among.of(index.career_values[:, at])
