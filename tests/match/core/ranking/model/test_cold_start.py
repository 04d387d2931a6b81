"""Whoever has said what it does and has no record is found where others have one."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.ranking.model import cold_start_imputation
from bridgehead.match.core.ranking.model.cold_start import hide_history, partial_histories
from bridgehead.match.core.ranking.model.model_ensemble import ModelEnsemble
from bridgehead.match.core.ranking.ranker import RankedActors, Ranker
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.training import examples
from tests.match.core.ranking.world import DAY, THEMES, world

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")
UNLED = Query(WIND.text, WIND.programmes)


@pytest.fixture(autouse=True)
def few(little: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few with a record suffice."""
    monkeypatch.setattr(cold_start_imputation, "ENOUGH", 10)
    monkeypatch.setattr(cold_start_imputation, "NEIGHBOURS", 6)


def with_newcomers(history: History) -> History:
    """One for each theme: nothing but a text."""
    rows = [(f"new-{theme}", "DK", "PRC", text, None) for theme, text in THEMES.items()]
    new = pl.DataFrame(
        rows, schema=history.actors.select("actor", "country", "kind", "text", "since").schema, orient="row"
    )
    return replace(history, actors=pl.concat([history.actors.select(new.columns), new]))


def place(scored: RankedActors, actor: str) -> int:
    return scored.actors.tolist().index(actor)


@pytest.fixture(params=[True, False], ids=["trained", "fusion"])
def ranker(request: pytest.FixtureRequest) -> Ranker:
    return Ranker.fit(with_newcomers(world()), DAY, trained=request.param)


@pytest.mark.parametrize("query", [WIND, UNLED], ids=["led", "unled"])
def test_a_text_that_fits_stands_before_records_that_do_not(ranker: Ranker, query: Query) -> None:
    scored = ranker.rank(query)
    elsewhere = [place(scored, f"{theme}{i}") for theme in ("bio", "grid") for i in range(8)]
    assert place(scored, "new-wind") < min(elsewhere)
    assert place(scored, "new-wind") < min(place(scored, f"new-{theme}") for theme in ("bio", "grid"))


def test_nobody_else_is_scored_otherwise_for_it() -> None:
    plain, other = (Ranker.fit(history, DAY, trained=False) for history in (world(), with_newcomers(world())))
    order = [a for a in other.rank(UNLED).actors.tolist() if not a.startswith("new-")]
    assert order[:6] == plain.rank(UNLED).actors.tolist()[:6]


def test_where_hardly_anybody_has_a_record_nothing_is_put_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    history = with_newcomers(world())

    def added() -> np.ndarray:
        looked = Ranker.fit(history, DAY, trained=False).look_up(UNLED)
        return looked.fusion.parts(looked.candidates(100))[cold_start_imputation.EXPECTED]

    assert added().any()
    monkeypatch.setattr(cold_start_imputation, "ENOUGH", 1_000)
    assert not added().any()


def test_what_is_put_in_its_place_is_part_of_the_contributions() -> None:
    ranker = Ranker.fit(with_newcomers(world()), DAY, trained=False)
    scored = ranker.rank(UNLED, among=["new-wind"], explain=1)
    assert scored.contributions.sum() == pytest.approx(scored.scores[0], abs=1e-4)
    assert scored.contributions[0, scored.names.index(cold_start_imputation.EXPECTED)] > 0


def test_training_hides_the_past_of_some_and_keeps_what_the_others_teach(monkeypatch: pytest.MonkeyPatch) -> None:
    known = world().before(DAY)
    left = partial_histories(known, 0)
    assert 0 < len(left) < len(known.actors) / 2
    assert set(left["silent"]) == {True, False}
    assert left.equals(partial_histories(known, 0))
    hidden = hide_history(known, left)
    others = ~pl.col("actor").is_in(left["actor"].implode())
    assert hidden.participations.filter(others).equals(known.participations.filter(others))
    found = Ranker.fit(world(), DAY).taught
    monkeypatch.setattr("bridgehead.match.core.ranking.model.cold_start.SHARE", 0.0)
    without = Ranker.fit(world(), DAY).taught
    assert isinstance(found, ModelEnsemble)
    assert isinstance(without, ModelEnsemble)
    assert np.array_equal(found.led.known.weights, without.led.known.weights)
    assert not np.array_equal(found.led.newcomers.weights, without.led.newcomers.weights)


def test_with_few_lessons_newcomers_are_ranked_as_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "ENOUGH_NEWCOMERS", 10_000)
    found = Ranker.fit(world(), DAY).taught
    assert found is not None
    assert found.unled.newcomers is found.unled.known


def test_what_a_newcomer_says_is_part_of_the_learned_contributions() -> None:
    ranker = Ranker.fit(with_newcomers(world()), DAY)
    scored = ranker.rank(UNLED, among=["new-wind", "new-bio"], explain=2)
    rest = scored.scores - scored.contributions.sum(axis=1)
    assert rest[0] == pytest.approx(rest[1], abs=1e-3)
    assert scored.actors[0] == "new-wind"
    said = scored.contributions[:, scored.names.index("words: best with meaning")]
    assert said[0] > said[1]


def test_the_first_stage_puts_newcomers_whose_words_are_nearer_first() -> None:
    chance = np.random.default_rng(0)
    near = chance.random(60).astype(np.float32)
    fresh = np.arange(60) < 20
    sums = np.where(fresh, 0.1, near + chance.normal(0, 0.05, 60)).astype(np.float32)
    told = cold_start_imputation.TextSignal(near, fresh, ~fresh, np.ones(60, np.float32))
    added = cold_start_imputation.impute_scores_linear(told, sums)
    assert not added[~fresh].any()
    assert (np.diff(added[:20][np.argsort(near[:20])]) >= 0).all()
    assert (added + sums)[:20] == pytest.approx(near[:20], abs=0.1)
