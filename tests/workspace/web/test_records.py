"""Every kind of record is entered, edited, removed and brought back on pages; refusals stand beside their fields."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from bridgehead.ecosystem.models import Actor, Person, Tie
from bridgehead.evidence.models import Evidence
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.permissions import Role, Viewer
from bridgehead.workspace.case_files import tables_by_kind
from bridgehead.workspace.services.records import edit_record
from tests.workspace.entered import OTHER, VALUES, build_targets
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
KINDS = sorted(VALUES)


@pytest.fixture
def staff() -> Client:
    small_world()
    build_targets()
    return signed_in(Role.ADMIN)


def typed(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values by attribute, as a form sends them."""
    named = {column.attribute: column for column in tables_by_kind()[kind].columns}
    sent: dict[str, Any] = {}
    for attribute, value in values.items():
        terms = attribute == "mechanisms"
        if isinstance(value, list) and not terms:
            sent[named[attribute].name] = f"{SEPARATOR} ".join(value)
        else:
            sent[named[attribute].name] = ["", *value] if terms else "" if value is None else value
    return sent


def batch_of(page: Any) -> str:
    found = re.search(r"/changes/(\d+)", page.content.decode())
    assert found, page.content.decode()
    return found[1]


def test_every_kind_but_documents_is_entered_here() -> None:
    assert tables_by_kind().keys() - VALUES.keys() == {"attachment"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_edited_removed_and_undone_on_its_pages(staff: Client, kind: str) -> None:
    model = tables_by_kind()[kind].model
    before = set(model._default_manager.values_list("pk", flat=True))

    assert staff.get(f"/records/{kind}/new").status_code == 200
    added = staff.post(f"/records/{kind}/new", {**typed(kind, VALUES[kind]), "next": "/members"}, follow=True)
    assert added.redirect_chain[-1][0] == "/members"
    (key,) = set(model._default_manager.values_list("pk", flat=True)) - before
    row = model._default_manager.filter(pk=key).values().get()
    assert {name: row[name] for name in VALUES[kind]} == VALUES[kind]

    form = staff.get(reverse("record-edit", args=[kind, key])).context["form"]
    shown = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    sent = {name: (["", *value] if isinstance(value, list) else value) for name, value in shown.items()}
    edited = staff.post(
        reverse("record-edit", args=[kind, key]), {**sent, **typed(kind, OTHER[kind]), "next": "/members"}, follow=True
    )
    assert edited.redirect_chain, edited.context["form"].errors
    (after,) = set(model._default_manager.values_list("pk", flat=True)) - before
    changed = model._default_manager.filter(pk=after).values().get()
    assert changed == {**row, **OTHER[kind], "id": after}

    removed = staff.post(reverse("record-remove", args=[kind, after]), {"next": "/members"}, follow=True)
    assert set(model._default_manager.values_list("pk", flat=True)) == before
    staff.post(f"/changes/{batch_of(removed)}/undo")
    assert model._default_manager.filter(pk=after).values().get() == changed


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"evidence"}))  # which may be as little as a passage
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(staff: Client, kind: str) -> None:
    needed = [c.name for c in tables_by_kind()[kind].columns if c.required and c.attribute != "id"]
    answer = staff.post(f"/records/{kind}/new", {**typed(kind, VALUES[kind]), needed[-1]: ""})
    form = answer.context["form"]
    assert answer.status_code == 400
    assert list(form.errors) == [needed[-1]]
    for name, value in typed(kind, VALUES[kind]).items():
        if name != needed[-1] and isinstance(value, str):
            assert form.data[name] == value


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"saved_view"}))  # everybody keeps views of their own
def test_a_member_reaches_no_form_of_another_organisation(staff: Client, kind: str) -> None:
    records = tables_by_kind()[kind].model._default_manager
    before = set(records.values_list("pk", flat=True))
    staff.post(f"/records/{kind}/new", typed(kind, VALUES[kind]))
    (key,) = set(records.values_list("pk", flat=True)) - before
    member = signed_in(Role.MEMBER_OWNER, "flow")
    assert member.get(f"/records/{kind}/new").status_code == 403
    assert member.post(f"/records/{kind}/new", typed(kind, VALUES[kind])).status_code == 403
    for verb in ("edit", "remove"):
        assert member.get(reverse(f"record-{verb}", args=[kind, key])).status_code in (403, 404)
        assert member.post(reverse(f"record-{verb}", args=[kind, key]), typed(kind, OTHER[kind])).status_code in (
            403,
            404,
        )


