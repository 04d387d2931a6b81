"""The ranker on the invented history: right, repeatable, blind to the future."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.history import SCHEMAS, History
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import pack, unpack
from tests.match.core.ranking.world import AFTER, DAY, LITTLE, THEMES, RankedWorld, members, ranked, untold, world

pytestmark = pytest.mark.slow

WIND = Query("fatigue of offshore wind turbine blades", ("wind",), "wind0", "DK", "PRC")


def fitted(history: History, trained: bool = True, seed: int = 0) -> Ranker:
    return Ranker.fit(history, DAY, trained=trained, seed=seed, config=LITTLE)


def same(one: RankedWorld, other: RankedWorld) -> bool:
    return one.actors == other.actors and one.fit == other.fit


def theme_share(scored: RankedWorld, theme: str, top: int = 7) -> float:
    return float(np.mean([actor.startswith(theme) for actor in scored.actors[:top]]))


def test_fusion_finds_the_theme() -> None:
    scored = ranked(Ranker.fit(world(), DAY, trained=False), WIND)
    assert theme_share(scored, "wind", top=6) == 1
    assert "wind0" not in scored.actors


def test_learning_finds_the_theme() -> None:
    ranker = fitted(world())
    assert ranker.taught is not None
    assert theme_share(ranked(ranker, WIND), "wind") >= 6 / 7


def test_thin_history_falls_back_to_fusion() -> None:
    assert Ranker.fit(world(), DAY).taught is None


def test_members_without_a_past_are_found_by_their_words() -> None:
    ranker = Ranker.fit(members(), DAY)
    scored = ranked(ranker, Query("biogas from manure"), top=30)
    assert len(scored.actors) == 30
    assert {int(actor[1:]) % 3 for actor in scored.actors[:6]} == {1}
    assert np.isfinite(scored.fit).all()


def test_a_workspace_where_nobody_has_said_anything() -> None:
    history = members()
    silent = replace(history, actors=history.actors.with_columns(text=pl.lit("")))
    assert len(ranked(Ranker.fit(silent, DAY), WIND, top=5).actors) == 5


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
    expected = ranked(fitted(history), WIND)
    assert same(ranked(fitted(scrambled), WIND), expected)
    assert same(ranked(fitted(cut), WIND), expected)


def test_what_actors_are_called_counts_from_the_day_that_is_known() -> None:
    called = {f"{theme}{i}": f"{THEMES[theme].split()[i % 5]} works {i}" for theme in THEMES for i in range(8)}

    def called_so(names: Iterable[str], since: dt.date | None) -> RankedWorld:
        rows = [(actor, name, since) for actor, name in zip(called, names, strict=True)]
        known = pl.DataFrame(rows, SCHEMAS["names"], orient="row")
        return ranked(Ranker.fit(replace(world(), names=known), DAY, config=LITTLE), WIND)

    nameless = ranked(fitted(world()), WIND)
    assert same(called_so(called.values(), DAY), nameless)
    assert same(called_so(reversed(called.values()), AFTER), nameless)
    assert not same(called_so(called.values(), None), nameless)


def test_the_same_seed_gives_the_same_scores() -> None:
    assert same(ranked(fitted(world(), seed=4), WIND), ranked(fitted(world(), seed=4), WIND))


def test_arrays_bring_it_back() -> None:
    ranker = fitted(world())
    flat = pack(ranker.index)
    assert all(array.dtype != object for array in flat.values())
    assert same(ranked(Ranker(unpack(RankerIndex, flat), ranker.taught, LITTLE), WIND), ranked(ranker, WIND))


def test_who_is_asked_for_does_not_change_a_score() -> None:
    for ranker in (fitted(world()), fitted(world(), trained=False)):
        everybody = ranked(ranker, WIND)
        some = ranked(ranker, WIND, among=["wind1", "bio2", "wind0", "nobody"])
        assert set(some.actors) == {"wind1", "bio2"}
        fit = dict(zip(everybody.actors, everybody.fit, strict=True))
        assert [fit[actor] for actor in some.actors] == pytest.approx(some.fit, abs=1e-5)


def test_nobody_allowed_gives_nobody() -> None:
    assert ranked(fitted(world()), WIND, among=[]).actors == []


@pytest.mark.parametrize("trained", [True, False])
def test_contributions_add_up(trained: bool) -> None:
    ranker = fitted(world(), trained=trained)
    looked, rows = ranker.look_up(WIND), ranked(ranker, WIND, top=5).rows
    names, values, contributions = looked.explain(rows)
    assert values.shape == contributions.shape == (5, len(names))
    rest = looked.scores(rows) - contributions.sum(axis=1)
    assert rest == pytest.approx(np.full(5, rest[0]), abs=1e-3)


def test_a_lead_without_a_record_is_welcome() -> None:
    stranger = replace(WIND, lead="unknown", country="XX", kind=None)
    assert theme_share(ranked(fitted(world()), stranger), "wind") >= 5 / 7


def test_a_query_is_ranked_by_the_model_for_its_kind() -> None:
    ranker = fitted(world())
    assert ranker.taught is not None
    for query in (WIND, Query(WIND.text, WIND.programmes), replace(WIND, lead="unknown")):
        swapped = Ranker(ranker.index, replace(ranker.taught, led=ranker.taught.unled), LITTLE)
        assert same(ranked(swapped, query), ranked(ranker, query)) == (query.lead != "wind0")


def test_a_query_without_a_lead_finds_the_theme() -> None:
    unled = Query(WIND.text, WIND.programmes)
    assert theme_share(ranked(Ranker.fit(untold(world()), DAY, config=LITTLE), unled), "wind") >= 6 / 7


def test_no_text_of_the_future_matters_to_lessons_without_one() -> None:
    history = untold(world())
    later = pl.col("start") >= DAY
    scrambled = replace(
        history, projects=history.projects.with_columns(text=pl.when(later).then(pl.lit("")).otherwise("text"))
    )
    assert same(ranked(fitted(scrambled), WIND), ranked(fitted(history), WIND))
