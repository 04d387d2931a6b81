"""Numbers as people type them: every dress of one number is that number, and what is doubtful is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.call_text.money_reading import amount_of
from bridgehead.importers.core.size_words import size_by_people
from bridgehead.importers.core.table_schemas import NUMBER
from bridgehead.importers.core.ted_cells import amount
from bridgehead.importers.core.typed_numbers import decimal_mark, read_number

SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "’"])
MARKS = st.sampled_from(".,")
NEAR = st.sampled_from(["ca. ", "about ", "~", "ca ", "etwa ", "environ ", "omkring ", "circa ", "≈"])
UNITS = st.sampled_from(["", " FTE", " employees", " ansatte", " Mitarbeiter", " salariés", " årsværk", " pracowników"])
REMARKS = st.sampled_from(["{} (2021)", "2021: {}", "{} in 2021", "{} (1/2024)", "{}, 2021", "{} pr. 31.12.2023"])
UNDER = st.sampled_from(["<{}", "< {}", "under {}", "less than {}", "færre end {}", "weniger als {}", "moins de {}"])
OVER = st.sampled_from([">{}", ">= {}", "{}+", "over {}", "mindst {}", "mehr als {}", "{} og derover", "plus de {}"])
JOINTS = st.sampled_from(["-", " - ", "–", " to ", " til ", " bis ", " à ", " do "])


def size(text: str, **given_: object) -> str:
    found = read_number(text, **given_)  # type: ignore[arg-type]
    return size_by_people(found) if found else ""


@given(st.integers(0, 99_999), st.integers(1, 99), MARKS, UNITS)
def test_decimals_are_kept(whole: int, part: int, mark: str, unit: str) -> None:
    digits = f"{part:02}".rstrip("0") or "0"
    found = read_number(f"{whole}{mark}{digits}{unit}")
    assert found is not None
    assert found.exact == float(f"{whole}.{digits}")


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=2), SPACES, UNITS)
def test_thousands_set_apart_by_spaces(first: int, rest: list[int], space: str, unit: str) -> None:
    text = space.join([str(first), *(f"{n:03}" for n in rest)]) + unit
    number = int("".join([str(first), *(f"{n:03}" for n in rest)]))
    found = read_number(text)
    assert found is not None
    assert found.exact == number
    assert decimal_mark([text]) == ""


@given(st.integers(1, 999), st.integers(0, 999), st.integers(0, 999), MARKS, st.integers(1, 99))
def test_several_marks_leave_no_doubt(a: int, b: int, c: int, mark: str, cents: int) -> None:
    other = "," if mark == "." else "."
    whole = f"{a}{mark}{b:03}{mark}{c:03}"
    million = read_number(whole)
    with_cents = read_number(f"{a}{mark}{b:03}{other}{cents:02}")
    assert million is not None
    assert million.exact == a * 1_000_000 + b * 1000 + c
    assert with_cents is not None
    assert with_cents.exact == pytest.approx(a * 1000 + b + cents / 100)
    assert decimal_mark([whole]) == other


@given(st.integers(1, 300), REMARKS)
def test_a_year_beside_a_count_is_no_part_of_it(count: int, remark: str) -> None:
    found = read_number(remark.format(count))
    assert found is not None
    assert (found.low, found.high, found.exact) == (count, count, None)


@given(st.integers(1, 5_000), UNDER, OVER, NEAR, UNITS)
def test_bounds_and_estimates_say_a_size_only_where_they_leave_no_other(
    n: int, under: str, over: str, near: str, unit: str
) -> None:
    assert size(under.format(n) + unit) == ("sme" if n <= 250 else "")
    assert size(over.format(n) + unit) in (("large",) if n >= 250 else ("", "large" if n == 249 else ""))
    assert size(near + str(n)) == ("sme" if n * 1.2 < 250 else "large" if n * 0.8 >= 250 else "")


@given(st.integers(0, 600), st.integers(0, 600), JOINTS, UNITS)
def test_a_range_is_of_a_size_as_a_whole(a: int, b: int, joint: str, unit: str) -> None:
    low, high = sorted((a, b))
    assert size(f"{low}{joint}{high}{unit}") == ("sme" if high < 250 else "large" if low >= 250 else "")
    assert low == high or read_number(f"{high}{joint}{low}") is None


@pytest.mark.parametrize(
    "text",
    ["", "-5", "−5", "- 5", "ca. 200 + 60 abroad", "(45)", "45 (12)", "12/2021", "10..49", "1e3", "twelve", "12.5 %",
     "500 (incl. 300 abroad)", "3 x 40", "40?", "1.10.000", "DK12345678"],
)  # fmt: skip
def test_what_is_doubtful_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_three_digits_after_one_mark_are_judged_by_the_column() -> None:
    assert size("12.375", decimal=decimal_mark(["49.5", "7"])) == "sme"
    assert size("1,234", decimal=decimal_mark(["49.5", "7"])) == "large"
    assert size("1.200", decimal=decimal_mark(["49.5"])) == ""
    assert size("12.375", typed=True) == ""
    assert size("1.234") == "large"
    assert size("0.500") == "sme"
    assert decimal_mark(["49.5", "49,5"]) == ""


def test_factors_digits_of_other_scripts_and_wrong_columns() -> None:
    assert read_number("1,2 mio").exact == 1_200_000  # type: ignore[union-attr]
    assert read_number("2k").exact == read_number("2 tusind").exact == 2000  # type: ignore[union-attr]
    assert read_number("１２").exact == read_number("١٢").exact == 12  # type: ignore[union-attr]
    assert size("10150817") == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 234 567,5", 1_234_567.5), ("1234.50", 1234.5), ("12 5", None), ("1.234", None), ("<250", None),
     ("12 (2021)", None), ("1 23 456", None)],
)  # fmt: skip
def test_an_amount_of_a_notice_gains_no_digit(text: str, value: float | None) -> None:
    if value is not None:
        assert amount(text) == value
    else:
        with pytest.raises(ValueError, match=r".*"):
            amount(text)


@given(st.integers(1, 999), st.integers(0, 999), st.integers(1, 99))
def test_a_contribution_that_may_be_two_is_none(whole: int, rest: int, cents: int) -> None:
    assert NUMBER.reads(f"{whole},{cents:02}") == pytest.approx(whole + cents / 100)
    assert NUMBER.reads(f"{whole}{rest:03}") == whole * 1000 + rest
    with pytest.raises(ValueError, match=r".*"):
        NUMBER.reads(f"{whole},{rest:03}")


def test_a_leading_zero_sets_off_decimals_in_a_call() -> None:
    assert amount_of("0,500") == amount_of("0.500") == 0.5
    assert amount_of("1,500") == 1500
