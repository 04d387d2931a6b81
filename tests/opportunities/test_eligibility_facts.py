"""What eligibility is judged by, as the store has it on a day."""

from datetime import date

import pytest

from bridgehead.ecosystem.models import Actor, Indicator
from bridgehead.framework.regions import region_code, region_name
from bridgehead.kit.change_writer import batch
from bridgehead.opportunities.core.conditions import fault
from bridgehead.opportunities.core.eligibility import EligibilityFacts
from bridgehead.opportunities.queries.eligibility_facts import eligibility_facts
from tests.world import keyed

DAY = date(2023, 6, 1)
ALL = ("region", "founded", "staff", "turnover", "sector", "technologies")


def figure(period: str, value: float, name: str = "staff", unit: str = "") -> None:
    row = keyed(Indicator, subject="flow", subject_kind="actor", indicator=name, period=period, value=value, unit=unit)
    with batch("test") as writer:
        writer.put(Indicator, [row])


def facts(day: date = DAY) -> EligibilityFacts:
    return eligibility_facts(ALL, day, ["flow"])["flow"]


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("world")
def test_what_nobody_asks_for_stays_blank() -> None:
    assert eligibility_facts((), DAY, ["flow"]) == {"flow": EligibilityFacts("firm", "sme", "DK")}
    assert set(eligibility_facts((), DAY)) == {"hub", "flow", "cool", "port"}


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("world")
def test_facts_come_from_the_columns_of_an_actor() -> None:
    Actor.objects.filter(pk="flow").update(
        region="Region Midtjylland", founded="2014", staff=12, turnover=1e6, tags=["storage"]
    )
    assert facts() == EligibilityFacts(
        "firm", "sme", "DK", "DK04", "2014", 12, 1e6, "Energy storage", ("flow batteries", "storage")
    )


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("world")
def test_the_latest_figure_that_is_not_later_than_the_day_counts() -> None:
    Actor.objects.filter(pk="flow").update(staff=5)
    assert facts().staff == 5
    figure("", 6)
    assert facts().staff == 6
    for period, value in (("2021", 21), ("2023-06-02", 30), ("2022", 22), ("2024", 24)):
        figure(period, value)
    assert (facts().staff, facts(date(2023, 6, 2)).staff, facts(date(2021, 1, 1)).staff) == (22, 30, 21)
    assert facts(date(2020, 12, 31)).staff == 6


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.usefixtures("world")
def test_a_turnover_in_other_money_is_not_compared() -> None:
    figure("2022", 7.5e6, "turnover", "DKK")
    assert facts().turnover is None
    figure("2021", 1e6, "turnover", "EUR")
    assert facts().turnover == 1e6


def test_regions_are_named_and_found_by_name() -> None:
    assert (region_name("DK04"), region_name("DK"), region_name("FR1")) == ("Central Denmark", "Denmark", "FR1")
    for text, code in (
        ("midtjylland", "DK04"),
        (" Region  Syddanmark", "DK03"),
        ("Central Denmark", "DK04"),
        ("DK04", "DK04"),
    ):
        assert region_code(text) == code
    assert region_code("New York") == "New York"
    assert fault(f"region: {region_code('Bayern')}") == ""
