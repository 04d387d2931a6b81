"""The funnels, by hand from the framework, section 8, 3b."""

from collections.abc import Sequence

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from scipy.stats import beta

from bridgehead.framework.loader import load_framework
from bridgehead.influence.core.funnel import (
    ActivityEntry,
    ActivityTie,
    FirmParticipation,
    FunnelPart,
    FunnelRecords,
    FunnelResults,
    FunnelStep,
    MeetingAttendance,
    RecordedOutcome,
    funnel_parts,
    funnel_results,
)

FAMILIES = load_framework().funnels
TRIP = FirmParticipation("f", "trip", "delegation_trip", "market", "SE", "2019-03-01")


def results(took_part: Sequence[FirmParticipation], records: FunnelRecords, *, firm: str = "") -> FunnelResults:
    return funnel_results(took_part, records, FAMILIES, firm=firm)


def part_of(records: FunnelRecords, took_part: FirmParticipation = TRIP) -> FunnelPart:
    (only,) = funnel_parts([took_part], records, FAMILIES)
    return only


def outcomes(*kinds: str, firm: str = "f", activity: str = "trip", date: str = "") -> tuple[RecordedOutcome, ...]:
    return tuple(RecordedOutcome(firm, activity, kind, date) for kind in kinds)


def numbers(found: FunnelResults, family: str) -> dict[str, tuple[int, int]]:
    return {step.step: (step.recorded, step.inferred) for step in found.funnels[family].steps}


def step_of(found: FunnelResults, family: str, step: str) -> FunnelStep:
    (only,) = (one for one in found.funnels[family].steps if one.step == step)
    return only


def test_each_step_of_a_market_visit_is_found_by_its_record() -> None:
    found = part_of(
        FunnelRecords(
            outcomes=outcomes("offer", date="2019-09"),
            meetings=[MeetingAttendance("f", "trip", "held", "2019-03-02")],
            ties=[ActivityTie("f", "trip", "contact", "2019-05"), ActivityTie("f", "trip", "supplier", "2020")],
            entries=[ActivityEntry("f", "trip", "entered", "2021")],
        )
    )
    assert found.recorded == {
        "met": "2019-03-02",
        "followed_up": "2019-05",
        "offer": "2019-09",
        "contract": "2020",
        "sale": "2021",
    }
    assert (found.furthest, found.inferred) == ("sale", ())


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("interest", ()),
        ("competitor", ()),
        ("contact", ("followed_up",)),
        ("partnership", ("followed_up",)),
        ("owner", ("followed_up",)),
        ("advisory", ("followed_up",)),
        ("agreement", ("followed_up", "contract")),
        ("supplier", ("followed_up", "contract")),
        ("customer", ("followed_up", "contract")),
    ],
)
def test_a_tie_that_names_the_activity_records_by_its_kind(kind: str, steps: tuple[str, ...]) -> None:
    assert tuple(part_of(FunnelRecords(ties=[ActivityTie("f", "trip", kind, "")])).recorded) == steps


@pytest.mark.parametrize(("status", "sale"), [("entered", True), ("left", True), ("explored", False), ("", False)])
def test_an_explored_market_is_not_an_entered_one(status: str, sale: bool) -> None:
    found = part_of(FunnelRecords(entries=[ActivityEntry("f", "trip", status, "")]))
    assert ("sale" in found.recorded) is sale


@pytest.mark.parametrize(
    ("status", "met"), [("held", True), ("planned", True), ("", True), ("Cancelled ", False), ("no_show", False)]
)
def test_a_meeting_called_off_is_none(status: str, met: bool) -> None:
    assert ("met" in part_of(FunnelRecords(meetings=[MeetingAttendance("f", "trip", status, "")])).recorded) is met