def test_a_record_is_picked_by_name_alias_or_number_and_shown_by_name(staff: Client) -> None:
    Actor.objects.filter(pk="cool").update(aliases=["Cool A/S"])
    for text in ("cool", "Cool Machines", "cool machines", "Cool A/S", "Cool Machines (cool)"):
        staff.post("/records/person/new", {"actor": text, "name": "Bo Lund"})
    assert Person.objects.filter(actor="cool", name="Bo Lund").count() == 5
    staff.post("/records/person/new", {"actor": "12345678", "name": "Eva Lund"})
    person = Person.objects.get(actor="flow", name="Eva Lund")
    assert staff.get(f"/records/person/edit/{person.pk}").context["form"]["actor"].value() == "Flow Batteries"
    listed = staff.get("/records/actor/choices?field=actor&actor=machin").content.decode()
    assert '<option value="Cool Machines">' in listed


def test_two_of_one_name_are_told_apart_by_id(staff: Client) -> None:
    staff.post("/records/actor/new", {"name": "Cool Machines", "kind": "firm"})
    refused = staff.post("/records/person/new", {"actor": "Cool Machines", "name": "Bo Lund"})
    assert "actor" in refused.context["form"].errors
    listed = staff.get("/records/actor/choices?field=actor&actor=cool").content.decode()
    assert "Cool Machines (cool)" in listed
    assert "Cool Machines (cool-machines)" in listed


def test_a_name_that_is_not_on_record_becomes_an_organisation_once_its_kind_is_chosen(staff: Client) -> None:
    form = {"a": "Flow Batteries", "b": "Søby Værft", "kind": "customer"}
    first = staff.post("/records/tie/new", form)
    assert "b" in first.context["form"].errors
    assert 'name="b-new"' in first.content.decode()
    staff.post("/records/tie/new", {**form, "b-new": "firm"})
    assert Tie.objects.get(a="flow", b__name="Søby Værft").b.kind == "firm"


def test_a_name_like_one_on_record_is_shown_while_it_is_typed(staff: Client) -> None:
    assert "Flow Batteries" in staff.get("/records/actor/similar?name=Flow+Batterie+ApS").content.decode()
    assert "Flow" not in staff.get("/records/actor/similar?name=Harvest+Robots").content.decode()


def test_removing_says_what_refers_to_it_and_moves_it(staff: Client) -> None:
    page = staff.get("/records/actor/remove/flow").content.decode()
    assert "Contact person" in page
    refused = staff.post("/records/actor/remove/flow")
    assert refused.status_code == 400
    assert Actor.objects.filter(pk="flow").exists()
    staff.post("/records/actor/remove/flow", {"move_to": "Spare Parts"})
    assert not Actor.objects.filter(pk="flow").exists()
    assert Person.objects.get(pk="p1").actor_id == "spare"


@pytest.mark.parametrize(("button", "left"), [("with_referring", False), ("keep_without", True)])
def test_evidence_goes_with_an_organisation_unless_it_is_kept(staff: Client, button: str, left: bool) -> None:
    page = staff.get("/records/actor/remove/flow").content.decode()
    assert "unless you keep what can stay" in page
    assert f'name="{button}" value="on"' in page
    removed = staff.post("/records/actor/remove/flow", {button: "on", "next": "/members"}, follow=True)
    assert not Actor.objects.filter(pk="flow").exists()
    assert list(Evidence.objects.filter(pk="e1").values_list("actor_id", flat=True)) == [None] * left
    staff.post(f"/changes/{batch_of(removed)}/undo")
    assert Evidence.objects.get(pk="e1").actor_id == "flow"


def test_nothing_is_offered_to_be_kept_where_all_goes(staff: Client) -> None:
    page = staff.get("/records/source/remove/talk").content.decode()
    assert "Reference cleared" in page
    assert 'name="keep_without" value="on"' not in page


