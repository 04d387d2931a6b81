"""The packaged tables of countries and distances: a wrong key is one error with file and key."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bridgehead.framework.distances import DATA, read_about
from bridgehead.framework.programme_countries import FILE, read_countries
from bridgehead.framework.toml_files import read_toml
from bridgehead.kit.errors import InputError

Tables = dict[str, Any]


def changed(values: Tables, path: str, value: object) -> Tables:
    """The tables with a value at a path; None takes the key away."""
    found = copy.deepcopy(values)
    *above, last = path.split("/")
    table = found
    for part in above:
        table = table[part]
    if value is None:
        del table[last]
    else:
        table[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "measure/geographic/colour",
            "red",
            "distances.toml, column measure.geographic.colour: the key “colour” is unknown",
        ),
        ("measure/geographic/id", "other", "distances.toml, column measure.geographic.id: the key “id” is unknown"),
        ("measure/geographic/year", "2011", "distances.toml, column measure.geographic.year: “2011” is not accepted"),
        ("measure/geographic/label", " ", "distances.toml, column measure.geographic.label: “ ” is not accepted"),
        ("measure/geographic/unit", None, "distances.toml, column measure.geographic.unit: the value is missing"),
        ("fact/rule_of_law/lacks", "x", "distances.toml, column fact.rule_of_law.lacks: the key “lacks” is unknown"),
        ("facts", {}, "distances.toml, column facts: the key “facts” is unknown"),
        ("measure", None, "distances.toml, column measure: the value is missing"),
    ],
)
def test_a_wrong_key_of_the_distances_is_named(path: str, value: object, message: str) -> None:
    assert_refused(read_about, changed(read_toml(DATA / "distances.toml"), path, value), message)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("member/colour", "red", "countries.toml, column member.colour: the key “colour” is unknown"),
        ("member/countries/DK", ["2019-02-30"], "countries.toml, column member.countries.DK: “2019-02-30” is not"),
        ("member/countries/DK", [], "countries.toml, column member.countries.DK: “[]” is not accepted"),
        ("member/countries/dk", ["1973"], "countries.toml, column member.countries.dk"),
        ("member/source", None, "countries.toml, column member.source: the value is missing"),
        ("associated/horizon_2020/label", 3, "countries.toml, column associated.horizon_2020.label: “3” is not"),
        ("associate", {}, "countries.toml, column associate: the key “associate” is unknown"),
    ],
)
def test_a_wrong_key_of_the_countries_is_named(path: str, value: object, message: str) -> None:
    assert_refused(read_countries, changed(read_toml(FILE), path, value), message)


def assert_refused(reads: Callable[[Tables], object], values: Tables, message: str) -> None:
    with pytest.raises(InputError) as refused:
        reads(values)
    assert str(refused.value).startswith(message)
