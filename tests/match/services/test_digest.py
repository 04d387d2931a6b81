"""The weekly mail: to whom, how often, what is in it, and what its links do."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bridgehead.ecosystem.core.consent import refuses
from bridgehead.ecosystem.models import User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Busy, InputError
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.kit.processes import host, this_process
from bridgehead.mail.phrases import reason_text
from bridgehead.mail.services.discard import discard_mail
from bridgehead.match.core.digest_rules import is_due
from bridgehead.match.services import digest as digests
from bridgehead.match.services.digest import send_digests
from bridgehead.match.services.digest_schedule import next_time
from bridgehead.match.services.mail_recipients import mail_recipients
from bridgehead.match.services.marks import mark
from bridgehead.match.services.member_opportunities import opportunities_for
from bridgehead.match.tasks import schedule_digest, send_weekly
from bridgehead.models import Actor, Mark, Membership, Opportunity, OutboxMail, Person
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.workspace.services.personal_data import erase_person, export_person
from bridgehead.workspace.services.retention import remove_due
from tests.world import HOSTILE, actor, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HARBOUR = "harbour-storage"


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    """The small world, in which Ane of Flow Batteries wants the mail."""
    settings.WORKSPACE = tmp_path
    settings.ADDRESS = "https://bridge.example"
    small_world()
    person("p1", "ane@flow.example", "yes")


def person(id_: str, email: str, consent: str, actor: str = "flow") -> None:
    with batch("contact") as writer:
        writer.put(Person, [{"id": id_, "actor_id": actor, "name": id_, "email": email, "consent": consent}])


def another(id_: str = "ferry", title: str = "Batteries for a ferry") -> None:
    row = {"id": id_, "title": title, "kind": "tender", "status": "open", "description": "flow batteries"}
    with batch("another") as writer:
        writer.put(Opportunity, [row])


@pytest.fixture
def later() -> Iterator[Any]:
    """Lets days pass."""
    with patch("bridgehead.match.services.digest.timezone.localdate") as day:
        day.return_value = timezone.now().date()
        yield day


def links(kind: str) -> list[str]:
    return re.findall(rf"https://bridge\.example(/mail/{kind}/\S+)", str(mail.outbox[-1].body))


def test_what_shares_a_word_is_on_the_page_and_not_in_a_mail() -> None:
    with batch("those it is for") as writer:
        writer.put(Actor, [actor(f"mill{n}", f"Mill {n}", sector="storage of paper pulp") for n in range(30)])
        text = "storage of paper pulp"
        writer.put(Opportunity, [{"id": "pulp", "title": text, "kind": "tender", "status": "open"}])
    listed = {found.opportunity.pk: found.candidate.score for found in opportunities_for("flow").found}
    assert 0 < listed["pulp"] < 0.05
    (digest,) = send_digests(viewer=COMMAND_LINE)
    assert [item.opportunity.pk for item in digest.items] == [HARBOUR]


def test_a_mail_explains_each_thing_in_text_and_html() -> None:
    (digest,) = send_digests(viewer=COMMAND_LINE)
    (sent,) = mail.outbox
    assert (digest.outcome, sent.to, sent.subject) == (
        "sent",
        ["ane@flow.example"],
        "Harbour Hub: 1 opportunity for Flow Batteries",
    )
    html = sent.alternatives[0][0]
    for text in (sent.body, html):
        assert "Energy storage for the harbour" in text
        assert "1 May 2099" in text
        assert "Meets the condition: SME" in text
        assert "Capability: flow batteries" in text
        assert f"https://bridge.example/opportunities/{HARBOUR}" in text
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nothing_is_offered_twice_and_nothing_new_means_no_mail(later: Any) -> None:
    send_digests(viewer=COMMAND_LINE)
    assert Mark.objects.get().mark == "offered"
    later.return_value = date(later.return_value.year + 1, 1, 1)
    assert send_digests(viewer=COMMAND_LINE) == []
    another()
    (digest,) = send_digests(viewer=COMMAND_LINE)
    assert [item.opportunity.pk for item in digest.items] == ["ferry"]
    assert len(mail.outbox) == 2


def test_a_week_lies_between_two_mails(later: Any) -> None:
    send_digests(viewer=COMMAND_LINE)
    another()
    assert send_digests(viewer=COMMAND_LINE) == []
    later.return_value = date.fromordinal(later.return_value.toordinal() + 7)
    assert len(send_digests(viewer=COMMAND_LINE)) == 1


def test_few_things_are_in_a_mail() -> None:
    for number in range(8):
        another(f"o{number}")
    (digest,) = send_digests(viewer=COMMAND_LINE)
    assert len(digest.items) == 5


@pytest.mark.parametrize("word", ["not_for_them", "declined", "joined"])
def test_what_is_settled_is_not_offered(word: str) -> None:
    mark(HARBOUR, "flow", word, viewer=COMMAND_LINE)
    assert send_digests(viewer=COMMAND_LINE) == []


def test_a_rehearsal_sends_and_keeps_nothing() -> None:
    assert [digest.outcome for digest in send_digests(dry_run=True, viewer=COMMAND_LINE)] == ["rehearsed"]
    assert mail.outbox == []
    assert not Mark.objects.exists()


def test_only_those_of_members_who_agree_and_can_be_written_to_are_readers() -> None:
    person("silent", "silent@flow.example", "")
    person("refuser", "refuser@flow.example", "withdrawn")
    person("broken", "no address\n", "yes")
    person("stranger", "stranger@port.example", "yes", actor="port")
    User.objects.create_user("asked", "refuser@flow.example", role=Role.MEMBER_OWNER, actor_id="flow")
    User.objects.create_user("boss", "boss@flow.example", role=Role.MEMBER_OWNER, actor_id="flow")
    User.objects.create_user("ida", "ida@hub.example", role=Role.ADMIN)
    assert {reader.id for reader in mail_recipients()} == {"p1"}
    assert mail_recipients("cool") == []


def test_an_account_is_no_consent_and_one_no_counts_for_all_with_the_address() -> None:
    person("silent", "Silent@flow.example", "")
    User.objects.create_user("silent-user", "silent@flow.example", role=Role.MEMBER_OWNER, actor_id="flow")
    person("refuser", "uno@flow.example", "Nej tak")
    person("same", "UNO@flow.example ", "yes")
    for number, consent in enumerate(("no thanks", "opt-out", "pending", "n/a", "ukendt", "2021-05-25", "yes, but no")):
        person(f"unclear{number}", f"unclear{number}@flow.example", consent)
    assert {reader.id for reader in mail_recipients()} == {"p1"}


def test_one_person_at_two_members_gets_one_mail_a_week(later: Any) -> None:
    with batch("a second member") as writer:
        writer.put(
            Actor, [actor("stream", "Stream Batteries", sector="flow batteries", capabilities=["flow batteries"])]
        )
        row = {"member_id": "stream", "cluster_id": "hub"}
        writer.put(Membership, [{"id": Membership.key_of({**row, "since": ""}), **row}])
    person("p2", "ANE@flow.example", "ja tak", actor="stream")
    assert {reader.id for reader in mail_recipients()} == {"p1", "p2"}
    (first,) = send_digests(viewer=COMMAND_LINE)
    another()
    assert send_digests(viewer=COMMAND_LINE) == []
    assert [sent.to for sent in mail.outbox] == [[first.reader.email]]


def test_one_press_says_no_without_signing_in_and_takes_it_back() -> None:
    send_digests(viewer=COMMAND_LINE)
    (no,) = links("no")
    browser = Client(enforce_csrf_checks=True)
    assert "Decline this opportunity?" in browser.get(no).content.decode()
    assert not Mark.objects.filter(mark="declined").exists()
    assert "Declined" in browser.post(no, {"reason": "too far"}).content.decode()
    found = Mark.objects.get(mark="declined")
    assert (found.actor_id, found.by, found.reason) == ("flow", "p1", "too far")
    browser.post(no, {"back": "1"})
    assert not Mark.objects.filter(mark="declined").exists()


def test_one_press_ends_the_mails() -> None:
    send_digests(viewer=COMMAND_LINE)
    (stop,) = links("stop")
    browser = Client(enforce_csrf_checks=True)
    browser.get(stop)
    assert mail_recipients()
    browser.post(stop, {"List-Unsubscribe": "One-Click"})
    assert mail_recipients() == []
    assert browser.post(stop).status_code == 200


def test_a_link_that_we_did_not_sign_for_this_opens_nothing(settings: Any) -> None:
    send_digests(viewer=COMMAND_LINE)
    (no,), (stop,) = links("no"), links("stop")
    for path in (no[:-1] + "x", no.replace("/no/", "/stop/"), stop.replace("/stop/", "/no/"), "/mail/no/x"):
        assert Client().post(path).status_code == 404
    Person.objects.all().delete()
    assert Client().post(no).status_code == 404
    settings.SECRET_KEY = "another"
    assert Client().post(stop).status_code == 404
    assert not Mark.objects.filter(mark="declined").exists()


def test_what_comes_from_outside_is_only_text() -> None:
    another(title=HOSTILE)
    send_digests(viewer=COMMAND_LINE)
    html = str(mail.outbox[0].alternatives[0][0])
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html
    assert HOSTILE in str(mail.outbox[0].body)


@pytest.mark.parametrize(("consent", "is_a_no"), [("", False), ("yes", False), ("2024-05", False), ("No ", True)])
def test_what_counts_as_a_refusal(consent: str, *, is_a_no: bool) -> None:
    assert refuses(consent) is is_a_no


def test_a_week_is_seven_days() -> None:
    assert is_due([], date(2026, 1, 1))
    assert not is_due(["2026-01-01"], date(2026, 1, 7))
    assert is_due(["2026-01-01"], date(2026, 1, 8))


def test_a_mail_that_is_dated_ahead_holds_up_none() -> None:
    today = date(2026, 1, 7)
    assert is_due(["2099-01-01", "2026-01-09", "", "soon"], today)
    assert not is_due(["2099-01-01", "2026-01-01"], today), "one of this week still counts"
    assert not is_due(["2026-01-08"], today), "tomorrow may be today in another zone"


def test_the_next_time_is_the_next_such_day_at_seven() -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    monday = datetime(2026, 11, 23, 6, 59, tzinfo=zone)
    assert next_time(0, monday) == datetime(2026, 11, 23, 7, tzinfo=zone)
    assert next_time(0, monday.replace(hour=7)) == datetime(2026, 11, 30, 7, tzinfo=zone)
    assert next_time(4, monday).isoformat() == "2026-11-27T07:00:00+01:00"


def test_the_weekly_mail_is_put_down_once_and_moves_with_the_setting(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DIGEST_DAY = ""
    assert schedule_digest() is None
    settings.DIGEST_DAY = "monday"
    assert schedule_digest() == schedule_digest()
    settings.DIGEST_DAY = "friday"
    moment = schedule_digest()
    assert [task.run_after for task in DBTaskResult.objects.all()] == [moment]
    settings.DIGEST_DAY = "someday"
    with pytest.raises(InputError, match="Enter one of monday"):
        schedule_digest()


def test_the_weekly_mail_sends_what_is_due_and_comes_again(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DIGEST_DAY = "monday"
    send_weekly.call()
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.count() == 1


def cut_off(owner: str, *, minutes: int = 0) -> OutboxMail:
    """A mail that a process was sending."""
    with patch.object(EmailBackend, "send_messages", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        send_digests(viewer=COMMAND_LINE)
    at = timezone.now() - timedelta(minutes=minutes)
    OutboxMail.objects.update(owner=owner, started_at=at)
    return OutboxMail.objects.get()


GONE = f"{host()}:4194305:never"


def test_a_mail_whose_process_ended_is_sent_once_under_its_name() -> None:
    named = cut_off(GONE).headers["Message-ID"]
    assert (mail.outbox, Mark.objects.count()) == ([], 1)
    for _ in range(2):
        assert send_digests(viewer=COMMAND_LINE) == []
    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == named
    assert OutboxMail.objects.get().state == "sent"


@pytest.mark.parametrize(
    ("owner", "minutes", "sent"), [("here", 0, 0), ("elsewhere:1:x", 14, 0), ("elsewhere:1:x", 16, 1)]
)
def test_a_mail_that_a_process_is_sending_is_left_to_it(owner: str, minutes: int, sent: int) -> None:
    cut_off(this_process() if owner == "here" else owner, minutes=minutes)
    send_digests(viewer=COMMAND_LINE)
    assert len(mail.outbox) == sent


def test_whoever_left_meanwhile_gets_nothing() -> None:
    cut_off(GONE)
    person("p1", "ane@flow.example", "no")
    send_digests(viewer=COMMAND_LINE)
    assert mail.outbox == []
    found = OutboxMail.objects.get()
    assert (found.state, reason_text(found)) == (
        "failed",
        "Not sent: it was undone, or the recipient no longer wants these emails.",
    )


def test_a_batch_that_fails_leaves_no_mail() -> None:
    with patch.object(digests, "queue_mail", side_effect=OSError("full")):
        assert [digest.outcome for digest in send_digests(viewer=COMMAND_LINE)] == ["failed"]
    assert not Mark.objects.exists()
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (OSError("no server"), "waiting"),
        (SMTPServerDisconnected("gone"), "waiting"),
        (SMTPRecipientsRefused({"bo@flow.example": (550, b"No such user")}), "failed"),
        (ValueError("a header with a line end"), "failed"),
    ],
)
def test_one_failure_does_not_stop_the_others(fault: Exception, outcome: str) -> None:
    person("p0", "bo@flow.example", "yes")
    send = EmailBackend.send_messages

    def fail_for_bo(backend: EmailBackend, letters: list[EmailMultiAlternatives]) -> int:
        if letters[0].to == ["bo@flow.example"]:
            raise fault
        return int(send(backend, letters))

    with patch.object(EmailBackend, "send_messages", fail_for_bo):
        found = send_digests(viewer=COMMAND_LINE)
    assert [(digest.reader.id, digest.outcome) for digest in found] == [("p0", outcome), ("p1", "sent")]
    assert send_digests(viewer=COMMAND_LINE) == []  # it waits in the outbox, and is not written again
    assert len(mail.outbox) == 1
    OutboxMail.objects.update(next_at=None)
    send_digests(viewer=COMMAND_LINE)
    assert len(mail.outbox) == (2 if outcome == "waiting" else 1)


def test_without_a_mail_server_it_stays_in_the_outbox(settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    assert [digest.outcome for digest in send_digests(viewer=COMMAND_LINE)] == ["waiting"]
    found = OutboxMail.objects.get()
    assert (found.to, found.state, found.kind, found.attempts) == ("ane@flow.example", "waiting", "digest", 0)
    assert "Energy storage for the harbour" in found.body
    assert "Energy storage for the harbour" in found.html
    assert mail.outbox == []
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_digests(viewer=COMMAND_LINE)
    assert len(mail.outbox) == 1


def test_what_a_discarded_mail_offered_is_offered_again(settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    send_digests(viewer=COMMAND_LINE)
    discard_mail(OutboxMail.objects.get().pk, viewer=COMMAND_LINE)
    assert not Mark.objects.exists()
    assert not OutboxMail.objects.exists()
    assert len(send_digests(viewer=COMMAND_LINE)) == 1


def test_what_a_mail_offered_that_lay_too_long_is_offered_again(settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    send_digests(viewer=COMMAND_LINE)
    OutboxMail.objects.update(at=timezone.now() - timedelta(days=100))
    save_settings({"keep_mails": 2}, viewer=COMMAND_LINE)
    assert remove_due(viewer=COMMAND_LINE).result["mails"] == 1
    assert not Mark.objects.exists()
    assert not OutboxMail.objects.exists()


def test_a_mail_that_is_discarded_after_it_went_out_was_offered() -> None:
    send_digests(viewer=COMMAND_LINE)
    discard_mail(OutboxMail.objects.get().pk, viewer=COMMAND_LINE)
    assert Mark.objects.get().mark == "offered"


def test_one_member_that_cannot_be_ranked_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    with batch("all may answer") as writer:
        writer.put(Opportunity, [{"id": HARBOUR, "eligibility": []}])
    person("p0", "bo@cool.example", "yes", actor="cool")

    def fail_for_cool(actor: str, **options: Any) -> Any:
        if actor == "cool":
            raise ZeroDivisionError
        return opportunities_for(actor, **options)

    with patch("bridgehead.match.services.digest.opportunities_for", fail_for_cool):
        found = send_digests(viewer=COMMAND_LINE)
    assert [(digest.reader.id, digest.outcome) for digest in found] == [("p0", "failed"), ("p1", "sent")]
    assert "the digest to p0 of cool failed" in caplog.text


def test_a_busy_store_is_nobodys_failure() -> None:
    with patch.object(digests, "batch", side_effect=Busy), pytest.raises(Busy):
        send_digests(viewer=COMMAND_LINE)
    assert mail.outbox == []


def test_what_is_written_to_a_person_is_handed_out_and_erased() -> None:
    send_digests(viewer=COMMAND_LINE)
    (found,) = export_person("p1", viewer=COMMAND_LINE)["mails"]
    assert (found["to"], found["state"]) == ("ane@flow.example", "sent")
    assert "Energy storage for the harbour" in found["body"]
    erase_person("p1", viewer=COMMAND_LINE)
    assert not OutboxMail.objects.exists()


def test_a_mail_to_whoever_is_erased_while_it_goes_out_is_not_kept() -> None:
    send = EmailBackend.send_messages

    def erase_first(backend: EmailBackend, letters: list[EmailMultiAlternatives]) -> int:
        erase_person("p1", viewer=COMMAND_LINE)
        return int(send(backend, letters))

    with patch.object(EmailBackend, "send_messages", erase_first):
        assert [digest.outcome for digest in send_digests(viewer=COMMAND_LINE)] == ["sent"]
    assert not OutboxMail.objects.exists()
    assert not Mark.objects.filter(by="p1").exists()
