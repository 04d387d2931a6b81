"""Insidership, worked out by hand."""

from datetime import date

import pytest

from bridgehead.profile.services.insidership import by_activity, contribution

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]

TODAY = date(2020, 6, 30)


def cell(found: object, firm: str, market: str) -> tuple[int, float]:
    row, column = found.firms.index(firm), found.markets.index(market)
    return int(found.hops[row, column]), float(found.reach[row, column])


def test_insidership_with_and_without_the_cluster() -> None:
    found = contribution(["nordwind"], day=TODAY, without="hub")
    assert found.networks == ("web",)
    assert cell(found.whole, "nordwind", "DE")[0] == 1
    assert cell(found.without, "nordwind", "DE") == (-1, 0.0)
    assert cell(found.whole, "nordwind", "SE")[0] == 1
    assert cell(found.without, "nordwind", "SE")[0] == 1  # the joint lab is Malmö's own
    assert cell(found.without, "nordwind", "BE")[0] == 2  # by way of Malmö
    assert cell(found.without_networks, "nordwind", "BE")[0] == -1


def test_reach_by_hand() -> None:
    # Without the hub a path of three is left: nordwind – Malmö (the lab) – web. With x, y, z the masses of a
    # walk that restarts at nordwind: y = d (x + z) and x + y + z = 1, and z = d y / 2.
    found = contribution(["nordwind"], day=TODAY, without="hub")
    d = 0.85
    middle = d / (1 + d)
    assert cell(found.without, "nordwind", "SE")[1] == pytest.approx(middle)
    assert cell(found.without, "nordwind", "BE")[1] == pytest.approx(d / 2 * middle)


def test_a_day_before_the_trip() -> None:
    found = contribution(["nordwind"], day=date(2016, 12, 31))
    assert cell(found.whole, "nordwind", "DE")[0] == -1


def test_which_activity_adds_reach() -> None:
    parts = by_activity("nordwind", cluster="hub", day=TODAY)
    assert {part.activity for part in parts} == {"trip"}
    assert parts[0].market == "DE"


def test_all_firms_at_once() -> None:
    found = contribution([], day=TODAY)
    assert found.whole.firms == ("nordwind", "solgaard")
    assert cell(found.whole, "solgaard", "US")[0] == 1
    assert cell(found.whole, "solgaard", "SE")[0] == -1  # it left the hub in 2018
