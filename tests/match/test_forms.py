"""Marks and the answers of mails as they are sent: refused in place, done once, never contradicting each other."""

from typing import Any

import pytest
from django.test import Client

from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.services import digest_email
from bridgehead.match.services.mail_recipients import MailRecipient
from bridgehead.match.services.marks import DISMISSING, LONGEST_REASON, mark
from bridgehead.models import Actor, Mark, Person
from tests.at_once import at_once
from tests.world import flow, signed_in, small_world, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HARBOUR = "harbour-storage"
FLOW = f"/opportunities/{HARBOUR}/marks/flow"
API = f"/api/opportunities/{HARBOUR}/marks/flow"
SCRIPTED = {"HX-Request": "true"}
LONG = "too small " + "x" * LONGEST_REASON


def put(client: Client, word: str, body: Any = None) -> Any:
    return client.put(f"{API}/{word}", body or {}, content_type="application/json")


def links() -> tuple[str, str]:
    """Addresses of the links that a mail to Flow's contact holds: no thanks, and no more mails."""
    reader = MailRecipient("p1", "Ane Holm", "ane@flow.example", Actor.objects.get(pk="flow"))
    return (
        f"/mail/no/{digest_email.sign_link(digest_email.NO, reader, HARBOUR)}",
        f"/mail/stop/{digest_email.sign_link(digest_email.STOP, reader)}",
    )


@pytest.fixture
def consenting(world: None) -> None:
    Person.objects.filter(pk="p1").update(consent="yes")


def test_a_reason_that_is_too_long_stands_there_as_it_was_typed(staff: Client) -> None:
    sent = {"mark": "not_for_them", "reason": LONG, "next": "/opportunities/harbour-storage"}
    page = staff.post(FLOW, sent)
    assert page.status_code == 400
    assert "<html" in page.content.decode()
    part = staff.post(FLOW, sent, headers=SCRIPTED)
    assert part.status_code == 400
    assert part.headers["HX-Reswap"] == "outerHTML", "which lets the script put it there"
    for shown in (page.content.decode(), part.content.decode()):
        assert f'value="{LONG}"' in shown
        assert "at most 2000 characters" in shown
        assert "<details open>" in shown
        assert 'name="next" value="/opportunities/harbour-storage"' in shown
    assert not Mark.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"mark": "splendid"}, {"mark": "good", "reason": "a\0b"}, {"back": "offered"}])
def test_what_cannot_be_said_is_refused_in_words(staff: Client, sent: dict[str, str]) -> None:
    for headers in ({}, SCRIPTED):
        answer = staff.post(FLOW, sent, headers=headers)
        assert answer.status_code == 400
        assert 'class="marks"' in answer.content.decode()
        assert 'role="alert"' in answer.content.decode() or "errorlist" in answer.content.decode()


def test_a_button_pressed_twice_says_it_once(staff: Client) -> None:
    for _ in range(3):
        assert staff.post(FLOW, {"mark": "good", "token": "t1"}).status_code == 302
    mark(HARBOUR, "flow", "not_for_them", viewer=COMMAND_LINE)
    assert staff.post(FLOW, {"mark": "good", "token": "t1"}).status_code == 302
    assert Mark.objects.get().mark == "not_for_them", "the old press does not come back after a later word"
    for token in ("t2", "t2", ""):
        assert staff.post(FLOW, {"back": "not_for_them", "token": token}, headers=SCRIPTED).status_code == 200
    assert not Mark.objects.exists()
    assert Batch.objects.filter(action="mark.remove").count() == 1


@pytest.mark.parametrize("reason", [LONG, "a\0b", "\ud800"])
def test_the_api_refuses_a_reason_that_cannot_be_kept(staff: Client, reason: str) -> None:
    answer = put(staff, "good", {"reason": reason})
    assert answer.status_code in {400, 422}
    assert "reason" in str(answer.json()["detail"])
    assert not Mark.objects.exists()


def test_a_member_says_no_by_mail_and_may_think_again(consenting: None, client: Client) -> None:
    no, _ = links()
    refused = client.post(no, {"reason": LONG})
    assert refused.status_code == 400
    assert f'value="{LONG}"' in refused.content.decode()
    assert not Mark.objects.exists()
    for token in ("t1", "t1", "t2", ""):
        assert (
            "We will not suggest this to Flow Batteries again."
            in client.post(no, {"reason": "no time", "token": token}).content.decode()
        )
    assert Mark.objects.get().reason == "no time"
    for token in ("t3", "t3", ""):
        assert "Decline this opportunity?" in client.post(no, {"back": "1", "token": token}).content.decode()
    assert not Mark.objects.exists()
    assert client.get(no).status_code == 200


def test_a_reader_leaves_once_and_is_told_so_each_time(consenting: None, client: Client) -> None:
    _, stop = links()
    assert "Unsubscribe from the weekly mail?" in client.get(stop).content.decode()
    for sent in ({"token": "t1"}, {"token": "t1"}, {"List-Unsubscribe": "One-Click"}):
        assert "You are unsubscribed." in client.post(stop, sent).content.decode()
    assert Person.objects.get(pk="p1").consent == "directory;research", "what they agreed to besides stays"
    assert Batch.objects.filter(action="digest.unsubscribe").count() == 1


def test_a_text_that_is_too_long_is_refused_beside_its_field(staff: Client) -> None:
    text = "storage " * 2_501
    answer = staff.get("/match", {"text": text})
    assert answer.status_code == 400
    assert text.strip() in answer.content.decode()
    assert "at most 20000 characters" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_opposite_marks_at_once_never_stand_together() -> None:
    small_world()
    clients = [signed_in(Role.ADMIN) for _ in range(4)]
    for _ in range(10):
        words = ("good", "not_for_them", "joined", "not_for_them")
        works = [
            lambda c=c, w=w: c.post(FLOW, {"mark": w}, headers=SCRIPTED).status_code
            for c, w in zip(clients, words, strict=True)
        ]
        assert set(at_once(works)) == {200}  # type: ignore[arg-type]
        standing = set(Mark.objects.values_list("mark", flat=True))
        assert not (standing & set(DISMISSING) and standing - set(DISMISSING)), standing


@pytest.mark.django_db(transaction=True)
def test_a_mark_put_and_taken_back_at_once_is_there_or_not() -> None:
    small_world()
    clients = [signed_in(Role.ADMIN) for _ in range(4)]
    for _ in range(10):
        works = [lambda c=c: put(c, "good").status_code for c in clients[:2]]
        works += [lambda c=c: c.delete(f"{API}/good").status_code for c in clients[2:]]
        answers = at_once(works)  # type: ignore[arg-type]
        assert answers[:2] == [200, 200]
        assert set(answers[2:]) <= {204, 404}
        assert Mark.objects.count() <= 1


@pytest.mark.django_db(transaction=True)
def test_the_same_word_at_once_is_kept_once() -> None:
    small_world()
    clients = [signed_in(Role.ADMIN) for _ in range(8)]
    answers = at_once([lambda c=c: put(c, "good", {"reason": "knows the port"}) for c in clients])  # type: ignore[misc]
    assert {answer.status_code for answer in answers} == {200}
    assert Mark.objects.count() == 1
    assert Batch.objects.filter(action="mark.set").count() == 1
