"""Features from the market that an opportunity lies in."""

from __future__ import annotations

import numpy as np

from bridgehead.match.core.partners.about import log_peak
from bridgehead.match.core.partners.arrays import Floats
from bridgehead.match.core.partners.context import Context
from bridgehead.match.core.partners.index import Index


def market(index: Index, context: Context) -> dict[str, Floats]:
    """How well an actor reaches into the opportunity's markets, shape (actors,): zeros where none is named.

    Being there counts once, a record that reaches there once each market, work and ties with those who
    are there by their share of the team.
    """
    teams, wanted = index.teams, context.query.markets
    if not wanted:
        return {"market: reach": np.zeros(len(teams.actors), np.float32)}
    there = np.isin(index.country.values, wanted)[index.country.of].astype(np.float32)
    others = np.zeros(teams.earlier.shape[0] - len(there), np.float32)
    worked = teams.took @ ((teams.took_by @ there) / np.maximum(teams.size, 1))
    met = teams.earlier @ ((teams.earlier_by @ np.concatenate([there, others])) / teams.earlier_size)
    known = index.reach @ np.isin(index.markets, wanted).astype(np.float32)
    return {"market: reach": log_peak(there + worked + met[: len(there)] + known)}
