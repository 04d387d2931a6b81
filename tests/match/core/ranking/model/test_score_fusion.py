"""A query in two stages: the second says what computing everything for everybody would."""

import gc
import weakref

import numpy as np
import pytest

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.model.score_fusion import ScoreFusion
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training.fit import train_models
from tests.match.core.ranking.world import DAY, LITTLE, members, ranked, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC", ("SE",))
SHORT = RankerConfig(shortlist=5)
UNLED = Query("fatigue of offshore wind turbine blades", ("wind",))


@pytest.fixture(scope="module")
def index() -> RankerIndex:
    return RankerIndex.build(world(), DAY)


def test_who_is_not_on_the_shortlist_is_ranked_when_asked_for(index: RankerIndex) -> None:
    ranker = Ranker(index, None, SHORT)
    listed = set(
        index.teams.actors[ScoreFusion(FeatureMatrix(index, QueryContext.of(index, WIND)), SHORT).strongest(5)]
    )
    others = [actor for actor in index.teams.actors if actor not in listed and actor != "wind0"]
    scored = ranked(ranker, WIND, among=others, top=30)
    assert set(scored.actors) == set(others)
    assert np.isfinite(scored.fit).all()


def test_a_score_does_not_depend_on_who_else_is_asked_for(index: RankerIndex) -> None:
    ranker = Ranker(index, None, SHORT)
    whole = ranked(ranker, WIND, top=50)
    fit = dict(zip(whole.actors, whole.fit, strict=True))
    for among in (["bio1"], ["bio1", "any2", "wind3"], index.teams.actors[::2].tolist()):
        some = ranked(ranker, WIND, among=among, top=50)
        assert len(some.actors) > 0
        assert some.fit == pytest.approx([fit[actor] for actor in some.actors], abs=1e-6)


def test_the_whole_sum_orders_the_shortlist_and_the_rough_one_the_rest(index: RankerIndex) -> None:
    summed = ScoreFusion(FeatureMatrix(index, QueryContext.of(index, WIND)), SHORT)
    strongest = summed.strongest(2)
    assert np.argsort(-summed.fused)[:2].tolist() == strongest.tolist()
    assert np.flatnonzero(np.isinf(summed.fused)).tolist() == [index.teams.row("wind0")]


def test_nobody_has_more_than_what_can_be_reached() -> None:
    index = RankerIndex.build(members(), DAY)
    summed = ScoreFusion(FeatureMatrix(index, QueryContext.of(index, Query("biogas from manure"))))
    assert 0 < summed.of(np.arange(len(index.teams.actors))).max() <= summed.reachable + 1e-6


@pytest.mark.parametrize("trained", [True, False])
def test_what_a_query_holds_is_given_back_at_once(index: RankerIndex, trained: bool) -> None:
    """Arrays of all actors that wait for the collector fill the memory where there are millions."""
    taught = train_models(world(), DAY, lambda items, _: items, config=LITTLE) if trained else None
    ranker = Ranker(index, taught, LITTLE)
    assert (ranker.taught is not None) == trained
    looked = ranker.look_up(WIND)
    looked.fit(looked.candidates(5))
    looked.explain(looked.candidates(5))
    held = weakref.ref(looked.fusion.rough)
    gc.disable()
    try:
        del looked
        assert held() is None
    finally:
        gc.enable()