def test_a_page_leads_to_its_forms_and_they_lead_back(staff: Client) -> None:
    for page, link in (
        ("/members", "/records/actor/new"),
        ("/members/flow", "/records/actor/edit/flow"),
        ("/members/flow", "/records/person/new?actor=flow"),
        ("/opportunities", "/records/opportunity/new"),
        ("/opportunities/harbour-storage", "/records/opportunity/edit/harbour-storage"),
        ("/activities", "/records/activity/new"),
        ("/activities/fair", "/records/participation/new?activity=fair"),
    ):
        text = staff.get(page).content.decode()
        assert link.replace("&", "&amp;") in text, page
        assert f"next={quote(page, safe='')}" in text, page
    member = signed_in(Role.MEMBER_OWNER, "flow")
    assert "/records/actor/edit/flow" in member.get("/members/flow").content.decode()
    assert "/records/actor/" not in member.get("/members/cool").content.decode()
    assert "/records/actor/remove/flow" not in member.get("/records/actor/edit/flow").content.decode()
    assert member.post("/records/actor/remove/flow").status_code == 403
    colleague = signed_in(Role.MEMBER_COLLEAGUE, "flow")
    assert "/records/actor/" not in colleague.get("/members/flow").content.decode()
    assert "/records/person/new?actor=flow" in member.get("/members/flow").content.decode()
    assert staff.post(
        "/records/person/new", {"actor": "flow", "name": "X", "next": "https://evil.example/"}
    ).url.startswith("/members/flow")


def test_a_member_edits_and_removes_its_own_contacts_on_pages(staff: Client) -> None:
    member = signed_in(Role.MEMBER_OWNER, "flow")
    where = reverse("record-edit", args=["person", "p1"])
    assert where in member.get("/members/flow").content.decode()
    assert member.get(where).status_code == 200
    member.post(where, {"actor": "flow", "name": "Ane Holm", "role": "CEO"})
    assert Person.objects.get(pk="p1").role == "CEO"
    other = signed_in(Role.MEMBER_OWNER, "cool")
    assert other.get(where).status_code == 403
    assert other.post(reverse("record-remove", args=["person", "p1"])).status_code == 403
    member.post(reverse("record-remove", args=["person", "p1"]))
    assert not Person.objects.filter(pk="p1").exists()


STAFF_ONLY = {"kind": "cluster", "placeholder": "yes", "invented": "yes", "emergence": "organic", "tags": "friends"}


def test_a_members_main_contact_does_not_say_what_its_organisation_counts_as(staff: Client) -> None:
    owner = signed_in(Role.MEMBER_OWNER, "flow")
    page = owner.get("/records/actor/edit/flow").content.decode()
    assert 'name="city"' in page
    assert [column for column in STAFF_ONLY if f'name="{column}"' in page] == []
    sent = {"name": "Flow Batteries", "city": "Aarhus", **STAFF_ONLY}
    assert owner.post("/records/actor/edit/flow", sent).status_code == 302
    found = Actor.objects.get(pk="flow")
    assert (found.city, found.kind, found.placeholder, found.invented, found.emergence, found.tags) == (
        ("Aarhus", "firm", "", "", "", [])
    )
    for column, value in STAFF_ONLY.items():
        where = f"/records/actor/fact/{column}/flow"
        assert owner.post(where, {column: value}).status_code == 403, column
        assert staff.get(where, headers={"HX-Request": "true"}).status_code == 200, column
    assert staff.post("/records/actor/edit/flow", sent).status_code == 302
    assert Actor.objects.get(pk="flow").tags == ["friends"]


@pytest.mark.parametrize(("column", "value"), STAFF_ONLY.items())
def test_the_service_refuses_what_is_for_staff_and_takes_it_unchanged(staff: Client, column: str, value: str) -> None:
    owner = Viewer(None, Role.MEMBER_OWNER, "flow", "ida")
    stored = Actor.objects.values().get(pk="flow")
    edit_record("actor", "flow", {column: stored[column], "city": "Aarhus"}, viewer=owner)
    with pytest.raises(NotAllowed, match=f"Only administrators and managers can change the field “{column}”"):
        edit_record("actor", "flow", {column: [value] if column == "tags" else value}, viewer=owner)
    assert Actor.objects.values().get(pk="flow") == stored | {"city": "Aarhus"}


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_cancel_leads_to_no_other_place(staff: Client, there: str) -> None:
    for path in ("/records/person/new", "/records/actor/edit/flow", "/records/actor/remove/flow"):
        page = staff.get(path, {"next": there}).content.decode()
        assert f'<a href="{escape(there)}"' not in page
        page = staff.get(path, {"next": "/members?sort=name"}).content.decode()
        assert '<a href="/members?sort=name">Cancel</a>' in page
