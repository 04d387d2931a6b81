"""Seats, and when one can register, by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.events.core.answers import as_lines, by_question
from bridgehead.events.core.seats import moving_up, phase, place_for


@pytest.mark.parametrize(
    ("capacity", "seated", "waiting", "waiting_list", "place"),
    [
        (None, 900, 0, False, "registered"),
        (2, 1, 0, False, "registered"),
        (2, 2, 0, False, "full"),
        (2, 2, 0, True, "waiting"),
        (2, 1, 1, True, "waiting"),  # the free seat is for whoever waits
        (2, 1, 1, False, "full"),
    ],
)
def test_who_gets_a_seat(capacity: int | None, seated: int, waiting: int, waiting_list: bool, place: str) -> None:
    assert place_for(capacity, seated, waiting, waiting_list=waiting_list) == place


def test_those_who_waited_longest_move_up() -> None:
    assert moving_up(3, 1, ["a", "b", "c"]) == ["a", "b"]
    assert moving_up(3, 5, ["a"]) == []
    assert moving_up(None, 5, ["a"]) == ["a"]


@given(st.integers(1, 5), st.lists(st.sampled_from(["come", "leave"]), max_size=30))
def test_no_more_than_the_seats_are_ever_taken_and_nobody_waits_beside_a_free_one(
    capacity: int, happenings: list[str]
) -> None:
    seated: list[int] = []
    waiting: list[int] = []
    for number, what in enumerate(happenings):
        if what == "come":
            place = place_for(capacity, len(seated), len(waiting), waiting_list=True)
            (seated if place == "registered" else waiting).append(number)
        elif seated:
            seated.pop(0)
            up = moving_up(capacity, len(seated), [str(each) for each in waiting])
            seated += map(int, up)
            del waiting[: len(up)]
        assert len(seated) <= capacity
        assert not waiting or len(seated) == capacity
        assert waiting == sorted(waiting)


@pytest.mark.parametrize(
    ("opens", "closes", "last", "found"),
    [
        ("", "", "", "open"),
        ("2026-06", "", "", "open"),
        ("2026-06-16", "", "", "not_yet"),
        ("", "2026-06-15", "2026-07-01", "open"),
        ("", "2026-06-14", "2026-07-01", "closed"),
        ("", "2026-12-31", "2026-06-15", "open"),  # the day itself
        ("2026-07-01", "2026-12-31", "2026-06-14", "over"),
    ],
)
def test_when_one_can_register(opens: str, closes: str, last: str, found: str) -> None:
    assert phase(opens, closes, last, date(2026, 6, 15)) == found


def test_answers_are_kept_as_lines_and_found_again() -> None:
    lines = as_lines({"Dinner; or lunch?": "lunch;  soup", "Why?": "", "Why? more": "x"})
    assert lines == ["Dinner, or lunch?: lunch, soup", "Why? more: x"]
    assert by_question(lines, ["Dinner; or lunch?", "Why?", "Why? more"]) == {
        "Dinner; or lunch?": "lunch, soup",
        "Why? more": "x",
    }
