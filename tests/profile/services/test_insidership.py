"""Insidership, worked out by hand."""

from datetime import date

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.profile.core.insidership import Insidership
from bridgehead.profile.services.insidership import (
    ActivityPart,
    ActivityParts,
    by_activity,
    contribution,
    firms_of_cluster,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("case")]

TODAY = RecordScope(date(2020, 6, 30))


def cell(found: Insidership, firm: str, market: str) -> tuple[int, float]:
    row, column = found.firms.index(firm), found.markets.index(market)
    return int(found.hops[row, column]), float(found.reach[row, column])


def test_insidership_with_and_without_the_cluster() -> None:
    # Hamburg: a contact (¼) and a trip of three (½ ÷ 2), both the hub's. Malmö's lab is a knowledge institution: one
    # longer, ½ · ½. The web of hubs: over the hub or over Malmö, ½ · ½ each.
    found = contribution(["nordwind"], TODAY, without="hub")
    assert found.networks == ("web",)
    markets = ("DE", "SE", "BE", "US")
    assert [cell(found.whole, "nordwind", m) for m in markets] == [(1, 0.25), (2, 0.25), (2, 0.25), (-1, 0.0)]
    assert found.without is not None
    assert [cell(found.without, "nordwind", m) for m in markets] == [(-1, 0.0), (2, 0.25), (2, 0.25), (-1, 0.0)]
    assert found.without_networks is not None
    assert cell(found.without_networks, "nordwind", "BE") == (-1, 0.0)


def test_a_day_before_the_trip() -> None:
    found = contribution(["nordwind"], RecordScope(date(2016, 12, 31)))
    assert cell(found.whole, "nordwind", "DE")[0] == -1


def test_which_activity_adds_reach() -> None:
    found = by_activity("nordwind", TODAY, cluster="hub")
    assert found.parts == (ActivityPart("trip", "DE", 0.25),)
    assert found.without_effect == 0
    assert by_activity("solgaard", TODAY, cluster="hub") == ActivityParts((), 1)


def test_the_firms_of_the_cluster_in_question() -> None:
    assert firms_of_cluster(TODAY) == ("nordwind", "solgaard")


def test_all_firms_at_once() -> None:
    found = contribution([], TODAY)
    assert found.whole.firms == ("nordwind", "solgaard")
    assert cell(found.whole, "solgaard", "US")[0] == 1
    assert cell(found.whole, "solgaard", "SE")[0] == -1  # it left the hub in 2018


def test_without_an_activity_it_is_as_if_it_had_never_been() -> None:
    whole = contribution(["nordwind"], TODAY.without(["trip"])).whole
    assert cell(whole, "nordwind", "DE") == (-1, 0.0)
    assert cell(whole, "nordwind", "SE") == (2, 0.25)
    assert by_activity("nordwind", TODAY.without(["trip"]), cluster="hub").parts == ()
