"""The people whom a cell names, whatever joins them, and the order in which their names stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.contact_cells import contacts_of, shown_addresses

FIRST, LAST = ("Ane", "Bo", "Zoë", "Ole", "Мария"), ("Holm", "Lind", "Müller", "Петров", "Novák")
ANDS = "og|and|und|et|y|e|en|och|ja|i|a|és|și|и|і|και|un|ir|//|/|&|+"
JOINS = ["; ", "\n", *(f" {word} " for word in ANDS.split("|"))]
names = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST))


def people(name: str, email: str = "") -> list[tuple[str, str]]:
    said = {"contact_name": name, **({"contact_email": shown_addresses(email)} if email else {})}
    return [(person["name"], person["email"]) for person in contacts_of(said)]


@given(names, names, st.sampled_from(JOINS), st.booleans())
def test_two_people_in_a_cell_are_two(one: tuple[str, str], two: tuple[str, str], join: str, turned: bool) -> None:
    form = "{1}, {0}" if turned else "{0} {1}"
    cell = form.format(*one) + join + form.format(*two)
    told = [" ".join(one), " ".join(two)]
    assert people(cell) == [(name, "") for name in told]
    assert sorted(people(cell, "office@x.example")) == sorted(
        [*((name, "") for name in told), ("", "office@x.example")]
    )


@given(names, st.sampled_from(["{1}, {0}", "{1},{0}", "{1}, {0} Marie", "van der {1}, {0}"]))
def test_a_surname_before_a_comma_is_said_last(name: tuple[str, str], form: str) -> None:
    (found,) = people(form.format(*name))
    assert found[0].startswith(name[0])
    assert found[0].endswith(name[1])


@pytest.mark.parametrize(
    ("cell", "email", "found"),
    [
        ("Ane Holm, Bo Lind", "bo@x.dk", [("Bo Lind", "bo@x.dk"), ("Ane Holm", "")]),
        ("Ane og Bo Holm", "", [("Ane", ""), ("Bo Holm", "")]),
        ("Ane, Bo", "a@x.dk, b@x.dk", [("Ane", "a@x.dk"), ("Bo", "b@x.dk")]),
        ("Holm, Ane; Lind, Bo", "a@x.dk; b@x.dk", [("Ane Holm", "a@x.dk"), ("Bo Lind", "b@x.dk")]),
        ("Ane Holm <ane@x.dk>; Bo Lind <bo@x.dk>", "", [("Ane Holm", "ane@x.dk"), ("Bo Lind", "bo@x.dk")]),
        ("Ane Holm ane@x.dk", "", [("Ane Holm", "ane@x.dk")]),
        ("ane@x.dk", "ane@x.dk", [("", "ane@x.dk")]),
        ("Ane Holm, PhD", "", [("Ane Holm, PhD", "")]),
        ("Ane Holm (CEO)", "", [("Ane Holm", "")]),
        ("José Ortega y Gasset", "", [("José Ortega y Gasset", "")]),
        ("Ramón y Cajal, Santiago", "", [("Ramón y Cajal, Santiago", "")]),
        ("Maria da Silva e Costa", "", [("Maria da Silva e Costa", "")]),
    ],
)
def test_what_can_be_told_apart_is(cell: str, email: str, found: list[tuple[str, str]]) -> None:
    assert people(cell, email) == found
