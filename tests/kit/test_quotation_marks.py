"""Quotation marks that a list left on a name, and those that belong to it."""

import pytest

from bridgehead.kit.quotation_marks import strip_stray_quotes


@pytest.mark.parametrize(
    "name",
    [
        "'Single' Ltd",
        "‘Curly’ Ltd",
        "‚Low‘ GmbH",
        "`Back` Ltd",
        "''Doubled'' Ltd",
        "„Deutsch“ GmbH",
        "'t Hart BV",
        "O’Neil & Sons",
        'חברת מים בע"מ',
        'בע"מ מים',
        '19" racks ApS',
    ],
)
def test_a_mark_that_belongs_to_a_name_stays(name: str) -> None:
    assert strip_stray_quotes(name) == name


@pytest.mark.parametrize(
    ("name", "bare"),
    [("'Havn ApS", "Havn ApS"), ("'Havn ApS'", "Havn ApS"), ('Havn" ApS', "Havn ApS"), ('"מים', "מים")],
)
def test_a_mark_that_stands_alone_or_around_all_goes(name: str, bare: str) -> None:
    assert strip_stray_quotes(name) == bare
