"""What the cluster adds to networks, by hand on a graph that can be drawn on a napkin."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from bridgehead.influence.core.network_contribution import MarketPosition, ReachLoss, by_year, contribution
from bridgehead.profile.core.network_edges import SCHEMAS, TieFrames, UndatedRecords

DAY = date(2020, 6, 1)
SPHERES = {"firm": "industry", "public": "government"}


def frame(name: str, *rows: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=SCHEMAS[name], orient="row")


@pytest.fixture
def world() -> TieFrames:
    """Hub – f and hub – g are memberships; f – p in Sweden by the hub since 2018, g – q in Norway its own."""
    return TieFrames(
        actors=frame(
            "actors",
            ("f", "firm", "DK"),
            ("g", "firm", "DK"),
            ("hub", "cluster", "DK"),
            ("p", "public", "SE"),
            ("q", "public", "NO"),
        ),
        ties=frame(
            "ties",
            ("f", "p", "agreement", "SE", "2018", "", "cluster", ""),
            ("g", "q", "supplier", "", "2016", "", "own_network", ""),
        ),
        memberships=frame("memberships", ("f", "hub", "", ""), ("g", "hub", "", "")),
        participations=frame("participations"),
        activities=frame("activities"),
    )


def test_what_each_firm_would_lose(world: TieFrames) -> None:
    found = contribution(world, "hub", ["f", "g"], DAY, SPHERES)
    assert found.cells["f"]["SE"].whole.hops == 1
    assert found.cells["f"]["SE"].without == MarketPosition(None, 0.0)
    assert found.cells["f"]["NO"].whole == MarketPosition(3, 0.125)
    assert found.cells["g"]["NO"].without == MarketPosition(1, 0.5)
    assert set(found.cells["f"]) == {"SE", "NO"}  # its own country is no market
    # f loses p (½) and q by way of the hub (⅛); g loses p over f and the hub (⅛), and, over the tie into Sweden, nobody
    # else: f is not its far end seen from g.
    assert found.losses == (ReachLoss("f", 2, 0, 0.625), ReachLoss("g", 1, 0, 0.125))
    assert found.undated == UndatedRecords(ties=0, memberships=2, participations=0)


def test_positions_with_and_without(world: TieFrames) -> None:
    whole, without = contribution(world, "hub", ["f", "g"], DAY, SPHERES).positions["f"]
    assert (whole.contacts, whole.constraint, whole.effective_size) == (2, pytest.approx(0.5), pytest.approx(2.0))
    assert (without.contacts, without.constraint) == (0, None)
    # p is a step away and q three, g two (the hub is of no sphere of the helix, and one step away).
    assert whole.spheres == {"between": 0.5, "government": 0.625, "industry": 0.25}
    assert without.spheres == {"between": 0.0, "government": 0.0, "industry": 0.0}


def test_by_year_follows_the_ties(world: TieFrames) -> None:
    found = by_year(world, "hub", ["f", "g"], [2015, 2017, 2019]).filter(pl.col("firm") == "f")
    # The memberships have no date and count in no year, so that q, behind the hub, is never reached.
    assert found["markets"].to_list() == [0, 0, 1]
    assert found["reach"].to_list() == [0.0, 0.0, 0.5]
    assert found["markets_without"].to_list() == [0, 0, 0]


def test_by_year_counts_a_dated_membership_from_its_date_on(world: TieFrames) -> None:
    dated = frame("memberships", ("f", "hub", "2017", ""), ("g", "hub", "2010", "2018"))
    found = by_year(replace(world, memberships=dated), "hub", ["f"], [2016, 2017, 2018, 2019])
    assert found["markets"].to_list() == [0, 1, 2, 1]
    assert found["reach"].to_list() == [0.0, 0.125, 0.625, 0.5]
