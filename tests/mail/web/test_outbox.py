"""The pages of the outbox: what was written, what became of it, what can be done."""

import re
from typing import Any

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client

from bridgehead.kit.permissions import Role
from bridgehead.mail.models import ACCOUNT, OutboxMail
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.models import User
from tests.world import HOSTILE, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def no_server(settings: Any) -> None:
    settings.MAIL_BACKEND = ""


def queued(kind: str = "other", subject: str = "News of the harbour", body: str = "Two new calls") -> OutboxMail:
    message = EmailMultiAlternatives(subject, body, to=["ane@flow.example"])
    (row,) = queue_mail(message, kind=kind)
    return row


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_an_empty_outbox_says_what_will_be_there(staff: Client) -> None:
    page = text(staff, "/outbox")
    assert "No emails yet" in page
    assert "No mail server is set, so nothing is sent." in page


def test_a_mail_is_listed_read_and_copied_and_nothing_claims_that_it_was_sent(staff: Client) -> None:
    row = queued()
    page = text(staff, "/outbox")
    assert "News of the harbour" in page
    assert "Waiting" in page
    page = text(staff, f"/outbox/{row.pk}")
    assert "Two new calls" in page
    assert "No mail server is set, so nothing is sent." in page
    assert "mailto:ane%40flow.example?subject=News%20of%20the%20harbour&amp;body=Two%20new%20calls" in page
    assert "Send now" not in page
    assert "1 unsent email" in text(staff, "/settings")


def test_it_is_sent_when_a_server_is_there(staff: Client, settings: Any) -> None:
    row = queued()
    page = staff.post(f"/outbox/{row.pk}/send", follow=True).content.decode()
    assert "Emails are saved in the outbox." in page
    assert "Email sent" not in page
    settings.MAIL_BACKEND = LOCMEM
    page = staff.post(f"/outbox/{row.pk}/send", follow=True).content.decode()
    assert "Email sent to ane@flow.example." in page
    again = staff.post(f"/outbox/{row.pk}/send")
    assert (again.status_code, "sent already" in again.content.decode()) == (400, True)


def test_it_is_discarded(staff: Client) -> None:
    row = queued()
    assert "Email discarded." in staff.post(f"/outbox/{row.pk}/discard", follow=True).content.decode()
    assert staff.get(f"/outbox/{row.pk}").status_code == 404
    assert staff.post(f"/outbox/{row.pk}/discard").status_code == 404


def test_a_link_that_opens_an_account_is_only_read_by_who_manages_accounts(staff: Client) -> None:
    row = queued(ACCOUNT, "Password reset", "https://bridge.example/accounts/password/reset/key/x")
    manager = signed_in(Role.MANAGER)
    page = text(manager, f"/outbox/{row.pk}")
    assert "reset/key" not in page
    assert "Only those who manage accounts can read it." in page
    assert "reset/key" not in text(manager, "/outbox")
    assert "reset/key" in text(staff, f"/outbox/{row.pk}")


def test_a_mail_on_an_account_is_only_sent_and_discarded_by_who_manages_accounts(staff: Client, settings: Any) -> None:
    settings.MAIL_BACKEND = LOCMEM
    row = queued(ACCOUNT, "Password reset", "https://bridge.example/accounts/password/reset/key/x")
    manager = signed_in(Role.MANAGER)
    for verb in ("send", "discard"):
        assert manager.post(f"/outbox/{row.pk}/{verb}").status_code == 403, verb
    assert OutboxMail.objects.get().state == "waiting"
    assert staff.post(f"/outbox/{row.pk}/send").status_code == 302
    assert OutboxMail.objects.get().state == "sent"


def test_a_forgotten_password_goes_through_the_outbox(client: Client) -> None:
    User.objects.create_user("ida", email="ida@hub.example", role=Role.MANAGER, password="a harbour at dawn")
    assert client.post("/accounts/password/reset/", {"email": "ida@hub.example"}).status_code == 302
    found = OutboxMail.objects.get()
    assert (found.to, found.kind, found.state) == ("ida@hub.example", "account", "waiting")
    assert re.search(r"/accounts/password/reset/key/\S+", found.body)


