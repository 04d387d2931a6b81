"""What is fitted where there is much to learn from, and where there is little."""

import pytest

from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.training import fit
from tests.match.core.ranking.world import DAY, world

pytestmark = pytest.mark.usefixtures("few")


def test_with_few_lessons_newcomers_are_ranked_as_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "ENOUGH_NEWCOMERS", 10_000)
    found = Ranker.fit(world(), DAY).taught
    assert found is not None
    assert found.unled.newcomers is found.unled.known
