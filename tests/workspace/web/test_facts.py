"""One fact of a record, edited where it stands on its page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bridgehead.ecosystem.models import Activity, Actor, Person
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.permissions import Role
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.forms.records import RECORD_FORMS
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
HTMX = {"HX-Request": "true"}
CITY = "/records/actor/fact/city/flow"


@pytest.fixture
def staff() -> Client:
    small_world()
    return signed_in(Role.ADMIN)


@pytest.mark.parametrize(
    ("kind", "key", "column", "value"),
    [
        ("actor", "flow", "city", "Aarhus"),
        ("actor", "flow", "staff", 12.5),
        ("actor", "flow", "capabilities", ["pumps", "leaks"]),
        ("actor", "flow", "country", "SE"),
        ("person", "p1", "email", "ane@example.org"),
        ("opportunity", "harbour-storage", "deadline", "2099-06-30"),
        ("opportunity", "harbour-storage", "eligibility", ["sme", "age: at most 5"]),
        ("activity", "trip", "programme", "Nordic"),
    ],
)
def test_a_fact_is_opened_saved_and_undone(staff: Client, kind: str, key: str, column: str, value: Any) -> None:
    model = {"actor": Actor, "person": Person, "opportunity": Opportunity, "activity": Activity}[kind]
    before = getattr(model._default_manager.get(pk=key), column)  # type: ignore[attr-defined]
    where = reverse("record-fact", args=[kind, column, key])
    form = staff.get(where, headers=HTMX).context["form"]
    assert set(form.fields) & set(RECORD_FORMS[kind].attributes) == {column}
    typed = SEPARATOR.join(value) if isinstance(value, list) else value
    done = staff.post(where, {column: typed, "seen": form["seen"].value()}, headers=HTMX)
    assert done.headers["HX-Refresh"] == "true"
    assert getattr(model._default_manager.get(pk=key), column) == value  # type: ignore[attr-defined]
    page = staff.get("/members/flow").content.decode()
    assert "changed." in page
    batch = page.split('href="/changes/')[1].split('"')[0]
    staff.post(f"/changes/{batch}/undo")
    assert getattr(model._default_manager.get(pk=key), column) == before  # type: ignore[attr-defined]


def test_what_is_wrong_stands_beside_the_field_with_what_was_typed(staff: Client) -> None:
    answer = staff.post("/records/opportunity/fact/deadline/harbour-storage", {"deadline": "31/5/2099"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (400, "outerHTML")
    assert "Enter a date (2019, 2019-05 or 2019-05-31)." in answer.content.decode()
    assert 'value="31/5/2099"' in answer.content.decode()


def test_a_fact_that_somebody_else_changed_is_not_overwritten(staff: Client) -> None:
    form = staff.get(CITY, headers=HTMX).context["form"]
    staff.post(CITY, {"city": "Odense"}, headers=HTMX)
    refused = staff.post(CITY, {"city": "Vejle", "seen": form["seen"].value()}, headers=HTMX)
    assert refused.status_code == 409
    assert Actor.objects.get(pk="flow").city == "Odense"


def test_without_a_script_the_link_leads_to_the_form_at_that_field(staff: Client) -> None:
    answer = staff.get(f"{CITY}?next=/members/flow")
    assert answer.headers["Location"] == "/records/actor/edit/flow?next=%2Fmembers%2Fflow#id_city"
    assert 'id="id_city"' in staff.get("/records/actor/edit/flow").content.decode()
    assert staff.post(f"{CITY}?next=/members/flow", {"city": "Ribe"}).headers["Location"] == "/members/flow"
    assert staff.get("/records/actor/fact/nothing/flow").status_code == 404
    assert staff.get("/records/actor/fact/city/nobody").status_code == 404


def test_pencils_and_what_is_missing_are_shown_to_whoever_may_edit(staff: Client) -> None:
    for page, there in (
        ("/members/flow", (CITY, "/records/actor/fact/sector/flow", "/records/person/fact/email/p1")),
        ("/opportunities/harbour-storage", ("/records/opportunity/fact/deadline/harbour-storage",)),
        ("/activities/trip", ("/records/activity/fact/programme/trip", "/records/activity/fact/start/trip")),
    ):
        text = staff.get(page).content.decode()
        for where in there:
            assert f'hx-get="{where}?next=' in text
    member = signed_in(Role.MEMBER_COLLEAGUE, "cool")
    for page in ("/members/flow", "/opportunities/harbour-storage", "/activities/trip"):
        assert "/fact/" not in member.get(page).content.decode()
    assert member.get(CITY, headers=HTMX).status_code == 403
    assert member.post(CITY, {"city": "Ribe"}, headers=HTMX).status_code == 403
    assert Actor.objects.get(pk="flow").city == ""
