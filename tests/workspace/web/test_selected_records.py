"""Rows ticked in a list: one value for all, removed, taken along; what is refused is named, one undo for all."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.opportunities.models import Opportunity
from tests.world import actor, signed_in, small_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
ACTORS = "/records/actor/selected"
OPPORTUNITIES = "/records/opportunity/selected"


@pytest.fixture
def staff() -> Client:
    small_world()
    with batch("others") as writer:
        writer.put(Actor, [actor("one", "First Firm"), actor("two", "=Second")])
        writer.put(
            Opportunity, [{"id": f"call-{n}", "title": f"Call {n}", "kind": "call", "status": "open"} for n in range(3)]
        )
    return signed_in(Role.ADMIN)


def notes(page: Any) -> str:
    return " ".join(re.findall(r'role="status">(.*?)</p>', page.content.decode(), re.DOTALL))


def send(client: Client, where: str, keys: list[str], verb: str, **given: str) -> Any:
    return client.post(where, {"keys": keys, "verb": verb, "next": "/members", **given}, follow=True)


def test_lists_have_ticks_for_whoever_may_edit(staff: Client) -> None:
    for page, where in (("/members", ACTORS), ("/opportunities", OPPORTUNITIES), ("/activities", "/records/activity/")):
        text = staff.get(page).content.decode()
        assert 'name="keys"' in text
        assert f'action="{where}' in text
        assert 'aria-label="Select ' in text
        assert 'name="keys"' not in signed_in(Role.MEMBER_COLLEAGUE, "flow").get(page).content.decode()


def test_one_value_is_given_to_all_and_taken_back_by_one_undo(staff: Client) -> None:
    keys = ["call-0", "call-1", "harbour-storage"]
    asked = send(staff, OPPORTUNITIES, keys, "edit", column="status")
    assert "Edit 3 records" in asked.content.decode()
    assert set(asked.context["form"].fields) == {"token", "seen", "status", "next"}
    done = send(staff, OPPORTUNITIES, keys, "save", column="status", status="closed")
    assert "Opportunity changed: 3." in notes(done)
    assert set(Opportunity.objects.filter(status="closed").values_list("pk", flat=True)) == set(keys)
    number = notes(done).split('href="/changes/')[1].split('"')[0]
    assert "Opportunity changed: 3" in staff.get("/changes").content.decode()
    staff.post(f"/changes/{number}/undo")
    assert set(Opportunity.objects.values_list("status", flat=True)) == {"open"}


def test_a_value_that_is_wrong_is_said_beside_its_field_and_nothing_changes(staff: Client) -> None:
    state = change_log.state()
    refused = send(staff, OPPORTUNITIES, ["call-0", "call-1"], "save", column="deadline", deadline="soon")
    assert refused.status_code == 400
    assert "Enter a date" in refused.content.decode()
    assert 'value="soon"' in refused.content.decode()
    assert refused.content.decode().count('name="keys"') == 2
    assert change_log.state() == state


def test_an_organisation_that_is_not_on_record_is_made_once_for_all(staff: Client) -> None:
    with batch("test") as writer:
        writer.put(Activity, [{"id": f"fair-{n}", "name": f"Fair {n}", "kind": "event"} for n in range(2)])
    where, given = "/records/activity/selected", {"column": "organiser", "organiser": "Harbour Trust"}
    asked = send(staff, where, ["fair-0", "fair-1"], "save", **given)
    assert asked.status_code == 400
    assert 'name="organiser-new"' in asked.content.decode()
    done = send(staff, where, ["fair-0", "fair-1"], "save", **given, **{"organiser-new": "public"})
    assert "Activity changed: 2." in notes(done)
    made = Actor.objects.get(name="Harbour Trust")
    assert set(Activity.objects.filter(organiser=made).values_list("pk", flat=True)) == {"fair-0", "fair-1"}
    number = notes(done).split('href="/changes/')[1].split('"')[0]
    staff.post(f"/changes/{number}/undo")
    assert not Actor.objects.filter(name="Harbour Trust").exists()


def test_what_is_refused_for_one_is_named_and_the_others_are_done(staff: Client) -> None:
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "call-1", "opens": "2030-01-01"}])
    done = send(staff, OPPORTUNITIES, ["call-0", "call-1", "gone"], "save", column="deadline", deadline="2029-01-01")
    assert "Opportunity changed: 1." in notes(done)
    assert "Not changed: Call 1 (" in notes(done)
    assert "gone (Opportunity “gone” does not exist)" in notes(done)
    assert Opportunity.objects.get(pk="call-1").deadline == ""
    assert Opportunity.objects.get(pk="call-0").deadline == "2029-01-01"


def test_those_that_others_refer_to_stay_and_are_named(staff: Client) -> None:
    done = send(staff, ACTORS, ["one", "two", "flow"], "remove")
    assert "Organisation removed: 2." in notes(done)
    assert re.search(r"Not changed: Flow Batteries \(\d+ records refer to it\)\.", notes(done))
    assert not Actor.objects.filter(pk__in=("one", "two")).exists()
    number = notes(done).split('href="/changes/')[1].split('"')[0]
    staff.post(f"/changes/{number}/undo")
    assert Actor.objects.filter(pk__in=("one", "two", "flow")).count() == 3


def test_a_selection_is_a_file_of_the_case_folder(staff: Client) -> None:
    answer = send(staff, ACTORS, ["two", "flow", "gone"], "export")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode().lstrip("\ufeff"))))
    assert [(row["id"], row["kind"]) for row in rows] == [("flow", "firm"), ("two", "firm")]
    assert rows[1]["name"] == "'=Second"
    assert 'filename="actors.csv"' in answer.headers["Content-Disposition"]


def test_nothing_ticked_nothing_done(staff: Client) -> None:
    state = change_log.state()
    for verb in ("edit", "remove", "export", "save"):
        assert "Tick at least one row." in notes(send(staff, ACTORS, [], verb, column="city"))
    assert staff.post(ACTORS, {"keys": ["one"], "verb": "forget"}).status_code == 302
    assert staff.post(ACTORS, {"keys": ["one"], "verb": "edit", "column": "name"}).status_code == 302
    for verb in ("edit", "save"):
        assert "Choose a field to set." in notes(send(staff, ACTORS, ["one"], verb))
    assert staff.get(ACTORS).status_code == 405
    assert staff.post("/records/nothing/selected", {"keys": ["one"], "verb": "remove"}).status_code == 404
    assert change_log.state() == state


def test_whoever_may_edit_no_such_record_does_nothing_with_several(staff: Client) -> None:
    member = signed_in(Role.MEMBER_OWNER, "flow")
    state = change_log.state()
    for verb in ("edit", "save", "remove", "export"):
        refused = member.post(OPPORTUNITIES, {"keys": ["call-0"], "verb": verb, "column": "status", "status": "closed"})
        assert refused.status_code == 403, verb
    assert change_log.state() == state
