"""The ranker on the invented history: right, repeatable, blind to the future."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.ranking.ranker import RankedActors, Ranker
from bridgehead.match.core.ranking.retrieval.history import SCHEMAS, History
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import pack, unpack
from tests.match.core.ranking.world import AFTER, DAY, LITTLE, THEMES, members, untold, world

pytestmark = pytest.mark.slow

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")


def fitted(history: History, trained: bool = True, seed: int = 0) -> Ranker:
    return Ranker.fit(history, DAY, trained=trained, seed=seed, config=LITTLE)


def same(one: RankedActors, other: RankedActors) -> bool:
    return one.actors.tolist() == other.actors.tolist() and np.array_equal(one.scores, other.scores)


def theme_share(scored: RankedActors, theme: str, top: int = 7) -> float:
    return float(np.mean([actor.startswith(theme) for actor in scored.actors[:top]]))


def test_fusion_finds_the_theme() -> None:
    scored = Ranker.fit(world(), DAY, trained=False).rank(WIND)
    assert theme_share(scored, "wind", top=6) == 1
    assert "wind0" not in scored.actors


def test_learning_finds_the_theme() -> None:
    ranker = fitted(world())
    assert ranker.taught is not None
    assert theme_share(ranker.rank(WIND), "wind") >= 6 / 7


def test_thin_history_falls_back_to_fusion() -> None:
    assert Ranker.fit(world(), DAY).taught is None


def test_members_without_a_past_are_found_by_their_words() -> None:
    ranker = Ranker.fit(members(), DAY)
    scored = ranker.rank(Query("biogas from manure"), top=30)
    assert len(scored.actors) == 30
    assert {int(actor[1:]) % 3 for actor in scored.actors[:6]} == {1}
    assert np.isfinite(scored.scores).all()


def test_a_workspace_where_nobody_has_said_anything() -> None:
    history = members()
    silent = replace(history, actors=history.actors.with_columns(text=pl.lit("")))
    assert len(Ranker.fit(silent, DAY).rank(WIND, top=5).actors) == 5


def test_nothing_on_or_after_the_day_matters() -> None:
    history = world()
    later = pl.col("start") >= DAY
    future = history.projects.filter(later)["project"]
    assert len(future) > 10
    scrambled = replace(
        history,
        projects=history.projects.with_columns(text=pl.when(later).then(pl.lit("manure")).otherwise("text")),
        participations=history.participations.with_columns(
            actor=pl.when(pl.col("project").is_in(future.implode())).then(pl.lit("bio1")).otherwise("actor")
        ),
        programmes=history.programmes.filter(~pl.col("project").is_in(future.implode())),
    )
    cut = replace(scrambled, projects=history.projects.filter(~later))
    expected = fitted(history).rank(WIND)
    assert same(fitted(scrambled).rank(WIND), expected)
    assert same(fitted(cut).rank(WIND), expected)


def test_what_actors_are_called_counts_from_the_day_that_is_known() -> None:
    called = {f"{theme}{i}": f"{THEMES[theme].split()[i % 5]} works {i}" for theme in THEMES for i in range(8)}

    def ranked(names: Iterable[str], since: dt.date | None) -> RankedActors:
        rows = [(actor, name, since) for actor, name in zip(called, names, strict=True)]
        known = pl.DataFrame(rows, SCHEMAS["names"], orient="row")
        return Ranker.fit(replace(world(), names=known), DAY, config=LITTLE).rank(WIND)

    nameless = fitted(world()).rank(WIND)
    assert same(ranked(called.values(), DAY), nameless)
    assert same(ranked(reversed(called.values()), AFTER), nameless)
    assert not same(ranked(called.values(), None), nameless)


def test_the_same_seed_gives_the_same_scores() -> None:
    assert same(fitted(world(), seed=4).rank(WIND), fitted(world(), seed=4).rank(WIND))


def test_arrays_bring_it_back() -> None:
    ranker = fitted(world())
    flat = pack(ranker.index)
    assert all(array.dtype != object for array in flat.values())
    assert same(Ranker(unpack(RankerIndex, flat), ranker.taught, LITTLE).rank(WIND), ranker.rank(WIND))


def test_who_is_asked_for_does_not_change_a_score() -> None:
    for ranker in (fitted(world()), fitted(world(), trained=False)):
        everybody = ranker.rank(WIND)
        some = ranker.rank(WIND, among=["wind1", "bio2", "wind0", "nobody"])
        assert set(some.actors) == {"wind1", "bio2"}
        score = dict(zip(everybody.actors, everybody.scores, strict=True))
        assert [score[actor] for actor in some.actors] == pytest.approx(some.scores.tolist(), abs=1e-5)


def test_nobody_allowed_gives_nobody() -> None:
    assert not len(fitted(world()).rank(WIND, among=[], explain=3).actors)


@pytest.mark.parametrize("trained", [True, False])
def test_contributions_add_up(trained: bool) -> None:
    scored = fitted(world(), trained=trained).rank(WIND, explain=5)
    assert scored.values.shape == scored.contributions.shape == (5, len(scored.names))
    rest = scored.scores[:5] - scored.contributions.sum(axis=1)
    assert rest == pytest.approx(np.full(5, rest[0]), abs=1e-3)


def test_a_lead_without_a_record_is_welcome() -> None:
    stranger = replace(WIND, lead="unknown", country="XX", kind=None)
    assert theme_share(fitted(world()).rank(stranger), "wind") >= 5 / 7


def test_a_query_is_ranked_by_the_model_for_its_kind() -> None:
    ranker = fitted(world())
    assert ranker.taught is not None
    for query in (WIND, Query(WIND.text, WIND.programmes), replace(WIND, lead="unknown")):
        swapped = Ranker(ranker.index, replace(ranker.taught, led=ranker.taught.unled), LITTLE)
        assert same(swapped.rank(query), ranker.rank(query)) == (query.lead != "wind0")


def test_a_query_without_a_lead_finds_the_theme() -> None:
    unled = Query(WIND.text, WIND.programmes)
    assert theme_share(Ranker.fit(untold(world()), DAY, config=LITTLE).rank(unled), "wind") >= 6 / 7


def test_no_text_of_the_future_matters_to_lessons_without_one() -> None:
    history = untold(world())
    later = pl.col("start") >= DAY
    scrambled = replace(
        history, projects=history.projects.with_columns(text=pl.when(later).then(pl.lit("")).otherwise("text"))
    )
    assert same(fitted(scrambled).rank(WIND), fitted(history).rank(WIND))
