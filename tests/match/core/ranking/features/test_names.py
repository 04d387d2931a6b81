"""What of an actor's name the text says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.features.feature_table import FEATURES
from bridgehead.match.core.ranking.model.score_fusion import ScoreFusion
from bridgehead.match.core.ranking.retrieval.history import SCHEMAS, History
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from tests.match.core.ranking.world import AFTER, DAY, world

CALLED = {
    "wind0": "Catalonia Institute for Energy Research",
    "wind1": "Energy Agency of Jutland",
    "bio0": "Jutland Dairies",
    "grid0": "Centre National de la Recherche Scientifique",
}


PROPER = FEATURES["name: proper"]
KEPT = ("name: words", "name: pairs", "name: initials", "name: proper", "name: rarest proper")


def named(since: dt.date | None = None, names: dict[str, str] = CALLED) -> History:
    rows = [(actor, name, since) for actor, name in names.items()]
    return replace(world(), names=pl.DataFrame(rows, SCHEMAS["names"], orient="row"))


def values(text: str, history: History | None = None) -> dict[str, dict[str, float]]:
    """Each feature of names by who has something of it."""
    index = RankerIndex.build(named() if history is None else history, DAY)
    features = FeatureMatrix(index, QueryContext.of(index, Query(text)))
    columns = {name: features.column(name) for name in KEPT}
    return {
        name: {index.teams.actors[row]: float(column[row]) for row in np.flatnonzero(column)}
        for name, column in columns.items()
    }


def test_a_text_finds_whose_name_has_its_words_the_rarer_the_more() -> None:
    words = values("Agencies and dairies that save energy")["name: words"]
    assert set(words) == {"wind0", "wind1", "bio0"}
    assert values("dairies")["name: words"]["bio0"] > values("jutland")["name: words"]["bio0"]


def test_neighbours_in_a_name_weigh_more_than_apart() -> None:
    assert set(values("a new energy agency")["name: pairs"]) == {"wind1"}
    assert values("an agency for heat, not energy")["name: pairs"] == {}


def test_initials_find_whom_they_shorten() -> None:
    assert values("Led by CNRS")["name: initials"] == {"grid0": pytest.approx(np.log(6))}
    assert values("led by cnrs")["name: initials"] == {}


def test_proper_nouns_are_told_from_words() -> None:
    found = values("We save in Jutland. Energy is saved, and energy is sold.")
    assert set(found["name: proper"]) == set(found["name: rarest proper"]) == {"wind1", "bio0"}


def test_among_few_names_the_best_does_not_get_the_whole_weight() -> None:
    index = RankerIndex.build(named(), DAY)
    summed = ScoreFusion(FeatureMatrix(index, QueryContext.of(index, Query("Heat is saved in Jutland"))))
    said = summed.parts(np.arange(len(index.teams.actors)))["name: proper"]
    shares = values("Heat is saved in Jutland")["name: proper"]
    for actor, value in shares.items():
        assert value < PROPER.full_from
        assert said[index.teams.row(actor)] == pytest.approx(PROPER.weight * value / PROPER.full_from)
    assert np.count_nonzero(said) == len(shares) == 2


def test_an_actor_of_several_names_has_the_parts_of_all() -> None:
    twice = replace(
        named(), names=pl.concat([named().names, named(names={"grid0": "French Council", "nobody": "Jutland"}).names])
    )
    assert set(values("council", twice)["name: words"]) == set(values("recherche", twice)["name: words"]) == {"grid0"}
    assert set(values("jutland", twice)["name: words"]) == {"wind1", "bio0"}


@pytest.mark.parametrize("history", [world(), named(AFTER), named(DAY)])
def test_nothing_is_found_before_names_are_known(history: History) -> None:
    assert not any(values("Jutland energy agency, CNRS in Jutland", history).values())
