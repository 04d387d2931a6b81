"""The pages of registration: for everybody with the address, for whoever has a link of their own, for staff."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from bridgehead.events.services.event_links import event_address, own_token
from bridgehead.events.services.register import register
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Activity, Batch, EventForm, EventQuestion, Registration
from tests.events.conftest import open_evening, somebody
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ANE = {"name": "Ane Holm", "email": "ane@flow.example", "organisation": "Flow Batteries", "q1": "Yes"}
TOKENS = re.compile(r'(?:nonce|value|content)="[^"]*"')


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def public() -> str:
    return re.sub(r"^https?://[^/]+", "", event_address("evening"))


def own_page(name: str) -> str:
    return f"/register/own/{own_token(Registration.objects.get(name=name).pk)}"


@pytest.mark.usefixtures("evening")
def test_from_the_public_page_to_the_own_link_and_back_out(client: Client) -> None:
    page = client.get(public()).content.decode()
    for text in (
        "Evening on pumps",
        "Harbour 1",
        "Three talks and soup.",
        "Do you stay for dinner?",
        "Harbour Hub uses",
    ):
        assert text in page
    assert 'name="consent"' in page
    assert not re.search(r'name="consent"[^>]*checked', page)
    refused = client.post(public(), ANE | {"q1": "", "name": "Buy www.spam.example"})
    assert refused.status_code == 400
    assert "Answer this question." in refused.content.decode()
    assert "Enter your name." in refused.content.decode()
    done = client.post(public(), ANE).content.decode()
    assert "Check your email" in done
    (sent,) = mail.outbox
    assert sent.attachments[0][0] == "event.ics"
    # whoever enters the address again is told the same, registered or not
    known = client.post(public(), ANE | {"name": "Somebody else"}).content.decode()
    assert TOKENS.sub("", known) == TOKENS.sub("", done)
    assert Registration.objects.get().name == "Ane Holm"
    link = re.search(r"(/register/own/\S+)", str(sent.body))
    assert link
    assert "You are registered." in client.get(link[1]).content.decode()
    assert b"STATUS:CONFIRMED" in client.get(f"{link[1]}/calendar").content
    saved = client.post(link[1], {"name": "Ane B. Holm", "q1": "No", "q2": "Heat", "consent": "on"})
    assert "Saved." in saved.content.decode()
    found = Registration.objects.get()
    assert (found.name, found.consent, found.person_id) == ("Ane B. Holm", "yes", "p1")
    assert found.answers == ["Do you stay for dinner?: No", "Which talk?: Heat"]
    assert Registration.objects.get(pk=found.pk).status == "registered"
    client.get(f"{link[1]}/cancel")  # programs that check mails follow every link
    assert Registration.objects.get(pk=found.pk).status == "registered"
    assert "Your registration is cancelled." in client.post(f"{link[1]}/cancel").content.decode()
    assert b"STATUS:CANCELLED" in client.get(f"{link[1]}/calendar").content
    assert client.get("/register/evening:forged").status_code == 404
    assert client.get("/register/own/forged").status_code == 404


@pytest.mark.usefixtures("world")
def test_the_calendar_file_is_for_those_with_a_seat_and_says_what_the_form_says(client: Client) -> None:
    open_evening(capacity=1, text="")
    with batch("a note of the cluster") as writer:
        writer.put(Activity, [{"id": "evening", "description": "Ask Ane about her budget."}])
    for name in ("Ane", "Bo"):
        register("evening", somebody(name))
    file = client.get(f"{own_page('Ane')}/calendar").content
    assert b"STATUS:CONFIRMED" in file
    assert b"budget" not in file
    assert client.get(f"{own_page('Bo')}/calendar").status_code == 404  # waits
    with batch("called off") as writer:
        writer.put(Activity, [{"id": "evening", "cancelled": "yes"}])
    page = client.get(own_page("Bo")).content.decode()
    assert "This event was called off." in page
    assert "Cancel registration" in page
    assert "Save registration" not in page


@pytest.mark.usefixtures("world")
def test_without_a_mail_server_the_page_says_what_became_of_it(
    client: Client, staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_evening(capacity=1)
    monkeypatch.setattr("bridgehead.events.web.public_registration.has_transport", lambda: False)
    page = client.get(public()).content.decode()
    assert re.search(r"Your name <span[^>]*>required</span>", page)
    assert "Harbour Hub</span>" in page
    assert "Shortcuts" not in page
    first = client.post(public(), ANE).content.decode()
    assert "whoever registers now has one" in first
    assert "sent an email" not in first
    second = client.post(public(), ANE | {"email": "bo@x.example"}).content.decode()
    known = client.post(public(), ANE).content.decode()
    assert "on the waiting list" in second
    assert TOKENS.sub("", known) == TOKENS.sub("", second)  # nobody learns who is on the list
    assert "Website form" in staff.get("/changes").content.decode()
    with batch("called off") as writer:
        writer.put(Activity, [{"id": "evening", "cancelled": "yes"}])
    assert "Tell the 2 people who registered" in staff.get("/activities/evening/registration").content.decode()
    told = staff.post("/activities/evening/registration/called-off", follow=True).content.decode()
    assert "2 emails are" in told
    assert "Tell the" not in told


@pytest.mark.usefixtures("evening")
def test_traps_and_bounds_keep_programs_out(client: Client) -> None:
    assert "Check your email" in client.post(public(), ANE | {"website": "https://x"}).content.decode()
    assert not Registration.objects.exists()
    assert mail.outbox == []
    for n in range(30):
        client.post(public(), ANE | {"email": f"a{n}@x.example"})
    assert "Too many registrations" in client.post(public(), ANE).content.decode()
    assert Registration.objects.count() == 30


@pytest.mark.usefixtures("world")
def test_staff_open_registration_invite_cancel_and_undo(staff: Client) -> None:
    with batch("a later trip") as writer:
        writer.put(Activity, [{"id": "trip", "start": "2099-05"}])
    assert "Open registration" in staff.get("/activities/trip/registration").content.decode()
    sent: dict[str, Any] = {"access": "public", "capacity": "1", "waiting_list": "on"}
    sent |= {"asks": ["organisation", "phone"], "question_1": "Vegan?", "kind_1": "yes_no", "kind_2": "", "seen": "0"}
    refused = staff.post("/activities/trip/registration/form", sent | {"capacity": "none"})
    assert refused.status_code == 400
    page = staff.post("/activities/trip/registration/form", sent, follow=True).content.decode()
    assert "Registration saved." in page
    assert EventForm.objects.get().asks == ["organisation", "phone"]
    assert EventQuestion.objects.get().question == "Vegan?"
    page = staff.post("/activities/trip/registration/invite", {"people": "Bo <bo@x.example>"}, follow=True)
    assert "1 person invited." in page.content.decode()
    assert mail.outbox[-1].to == ["bo@x.example"]
    register("trip", somebody("Ane", "Flow Batteries"))
    register("trip", somebody("Cy", "Cool Machines"))
    page = staff.get("/activities/trip/registration").content.decode()
    assert "1 of 1 seats taken, 1 on the waiting list." in page
    assert "1 invitation has no answer yet." in page
    ane = Registration.objects.get(name="Ane").pk
    page = staff.post(f"/activities/trip/registration/cancel/{ane}", follow=True).content.decode()
    assert "Registration cancelled." in page
    assert Registration.objects.get(name="Cy").status == "registered"
    staff.post(f"/changes/{Batch.objects.latest('pk').pk}/undo")
    assert Registration.objects.get(name="Ane").status == "registered"
    assert "Phone" in staff.get("/activities/trip/registration?list=registrations&format=csv").content.decode()


@pytest.mark.usefixtures("world")
def test_who_sees_whom() -> None:
    open_evening(capacity=9)
    for name, organisation in (("Ane", "Flow Batteries"), ("Cy", "Cool Machines"), ("Di", "Elsewhere")):
        register("evening", somebody(name, organisation))
    page = signed_in(Role.MEMBER_COLLEAGUE, "flow").get("/activities/evening/registration").content.decode()
    assert "ane@x.example" in page
    assert "cy@x.example" not in page
    assert "seats taken" not in page
    analyst = signed_in(Role.ANALYST)
    assert analyst.get("/activities/evening/registration").status_code == 403
    assert "3 of 9 seats taken" in analyst.get("/activities/evening").content.decode()
    reader = signed_in(Role.READER).get("/activities/evening").content.decode()
    assert "3 of 9 seats taken" in reader
    assert "ane@x.example" not in reader
    assert "seats taken" not in signed_in(Role.MEMBER_OWNER, "cool").get("/activities").content.decode()
    ahead = signed_in(Role.MANAGER).get("/activities").content.decode()
    assert "Events ahead" in ahead
    assert "3 of 9 seats taken" in ahead
    assert own_page("Ane") not in ahead
