"""Whom to invite is chosen among contact persons; the list of who registered goes on over pages."""

import re

import pytest
from django.test import Client

from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Person, Registration, SavedView
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CHOOSE = "/activities/evening/registration/choose"


@pytest.fixture
def manager(evening: None) -> Client:
    people = [("bo", "cool", "bo@cool.example", "yes"), ("cy", "cool", "CY@cool.example", "mail")]
    people += [("cy2", "cool", "cy@cool.example", "mail"), ("di", "cool", "di@cool.example", "research")]
    people += [
        ("el", "cool", "", "yes"),
        ("fi", "port", "fi@port.example", "yes"),
        ("gu", "cool", "gu@x.example", "no"),
    ]
    rows = [{"id": i, "actor_id": a, "name": i.title(), "email": e, "consent": c} for i, a, e, c in people]
    with batch("people") as writer:
        writer.put(Person, rows)
        view = {"id": "cool-view", "name": "Cool ones", "page": "people", "owner": "somebody", "shared": "yes"}
        writer.put(SavedView, [view | {"filters": "actor=cool"}])
    return signed_in(Role.MANAGER)


def invited() -> list[str]:
    return sorted(Registration.objects.filter(status="invited").values_list("email", flat=True))


def test_people_are_invited_by_ticks_filter_and_saved_view_if_they_agreed(manager: Client) -> None:
    page = manager.get(CHOOSE).content.decode()
    ticks = re.findall(r'name="keys" value="(\w+)"', page)
    assert sorted(ticks) == ["bo", "cy", "cy2", "fi"]
    assert page.count("Has not agreed to invitations") == 3  # p1, who was never asked, among them
    assert "No email address" in page
    assert manager.post(CHOOSE, {}).status_code == 400
    text = manager.post(CHOOSE, {"keys": ["fi", "di"]}, follow=True).content.decode()
    assert "1 person invited. 1 has not agreed to emails" in text
    assert invited() == ["fi@port.example"]
    assert "On the list already" in manager.get(f"{CHOOSE}?words=fi").content.decode()
    shown = manager.get(f"{CHOOSE}?from_view=cool-view").content.decode()
    assert "Fi</" not in shown
    assert "Invite all 6 people of this list" in shown
    text = manager.post(CHOOSE, {"everybody": "on", "asked": "from_view=cool-view"}, follow=True).content.decode()
    assert "2 people invited. 3 have not agreed to emails" in text
    assert [email.casefold() for email in invited()] == ["bo@cool.example", "cy@cool.example", "fi@port.example"]
    assert "No contact person matches" in manager.get(f"{CHOOSE}?words=nobody-at-all").content.decode()
    assert signed_in(Role.ANALYST).get(CHOOSE).status_code == 403
    assert manager.get("/activities/trip/registration/choose").status_code == 404


def test_the_list_of_who_registered_goes_on_over_pages(manager: Client) -> None:
    rows = [{"id": f"r{n}", "activity_id": "evening", "name": f"N{n:03}", "email": f"{n}@x.example"} for n in range(60)]
    with batch("many") as writer:
        writer.put(Registration, [row | {"status": "registered"} for row in rows])
    first = manager.get("/activities/evening/registration").content.decode()
    second = manager.get("/activities/evening/registration?page=2").content.decode()
    assert ("N049" in first, "N050" in first) == (True, False)
    assert "1–50 of 60" in first
    assert ("N049" in second, "N059" in second) == (False, True)
    file = manager.get("/activities/evening/registration?list=registrations&format=csv").content.decode()
    assert file.count("@x.example") == 60
