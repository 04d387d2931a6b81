"""Whom the weekly mail reaches and what it would say, for the cluster's staff."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from bridgehead.kit.change_writer import batch
from bridgehead.models import Mark, Person
from tests.world import flow, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def ane(world: None) -> None:
    with batch("consent") as writer:
        writer.put(Person, [{"id": "p1", "consent": "yes"}])


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.usefixtures("ane")
def test_staff_see_who_is_due_and_send(staff: Client) -> None:
    assert "Never" in text(staff, "/mails")
    assert "Send 1 email" in text(staff, "/mails")
    staff.post("/mails/send")
    assert len(mail.outbox) == 1
    assert "Not due" in text(staff, "/mails")
    assert "No new opportunities to suggest to Flow Batteries." in text(staff, "/mails/flow/p1")


@pytest.mark.usefixtures("ane")
def test_without_a_mail_server_nothing_claims_to_be_sent(staff: Client, settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    page = text(staff, "/mails")
    assert "Save 1 email in the outbox" in page
    assert "Send 1 email" not in page
    page = staff.post("/mails/send", follow=True).content.decode()
    assert "being saved in the outbox, not sent. Set a mail server to send them." in page
    assert "In the outbox, not sent" in text(staff, "/mails")
    assert mail.outbox == []


@pytest.mark.usefixtures("ane")
def test_a_preview_is_the_mail_and_its_links_answer_for_nobody(staff: Client) -> None:
    response = staff.get("/mails/flow/p1")
    html = response.content.decode()
    assert "Energy storage for the harbour" in html
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert not Mark.objects.exists()
    for path in re.findall(r'href="[^"]*(/mail/[^"]+)"', html):
        assert staff.post(path).status_code == 404


@pytest.mark.usefixtures("ane")
def test_mails_are_for_staff(flow: Client, staff: Client) -> None:
    assert flow.get("/mails/flow/p1").status_code == 403
    assert flow.post("/mails/send").status_code == 403
    assert staff.get("/mails/send").status_code in (404, 405)
    assert staff.get("/mails/flow/nobody").status_code == 404


def test_nobody_to_write_to_is_said(staff: Client) -> None:
    assert "No recipients yet" in text(staff, "/mails")
