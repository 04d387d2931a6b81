"""Mails from the outbox to a real mail server, and without one."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMultiAlternatives, send_mail
from django.utils import timezone

from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.mail.models import OutboxMail
from bridgehead.mail.phrases import reason_text, trial_result
from bridgehead.mail.services import transport as ways
from bridgehead.mail.services.delivery import deliver, deliver_waiting, send_again, send_test
from bridgehead.mail.services.discard import discard_mail
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.settings.models import Secret
from bridgehead.settings.queries import MAIL_PASSWORD
from bridgehead.settings.services.change_settings import save_settings

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Keeper:
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[Any] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address.startswith("nobody@"):
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if b"full" in envelope.content:
            return "452 The mailbox is full"
        self.got.append(envelope)
        return "250 Kept"


@pytest.fixture(autouse=True)
def no_server(settings: Any) -> None:
    """Nothing sends mail unless the settings name a server."""
    settings.MAIL_BACKEND = ""
    settings.ADDRESS = "https://bridge.example"


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    found = Keeper()
    controller = Controller(found, hostname="127.0.0.1", port=free_port())
    controller.start()
    use(controller.port)
    yield found
    controller.stop()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def use(port: int, host: str = "127.0.0.1") -> None:
    values = {"mail_host": host, "mail_port": port, "mail_security": "none", "mail_from": "Hub <post@hub.example>"}
    save_settings(values, viewer=COMMAND_LINE)


def queued(to: str = "ane@flow.example", body: str = "Blåbær") -> OutboxMail:
    message = EmailMultiAlternatives("Søren\nsays", body, to=[to], headers={"List-Id": "weekly"})
    message.attach_alternative(f"<p>{body}</p>", "text/html")
    (row,) = queue_mail(message)
    return row


def test_a_mail_goes_out_whole_and_once(keeper: Keeper) -> None:
    row = queued()
    assert deliver_waiting() == 1
    assert deliver_waiting() == 0
    (got,) = keeper.got
    assert (got.mail_from, got.rcpt_tos) == ("post@hub.example", ["ane@flow.example"])
    text = got.content.decode()
    assert "From: Hub <post@hub.example>" in text
    assert "List-Id: weekly" in text
    assert "text/html" in text
    row.refresh_from_db()
    assert (row.state, row.attempts, row.reason, row.owner) == ("sent", 1, "", "")
    assert row.sent_at is not None
    assert row.headers["Message-ID"].endswith("@bridge.example>")
    assert row.headers["Message-ID"] in text


def test_without_a_server_it_waits_untouched() -> None:
    row = queued()
    assert (deliver(row.pk), deliver_waiting()) == ("waiting", 0)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.reason) == ("waiting", 0, "")


def test_a_server_that_comes_later_gets_what_waited(keeper: Keeper) -> None:
    save_settings({"mail_host": ""}, viewer=COMMAND_LINE)
    queued()
    assert deliver_waiting() == 0
    save_settings({"mail_host": "127.0.0.1"}, viewer=COMMAND_LINE)
    assert deliver_waiting() == 1
    assert len(keeper.got) == 1


def test_an_address_that_the_server_refuses_has_failed_with_its_words(keeper: Keeper) -> None:
    row = queued("nobody@flow.example")
    assert deliver(row.pk) == "failed"
    row.refresh_from_db()
    assert reason_text(row) == (
        "The mail server does not accept this recipient. Correct the address. It answered: “550 No such user here”"
    )
    assert deliver_waiting() == 0
    assert keeper.got == []


def test_what_may_go_well_later_is_tried_again_and_given_up_in_the_end(keeper: Keeper) -> None:
    row = queued(body="full")
    for attempt in range(1, 7):
        assert deliver(row.pk) == ("waiting" if attempt < 6 else "failed")
        row.refresh_from_db()
        assert (row.attempts, row.reason) == (attempt, "rejected")
        if row.next_at is not None:
            assert row.next_at > timezone.now() + timedelta(minutes=4)
            assert deliver_waiting() == 0  # not yet
            OutboxMail.objects.update(next_at=timezone.now())
    assert row.next_at is None
    OutboxMail.objects.update(body="room again", html="")
    assert send_again(row.pk, viewer=COMMAND_LINE).result == "sent"
    assert len(keeper.got) == 1


def test_what_went_out_is_not_sent_again(keeper: Keeper) -> None:
    row = queued()
    deliver(row.pk)
    with pytest.raises(InputError, match="sent already"):
        send_again(row.pk, viewer=COMMAND_LINE)
    assert len(keeper.got) == 1


def test_the_test_mail_says_what_happened(keeper: Keeper) -> None:
    sent = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert trial_result(sent) == "Test email sent to ane@flow.example. Look into the mailbox."
    assert b"Subject: Harbour Hub: test email from Bridgehead" in keeper.got[0].content


def test_it_says_that_no_server_is_set() -> None:
    kept = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert trial_result(kept) == "No mail server is set. The test email is saved in the outbox."
    assert kept.state == "waiting"


def test_it_says_that_the_server_refused() -> None:
    use(free_port())
    found = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert "was not sent. The mail server refused the connection." in trial_result(found)
    assert OutboxMail.objects.get().state == "failed"  # and is not tried again in an hour


def test_it_says_that_nobody_answered_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, patch.object(ways, "SECONDS", 0.2):
        use(silent.getsockname()[1])
        found = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert "did not answer in time" in trial_result(found)


def test_it_says_that_there_is_no_such_server() -> None:
    use(25, "nowhere.invalid")
    found = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert "No mail server of this name was found." in trial_result(found)


def test_it_says_that_the_server_has_no_encryption(keeper: Keeper) -> None:
    save_settings({"mail_security": "starttls"}, viewer=COMMAND_LINE)
    found = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert "The encrypted connection failed." in trial_result(found)
    assert keeper.got == []


def test_it_says_that_the_password_cannot_be_read(keeper: Keeper) -> None:
    Secret.objects.create(pk=MAIL_PASSWORD, value="not ours")
    found = send_test("ane@flow.example", "Harbour Hub", viewer=COMMAND_LINE).result
    assert "can no longer be read" in trial_result(found)
    assert keeper.got == []


def test_what_a_library_sends_goes_through_the_outbox(
    keeper: Keeper, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "bridgehead.mail.outbox_backend.OutboxBackend"
    with django_capture_on_commit_callbacks(execute=True):
        assert send_mail("Hello", "there", None, ["ane@flow.example", "bo@flow.example"]) == 1
        assert keeper.got == []
    assert sorted(each.rcpt_tos[0] for each in keeper.got) == ["ane@flow.example", "bo@flow.example"]
    assert set(OutboxMail.objects.values_list("state", "kind")) == {("sent", "other")}


def test_a_mail_that_is_being_sent_is_not_discarded() -> None:
    row = queued()
    OutboxMail.objects.update(state="sending")
    with pytest.raises(InputError, match="being sent"):
        discard_mail(row.pk, viewer=COMMAND_LINE)
    OutboxMail.objects.update(state="waiting")
    discard_mail(row.pk, viewer=COMMAND_LINE)
    with pytest.raises(NotFound):
        discard_mail(row.pk, viewer=COMMAND_LINE)


def test_a_member_sends_and_discards_none() -> None:
    row, member = queued(), Viewer(1, Role.MEMBER_OWNER, "flow")
    for verb in (send_again, discard_mail):
        with pytest.raises(NotAllowed):
            verb(row.pk, viewer=member)  # type: ignore[operator]
    with pytest.raises(NotAllowed):
        send_test("ane@flow.example", "Hub", viewer=member)
