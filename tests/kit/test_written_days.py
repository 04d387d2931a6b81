"""Days as people type them."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.list_page import ListFilter
from bridgehead.kit.written_days import read_day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4 Dec 2026", "2026-12-04"),
        ("4. december 2026", "2026-12-04"),
        ("December 2026", "2026-12"),
        (" 4.12.2026 ", "2026-12-04"),
        ("29.2.2026", "29.2.2026"),
        ("4/12/2026", "4/12/2026"),
        ("31 Smarch 2026", "31 Smarch 2026"),
        ("2026-12", "2026-12"),
        ("next friday", "next friday"),
        ("", ""),
    ],
)
def test_a_day_is_read_where_it_can_mean_one_alone(typed: str, read: str) -> None:
    assert read_day(typed) == read
    assert ListFilter("due", "Due", takes="date").read(typed) == (read if read[:4].isdigit() else None) or not typed


def test_months_are_known_in_the_language_of_the_page_and_in_english() -> None:
    with translation.override("da"):
        assert (read_day("1. maj 2019"), read_day("1 May 2019")) == ("2019-05-01", "2019-05-01")
    assert read_day("1. maj 2019") == "1. maj 2019"


@given(st.integers(0, 40_000), st.sampled_from(["%d %B %Y", "%d. %b %Y", "%d.%m.%Y", "%Y-%m-%d"]))
def test_what_a_page_writes_is_read_back(days: int, form: str) -> None:
    day = date(1950, 1, 1) + timedelta(days=days)
    with translation.override("en"):
        assert read_day(day.strftime(form)) == day.isoformat()
