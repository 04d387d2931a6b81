"""What is fitted where there is much to learn from, and where there is little."""

from dataclasses import replace

from bridgehead.match.core.ranking.ranker import Ranker
from tests.match.core.ranking.world import DAY, LITTLE, world


def test_with_few_lessons_newcomers_are_ranked_as_everybody() -> None:
    found = Ranker.fit(world(), DAY, config=replace(LITTLE, enough_cold_starts=10_000)).taught
    assert found is not None
    assert found.unled.newcomers is found.unled.known