def test_started_and_applied_are_recorded_by_the_participation_itself() -> None:
    project = FirmParticipation("f", "p", "innovation_project", "call", "", "2020")
    grant = FirmParticipation("f", "g", "funding_application", "grant", "", "2021-02")
    assert part_of(FunnelRecords(), project).recorded == {"started": "2020"}
    assert part_of(FunnelRecords(), grant).recorded == {"applied": "2021-02"}
    assert part_of(FunnelRecords(), TRIP).recorded == {}


def test_an_outcome_dates_a_step_earlier_than_the_participation() -> None:
    project = FirmParticipation("f", "p", "project", "", "", "2020-05")
    records = FunnelRecords(outcomes=outcomes("started", activity="p", date="2020-02"))
    assert part_of(records, project).recorded == {"started": "2020-02"}


def test_a_challenge_goes_first_and_only_outcomes_speak_of_its_steps() -> None:
    took_part = FirmParticipation("f", "trip", "delegation_trip", "challenge", "SE", "")
    found = part_of(
        FunnelRecords(
            outcomes=outcomes("concept", "met"),
            meetings=[MeetingAttendance("f", "trip", "held", "")],
            ties=[ActivityTie("f", "trip", "supplier", "")],
            entries=[ActivityEntry("f", "trip", "entered", "")],
        ),
        took_part,
    )
    assert found.family.id == "challenge"
    assert (tuple(found.recorded), found.inferred) == (("concept",), ("adviser",))


def test_what_names_another_activity_firm_or_no_part_does_not_count() -> None:
    elsewhere = FunnelRecords(
        outcomes=(*outcomes("sale", activity="fair"), *outcomes("sale", firm="g")),
        ties=[ActivityTie("f", "fair", "agreement", "")],
        entries=[ActivityEntry("g", "trip", "entered", "")],
    )
    found = results([TRIP], elsewhere)
    assert set(numbers(found, "market").values()) == {(0, 0)}
    assert found.funnels["market"].parts == 1


def test_outcomes_that_are_no_step_of_the_family_and_nothing_do_not_count() -> None:
    assert part_of(FunnelRecords(outcomes=outcomes("granted", "supplier", "reference", "none"))).recorded == {}


def test_recorded_and_inferred_are_counted_apart_with_exact_intervals() -> None:
    """Five firms on a trip: a met; b met and sold; c has a contract; d was followed up; e has nothing on record."""
    took_part = [FirmParticipation(f, "trip", "delegation_trip", "", "SE", "2019") for f in "abcde"]
    found = results(
        took_part,
        FunnelRecords(
            meetings=[MeetingAttendance(f, "trip", "held", "") for f in "ab"],
            ties=[ActivityTie("c", "trip", "agreement", ""), ActivityTie("d", "trip", "contact", "")],
            entries=[ActivityEntry("b", "trip", "entered", "")],
        ),
    )
    assert numbers(found, "market") == {
        "met": (2, 2),
        "followed_up": (2, 1),
        "offer": (0, 2),
        "contract": (1, 1),
        "sale": (1, 0),
    }
    funnel = found.funnels["market"]
    assert (funnel.parts, funnel.steps[0].interval, funnel.steps[0].rate) == (5, None, None)
    # 3 of the 4 that met: Clopper–Pearson is Beta(3, 2) below and Beta(4, 1) above.
    assert step_of(found, "market", "followed_up").interval == pytest.approx(
        (beta.ppf(0.05, 3, 2), beta.ppf(0.95, 4, 1))
    )
    # No record of any market visit speaks of an offer: no figure, although two are inferred.
    assert (step_of(found, "market", "offer").interval, step_of(found, "market", "offer").spoken) == (None, False)
    # Both inferred offers became contracts: all of two, by hand 0.05^(1/2).
    assert step_of(found, "market", "contract").interval == pytest.approx((0.05**0.5, 1.0))
    assert step_of(found, "market", "sale").rate == 0.5
    assert funnel.leak is not None
    assert funnel.leak.step == "sale"


