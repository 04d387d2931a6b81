"""What a schedule says to a person: what is proven, what is wrong, in whole sentences."""

from dataclasses import replace

import pytest

from bridgehead.trips.core.problem import PlannedMeeting
from bridgehead.trips.core.schedule_solver import Schedule
from bridgehead.trips.core.verifier import ScheduleFault, ScheduleVerdict
from bridgehead.trips.phrases import fault_phrase, repair_outcome, schedule_details, schedule_outcome

VERDICT = ScheduleVerdict(wrong=(), interest=4000, gaps=2, least=1, unmet=(("a", "b"),))
FOUND = Schedule(
    status="optimal",
    meetings=(PlannedMeeting("s1", "hall", "1", ("a", "b")), PlannedMeeting("s1", "hall", "2", ("c", "d"))),
    verdict=VERDICT,
    bound=4000,
    gap_bound=2,
    seconds=0.5,
    limit=15,
)
NAMES = {"a": "Ava", "b": "Bo"}
TIMES = {"s1": "09:00", "s2": "10:00"}


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (FOUND, "2 meetings with the highest possible interest (4, proven). 2 idle slots, the fewest possible."),
        (
            replace(FOUND, status="feasible", bound=5500, gap_bound=1),
            "2 meetings. Interest 4; up to 5.5 may be possible. 2 idle slots (at least 1 are unavoidable).",
        ),
    ],
)
def test_the_outcome_says_what_is_proven(found: Schedule, text: str) -> None:
    assert schedule_outcome(found) == text


def test_an_update_says_how_little_moved() -> None:
    assert repair_outcome(replace(FOUND, changed=1, unchanged=3)) == "Schedule updated: 1 meeting moved, 3 unchanged."
    assert repair_outcome(replace(FOUND, status="feasible")).endswith("Fewer changes may be possible.")


def test_details_are_sentences() -> None:
    said = "Each participant has at least 1 meeting. 1 wish is unmet. Solved in 0.5 s (limit 15 s)."
    assert schedule_details(FOUND) == said


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (ScheduleFault("no_table", slots=("s1",), place="Hall, 9"), "Hall, 9 does not exist at 09:00"),
        (ScheduleFault("double_booked", slots=("s1",), place="3"), "Table 3 is double-booked at 09:00"),
        (ScheduleFault("clash", ("a",), ("s1", "s2")), "Ava cannot attend both 09:00 and 10:00"),
        (ScheduleFault("absent", ("x",), ("s9",)), "x is not available at s9"),
        (ScheduleFault("no_participant", ("b",)), "Bo is not a participant"),
        (ScheduleFault("no_break", ("b",), ("s2",)), "Bo has no break before 10:00"),
        (ScheduleFault("met_twice", ("a", "b")), "Ava and Bo meet twice"),
        (
            ScheduleFault("company", ("a", "b", "c"), ("s1",), "1", 3),
            "3 participants at one table at 09:00: Ava, Bo and c",
        ),
        (
            ScheduleFault("interpreters", slots=("s1",), number=2),
            "2 interpreters are needed at 09:00, more than take part",
        ),
    ],
)
def test_what_is_wrong_names_whom_and_when(fault: ScheduleFault, text: str) -> None:
    assert fault_phrase(fault, NAMES, TIMES) == text
