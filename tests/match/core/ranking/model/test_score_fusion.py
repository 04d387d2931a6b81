"""A query in two stages: the second says what computing everything for everybody would."""

import gc
import weakref

import numpy as np
import pytest

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.model import ranking_model, score_fusion
from bridgehead.match.core.ranking.model.score_fusion import ScoreFusion
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training import examples
from bridgehead.match.core.ranking.training.fit import train_models
from tests.match.core.ranking.world import DAY, members, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC", ("SE",))
UNLED = Query("fatigue of offshore wind turbine blades", ("wind",))


@pytest.fixture(scope="module")
def index() -> RankerIndex:
    return RankerIndex.build(world(), DAY)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first stage choose five."""
    monkeypatch.setattr(score_fusion, "SHORTLIST", 5)


@pytest.mark.usefixtures("short")
def test_who_is_not_on_the_shortlist_is_ranked_when_asked_for(index: RankerIndex) -> None:
    ranker = Ranker(index, None)
    listed = set(index.teams.actors[ScoreFusion(FeatureMatrix(index, QueryContext.of(index, WIND))).strongest(5)])
    others = [actor for actor in index.teams.actors if actor not in listed and actor != "wind0"]
    scored = ranker.rank(WIND, among=others, top=30)
    assert set(scored.actors) == set(others)
    assert np.isfinite(scored.scores).all()


@pytest.mark.usefixtures("short")
def test_a_score_does_not_depend_on_who_else_is_asked_for(index: RankerIndex) -> None:
    ranker = Ranker(index, None)
    whole = ranker.rank(WIND, top=50)
    scores = dict(zip(whole.actors, whole.scores, strict=True))
    for among in (["bio1"], ["bio1", "any2", "wind3"], index.teams.actors[::2].tolist()):
        some = ranker.rank(WIND, among=among, top=50)
        assert len(some.actors) > 0
        assert some.scores.tolist() == pytest.approx([scores[actor] for actor in some.actors], abs=1e-6)


def test_the_whole_sum_orders_the_shortlist_and_the_rough_one_the_rest(index: RankerIndex, short: None) -> None:
    summed = ScoreFusion(FeatureMatrix(index, QueryContext.of(index, WIND)))
    strongest = summed.strongest(2)
    assert np.argsort(-summed.fused)[:2].tolist() == strongest.tolist()
    assert np.flatnonzero(np.isinf(summed.fused)).tolist() == [index.teams.row("wind0")]


def test_nobody_has_more_than_what_can_be_reached() -> None:
    index = RankerIndex.build(members(), DAY)
    summed = ScoreFusion(FeatureMatrix(index, QueryContext.of(index, Query("biogas from manure"))))
    assert 0 < summed.of(np.arange(len(index.teams.actors))).max() <= summed.reachable + 1e-6


@pytest.mark.parametrize("trained", [True, False])
def test_what_a_query_holds_is_given_back_at_once(
    index: RankerIndex, trained: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arrays of all actors that wait for the collector fill the memory where there are millions."""
    for name, few in (("ENOUGH_PROJECTS", 20), ("ENOUGH_LESSONS", 10)):
        monkeypatch.setattr(examples, name, few)
    monkeypatch.setattr(ranking_model, "TREES", 10)
    ranker = Ranker(index, train_models(world(), DAY, lambda items, _: items) if trained else None)
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