def test_a_recorded_step_that_nobody_took_further_has_a_rate_of_none_but_a_step_not_recorded_has_no_rate() -> None:
    took_part = [FirmParticipation(f, "g", "funding_application", "", "", "") for f in "abc"]
    none_granted = results(took_part, FunnelRecords())
    assert numbers(none_granted, "funding") == {"applied": (3, 0), "granted": (0, 0), "spent": (0, 0)}
    assert [step.interval for step in none_granted.funnels["funding"].steps] == [None, None, None]
    assert none_granted.funnels["funding"].leak is None
    granted = results(took_part, FunnelRecords(outcomes=outcomes("granted", firm="a", activity="g")))
    interval = step_of(granted, "funding", "granted").interval
    assert interval == pytest.approx((beta.ppf(0.05, 1, 3), beta.ppf(0.95, 2, 2)))
    assert interval == pytest.approx((1 - 0.95 ** (1 / 3), 0.8646), abs=1e-4)


def test_a_firm_is_asked_of_the_whole_family_whether_a_step_is_recorded() -> None:
    took_part = [FirmParticipation(f, "g", "funding_application", "", "DK", "") for f in "ab"]
    records = FunnelRecords(outcomes=outcomes("granted", firm="a", activity="g"))
    b = results(took_part, records, firm="b")
    assert numbers(b, "funding") == {"applied": (1, 0), "granted": (0, 0), "spent": (0, 0)}
    # Grants are recorded, and b is known to have none: 0 of 1, not "not recorded".
    assert step_of(b, "funding", "granted").interval == pytest.approx((0.0, 0.95))
    # Nobody got as far as spending, and nothing speaks of it.
    assert step_of(b, "funding", "spent").interval is None


def test_after_a_step_that_nobody_took_there_is_no_interval_even_where_it_is_recorded() -> None:
    took_part = [FirmParticipation(f, "trip", "delegation_trip", "", "SE", "") for f in "ab"]
    records = FunnelRecords(outcomes=outcomes("followed_up", firm="a"))
    assert step_of(results(took_part, records, firm="b"), "market", "followed_up").interval is None
    assert step_of(results(took_part, records, firm="b"), "market", "followed_up").spoken


def test_a_firm_with_two_roles_is_one_part_from_the_earlier_date() -> None:
    again = [FirmParticipation("f", "trip", "delegation_trip", "market", "SE", date) for date in ("", "2019-06")]
    (only,) = funnel_parts([*again, TRIP], FunnelRecords(), FAMILIES)
    assert only.took_part.date == "2019-03-01"


def test_two_meetings_and_several_rows_of_an_outcome_are_one_step_at_the_earliest_date() -> None:
    records = FunnelRecords(
        outcomes=(*outcomes("met", date="2019-03-05"), *outcomes("met", date="")),
        meetings=[MeetingAttendance("f", "trip", status, "2019-03-04") for status in ("held", "cancelled")],
    )
    assert numbers(results([TRIP], records), "market")["met"] == (1, 0)
    assert part_of(records).recorded == {"met": "2019-03-04"}


def test_by_kind_and_market_have_the_families_with_parts() -> None:
    fair = FirmParticipation("f", "fair", "event", "", "", "")
    harbour = FirmParticipation("f", "harbour", "project", "challenge", "SE", "")
    found = results([TRIP, fair, harbour], FunnelRecords(meetings=[MeetingAttendance("f", "trip", "", "")]))
    assert {kind: sorted(some) for kind, some in found.by_kind.items()} == {
        "delegation_trip": ["market"],
        "event": ["market"],
        "project": ["challenge"],
    }
    assert {market: sorted(some) for market, some in found.by_market.items()} == {
        "": ["market"],
        "SE": ["challenge", "market"],
    }
    # What "recorded" means is decided over the family: 0 of the fair's one part met.
    met = found.by_kind["event"]["market"].steps[0]
    assert (met.recorded, met.spoken) == (0, True)


