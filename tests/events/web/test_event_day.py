"""The day itself and after: check-in by taps, a list dropped, participations, one thank-you each."""

import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.events.services.register import register
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.mail.services.discard import discard_mail
from bridgehead.models import OutboxMail, Participation, Registration
from tests.events.conftest import somebody
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("evening")]
BASE = "/activities/evening"


def test_an_error_of_a_list_names_the_file_and_no_place_of_the_server(staff: Client) -> None:
    for name in ("wrong.xlsx", "bad.csv"):
        sent = SimpleUploadedFile(name, b"PK\x03\x04 no workbook \0\xff")
        refused = staff.post(f"{BASE}/attendance/list", {"file": sent})
        assert refused.status_code == 400
        assert name in refused.content.decode()
        assert "/tmp" not in refused.content.decode()  # noqa: S108 a text that may not stand there


def test_a_registration_of_another_event_is_not_cancelled(staff: Client) -> None:
    register("evening", somebody("Ane"))
    key = Registration.objects.get().pk
    assert staff.post(f"/activities/trip/registration/cancel/{key}").status_code == 404
    assert Registration.objects.get().status == "registered"
    for name in ("Bo", "Zoe", "Cy"):
        register("evening", somebody(name))
    page = staff.get(f"{BASE}/registration").content.decode()
    assert page.index("number 1") > page.index("bo@x.example")
    assert page.index("zoe@x.example") < page.index("number 1") < page.index("cy@x.example") < page.index("number 2")


def test_check_in_works_with_and_without_a_script(staff: Client) -> None:
    for name in ("Ane", "Bo"):
        register("evening", somebody(name, "Flow Batteries", dietary="No nuts"))
    page = staff.get(f"{BASE}/check-in").content.decode()
    assert "0 of 2 here" in page
    assert "No nuts" in page
    ane = Registration.objects.get(name="Ane").pk
    part = staff.post(f"{BASE}/check-in/person/{ane}", {"here": "yes"}, headers={"HX-Request": "true"}).content.decode()
    assert "1 of 2 here" in part
    assert "<html" not in part
    page = staff.post(f"{BASE}/check-in/person/{ane}", {"here": "no", "words": "ane"}, follow=True)
    assert page.redirect_chain[-1][0].endswith("?words=ane")
    assert "0 of 2 here" in page.content.decode()
    assert "bo@x.example" not in page.content.decode()
    assert "No one by that name" in staff.get(f"{BASE}/check-in?words=zzz").content.decode()
    refused = staff.post(f"{BASE}/check-in/add", {"name": ""})
    assert refused.status_code == 400
    page = staff.post(f"{BASE}/check-in/add", {"name": "Cy", "organisation": "Cool Machines"}, follow=True)
    assert "Cy is here." in page.content.decode()
    assert "1 of 3 here" in page.content.decode()
    assert Registration.objects.get(name="Cy").actor_id == "cool"
    assert signed_in(Role.MEMBER_OWNER, "flow").get(f"{BASE}/check-in").status_code == 403


def test_undo_of_a_tick_restores_what_was_before(staff: Client) -> None:
    for name in ("Ane", "Bo", "Cy"):
        register("evening", somebody(name))
    cy = Registration.objects.get(name="Cy")
    for here, status in (("no", "waiting"), ("yes", "attended"), ("yes", "attended"), ("no", "waiting")):
        staff.post(f"{BASE}/check-in/person/{cy.pk}", {"here": here})
        cy.refresh_from_db()
        assert cy.status == status
    assert staff.post(f"/activities/trip/check-in/person/{cy.pk}", {"here": "yes"}).status_code == 404
    cy.refresh_from_db()
    assert cy.status == "waiting"


def test_a_list_becomes_participations_on_the_page(staff: Client) -> None:
    assert staff.post(f"{BASE}/attendance/list", {"text": " "}).status_code == 400
    pasted = "Name;Organisation;Email\nAne;Flow Batteries;ane@flow.example\nEd;Elsewhere Water;ed@x.example\n"
    page = staff.post(f"{BASE}/attendance/list", {"text": pasted}, follow=True).content.decode()
    assert "0 registered people ticked, 2 people added." in page
    assert "Elsewhere Water" in page
    file = SimpleUploadedFile("came.csv", b"Name,Organisation\nBo,Flow Batteries\n", "text/csv")
    staff.post(f"{BASE}/attendance/list", {"file": file})
    assert Registration.objects.count() == 3
    page = staff.post(f"{BASE}/attendance/participations", {"name_0": "+new"}, follow=True).content.decode()
    assert "2 participations added." in page
    assert "All of them are recorded as participants." in page
    assert Participation.objects.filter(activity="evening").count() == 2
    assert staff.post(f"{BASE}/attendance/list", {"file": io.BytesIO(b"\x00\x01")}).status_code == 400
    bad = "Name;Organisation;Email\nFi;Flow;fi at x\nGu;x;y;z;gu@x.example\nHo;Flow;h@x.example, i@x.example\n"
    page = staff.post(f"{BASE}/attendance/list", {"text": bad}, follow=True).content.decode()
    assert "3 people added. Row 2, column Email: “fi at x” is not accepted. Enter an email address." in page
    assert "Row 3: " in page
    assert set(Registration.objects.values_list("name", "email")) > {
        ("Fi", ""), ("Ho", "h@x.example"), ("", "i@x.example"),
    }  # fmt: skip


def test_everybody_who_came_is_thanked_once(staff: Client) -> None:
    assert "Nobody to thank yet" in staff.get(f"{BASE}/thanks").content.decode()
    for name, consent in (("Ane", True), ("Bo", True), ("Cy", False)):
        register("evening", somebody(name, "Flow Batteries", consent=consent))
        staff.post(f"{BASE}/check-in/person/{Registration.objects.get(name=name).pk}", {"here": "yes"})
    OutboxMail.objects.all().delete()
    said = {"subject": "Thanks, {name}", "text": "Dear {name} of {organisation},\n\nsee you after {event}."}
    bo = Registration.objects.get(name="Bo").pk
    page = staff.post(f"{BASE}/thanks/send", said | {"preview": bo}).content.decode()
    assert "Dear Bo of Flow Batteries," in page
    assert "and agreed that we write to you" in page
    assert "1 more came and gets no email" in page
    assert not OutboxMail.objects.exists()
    refused = staff.post(f"{BASE}/thanks/send", said | {"text": "Dear {nme}", "send": "yes"})
    assert refused.status_code == 400
    assert "nothing fills {nme}" in refused.content.decode().lower()
    page = staff.post(f"{BASE}/thanks/send", said | {"send": "yes"}, follow=True).content.decode()
    assert "2 thank-you emails are being sent." in page
    assert "Nobody left who agreed to emails" in page
    assert not OutboxMail.objects.filter(to="cy@x.example").exists()
    assert [each.subject for each in mail.outbox[-2:]] == ["Thanks, Ane", "Thanks, Bo"]
    assert staff.post(f"{BASE}/thanks/send", said | {"send": "yes"}).status_code == 400
    assert OutboxMail.objects.count() == 2
    OutboxMail.objects.update(state="waiting")  # as if none had gone out
    discard_mail(OutboxMail.objects.get(subject="Thanks, Bo").pk, viewer=COMMAND_LINE)
    page = staff.get(f"{BASE}/thanks").content.decode()
    assert "1 person who came agreed to emails and has not been thanked yet." in page
