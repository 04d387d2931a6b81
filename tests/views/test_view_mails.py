"""The mail of a view: what is new or due in it, to its owner, until they stop it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bridgehead.ecosystem.models import User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.mail.models import OutboxMail
from bridgehead.models import Application, Membership, Opportunity, SavedView
from bridgehead.views.core.mail_rhythm import due_until, is_mail_due
from bridgehead.views.services.view_mails import send_view_mails
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = timezone.localdate()


def call(id_: str, **values: object) -> dict[str, object]:
    return {"id": id_, "title": f"Call {id_}", "kind": "call", "status": "open", "deadline": "", **values}


def write(*rows: dict[str, object]) -> None:
    with batch("test") as writer:
        writer.put(Opportunity, rows)


def view(ago: int, **values: str) -> SavedView:
    mailed = (timezone.localtime() - timedelta(days=ago)).strftime("%Y-%m-%dT%H:%M")
    row = {"name": "Open calls", "page": "opportunities", "filters": "kind=call&status=open", "shows": []}
    with batch("test") as writer:
        writer.put(SavedView, [{"id": "open", "mail": "weekly", "mailed": mailed, **row, **values}])
    return SavedView.objects.get(pk="open")


@pytest.fixture
def kim(staff: Client) -> User:
    found = User.objects.get(pk=staff.session["_auth_user_id"])
    found.email = "kim@hub.example"
    found.save()
    return found


def test_a_rhythm_says_when_a_mail_is_due_and_how_far_it_looks() -> None:
    day = NOW
    assert is_mail_due("daily", day - timedelta(1), day)
    assert not is_mail_due("daily", day, day)
    assert not is_mail_due("weekly", day - timedelta(6), day)
    assert is_mail_due("weekly", day - timedelta(7), day)
    assert not is_mail_due("weekly", day + timedelta(1), day), "another zone's today"
    assert is_mail_due("weekly", day + timedelta(2), day), "noted by a clock that was wrong"
    assert is_mail_due("weekly", None, day)
    assert not is_mail_due("", None, day)
    assert (due_until("daily", day), due_until("weekly", day)) == (day + timedelta(3), day + timedelta(14))


def test_what_is_new_and_due_is_written_once_and_says_why_it_comes(staff: Client, kim: User) -> None:
    soon = (NOW + timedelta(days=10)).isoformat()
    write(call("new"), call("soon", deadline=soon), call("shut", status="closed"), call("grant", kind="grant"))
    view(8, owner=kim.username)
    assert send_view_mails(viewer=COMMAND_LINE) == 1
    mail = OutboxMail.objects.get(kind="view")
    assert (mail.to, mail.subject) == ("kim@hub.example", "Open calls: 2 new, 1 due soon")
    for text in (mail.body, mail.html):
        assert "Call new" in text
        assert "Call shut" not in text
        assert "Call grant" not in text
        assert "at most once a week, because your saved view “Open calls” sends it" in text
        assert "/opportunities?kind=call" in text
    assert send_view_mails(viewer=COMMAND_LINE) == 0
    assert "Open calls: 2 new" in staff.get("/outbox").content.decode()


def test_what_came_into_the_view_by_a_change_is_new_and_other_changes_are_not(kim: User) -> None:
    write(call("late", status="forthcoming"), call("old"))
    view(0, owner=kim.username)
    SavedView.objects.update(mailed=(timezone.localtime() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M"))
    assert send_view_mails(viewer=COMMAND_LINE) == 0
    # A week goes by: what is written from here on came after the last mail.
    from bridgehead.kit.models import Batch

    Batch.objects.update(at=timezone.now() - timedelta(days=9))
    SavedView.objects.update(mailed=(timezone.localtime() - timedelta(days=8)).strftime("%Y-%m-%dT%H:%M"))
    assert send_view_mails(viewer=COMMAND_LINE) == 0
    write({"id": "late", "status": "open"}, {"id": "old", "status": "open"})
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "old", "title": "Call renamed"}])
    assert send_view_mails(viewer=COMMAND_LINE) == 1
    body = OutboxMail.objects.get(kind="view").body
    assert "Call late" in body
    assert "Call renamed" not in body


def test_applications_are_due_by_their_call_and_memberships_by_their_renewal(kim: User) -> None:
    soon = (NOW + timedelta(days=10)).isoformat()
    write(call("soon", deadline=soon))
    with batch("test") as writer:
        draft = {"id": "draft", "name": "Heat from sewage", "opportunity_id": "soon", "stage": "draft"}
        writer.put(Application, [draft])
        writer.put(Membership, [keyed(Membership, member_id="flow", cluster_id="hub", since="2020") | {"renews": soon}])
    for page, subject, named in (
        ("applications", "1 due soon", "- Heat from sewage, "),
        ("memberships", "1 due soon", "- Flow Batteries, "),
    ):
        view(8, owner=kim.username, page=page, name="Due", filters="")
        assert send_view_mails(viewer=COMMAND_LINE) == 1
        mail = OutboxMail.objects.order_by("-pk")[0]
        assert (mail.subject.endswith(subject), named in mail.body) == (True, True), mail.body


def test_one_tap_stops_it_and_a_link_alone_does_nothing(client: Client, kim: User) -> None:
    write(call("new"))
    found = view(8, owner=kim.username)
    send_view_mails(viewer=COMMAND_LINE)
    mail = OutboxMail.objects.get(kind="view")
    stop = mail.headers["List-Unsubscribe"].strip("<>")
    assert stop in mail.body
    path = re.sub(r"^https?://[^/]+", "", stop)
    assert "Stop the emails of the view “Open calls”?" in client.get(path).content.decode()
    found.refresh_from_db()
    assert found.mail == "weekly"
    assert "Emails stopped" in client.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    found.refresh_from_db()
    assert found.mail == ""
    assert "Emails stopped" in client.get(path).content.decode()
    assert client.get(path[:-3] + "abc").status_code == 404


def test_nobody_is_written_to_who_may_not_see_the_list_or_has_no_account(kim: User) -> None:
    write(call("new"))
    view(8, owner="somebody")
    assert send_view_mails(viewer=COMMAND_LINE) == 0
    view(8, owner=kim.username, page="nowhere")
    assert send_view_mails(viewer=COMMAND_LINE) == 0
    User.objects.filter(pk=kim.pk).update(role="evaluator")
    view(8, owner=kim.username)
    assert send_view_mails(viewer=COMMAND_LINE) == 0
