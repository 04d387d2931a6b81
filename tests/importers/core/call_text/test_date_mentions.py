"""Dates in running text: every format that people and portals write, in the languages of Europe."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.call_text.date_mentions import find_dates
from bridgehead.kit.countries import LANGUAGES

WRITTEN = [
    "2026-03-12",
    "2026-03-12T17:00:00+01:00",
    "2026/03/12",
    "2026. 03. 12.",
    "12 March 2026",
    "12th of March, 2026",
    "12 Mar 2026",
    "12-Mar-2026",
    "12MAR2026",
    "March 12, 2026 17:00 Brussels time",
    "March 12th 2026",
    "Thursday, 12 March 2026 at 17:00 (CET)",
    "12/03/2026",
    "12.3.2026",
    "12.03.26",
    "12-Mar-26",
    "20260312",
    "12 mars 2026",
    "12 de marzo de 2026",
    "12. März 2026",
    "den 12. marts 2026",
    "12 marca 2026 r.",
    "2026. március 12.",
    "2026 m. kovo 12 d.",
    "2026. gada 12. martā",
    "12. maaliskuuta 2026",
    "12. märtsil 2026",
    "12 Μαρτίου 2026",
    "12 март 2026 г.",
    "12 ta' Marzu 2026",
    "12 Márta 2026",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_is_read_as_it_is_written(text: str) -> None:
    (found,) = find_dates(f"({text})")
    assert found.value == "2026-03-12"
    assert text[found.start - 1 : found.end - 1] in text


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("", []),
        ("on 31.2.2026 or 2026-13-01", []),
        ("March 2026", ["2026-03"]),
        ("12/31/2026 and 03/12/2026", ["2026-12-31", "2026-03-12"]),  # its months come first
        ("31/12/2026 and 03/12/2026", ["2026-12-31", "2026-12-03"]),
        ("version 1.2.3, 10.000.000, 2021/695, 71220000-5, 12:30", []),
        ("in 2026 there were 12 boats", []),
        ("from 12 May 2026 to 15 September 2026", ["2026-05-12", "2026-09-15"]),
    ],
)
def test_all_dates_are_found_and_nothing_else(text: str, dates: list[str]) -> None:
    assert [mention.value for mention in find_dates(text)] == dates


def test_two_languages_that_call_different_months_alike_are_told_apart() -> None:
    found = [find_dates("12 listopada 2026", language)[0].value for language in ("pl", "hr", "")]
    assert found == ["2026-11-12", "2026-10-12", "2026-11-12"]
    assert find_dates("12 water 2026") == []


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_a_long_date_of_any_language_is_read_back(day: date, language: str) -> None:
    written = format_date(day, "long", locale=language)
    if language != "ga":  # Irish months of two words are not read
        assert [mention.value for mention in find_dates(written, language)] == [day.isoformat()], written


@given(st.text())
def test_any_text_gives_dates_of_the_calendar_in_order(text: str) -> None:
    found = find_dates(text)
    assert [m.start for m in found] == sorted(m.start for m in found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        date.fromisoformat(mention.value if len(mention.value) == 10 else f"{mention.value}-01")
