"""Reasons on the small world: true, of the records they name, and what moves the score."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core.explanation import explain_fit
from bridgehead.match.core.match_index import MatchIndex, build
from bridgehead.match.core.match_result import Reason
from bridgehead.match.core.ranking.features.feature_table import feature
from bridgehead.match.core.ranking.model.model_ensemble import ColdStartPair, ModelEnsemble
from bridgehead.match.core.ranking.model.ranking_model import CandidateScale, train
from bridgehead.match.core.ranking.ranked_list import ranked_list
from bridgehead.match.core.ranking.ranker import Ranker, ScoredQuery
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.phrases import reason as words
from tests.match.core.world import world

DAY = date(2020, 1, 1)
TEXT = "Storage of energy with batteries in harbour buildings"
HARBOUR = Query(TEXT, lead="city", country="SE", kind="public", markets=("SE",))


def asked(query: Query = HARBOUR, without: frozenset[tuple[str, ...]] = frozenset()) -> tuple[MatchIndex, ScoredQuery]:
    index = build(world(without), DAY)
    return index, Ranker(index.ranker_index, None).look_up(query)


def said(index: MatchIndex, looked: ScoredQuery, actor: str) -> dict[str, Reason]:
    row = index.ranker_index.teams.row(actor)
    return {reason.kind: reason for reason in next(explain_fit(index, looked, [row]))}


def fit(actor: str, query: Query = HARBOUR, without: frozenset[tuple[str, ...]] = frozenset()) -> float:
    index, looked = asked(query, without)
    return float(looked.fit(np.array([index.ranker_index.teams.row(actor)]))[0])


def by_name(called: str) -> tuple[MatchIndex, ScoredQuery]:
    """The pump's maker under a name, asked of a model that has learnt that whose name is said takes part."""
    known = world()
    name = pl.when(pl.col("actor") == "pump").then(pl.lit(called)).otherwise("name")
    index = build(replace(known, actors=known.actors.with_columns(name=name)), DAY)
    query = Query("Batteries for the Harbour Energy Lab and HELP in Malmö")
    names = Ranker(index.ranker_index, None).look_up(query).features.names
    values = np.random.default_rng(0).random((2000, len(names)), np.float32)
    share = values[:, [feature(name).group == "name" for name in names]].mean(axis=1)
    joined, count = (share > share.mean()).astype(np.float32), np.ones(len(values), np.float32)
    model = train(*CandidateScale.of(values, names).apply(values), joined, count, names, 0)
    both = ColdStartPair(model, model)
    return index, Ranker(index.ranker_index, ModelEnsemble(both, both)).look_up(query)


def ranked(query: Query) -> list[str]:
    index, looked = asked(query)
    rows, _ = ranked_list(looked, np.ones(len(index.records.actors), np.float32), 10)
    return index.ranker_index.teams.actors[rows].tolist()


def test_words_work_and_network_bring_the_right_ones_up() -> None:
    assert set(ranked(HARBOUR)[:3]) == {"battery", "uni", "pump"}
    assert "city" not in ranked(HARBOUR)


def test_a_text_that_matches_nothing_ranks_nobody() -> None:
    assert ranked(Query("zzz")) == []


def test_reasons_name_the_records_behind_them() -> None:
    index, looked = asked()
    battery, uni = said(index, looked, "battery"), said(index, looked, "uni")
    assert words(battery["description"]) == "Capability: energy storage"
    assert words(battery["network"]) == "Knows City"
    assert [(r.table, r.id) for r in battery["network"].records] == [("tie", "t1")]
    assert words(uni["past_work"]) == "Worked on a similar project: HARBOUR: batteries for harbour buildings"
    assert words(uni["network"]) == "Worked with City in HARBOUR: batteries for harbour buildings"
    assert words(uni["market"]) == "Based in the market: Sweden"


def test_reasons_without_a_buyer_do_not_speak_of_one() -> None:
    index, looked = asked(Query(TEXT))
    assert "network" not in said(index, looked, "uni")
    assert "market" not in said(index, looked, "uni")
    assert "past_work" in said(index, looked, "uni")


def test_a_competitor_knows_nobody() -> None:
    index, looked = asked()
    assert "network" not in said(index, looked, "friend")


def test_a_trip_reaches_into_its_market() -> None:
    index, looked = asked(Query("water works", markets=("SE",)))
    assert words(said(index, looked, "water")["market"]) == "Activities in Sweden: Trip to Malmö"


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("Lab of Malmö", "Name contains “Lab” and “Malmö”"),
        ("Batteries of Malmö", "Name contains “Malmö”"),  # where a proper noun is said, it tells more
        ("Batteries & Pumps", "Name contains “Batteries”"),
        ("Heat & Electricity for Living Places", "Abbreviation: HELP"),
        ("Harbour Engines, Lifts & Pumps", "Name contains “Harbour” and is abbreviated as HELP"),
    ],
)
def test_a_name_that_the_text_says_is_a_reason_and_moved_the_score(called: str, text: str) -> None:
    index, looked = by_name(called)
    reason = said(index, looked, "pump")["name"]
    assert words(reason) == text
    assert [(r.table, r.id) for r in reason.records] == [("actor", "pump")]
    assert "name" not in said(index, looked, "friend")
    row = np.array([index.ranker_index.teams.row("pump")])
    _, nameless = by_name("")
    assert nameless.scores(row)[0] < looked.scores(row)[0]


def test_weights_are_shares_of_what_raised_the_score() -> None:
    index, looked = asked()
    rows = list(range(len(index.records.actors)))
    for found in explain_fit(index, looked, rows):
        assert sum(reason.weight for reason in found) <= 1.001
        assert [r.weight for r in found] == sorted((r.weight for r in found), reverse=True)


@pytest.mark.parametrize(
    ("actor", "kind", "removed"),
    [
        ("battery", "network", {("tie", "t1")}),
        ("battery", "description", {("words", "battery")}),
        ("uni", "past_work", {("took", "p1", "uni")}),
        ("pump", "network", {("took", "p1", "pump")}),
        ("water", "market", {("took", "trip", "water")}),
    ],
)
def test_without_what_a_reason_names_the_score_is_lower(actor: str, kind: str, removed: set[tuple[str, ...]]) -> None:
    query = HARBOUR if actor != "water" else Query("water works", markets=("SE",))
    index, looked = asked(query)
    named = {r.id for r in said(index, looked, actor)[kind].records}
    assert {what[1] for what in removed} <= named
    assert fit(actor, query, frozenset(removed)) < fit(actor, query)
