"""What a part brings is measured by learning without it."""

import pytest

from benchmarks.matching import without
from bridgehead.match.core.ranking.features.feature_table import feature
from bridgehead.match.core.ranking.model.model_ensemble import NEEDED
from bridgehead.match.core.ranking.ranker import Ranker, no_progress
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training import examples
from bridgehead.match.core.ranking.training.fit import fit
from tests.match.core.ranking.world import DAY, LITTLE, ranked, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")


@pytest.mark.slow
def test_every_group_can_be_left_out() -> None:
    found = examples.collect_examples(world(60).before(DAY), DAY, no_progress, 0, LITTLE)
    assert found is not None
    lessons, names = found
    index = RankerIndex.build(world(60), DAY)
    for left_out in ("words", "career", "circle"):
        kept, others = without(lessons, names, left_out)
        assert {name for name in others if feature(name).group == left_out} <= NEEDED
        ranker = Ranker(index, fit(kept, others, 0, LITTLE), LITTLE)
        assert len(ranked(ranker, WIND).actors) > 10
