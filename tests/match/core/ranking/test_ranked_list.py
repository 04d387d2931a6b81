"""A query's ranked list holds those for whom something speaks, unless whoever asks leaves nobody out."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.match.core.ranking.ranked_list import best_first, ranked_list
from bridgehead.match.core.ranking.ranker import Ranker
from bridgehead.match.core.ranking.retrieval.query import Query
from tests.match.core.ranking.world import DAY, members


def test_whom_nothing_speaks_for_is_listed_only_where_nobody_is_left_out() -> None:
    ranker = Ranker.fit(members(), DAY)
    looked, everybody = ranker.look_up(Query("zymurgy")), np.ones(len(ranker.index.teams.actors), np.float32)
    assert len(ranked_list(looked, everybody, 5)[0]) == 0
    assert len(ranked_list(looked, everybody, 5, suits=None)[0]) == 5


def test_who_counts_half_has_half_the_fit_and_stands_where_that_puts_it() -> None:
    ranker = Ranker.fit(members(), DAY)
    looked, counts = ranker.look_up(Query("biogas from manure")), np.ones(len(ranker.index.teams.actors), np.float32)
    rows, fit = ranked_list(looked, counts, 5)
    counts[rows[0]] = 0.5
    halved, lower = ranked_list(looked, counts, len(counts))
    place = halved.tolist().index(rows[0])
    assert lower[place] == np.float32(fit[0] * 0.5)
    assert np.all(np.diff(lower) <= 0)
    counts[rows[0]] = 0
    assert rows[0] not in ranked_list(looked, counts, len(counts))[0]


TWINS = {"a": "Zinc", "b": "Yew", "c": "Oak", "d": "Oak", "e": "Elm"}
"""Ids and names of actors who say the same."""


def twins(order: list[int]) -> Ranker:
    history = members()
    same = history.actors.filter(actor="m01").drop("actor").join(pl.DataFrame({"actor": [*TWINS]}), how="cross")
    told = pl.concat([history.actors, same.select(history.actors.columns)])
    return Ranker.fit(replace(history, actors=told[order]), DAY)


def names_of(ranker: Ranker) -> pl.Series:
    return pl.Series([TWINS.get(actor, f"Other {actor}") for actor in ranker.index.teams.actors])


@pytest.mark.parametrize("suits", [None, "evidence"])
def test_equals_stand_by_name_then_id_however_long_the_list_and_whatever_came_first(suits: str | None) -> None:
    shuffled = np.random.default_rng(3).permutation(len(members().actors) + len(TWINS)).tolist()
    lists = []
    for ranker in (twins(sorted(shuffled)), twins(shuffled)):
        among = np.isin(ranker.index.teams.actors, [*TWINS]).astype(np.float32)
        found = []
        for top in range(1, len(TWINS) + 1):
            looked = ranker.look_up(Query("biogas from manure" if suits else "zymurgy"))
            options = {} if suits else {"suits": None}
            rows, fit = ranked_list(looked, among, top, names=names_of(ranker), **options)
            assert len(set(fit.tolist())) == 1
            found.append("".join(ranker.index.teams.actors[rows]))
        lists.append(found)
    assert lists == [["e", "ec", "ecd", "ecdb", "ecdba"]] * 2


@given(
    st.lists(st.sampled_from([0.0, 1e-12, 0.25, 0.25 + 1e-12, 0.5]), min_size=5, max_size=5), st.permutations(range(5))
)
def test_the_order_is_that_of_rounded_fit_name_and_id(fit: tuple[float, ...], order: list[int]) -> None:
    looked = RANKER.look_up(Query("biogas"))
    rows = np.array([RANKER.index.teams.row(actor) for actor in TWINS])
    found = best_first(looked, rows[order], np.array(fit)[order], names_of(RANKER))
    given_order = [[*TWINS][at] for at in order]
    asked = dict(zip(TWINS, fit, strict=True))
    expected = sorted(TWINS, key=lambda actor: (-round(asked[actor], 9), TWINS[actor], actor))
    assert [given_order[at] for at in found] == expected


RANKER = twins([*range(len(members().actors) + len(TWINS))])
