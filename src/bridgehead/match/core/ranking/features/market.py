"""Features from the market that an opportunity lies in."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.ranking.features.feature_types import Columns
from bridgehead.match.core.ranking.retrieval.actor_subset import ActorSubset
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Numbers


def market(index: RankerIndex, context: QueryContext, among: ActorSubset) -> Columns:
    """How well an actor reaches into the opportunity's markets: zeros where none is named.

    Being there counts once, a record that reaches there once each market, work and ties with those who
    are there by their share of the team.
    """
    teams, wanted = index.teams, context.query.markets

    def presence() -> Numbers:
        if not wanted:
            return np.zeros(len(among), np.float32)
        there = np.isin(index.country.values, wanted)[index.country.of].astype(np.float32)
        others = np.zeros(teams.earlier.shape[0] - len(there), np.float32)
        worked = among.took((teams.took_by @ there) / np.maximum(teams.size, 1))
        met = among.earlier((teams.earlier_by @ np.concatenate([there, others])) / teams.earlier_size)
        known = among.rows_of(index.reach) @ np.isin(index.markets, wanted).astype(np.float32)
        return np.asarray(np.log1p(among.of(there) + worked + met + known), np.float32)

    return {"market: reach": presence}
