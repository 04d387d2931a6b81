"""What a part brings is measured by learning without it."""

import pytest

from benchmarks.matching import without
from bridgehead.match.core.partners import training
from bridgehead.match.core.partners.features import group
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.queries import Query
from bridgehead.match.core.partners.ranker import Ranker, unwatched
from bridgehead.match.core.partners.taught import NEEDED

from .world import DAY, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")


@pytest.mark.usefixtures("little")
def test_every_group_can_be_left_out() -> None:
    found = training.gather(world(60).before(DAY), DAY, unwatched, 0)
    assert found is not None
    lessons, names = found
    index = Index.build(world(60), DAY)
    for left_out in ("words", "career", "circle"):
        kept, others = without(lessons, names, left_out)
        assert {name for name in others if group(name) == left_out} <= NEEDED
        ranker = Ranker(index, training.fit(kept, others, 0))
        assert len(ranker.rank(WIND).actors) > 10
