"""Schedules: interest as high as any, nothing that the checker refuses, repairs that change little."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, PlannedMeeting, met_pairs
from bridgehead.trips.core.rescheduling import repair
from bridgehead.trips.core.schedule_solver import schedule
from bridgehead.trips.core.verifier import verify_schedule
from tests.trips.problems import best_repair_by_trying, most_by_trying, programme


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_interest_is_the_most_there_is(seed: int) -> None:
    asked = programme(seed)
    found = schedule(asked, seconds=4)
    assert not found.verdict.wrong
    assert found.bound >= found.verdict.interest
    if found.status == "optimal":
        assert found.verdict.interest == most_by_trying(asked)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_a_repair_changes_as_little_as_any(seed: int) -> None:
    asked = programme(seed, slots=3)
    before = schedule(asked, seconds=30).meetings
    after = repair(asked, before, gone=["f0"], seconds=30)
    assert not after.verdict.wrong
    assert not any("f0" in m.participants for m in after.meetings)
    left = tuple(a for a in asked.participants if a != "f0")
    now = replace(asked, participants=left, wishes={p: w for p, w in asked.wishes.items() if "f0" not in p})
    held = {(p, m.slot, m.site) for m in before for p in met_pairs(asked, m) if "f0" not in p}
    kept, interest = best_repair_by_trying(now, held)
    assert after.changed == len(held) - kept
    assert after.status == "optimal"
    assert after.verdict.interest == interest


def test_a_repair_never_moves_what_can_stay() -> None:
    asked = replace(programme(7, firms=6, buyers=5, slots=6, tables=5), hosts=frozenset())
    before = schedule(asked, seconds=30).meetings
    after = repair(asked, before, gone=["f0"], seconds=30)
    assert {m for m in before if "f0" not in m.participants} <= set(after.meetings)


def test_where_time_runs_out_the_answer_says_what_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hasty(cp_model.CpSolver):
        def __init__(self) -> None:
            super().__init__()
            self.parameters.stop_after_first_solution = True

    monkeypatch.setattr(cp_model, "CpSolver", Hasty)
    places = tuple(
        MeetingPlace(f"s{n}", site, (site,), 30 * n, 30 * n + 25) for n in range(4) for site in ("hall", "port", "city")
    )
    people = ("a", "b", "c", "x", "y", "z")
    wishes = {(f, b): 1000 for f in people[:3] for b in people[3:]}
    found = schedule(MeetingProblem(people, places, wishes), seconds=1)
    assert found.status == "feasible"
    assert found.proof is None
    assert found.verdict.interest < found.bound
    assert found.limit == 1


def day(**facts: object) -> MeetingProblem:
    places = tuple(MeetingPlace(f"s{n}", "hall", ("A", "B"), 540 + 30 * n, 565 + 30 * n) for n in range(3))
    wishes = {("a", "x"): 1000, ("x", "a"): 1000, ("b", "x"): 1000, ("b", "y"): 1000}
    return replace(MeetingProblem(("a", "b", "x", "y"), places, wishes), **facts)


def test_a_mutual_wish_counts_double() -> None:
    one = (MeetingPlace("s0", "hall", ("A",)),)
    found = schedule(day(places=one, wishes={("a", "x"): 1000, ("x", "a"): 1000, ("b", "y"): 2500}))
    assert [m.participants for m in found.meetings] == [("a", "x")]
    assert found.verdict.interest == 4000


def test_a_ministry_meets_a_group_at_one_table() -> None:
    one = (MeetingPlace("s0", "hall", ("A",)),)
    found = schedule(day(places=one, hosts=frozenset(["x"]), wishes={("a", "x"): 1000, ("b", "x"): 1000}))
    assert [m.participants for m in found.meetings] == [("x", "a", "b")]
    assert found.verdict.unmet == ()


def test_nobody_travels_faster_than_they_can() -> None:
    places = (MeetingPlace("s0", "hall", ("A",), 0, 25), MeetingPlace("s1", "port", ("P",), 30, 55))
    wishes = {("a", "x"): 1000, ("a", "y"): 1000}
    assert len(schedule(day(places=places, wishes=wishes, travel=30)).meetings) == 1
    assert len(schedule(day(places=places, wishes=wishes, travel=5)).meetings) == 2


def test_gaps_are_closed() -> None:
    found = schedule(day(available={"x": frozenset(["s0", "s1", "s2"])}))
    assert found.status == "optimal"
    assert found.verdict.gaps == found.gap_bound == 0


def test_a_break_after_so_many_in_a_row() -> None:
    wishes = {("a", "x"): 1000, ("a", "y"): 1000, ("a", "b"): 1000}
    assert len(schedule(day(wishes=wishes)).meetings) == 3
    assert len(schedule(day(wishes=wishes, row=1)).meetings) == 2


def test_the_checker_sees_what_is_wrong() -> None:
    twice = (PlannedMeeting("s0", "hall", "A", ("a", "x")), PlannedMeeting("s0", "hall", "A", ("b", "x")))
    wrong = verify_schedule(day(), twice).wrong
    assert ("double_booked", ("s0",), "A") in {(fault.code, fault.slots, fault.place) for fault in wrong}
    assert ("clash", ("x",)) in {(fault.code, fault.actors) for fault in wrong}
    assert verify_schedule(day(), (PlannedMeeting("s9", "hall", "A", ("a", "x")),)).wrong
