"""Personal data on the pages: what is kept, one person's data handed out, corrected, stopped and erased."""

import json

import pytest
from django.test import Client

from bridgehead.evidence.services.project_export import project
from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Actor, Batch, Person, Source
from tests.world import signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/people/p1"


@pytest.fixture
def manager() -> Client:
    small_world()
    Actor.objects.filter(pk="flow").update(description="Call Ane Holm first.")
    return signed_in(Role.MANAGER)


def test_what_is_kept_is_told_with_purpose_period_and_readers(manager: Client) -> None:
    page = manager.get("/personal-data").content.decode()
    assert "Contact persons" in page
    assert "Administrators, managers and analysts" in page
    assert "For good: no period is set" in page
    assert "1 month" in page


def test_a_person_is_shown_and_handed_out_whole(manager: Client) -> None:
    page = manager.get(f"{PAGE}/data").content.decode()
    assert "ane@flow.example" in page
    assert "1 text of another record with the name or address" in page
    file = manager.get(f"{PAGE}/data.json")
    assert file["Content-Disposition"] == 'attachment; filename="p1.json"'
    assert json.loads(file.content)["person"]["name"] == "Ane Holm"
    assert '<a href="/people/p1/data">Ane Holm</a>' in manager.get("/people").content.decode()


def test_consent_is_given_and_withdrawn_by_purpose_and_kept_in_history(manager: Client) -> None:
    manager.post(f"{PAGE}/consents", {"purposes": ["mail", "directory"]})
    assert Person.objects.get(pk="p1").consent == "directory;mail"
    manager.post(f"{PAGE}/consents", {"purposes": ["directory"]})
    assert Person.objects.get(pk="p1").consent == "directory"
    page = manager.post(f"{PAGE}/object", follow=True).content.decode()
    assert Person.objects.get(pk="p1").consent == "no"
    told = [page.index(f": {text} <span") for text in ("No", "Directory", "Directory and News and invitations")]
    assert told == sorted(told)
    manager.post(f"/changes/{Batch.objects.latest('pk').pk}/undo")
    assert Person.objects.get(pk="p1").consent == "directory"
    refused = manager.post(f"{PAGE}/consents", {"purposes": ["everything"]})
    assert refused.status_code == 400


def test_erasing_asks_for_the_name_and_gives_a_receipt(manager: Client) -> None:
    refused = manager.post(f"{PAGE}/erase", {"name": "Ane"})
    assert refused.status_code == 400
    assert "This is not the name on record." in refused.content.decode()
    assert Person.objects.filter(pk="p1").exists()
    done = manager.post(f"{PAGE}/erase", {"name": " ane  holm"}).content.decode()
    assert "1 other text had the name, address or phone number" in done
    assert Actor.objects.get(pk="flow").description == "Call ████████ first."
    assert manager.get(f"{PAGE}/data").status_code == 404
    assert manager.post(f"{PAGE}/erase", {"name": "Ane Holm"}).status_code == 404


AGREED = {"": "", "directory": "page", "matchmaking": "introduction", "mail;research": "", "no": "", "yes": "both"}


@pytest.mark.parametrize("consent", AGREED)
def test_members_see_a_person_of_another_where_they_agreed_to_it_and_readers_never(consent: str) -> None:
    small_world()
    Person.objects.filter(pk="p1").update(consent=consent)
    shown = {"": (), "page": ("page",), "introduction": ("introduction",), "both": ("page", "introduction")}
    for client, may in ((signed_in(Role.MEMBER_OWNER, "cool"), True), (signed_in(Role.READER), False)):
        pages = {"page": "/members/flow", "introduction": "/introductions?start=cool&end=flow"}
        found = {name for name, path in pages.items() if "Ane Holm" in client.get(path).content.decode()}
        assert found == set(shown[AGREED[consent]] if may else ())


def test_an_interview_whose_speaker_said_no_goes_to_no_other_tool() -> None:
    small_world()
    for name, consent in (("kept", "yes"), ("refused", "withdrawn")):
        key = add_document(f"Said by {name}.".encode(), f"{name}.txt", kind="interview", viewer=COMMAND_LINE).result
        Source.objects.filter(pk=key).update(consent=consent)
    made = project(presets=False)
    assert [text for text in made.files.values() if b"Said by" in text] == [b"Said by kept."]
    told = {line.kind: line.count for line in made.report.lines}
    assert told["refused_sources"] == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMIN, Role.MANAGER}])
def test_nobody_else_does_any_of_it(role: Role) -> None:
    small_world()
    client = signed_in(role, "flow" if role.startswith("member") else None)
    assert [client.get(path).status_code for path in ("/personal-data", f"{PAGE}/data", f"{PAGE}/data.json")] == [
        403
    ] * 3
    sent = [client.post(f"{PAGE}/{verb}", {"name": "Ane Holm"}).status_code for verb in ("consents", "object", "erase")]
    assert sent == [403] * 3
    assert Person.objects.get(pk="p1").consent == ""
