"""Dates judged by their column, in every form and language in which people write them."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import assume, given
from hypothesis import strategies as st

from bridgehead.importers.core.date_columns import DateColumn, UnclearDate, judged_columns
from bridgehead.importers.core.reading_choices import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, reading_choices
from bridgehead.kit.errors import InputError

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
EUROPE = "bg cs da de el en es et fi fr hr hu is it lt lv nb nl pl pt ro ru sk sl sv tr uk ca".split()  # noqa: SIM905
ORDERS = {DAY_FIRST: "{d:02}{s}{m:02}{s}{y}", MONTH_FIRST: "{m:02}{s}{d:02}{s}{y}"}


def written(day: date, order: str, sign: str) -> str:
    return ORDERS[order].format(d=day.day, m=day.month, y=day.year, s=sign)


def column_of(cells: list[str], said: str = "") -> DateColumn:
    return judged_columns([{"founded": cell} for cell in cells], ["founded"], said)["founded"]


@given(st.lists(DAYS, min_size=1), st.sampled_from(sorted(ORDERS)), st.sampled_from("/-. "), DAYS)
def test_one_clear_date_decides_for_its_column(days: list[date], order: str, sign: str, clear: date) -> None:
    assume(clear.day > 12)
    cells = [written(day, order, sign) for day in [*days, clear]]
    column = column_of(cells)
    assert [column.read(cell) for cell in cells] == [day.isoformat() for day in [*days, clear]]


@given(st.lists(DAYS.filter(lambda d: d.day <= 12), min_size=1), st.sampled_from(sorted(ORDERS)), st.sampled_from("/-"))
def test_a_column_that_leaves_both_open_is_asked_about(days: list[date], order: str, sign: str) -> None:
    cells = [written(day, order, sign) for day in days]
    column = column_of(cells)
    for cell, day in zip(cells, days, strict=True):
        if day.day == day.month:
            assert column.read(cell) == day.isoformat()
        else:
            with pytest.raises(UnclearDate):
                column.read(cell)
    said = column_of(cells, order)
    assert [said.read(cell) for cell in cells] == [day.isoformat() for day in days]


def test_a_column_that_shows_both_orders_decides_nothing() -> None:
    column = column_of(["13/05/2019", "05/13/2019", "01/02/2019"])
    assert column.read("13/05/2019") == column.read("05/13/2019") == "2019-05-13"
    with pytest.raises(UnclearDate):
        column.read("01/02/2019")


def test_what_somebody_said_is_not_set_aside() -> None:
    column = column_of([], DAY_FIRST)
    assert column.read("01/02/2019") == "2019-02-01"
    with pytest.raises(ValueError, match="05/13/2019"):
        column.read("05/13/2019")
    assert column_of([], YEAR_FIRST).read("19-05-31") == "2019-05-31"
    assert column_of([], MONTH_FIRST).read("2019-05-31") == "2019-05-31"
    with pytest.raises(InputError):
        reading_choices(dates="backwards")


def test_dots_have_the_day_first_unless_the_column_shows_otherwise() -> None:
    assert column_of(["01.02.2019"]).read("01.02.2019") == "2019-02-01"
    assert column_of(["01.02.2019", "02.13.2019"]).read("01.02.2019") == "2019-01-02"


def test_years_of_two_digits_may_come_first_after_dashes() -> None:
    with pytest.raises(UnclearDate):
        column_of(["19-05-31", "01-02-03"]).read("19-05-31")
    assert column_of(["19-05-31", "98-01-02"]).read("19-05-31") == "2019-05-31"
    assert column_of(["19-05-31", "01-02-98"]).read("19-05-31") == "2031-05-19"


@given(DAYS, st.sampled_from(EUROPE), st.sampled_from(["long", "d MMMM yyyy", "d. MMM yyyy", "EEEE d MMMM yyyy"]))
def test_names_of_months_are_read_in_every_language(day: date, language: str, form: str) -> None:
    text = format_date(day, form, locale=language)
    every = [format_date(date(2020, month, 28), "d MMMM yyyy", locale=language) for month in range(1, 13)]
    assert column_of([text, *every]).read(text) == day.isoformat()


@given(DAYS, st.sampled_from(EUROPE))
def test_a_month_and_its_year(day: date, language: str) -> None:
    text = format_date(day, "LLLL yyyy", locale=language)
    every = [format_date(date(2020, month, 28), "LLLL yyyy", locale=language) for month in range(1, 13)]
    assert column_of([text, *every]).read(text) == f"{day:%Y-%m}"


def test_a_month_that_two_languages_call_alike_is_asked_about() -> None:
    """November in Czech and Polish, October in Croatian; the other months of the column tell."""
    with pytest.raises(UnclearDate):
        column_of(["listopad 2019"]).read("listopad 2019")
    assert column_of(["listopad 2019", "prosinec 2018"]).read("listopad 2019") == "2019-11"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2004/05/17", "2004-05-17"),
        ("2004. 05. 17.", "2004-05-17"),
        ("20040517", "2004-05-17"),
        ("2004-05-17T10:00:00Z", "2004-05-17"),
        ("2004-05-17T10:00:00.000+02:00", "2004-05-17"),
        ("20040517T101500Z", "2004-05-17"),
        ("2004-05-17 10:00", "2004-05-17"),
        ("17/05/2004 10:30", "2004-05-17"),
        ("5/17/2004 10:30 AM", "2004-05-17"),
        ("2004-05-17+02:00", "2004-05-17"),
        ("1. maj 2019", "2019-05-01"),
        ("d. 1. maj 2019", "2019-05-01"),
        ("1 May 2019", "2019-05-01"),
        ("May 1st, 2019", "2019-05-01"),
        ("1er mai 2019", "2019-05-01"),
        ("1-May-19", "2019-05-01"),
        ("12. Jänner 2010", "2010-01-12"),
        ("Fr., 17.05.2019", "2019-05-17"),
        ("2004年5月17日", "2004-05-17"),
        ("May 2019", "2019-05"),
        ("Sept. 2019", "2019-09"),
        ("05/2004", "2004-05"),
        ("2004.0", "2004"),
        ("2004,0", "2004"),
        ("38124.0", "2004-05-17"),
    ],
)
def test_forms_that_mean_one_thing(text: str, day: str) -> None:
    assert DateColumn().read(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "soon", "ca. 2004", "May-19", "2004/05", "2004-2005", "Q1 2019", "17052004", "31.02.2019", "2019-02-30",
     "Junior 2019", "0999", "2101-01-01", "spring 2019", "12 of 2019 13"],
)  # fmt: skip
def test_what_is_no_date_or_a_doubtful_one(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        DateColumn().read(text)


@given(st.integers(0, 40_000))
def test_serial_numbers_of_a_spreadsheet(days: int) -> None:
    """ECMA-376, part 1, 18.17.4.1: day 36526 is 1 January 2000."""
    serial = 10_000 + days
    assert DateColumn().read(str(serial)) == (date(2000, 1, 1) + timedelta(days=serial - 36_526)).isoformat()


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    column = column_of([text, text])
    try:
        found = column.read(text)
    except ValueError:
        return
    assert found[:4].isdigit()
