"""What the cluster adds to networks, by hand on a graph that can be drawn on a napkin."""

from datetime import date

import polars as pl
import pytest

from bridgehead.influence.core.network_contribution import MarketPosition, by_year, contribution
from bridgehead.profile.core.insidership import SCHEMAS, TieFrames

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
        ties=frame("ties", ("f", "p", "SE", "2018", "", "cluster", ""), ("g", "q", "", "2016", "", "own_network", "")),
        memberships=frame("memberships", ("f", "hub", "", ""), ("g", "hub", "", "")),
        participations=frame("participations"),
        activities=frame("activities"),
    )


def test_what_each_firm_would_lose(world: TieFrames) -> None:
    found = contribution(world, "hub", ["f", "g"], DAY, SPHERES)
    assert found.cells["f"]["SE"].whole.hops == 1
    assert found.cells["f"]["SE"].without == MarketPosition(None, 0.0)
    assert found.cells["f"]["NO"].whole.hops == 3
    assert found.cells["g"]["NO"].without.hops == 1
    losses = {loss.firm: (loss.markets, loss.farther) for loss in found.losses}
    assert losses == {"f": (2, 0), "g": (1, 0)}
    assert [loss.firm for loss in found.losses] == ["f", "g"]


def test_positions_with_and_without(world: TieFrames) -> None:
    whole, without = contribution(world, "hub", ["f", "g"], DAY, SPHERES).positions["f"]
    assert (whole.contacts, whole.constraint, whole.effective_size) == (2, pytest.approx(0.5), pytest.approx(2.0))
    assert (without.contacts, without.constraint) == (0, None)
    assert whole.spheres["government"] > 0
    assert without.spheres["government"] == 0


def test_by_year_follows_the_ties(world: TieFrames) -> None:
    found = by_year(world, "hub", ["f"], [2015, 2017, 2019])
    assert found["markets"].to_list() == [0, 1, 2]
    assert found["markets_without"].to_list() == [0, 0, 0]