def test_a_kind_in_no_family_and_a_blank_one_are_counted_apart() -> None:
    odd = [FirmParticipation("f", f"a{n}", kind, "", "", "") for n, kind in enumerate(("study_circle", ""))]
    found = results([*odd, odd[0], TRIP], FunnelRecords())
    assert (found.in_no_family, len(found.parts)) == (2, 1)
    assert results(odd, FunnelRecords(), firm="g").in_no_family == 0


def test_nothing_gives_four_funnels_without_figures() -> None:
    found = results([], FunnelRecords(outcomes=outcomes("sale")))
    assert list(found.funnels) == ["challenge", "market", "funding", "project"]
    for funnel in found.funnels.values():
        assert (funnel.parts, funnel.leak) == (0, None)
        assert all((s.recorded, s.inferred, s.interval) == (0, 0, None) for s in funnel.steps)


KINDS = ("delegation_trip", "event", "funding_application", "innovation_project")
ALL_STEPS = sorted({step for family in FAMILIES.values() for step in family.steps} | {"none", "reference"})
DRAWN_PARTS = st.dictionaries(
    st.tuples(st.sampled_from("fgh"), st.sampled_from("abc")),
    st.tuples(st.sampled_from(KINDS), st.sampled_from(["", "call", "challenge"])),
    max_size=9,
)
DRAWN_PAIR = (st.sampled_from("fghx"), st.sampled_from("abcx"))
DRAWN_RECORDS = st.builds(
    FunnelRecords,
    outcomes=st.lists(st.builds(RecordedOutcome, *DRAWN_PAIR, st.sampled_from(ALL_STEPS), st.just("")), max_size=8),
    meetings=st.lists(
        st.builds(MeetingAttendance, *DRAWN_PAIR, st.sampled_from(["held", "cancelled"]), st.just("")), max_size=4
    ),
    ties=st.lists(
        st.builds(ActivityTie, *DRAWN_PAIR, st.sampled_from(["contact", "interest", "agreement"]), st.just("")),
        max_size=4,
    ),
    entries=st.lists(
        st.builds(ActivityEntry, *DRAWN_PAIR, st.sampled_from(["explored", "entered", "left"]), st.just("")), max_size=4
    ),
)


@given(DRAWN_PARTS, DRAWN_RECORDS)
def test_recorded_and_inferred_never_rise_from_a_step_to_the_next(
    drawn: dict[tuple[str, str], tuple[str, str]], records: FunnelRecords
) -> None:
    """A later step implies all earlier ones, so that whoever took a step took the one before."""
    took_part = [FirmParticipation(f, a, kind, went_for, "", "") for (f, a), (kind, went_for) in drawn.items()]
    found = results(took_part, records)
    assert sum(funnel.parts for funnel in found.funnels.values()) == len(drawn)
    for funnel in found.funnels.values():
        taken = [step.recorded + step.inferred for step in funnel.steps]
        assert taken == sorted(taken, reverse=True)
        assert all(number <= funnel.parts for number in taken)
        last = funnel.steps[-1]
        assert last.inferred == 0
        for step, before in zip(funnel.steps[1:], taken, strict=False):
            assert step.before == before
            if step.recorded and before:
                event("interval")
                assert step.interval is not None
                assert step.rate is not None
                assert step.interval[0] <= step.rate <= step.interval[1]
            if not step.spoken:
                assert step.interval is None


@given(DRAWN_PARTS, DRAWN_RECORDS)
def test_the_firms_funnels_add_up_to_the_whole(
    drawn: dict[tuple[str, str], tuple[str, str]], records: FunnelRecords
) -> None:
    took_part = [FirmParticipation(f, a, kind, went_for, "", "") for (f, a), (kind, went_for) in drawn.items()]
    whole = results(took_part, records)
    each = [results(took_part, records, firm=firm) for firm in "fgh"]
    for family in FAMILIES:
        for step, (recorded, inferred) in numbers(whole, family).items():
            assert recorded == sum(numbers(one, family)[step][0] for one in each)
            assert inferred == sum(numbers(one, family)[step][1] for one in each)
