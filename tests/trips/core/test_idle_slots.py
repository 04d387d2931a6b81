"""Idle slots: never fewer than the bound, as few as can be, the meetings as they were; a night is none."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.trips.core.greedy_schedule import greedy_schedule
from bridgehead.trips.core.idle_slot_bound import idle_slot_bound
from bridgehead.trips.core.kempe_swaps import reduce_idle_slots
from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, met_pairs, pair_interests
from bridgehead.trips.core.schedule_solver import schedule
from bridgehead.trips.core.verifier import verify_schedule
from tests.trips.problems import fewest_gaps_by_trying, programme


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_gaps_are_as_few_as_the_bound_says_and_no_schedule_has_fewer(seed: int) -> None:
    asked = replace(programme(seed, slots=3, tables=4), hosts=frozenset())
    found = schedule(asked, seconds=3)
    assert found.gap_bound <= found.verdict.gaps
    pairs = [pair for m in found.meetings for pair in met_pairs(asked, m)]
    least = fewest_gaps_by_trying(asked, pairs)
    assert idle_slot_bound(asked, found.meetings, seconds=1) <= found.gap_bound <= least
    if found.gap_bound == found.verdict.gaps:
        assert found.verdict.gaps == least


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_chains_keep_who_meets_whom(seed: int) -> None:
    asked = programme(seed, firms=5, buyers=3, slots=5, tables=4)
    before = greedy_schedule(asked, pair_interests(asked), seconds=1)
    after = reduce_idle_slots(asked, before, least=-1, seconds=0.05)
    assert not verify_schedule(asked, after).wrong
    assert verify_schedule(asked, after).gaps <= verify_schedule(asked, before).gaps
    assert Counter(m.participants for m in after) == Counter(m.participants for m in before)


def two_days(**facts: object) -> MeetingProblem:
    noon, day = 12 * 60, 24 * 60
    places = tuple(
        MeetingPlace(f"d{d}s{n}", "hall", ("A",), d * day + noon + 30 * n, d * day + noon + 30 * n + 25)
        for d in range(2)
        for n in range(3)
    )
    return replace(MeetingProblem(("a", "x", "y"), places, {("a", "x"): 1000, ("a", "y"): 1000}), **facts)


def test_a_night_is_no_gap() -> None:
    found = schedule(two_days(available={"x": frozenset(["d0s0"]), "y": frozenset(["d1s2"])}))
    assert len(found.meetings) == 2
    assert found.verdict.gaps == found.gap_bound == 0


def test_a_night_is_a_break() -> None:
    asked = two_days(row=1, available={"x": frozenset(["d0s2"]), "y": frozenset(["d1s0"])})
    assert len(schedule(asked).meetings) == 2
    assert len(schedule(replace(asked, available={"x": frozenset(["d0s1"]), "y": frozenset(["d0s2"])})).meetings) == 1


def test_tables_make_gaps_that_counting_sees() -> None:
    """Three tables, four pairs of people who meet twice each in two slots of three: somebody has to wait."""
    people = tuple(f"{side}{n}" for side in "fb" for n in range(4))
    places = tuple(
        MeetingPlace(f"s{n}", "hall", ("1", "2", "3")[: 3 if n != 1 else 2], 60 * n, 60 * n + 50) for n in range(3)
    )
    wishes = {(f"f{n}", f"b{(n + k) % 4}"): 1000 for n in range(4) for k in range(2)}
    found = schedule(MeetingProblem(people, places, wishes), seconds=30)
    assert found.status == "optimal"
    assert found.verdict.gaps == found.gap_bound > 0
