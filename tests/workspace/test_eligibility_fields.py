"""The rows in which conditions are edited: they show what a text says, and say it again."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.kit.permissions import Role
from bridgehead.opportunities.core.conditions import sort_conditions
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.forms.eligibility_fields import ConditionsForm, conditions_form
from tests.world import signed_in, small_world

PAGE = "/records/opportunity/edit/harbour-storage"


def sent_again(form: ConditionsForm) -> dict[str, Any]:
    """What a browser sends of the rows that it shows."""
    return {form.add_prefix(name): form[name].value() or "" for name in form.fields}


def as_query(values: dict[str, Any]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query.setlist(name, list(value) if isinstance(value, list | tuple) else [value])
    return query


WORDS = st.sampled_from(["water", "heat pumps", "Søby", "3D printing"])
LIMITS = st.sampled_from(["at least", "at most", "over", "under"])
CONDITION = st.one_of(
    st.sampled_from(["sme", "firm", "public", "country: DK, NO", "region: DK04, SE22", "region: FR1, DK", "in words"]),
    st.builds("{}: {} {}".format, st.sampled_from(["age", "staff", "turnover"]), LIMITS, st.integers(0, 900)),
    st.builds("sector: {}".format, WORDS),
    st.builds("technology: {0}, {1}".format, WORDS, WORDS),
)


@given(st.lists(CONDITION, max_size=6, unique_by=lambda text: text.split(" ")[0]))
def test_rows_say_again_what_the_conditions_said(conditions: list[str]) -> None:
    shown = conditions_form("eligibility", conditions)
    again = conditions_form("eligibility", as_query(sent_again(shown)))
    assert again.is_valid(), again.errors
    said, meant = sort_conditions(again.conditions), sort_conditions(conditions)
    assert set(said.who) == set(meant.who)
    assert sorted(said.bounds, key=str) == sorted(meant.bounds, key=str)
    for name in ("where", "regions", "sectors", "technologies", "by_hand"):
        assert getattr(said, name) == getattr(meant, name)


def test_the_strictest_limit_of_each_side_is_shown() -> None:
    shown = conditions_form("e", ["staff: at least 5", "staff: over 5", "staff: at most 9", "staff: under 9"])
    again = conditions_form("e", as_query(sent_again(shown)))
    assert again.is_valid()
    assert again.conditions == ["staff: over 5", "staff: under 9"]


@pytest.fixture
def staff(db: None) -> Client:
    small_world()
    return signed_in(Role.MANAGER)


def rows(**given: Any) -> dict[str, Any]:
    return {"title": "Storage", "kind": "challenge", **{f"eligibility-{name}": value for name, value in given.items()}}


@pytest.mark.database
def test_conditions_are_saved_as_text_by_their_rows(staff: Client) -> None:
    page = staff.get(PAGE).content.decode()
    assert 'value="sme"' in page
    sent = rows(
        who=["", "sme"], where="Denmark; se", region="Midtjylland, SE22, DK05", age_to_sign="at most", age_to="5",
        staff_from_sign="at least", staff_from="10", staff_to_sign="at most", staff_to="49", turnover_to_sign="under",
        turnover_to="1e6", technology="heat pumps", words="two years of accounts\n\nno debt",
    )  # fmt: skip
    assert staff.post(PAGE, sent).status_code == 302
    assert Opportunity.objects.get(pk="harbour-storage").eligibility == [
        "sme", "country: DK, SE", "region: DK04, SE22, DK05", "age: at most 5", "staff: 10 to 49",
        "turnover: under 1000000", "technology: heat pumps", "two years of accounts", "no debt",
    ]  # fmt: skip
    assert "Central Denmark (DK04), South Sweden (SE22)" in staff.get(PAGE).content.decode()
    staff.post(PAGE, rows(who=[""]))
    assert Opportunity.objects.get(pk="harbour-storage").eligibility == []


@pytest.mark.database
@pytest.mark.parametrize(
    ("given_", "text"),
    [
        ({"region": "Atlantis"}, "“Atlantis” is no region on record. Enter a name or a NUTS code such as DK04."),
        ({"sector": "water; energy"}, "Separate names by commas."),
        ({"where": "Atlantis"}, "“Atlantis” is not on record"),
        ({"age_to": "2.5"}, "Enter a whole number from 0 to 999."),
        ({"staff_from": "9", "staff_to": "5"}, "Enter an upper limit that is not below the lower one."),
        ({"words": "age: young"}, "Enter an age in whole years"),
    ],
)
def test_what_is_wrong_stands_beside_its_row(staff: Client, given_: dict[str, str], text: str) -> None:
    answer = staff.post(PAGE, rows(**given_))
    assert answer.status_code == 400
    assert answer.context["form"].errors["eligibility"] == ["Correct the conditions that are marked."]
    page = answer.content.decode()
    assert text in page
    for value in given_.values():
        assert value in page
    assert Opportunity.objects.get(pk="harbour-storage").eligibility == ["sme"]


@pytest.mark.database
def test_a_text_with_all_conditions_is_taken_and_one_of_them_refused(staff: Client) -> None:
    form = {"title": "Storage", "kind": "challenge"}
    staff.post(PAGE, {**form, "eligibility": "sme; region: dk04"})
    assert Opportunity.objects.get(pk="harbour-storage").eligibility == ["sme", "region: dk04"]
    answer = staff.post(PAGE, {**form, "eligibility": "staff: few"})
    assert "Enter a limit such as staff: under 250" in answer.content.decode()
    assert 'value="Central Denmark (DK04)"' in staff.get(PAGE).content.decode()
