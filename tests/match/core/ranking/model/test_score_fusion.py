"""A query in two stages: the second says what computing everything for everybody would."""

import gc
import weakref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.model import ranking_model, score_fusion
from bridgehead.match.core.ranking.model.score_fusion import ScoreFusion
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.random_walk import OLD_TIE, RESTART
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import RowsByLength, product, weighted_row_sum
from bridgehead.match.core.ranking.training import examples
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


@pytest.mark.parametrize("query", [WIND, UNLED, Query("biogas", lead="nobody")])
def test_features_of_some_are_those_of_everybody(index: RankerIndex, query: Query) -> None:
    context = QueryContext.of(index, query)
    some = np.array([7, 2, 11])
    alone, everybody = FeatureMatrix(index, context), FeatureMatrix(index, context)
    values = alone.rows(some, alone.names)
    for at, name in enumerate(alone.names):
        assert values[:, at] == pytest.approx(everybody.column(name)[some], rel=1e-4, abs=1e-6), name


def test_what_was_worked_out_for_everybody_is_not_worked_out_again(index: RankerIndex) -> None:
    features = FeatureMatrix(index, QueryContext.of(index, WIND))
    column = features.column("words: sharp")
    assert features.column("words: sharp") is column
    assert features.rows(np.array([3]), ("words: sharp",))[0, 0] == column[3]


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


@given(st.lists(st.floats(-9, 9, width=32), min_size=40, max_size=40), st.integers(0, 9), st.floats(0, 1))
def test_a_product_of_few_is_the_product(values: list[float], seed: int, share: float) -> None:
    chance = np.random.default_rng(seed)
    matrix = sparse.random(15, 40, 0.2, "csr", np.float32, chance)
    weights = np.where(chance.random(40) < share, values, 0).astype(np.float32)
    for one in (matrix, RowsByLength.of(matrix)):
        assert product(one, matrix.T.tocsr(), weights) == pytest.approx(matrix @ weights, rel=1e-4, abs=1e-4)


@given(st.lists(st.integers(0, 14), max_size=9, unique=True), st.integers(0, 9))
def test_a_sum_of_some_rows_reads_these(rows: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix, weights = sparse.random(15, 40, 0.2, "csr", np.float32, chance), chance.random(len(rows))
    chosen = np.array(rows, np.int64)
    assert weighted_row_sum(matrix, chosen, weights) == pytest.approx(weights @ matrix.toarray()[chosen], abs=1e-5)


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


@pytest.mark.parametrize("trained", [True, False])
def test_what_a_query_holds_is_given_back_at_once(
    index: RankerIndex, trained: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arrays of all actors that wait for the collector fill the memory where there are millions."""
    for name, few in (("ENOUGH_PROJECTS", 20), ("ENOUGH_LESSONS", 10)):
        monkeypatch.setattr(examples, name, few)
    monkeypatch.setattr(ranking_model, "TREES", 10)
    ranker = Ranker(index, examples.train_models(world(), DAY, lambda items, _: items) if trained else None)
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
