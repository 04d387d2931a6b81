"""The funnel, by hand."""

import pytest
from scipy.stats import beta

from bridgehead.influence.core.funnel import (
    STEPS,
    Chain,
    EntryStep,
    FirmParticipation,
    FirmTie,
    MeetingAttendance,
    chains,
    funnel,
    funnels_by,
)

TRIP = FirmParticipation("f", "trip", "delegation_trip", "SE", "2019-03-01")


def chain(
    *parts: FirmParticipation,
    met: tuple[MeetingAttendance, ...] = (),
    ties: tuple[FirmTie, ...] = (),
    entries: tuple[EntryStep, ...] = (),
) -> Chain:
    (only,) = chains(parts or (TRIP,), met, ties, entries)
    return only


def tie(kind: str = "contact", *, activity: str = "trip", since: str = "", until: str = "", id_: str = "t") -> FirmTie:
    return FirmTie(id_, "f", "p", kind, activity, since, until)


def test_each_step_is_found_by_its_link() -> None:
    found = chain(
        met=(MeetingAttendance("f", "trip", "held", "t2", "2019-03-02"),),
        ties=(tie(since="2019-05"), tie("agreement", activity="", since="2020", id_="t2")),
        entries=(EntryStep("f", "trip", "explored", "2020-06"), EntryStep("f", "trip", "entered", "2021")),
    )
    assert found.steps == {
        "activity": "2019-03-01",
        "meeting": "2019-03-02",
        "tie": "2019-05",
        "agreement": "2020",
        "entry": "2020-06",
        "result": "2021",
    }


def test_what_names_another_activity_or_another_firm_does_not_count() -> None:
    found = chain(
        ties=(tie(activity="fair"),),
        entries=(EntryStep("f", "fair", "entered", ""), EntryStep("g", "trip", "entered", "")),
    )
    assert list(found.steps) == ["activity"]


def test_a_meeting_called_off_is_none() -> None:
    assert list(chain(met=(MeetingAttendance("f", "trip", "Cancelled", "", ""),)).steps) == ["activity"]


def test_an_agreement_that_ended_before_the_activity_did_not_come_of_it() -> None:
    old = tie("agreement", activity="", since="2010", until="2012", id_="old")
    assert list(chain(ties=(tie(), old)).steps) == ["activity", "tie"]


def test_later_steps_imply_earlier_ones_and_small_numbers_have_wide_intervals() -> None:
    parts = [FirmParticipation(f, "trip", "delegation_trip", "SE", "2019") for f in "abcd"]
    entries = [EntryStep("a", "trip", "entered", "2020"), EntryStep("b", "trip", "explored", "")]
    passages = {p.step: p for p in funnel(chains(parts, [], [], entries)).passages}
    assert [passages[s].recorded for s in STEPS] == [4, 0, 0, 0, 2, 1]
    assert [passages[s].reached for s in STEPS] == [4, 2, 2, 2, 2, 1]
    assert passages["activity"].rate is None
    assert passages["meeting"].rate == 0.5
    assert passages["meeting"].interval == pytest.approx((beta.ppf(0.05, 3, 3), beta.ppf(0.95, 3, 3)))
    assert (passages["entry"].days, passages["entry"].dated) == (365, 1)
    assert passages["result"].days == 0


def test_it_leaks_where_the_rate_is_lowest() -> None:
    parts = [FirmParticipation(str(n), "trip", "delegation_trip", "SE", "") for n in range(10)]
    ties = [FirmTie(f"t{n}", str(n), "p", "contact", "trip", "", "") for n in range(5)]
    assert funnel(chains(parts, [], ties, [EntryStep("0", "trip", "entered", "")])).leak == "agreement"
    assert funnel(()).leak is None


def test_by_instrument_and_market() -> None:
    parts = [TRIP, FirmParticipation("f", "fair", "event", "", "")]
    found = chains(parts, [], [tie()], [])
    assert {k: v.passages[2].reached for k, v in funnels_by(found, "instrument").items()} == {
        "delegation_trip": 1,
        "event": 0,
    }
    assert set(funnels_by(found, "market")) == {"", "SE"}


def test_a_firm_with_two_roles_is_one_chain_from_the_earlier_date() -> None:
    later = FirmParticipation("f", "trip", "delegation_trip", "SE", "2019-06")
    assert chain(TRIP, later).steps["activity"] == "2019-03-01"
