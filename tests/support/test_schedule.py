"""Schedules: interest as high as any, nothing that the checker refuses, repairs that change little."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.support.core.check import judge
from bridgehead.support.core.programme import Meeting, Place, Programme
from bridgehead.support.core.repair import repair
from bridgehead.support.core.schedule import schedule
from tests.support.programmes import most_by_trying, programme


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_interest_is_the_most_there_is(seed: int) -> None:
    asked = programme(seed)
    found = schedule(asked, seconds=4)
    assert not found.verdict.wrong
    assert found.bound >= found.verdict.interest
    if found.status == "optimal":
        assert found.verdict.interest == most_by_trying(asked)


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_a_repair_keeps_what_can_stay(seed: int) -> None:
    asked = programme(seed, firms=4, buyers=3, slots=3, tables=4)
    before = schedule(asked, seconds=2).meetings
    after = repair(asked, before, gone=["f0"], seconds=2)
    assert not after.verdict.wrong
    assert not any("f0" in m.participants for m in after.meetings)
    if not asked.hosts:
        assert after.changed == 0
        assert {m for m in before if "f0" not in m.participants} <= set(after.meetings)


def day(**facts: object) -> Programme:
    places = tuple(Place(f"s{n}", "hall", ("A", "B"), 540 + 30 * n, 565 + 30 * n) for n in range(3))
    wishes = {("a", "x"): 1000, ("x", "a"): 1000, ("b", "x"): 1000, ("b", "y"): 1000}
    return replace(Programme(("a", "b", "x", "y"), places, wishes), **facts)


def test_a_mutual_wish_counts_double() -> None:
    one = (Place("s0", "hall", ("A",)),)
    found = schedule(day(places=one, wishes={("a", "x"): 1000, ("x", "a"): 1000, ("b", "y"): 2500}))
    assert [m.participants for m in found.meetings] == [("a", "x")]
    assert found.verdict.interest == 4000


def test_a_ministry_meets_a_group_at_one_table() -> None:
    one = (Place("s0", "hall", ("A",)),)
    found = schedule(day(places=one, hosts=frozenset(["x"]), wishes={("a", "x"): 1000, ("b", "x"): 1000}))
    assert [m.participants for m in found.meetings] == [("x", "a", "b")]
    assert found.verdict.unmet == ()


def test_nobody_travels_faster_than_they_can() -> None:
    places = (Place("s0", "hall", ("A",), 0, 25), Place("s1", "port", ("P",), 30, 55))
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
    twice = (Meeting("s0", "hall", "A", ("a", "x")), Meeting("s0", "hall", "A", ("b", "x")))
    wrong = judge(day(), twice).wrong
    assert any("twice" in text for text in wrong)
    assert any(text.startswith("x cannot be") for text in wrong)
    assert judge(day(), (Meeting("s9", "hall", "A", ("a", "x")),)).wrong
