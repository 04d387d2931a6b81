"""Rows with another number of cells than their headings: repaired where one reading fits, else refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.row_repair import columns_like, repaired, shape_of

ROWS = [
    ["Alfa ApS", "Denmark", "Aarhus", "www.alfa.example", "ane@alfa.example"],
    ["Beta AB", "SE", "Lund", "", "bo@beta.example"],
    ["Gamma", "DE", "", "https://gamma.example", ""],
]
COLUMNS = columns_like(ROWS, 5)


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (["Delta, Sons", " Ltd", "GB", "Leeds", "", ""], ["Delta, Sons; Ltd", "GB", "Leeds", "", ""]),
        (["Delta", "GB", "Leeds", "www.delta.example", "a@delta.example", "", ""], [
            "Delta", "GB", "Leeds", "www.delta.example", "a@delta.example"]),
        (["Delta", "GB", "www.delta.example", "a@delta.example"], [
            "Delta", "GB", "", "www.delta.example", "a@delta.example"]),
        (["Delta", "GB", "a@delta.example"], ["Delta", "GB", "", "", "a@delta.example"]),
        (["Delta", "GB", "Leeds"], ["Delta", "GB", "Leeds", "", ""]),
    ],
)  # fmt: skip
def test_one_reading_fits(cells: list[str], row: list[str]) -> None:
    assert repaired(cells, COLUMNS, ";") == row


@pytest.mark.parametrize(
    "cells",
    [
        ["Delta", "Leeds"],  # is Leeds a town, or a part of the name?
        ["Delta", "GB", "Leeds", "York", "www.delta.example", "a@delta.example", "x"],
        ["one", "two", "three", "four", "five", "six"],
        ["Delta", "GB", "Leeds", "www.delta.example", "a@delta.example", "a remark without a heading"],
    ],
)
def test_none_or_several_readings_fit(cells: list[str]) -> None:
    columns = columns_like([["Alfa", "Aarhus", "Ports", "", ""], *ROWS[:0]], 5) if len(cells) == 2 else COLUMNS
    assert repaired(cells, columns, ";") is None


def test_a_remark_behind_the_last_column_is_no_part_of_the_town() -> None:
    columns = columns_like([["Beta ApS", "DK", "Odense"], ["Gamma ApS", "DK", "Vejle"]], 3)
    assert repaired(["Alfa ApS", "DK", "Aarhus", "Note about it"], columns, ",") is None
    assert repaired(["Smith", " Jones Ltd", "GB", "Leeds"], columns, ",") == ["Smith, Jones Ltd", "GB", "Leeds"]


@given(st.lists(st.sampled_from(ROWS), min_size=1), st.integers(0, 4), st.integers(0, 4), st.sampled_from([";", ","]))
def test_what_is_repaired_is_what_stood_there_or_nothing(
    rows: list[list[str]], place: int, cut: int, separator: str
) -> None:
    """Cut a cell in two, or leave a blank one out: the row comes back as it was, or is refused."""
    row = rows[0]
    longer = [*row[:place], *f"{row[place]} A".rsplit(" ", 1), *row[place + 1 :]]
    whole = [*row[:place], separator.join(f"{row[place]} A".rsplit(" ", 1)), *row[place + 1 :]]
    found = repaired(longer, columns_like([*rows, whole], 5), separator)
    assert found is None or len(found) == 5
    if found is not None and longer[-1]:
        assert separator.join(found) == separator.join(longer), "no letter is lost or moved"
    blanks = [n for n, cell in enumerate(row) if not cell]
    if blanks:
        left_out = blanks[cut % len(blanks)]
        shorter = [cell for n, cell in enumerate(row) if n != left_out]
        found = repaired(shorter, COLUMNS, separator)
        assert found in (row, None)


@pytest.mark.parametrize(
    ("text", "shape"),
    [("", ""), (" ", ""), ("a@b.dk", "email"), ("www.b.dk", "web"), ("b.dk/x", "web"), ("Danmark", "country"),
     ("DK", "country"), ("1. maj 2019", "date"), ("2019", "date"), ("+45 12 34 56 78", "number"), ("Aarhus", "text")],
)  # fmt: skip
def test_shapes(text: str, shape: str) -> None:
    assert shape_of(text) == shape
