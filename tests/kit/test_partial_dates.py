from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit import partial_dates


def test_a_partial_date_covers_an_interval() -> None:
    assert partial_dates.parse("2019") == (date(2019, 1, 1), date(2019, 12, 31))
    assert partial_dates.parse("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))
    assert partial_dates.parse("2019-05-31") == (date(2019, 5, 31), date(2019, 5, 31))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "19",
        "2019-13",
        "2019-2",
        "2019-02-30",
        "31/12/2019",
        "2019-05-31T10:00",
        "٢٠١٩",
        "2019-00",
        "2019-00-05",
        "2019-05-00",
        "0000",
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert not partial_dates.is_date(text)


def test_before_means_ends_before_the_other_starts() -> None:
    assert partial_dates.is_before("2018", "2019-01-01")
    assert not partial_dates.is_before("2019", "2019-06")
    assert not partial_dates.is_before("2019-06", "2019")
    assert not partial_dates.is_before("", "2019")


def test_a_blank_bound_is_open() -> None:
    assert partial_dates.is_current("", "", date(2019, 1, 1))
    assert partial_dates.is_current("2019", "2019", date(2019, 12, 31))
    assert not partial_dates.is_current("2020", "", date(2019, 12, 31))


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_date_lies_in_each_of_its_precisions(day: date, length: int) -> None:
    first, last = partial_dates.parse(day.isoformat()[:length])
    assert first <= day <= last
