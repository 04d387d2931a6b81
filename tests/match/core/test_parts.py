"""Fit and its reasons on a small world whose answer is plain."""

import numpy as np
import polars as pl
import pytest

from bridgehead.match.core import records
from bridgehead.match.core.index import Index, build
from bridgehead.match.core.parts import Wanted, parts
from bridgehead.match.core.reasons import reasons

HARBOUR = Wanted("Storage of energy with batteries in harbour buildings", countries=("SE",), around=("city",))


def actor(id_: str, kind: str, country: str, description: str = "", capabilities: tuple[str, ...] = ()) -> tuple:
    return (id_, id_.title(), kind, "sme" if kind == "firm" else "", country, "", list(capabilities), description)


@pytest.fixture
def world() -> Index:
    actors = [
        actor("battery", "firm", "DK", "Makes batteries.", ("energy storage",)),
        actor("city", "public", "SE"),
        actor("other", "firm", "DK", "Sells cheese."),
        actor("uni", "knowledge", "SE"),
        actor("water", "firm", "DK", "Pumps water."),
    ]
    projects = [
        ("p1", "HARBOUR: batteries for harbour buildings", "2017", "", [], "Energy storage in buildings"),
        ("p2", "Clean water", "2018", "", [], "Pumps"),
    ]
    took = [("p1", "uni", "", None), ("p1", "city", "", None), ("p2", "water", "", None), ("p2", "other", "", None)]
    ties = [("t1", "battery", "city", "", "contact")]
    return build(
        pl.DataFrame(actors, schema=records.ACTORS, orient="row"),
        pl.DataFrame(projects, schema=records.PROJECTS, orient="row"),
        pl.DataFrame(took, schema=records.PARTICIPATIONS, orient="row"),
        pl.DataFrame(ties, schema=records.TIES, orient="row"),
    )


def test_words_network_and_market_bring_the_right_ones_up(world: Index) -> None:
    total = parts(world, HARBOUR).total()
    order = [world.actors["actor"][int(row)] for row in np.argsort(-total)]
    assert set(order[:3]) == {"battery", "city", "uni"}
    assert total[world.rows["other"]] == 0


def test_each_part_lies_between_0_and_1(world: Index) -> None:
    for value in parts(world, HARBOUR).values.values():
        assert value.min() >= 0
        assert value.max() <= 1


def test_a_text_that_matches_nothing_ranks_nobody(world: Index) -> None:
    assert not parts(world, Wanted("zzz", countries=("SE",))).total().any()


def test_reasons_name_the_records_behind_them(world: Index) -> None:
    fit = parts(world, HARBOUR)
    said = {reason.kind: reason for reason in reasons(world, HARBOUR, fit, world.rows["battery"])}
    assert said["description"].text == "can do energy storage"
    assert said["market"].text == "ties to Sweden through City"
    assert [(r.table, r.id) for r in said["market"].records] == [("tie", "t1")]
    uni = {reason.kind: reason for reason in reasons(world, HARBOUR, fit, world.rows["uni"])}
    assert uni["past_work"].text == "worked on a similar project: HARBOUR: batteries for harbour buildings"
    assert uni["network"].text.startswith("knows those already part of it: worked together in HARBOUR")


def test_the_weights_of_the_reasons_are_shares_of_the_score(world: Index) -> None:
    fit = parts(world, HARBOUR)
    for row in range(len(world.actors)):
        found = reasons(world, HARBOUR, fit, row)
        assert sum(reason.weight for reason in found) <= 1.001
        assert [r.weight for r in found] == sorted((r.weight for r in found), reverse=True)


def test_without_what_a_reason_names_the_score_is_lower(world: Index) -> None:
    row = world.rows["battery"]
    without_tie = Index(world.actors, world.projects, world.ties.clear(), world.took, world.past, world.own)
    assert parts(without_tie, HARBOUR).total()[row] < parts(world, HARBOUR).total()[row]
