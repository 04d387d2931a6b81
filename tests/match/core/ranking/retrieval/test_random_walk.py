"""The walk is what its formula says."""

import numpy as np
import pytest

from bridgehead.match.core.ranking.retrieval.random_walk import OLD_TIE, RESTART
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from tests.match.core.ranking.world import DAY, world


@pytest.fixture(scope="module")
def index() -> RankerIndex:
    return RankerIndex.build(world(), DAY)


@pytest.mark.parametrize("steps", [1, 2])
def test_a_walk_goes_from_actors_to_what_they_took_part_in_and_back(index: RankerIndex, steps: int) -> None:
    teams, lead = index.teams, index.teams.row("wind0")
    earlier = teams.earlier.toarray()[: len(teams.actors)]
    took = np.hstack([teams.took.toarray() * (teams.size >= 3), earlier * (earlier.sum(axis=0) > 1)])
    weight = np.concatenate([0.4 + teams.recency, np.full(earlier.shape[1], OLD_TIE)])
    of_team = weight / np.concatenate([teams.size, teams.earlier_size])
    start = (np.arange(len(teams.actors)) == lead).astype(float)
    place = start
    for _ in range(steps):
        onward = took.T @ (place / np.maximum(took @ weight, 1e-9))
        place = RESTART * start + (1 - RESTART) * took @ (of_team * onward)
    assert index.walk.visits(start, steps) == pytest.approx(place, rel=1e-4, abs=1e-7)
