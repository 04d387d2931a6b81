"""Fields judge values: what each takes, and that every way in asks the same question."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.ecosystem.models import Activity, Actor, StoredFile
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.kit import checks, model_fields
from bridgehead.kit.checked_field import CheckedField
from bridgehead.kit.expectations import expects
from bridgehead.kit.field_codecs import column_of
from bridgehead.models import Opportunity, Slot, Source

CASES = [
    (Actor, "id", ["havn", "å-1.x", "x" * 100], ["", None, "a b", "x" * 101, "-.-", "a/b"]),
    (Actor, "name", ["Havn", "x" * 1000, " x", "=cmd"], ["", None, " ", "\t\n", "x" * 1001, "a\0b", "\ud800", 7]),
    (Actor, "city", ["", "Aarhus"], [None, "x" * 1001]),
    (Actor, "kind", ["firm"], ["", "company", "Firm", None]),
    (Actor, "size", ["", "sme"], ["small-ish"]),
    (Actor, "country", ["", "DK"], ["dk", "ZZ", "DNK"]),
    (
        Actor,
        "founded",
        ["", "2019", "2019-05", "2019-05-31"],
        ["31.5.2019", "2019-5", "2019-02-30", "0000"],
    ),
    (Actor, "capabilities", [[], ["flow batteries"], ("a", "b")], ["a;b", ["a;b"], [""], [1], ["x" * 1001], {"a": 1}]),
    (Activity, "mechanisms", [[], ["funding_support"]], [["no such thing"]]),
    (Opportunity, "countries", [["SE", "DK"]], [["SE", "EL"]]),
    (Opportunity, "share_financed", [None, 0, 0.5, 1], [1.1, -0.1, float("nan"), float("inf"), True, "0.5"]),
    (Coding, "start", [None, 0, 2**31 - 1], [-1, 2**31, 1.0, True]),
    (Evidence, "salience", [None, 1, 3], [0, 4]),
    (Source, "language", ["", "da"], ["dk", "danish"]),
    (Slot, "start", ["", "09:30", "2019-05-31T09:30"], ["9:30", "25:00", "2019-13-01T09:30"]),
    (
        StoredFile,
        "id",
        ["a.txt", "summaries/actor/å.txt"],
        ["/etc/evil", "a//b", "../a", "a/..", "a\nb", "x" * 256],
    ),
    (Evidence, "actor_id", [None, "havn"], ["a b", ""]),
]


@pytest.mark.parametrize(("model", "name", "good", "bad"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_what_a_field_takes(model: type, name: str, good: list[object], bad: list[object]) -> None:
    field = next(f for f in model._meta.concrete_fields if f.attname == name)  # type: ignore[attr-defined]
    assert [value for value in good if checks.unmet(field, value) is not None] == []
    assert [value for value in bad if checks.unmet(field, value) is None] == []


def test_django_asks_the_same_question() -> None:
    with pytest.raises(ValidationError, match="Enter a date"):
        Actor._meta.get_field("founded").clean("31.5.2019", None)
    assert Actor._meta.get_field("founded").clean("2019-05", None) == "2019-05"


@given(st.text(max_size=30))
def test_a_cell_is_read_only_where_the_field_takes_it(text: str) -> None:
    column, field = column_of(Actor, "founded", "founded"), Actor._meta.get_field("founded")
    try:
        assert checks.unmet(field, column.reads(text)) is None
    except ValueError:
        assert checks.unmet(field, text) is not None


@given(st.text())
def test_what_is_storable_can_be_encoded(text: str) -> None:
    assert model_fields.is_storable(text) == ("\0" not in text and text.encode("utf-8", "ignore").decode() == text)


def test_indexed_text_fits_the_index_of_every_store() -> None:
    name = Actor._meta.get_field("name")
    assert checks.unmet(name, "\U00010330" * 650) is None
    assert checks.unmet(name, "\U00010330" * 1000) is not None


def test_refused_names_the_first_bad_value() -> None:
    field = Actor._meta.get_field("country")
    assert checks.refused(field, ["DK", "", "SE"]) == []
    assert checks.refused(field, ["DK", "ZZ"]) == ["ZZ"]
    assert checks.refused(Actor._meta.get_field("aliases"), [[], ["a;b"]]) == [["a;b"]]


def test_a_field_that_does_not_say_what_it_takes_is_refused_when_it_is_defined() -> None:
    with pytest.raises(TypeError, match="Silent has no expected and no accepts"):
        type("Silent", (CheckedField,), {})
    with pytest.raises(TypeError, match="has no accepts"):
        type("Half", (CheckedField,), {"expected": expects("value")})
