"""Rows ticked in a list: one value for all, removed, taken along; what is refused is named, one undo for all."""

import csv
import io
import re
from typing import Any

import pytest
import python_calamine
from django.test import Client

from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.kit.vcards import read_cards
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


def undo(staff: Client, page: Any) -> None:
    number = notes(page).split('href="/changes/')[1].split('"')[0]
    staff.post(f"/changes/{number}/undo")


def test_tags_are_added_and_taken_off_whatever_their_case_and_one_undo_takes_them_back(staff: Client) -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "one", "tags": ["Wind"]}])
    done = send(staff, ACTORS, ["one", "two"], "tag", tags="wind; Ports")
    assert "Tags added to 2 records: wind; Ports." in notes(done)
    assert Actor.objects.get(pk="one").tags == ["Wind", "Ports"]
    assert Actor.objects.get(pk="two").tags == ["wind", "Ports"]
    listed = staff.get("/members?tag=Ports").content.decode()
    assert ">First Firm</a>" in listed
    assert ">Flow Batteries</a>" not in listed
    assert "Tag: “Solar” is unknown here" in staff.get("/members?tag=Solar").content.decode()
    send(staff, ACTORS, ["one"], "untag", tags="WIND")
    assert Actor.objects.get(pk="one").tags == ["Ports"]
    undo(staff, done)
    assert Actor.objects.get(pk="two").tags == []
    assert "Enter a tag." in notes(send(staff, ACTORS, ["one"], "tag", tags=" "))


def test_tags_of_every_kind_filter_its_list_and_are_suggested(staff: Client) -> None:
    for where, key, page in (
        (OPPORTUNITIES, "call-0", "/opportunities"),
        ("/records/activity/selected", "trip", "/activities"),
    ):
        send(staff, where, [key], "tag", tags='Heat "pumps" æ')
        assert "1 result ·" in staff.get(f"{page}?tag=Heat+%22pumps%22+%C3%A6").content.decode()
    answer = staff.get("/records/opportunity/tags?field=tags&tags=Wind;+hea").content.decode()
    assert 'value="Wind; Heat &quot;pumps&quot; æ"' in answer
    assert "option" not in staff.get("/records/tie/tags?field=tags&tags=h").content.decode()


def test_organisations_join_an_activity_once(staff: Client) -> None:
    done = send(staff, ACTORS, ["one", "flow"], "join", activity="Trip to Gothenburg")
    assert "1 participant added to “Trip to Gothenburg”." in notes(done)
    assert "Not changed: Flow Batteries (takes part already)." in notes(done)
    assert set(Participation.objects.filter(activity="trip").values_list("actor_id", "role")) == {
        ("flow", "participant"),
        ("one", "participant"),
    }
    undo(staff, done)
    assert Participation.objects.filter(activity="trip").count() == 1
    people = send(staff, "/records/person/selected", ["p1"], "join", activity="nowhere")
    assert "“nowhere” is not on record" in notes(people)


def test_several_organisations_become_one_and_one_undo_parts_them(staff: Client) -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "two", "tags": ["Ports"]}, {"id": "flow", "tags": ["Batteries"]}])
    asked = send(staff, ACTORS, ["one", "two", "flow"], "merge")
    assert "Merge 3 organisations" in asked.content.decode()
    before = Participation.objects.get(activity="trip").actor_id
    done = send(staff, ACTORS, ["one", "two", "flow"], "merge-save", keep="one")
    assert "3 organisations merged." in notes(done)
    kept = Actor.objects.get(pk="one")
    assert (kept.aliases, kept.tags) == (["=Second", "Flow Batteries"], ["Ports", "Batteries"])
    assert Participation.objects.get(activity="trip").actor_id == "one"
    assert not Actor.objects.filter(pk__in=("two", "flow")).exists()
    assert "=Second and Flow Batteries merged into First Firm" in staff.get("/changes").content.decode()
    undo(staff, done)
    assert Actor.objects.filter(pk__in=("two", "flow")).count() == 2
    assert Participation.objects.get(activity="trip").actor_id == before
    assert "Choose the record to keep." in notes(send(staff, ACTORS, ["one", "two"], "merge-save"))


def test_a_selection_is_a_workbook_as_well(staff: Client) -> None:
    answer = send(staff, ACTORS, ["two", "flow"], "xlsx")
    rows = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[2:]] == [["id", "name"], ["flow", "Flow Batteries"], ["two", "=Second"]]


def test_people_are_taken_along_as_contact_cards(staff: Client) -> None:
    answer = send(staff, ACTORS, ["flow", "one"], "vcard")
    assert answer.headers["Content-Type"].startswith("text/vcard")
    (card,) = read_cards(answer.content.decode())
    assert (card.name, card.organisation, card.email, card.uid) == (
        "Ane Holm",
        "Flow Batteries",
        "ane@flow.example",
        "p1",
    )