def test_pages_of_sign_in_claim_to_send_only_where_a_server_is(client: Client, settings: Any) -> None:
    for path in ("/accounts/password/reset/", "/accounts/password/reset/done/"):
        assert "No mail server is set, so nothing is sent." in text(client, path)
    settings.MAIL_BACKEND = LOCMEM
    assert "A link is sent to it" in text(client, "/accounts/password/reset/")
    assert "a link is on its way to it" in text(client, "/accounts/password/reset/done/")


def test_a_mail_that_was_sent_by_hand_leaves_no_more_and_its_files_are_at_hand(staff: Client) -> None:
    message = EmailMessage("News of the harbour", "Dear all", to=["ane@flow.example"])
    message.attach("event.ics", "BEGIN:VCALENDAR", "text/calendar")
    (row,) = queue_mail(message)
    file = staff.get(f"/outbox/{row.pk}/files/0")
    assert (file.content, "event.ics" in file.headers["Content-Disposition"]) == (b"BEGIN:VCALENDAR", True)
    assert staff.get(f"/outbox/{row.pk}/files/1").status_code == 404
    done = staff.post(f"/outbox/{row.pk}/sent", follow=True).content.decode()
    assert "It was sent from somebody&#x27;s own mail program." in done
    row.refresh_from_db()
    assert (row.state, row.sent_at is not None) == ("sent", True)
    assert staff.post(f"/outbox/{row.pk}/sent").status_code == 400


def test_the_list_is_filtered_and_comes_as_a_file(staff: Client) -> None:
    queued()
    queued(subject="Another")
    OutboxMail.objects.filter(subject="Another").update(state="failed", reason="recipient")
    page = text(staff, "/outbox?state=failed")
    assert "Another" in page
    assert "News of the harbour" not in page
    assert "does not accept this recipient" in page
    assert "No email matches" in text(staff, "/outbox?words=nothing")
    csv = staff.get("/outbox?list=outbox&format=csv").content.decode()
    assert csv.count("ane@flow.example") == 2


def test_a_hostile_mail_is_text(staff: Client) -> None:
    row = queued(subject=HOSTILE, body=HOSTILE)
    for path in ("/outbox", f"/outbox/{row.pk}"):
        assert HOSTILE not in text(staff, path)


@pytest.mark.parametrize("rows", [1, 30])
def test_a_long_list_asks_no_more_of_the_store(staff: Client, rows: int, django_assert_max_num_queries: Any) -> None:
    for _ in range(rows):
        queued()
    with django_assert_max_num_queries(12):
        staff.get("/outbox")


def test_a_member_sees_none(flow: Client) -> None:
    row = queued()
    for path in ("/outbox", f"/outbox/{row.pk}"):
        assert flow.get(path).status_code == 403
    for path in (f"/outbox/{row.pk}/send", f"/outbox/{row.pk}/discard"):
        assert flow.post(path).status_code == 403


def test_a_test_email_is_tried_from_the_settings(staff: Client, settings: Any) -> None:
    page = staff.post("/settings/mail/test", {"to": "ida@hub.example"}, follow=True).content.decode()
    assert "No mail server is set. The test email is saved in the outbox." in page
    settings.MAIL_BACKEND = LOCMEM
    page = staff.post("/settings/mail/test", {"to": "ida@hub.example"}, follow=True).content.decode()
    assert "Test email sent to ida@hub.example." in page
    assert staff.post("/settings/mail/test", {"to": "nobody"}).status_code == 400


def test_the_mail_server_is_set_and_its_password_is_never_shown(staff: Client) -> None:
    values = {"section": "mail", "mail_host": "smtp.hub.example", "mail_security": "starttls", "mail_user": "hub"}
    page = staff.post("/settings", {**values, "mail_password": "a harbour at dawn"}, follow=True).content.decode()
    assert "Settings saved." in page
    assert "A password is saved. Leave blank to keep it." in page
    assert "a harbour at dawn" not in page
    refused = staff.post("/settings", {**values, "mail_port": "99999", "mail_password": "a harbour at noon"})
    assert refused.status_code == 400
    assert "Enter a whole number from 1 to 65535." in refused.content.decode()
    assert "a harbour" not in refused.content.decode()
