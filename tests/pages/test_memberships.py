"""The pages of memberships: lists by what is due, the public form, the decision on an application."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import (
    Activity,
    Actor,
    Interaction,
    Invitation,
    Membership,
    MembershipRequest,
    Opportunity,
    Participation,
    SurveyAnswer,
)
from bridgehead.pages.cli import memberships
from bridgehead.pages.services.listed_memberships import SHOWS
from bridgehead.pages.services.membership_watch import reasons_of, watched_members
from bridgehead.settings.services.change_settings import save_settings
from tests.world import actor, flow, keyed, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]
FLOW, COOL = "flow/hub/2020", "cool/hub/2020"
JOIN = {"name": "Cool Machine", "contact": "Ea Lund", "email": "ea@cool.example", "agrees": "on", "consent": ["mail"]}


def recorded() -> None:
    """Flow is fine; Cool is quiet, owes its fee, declined twice and answered no survey; New joined and did not come."""
    today = timezone.localdate()
    near, soon = (today - timedelta(days=20)).isoformat(), (today + timedelta(days=30)).isoformat()
    others = [actor(f"m{n}", f"Member {n}") for n in range(3)] + [actor("new", "New Firm")]
    with batch("members") as writer:
        writer.put(Actor, others)
        joined = [(f"m{n}", "2020") for n in range(3)] + [("new", near)]
        writer.put(Membership, [keyed(Membership, member_id=m, cluster_id="hub", since=since) for m, since in joined])
        writer.put(Membership, [{"id": FLOW, "renews": soon, "paid_until": soon, "fee": 100.0, "kind": "full"}])
        writer.put(Membership, [{"id": COOL, "renews": "", "paid_until": "2025", "fee": 100.0, "kind": ""}])
        writer.put(Activity, [{"id": "day", "name": "A day", "kind": "event", "organiser_id": "hub", "start": near}])
        came = ["flow", "m0", "m1", "m2"]
        writer.put(
            Participation, [keyed(Participation, activity_id="day", actor_id=m, role="", since="") for m in came]
        )
        talk = {"channel": "phone", "date": near}
        writer.put(Interaction, [{"id": f"talk-{m}", "actor_id": m, **talk} for m in came])
        writer.put(Opportunity, [{"id": "other", "title": "Other", "kind": "call"}])
        said = {"actor_id": "cool", "status": "declined", "date": near, "note": ""}
        writer.put(Invitation, [{"id": f"i-{o}", "opportunity_id": o, **said} for o in ("other", "harbour-storage")])
        answers = [{"survey": "year", "actor_id": m, "item": "q1", "value": "4", "date": near} for m in came]
        writer.put(SurveyAnswer, [keyed(SurveyAnswer, **row) for row in answers])


def listed(client: Client, show: str) -> list[str]:
    """The members in the list's file."""
    answer = client.get("/memberships", {"show": show, "list": "memberships", "format": "csv"})
    text = b"".join(answer) if answer.streaming else answer.content
    return [row["Member"] for row in csv.DictReader(io.StringIO(text.decode("utf-8-sig")))]


def test_members_at_risk_are_read_from_all_stages_each_with_reasons() -> None:
    recorded()
    today = timezone.localdate()
    watched = watched_members(today)
    (cool,) = (watched.reasons[id_] for id_ in watched.at_risk)
    assert cool.id == "cool"
    assert [reason.code for reason in cool.reasons] == [
        *("no_participation", "fee_overdue", "no_contact", "invitations_declined", "survey_unanswered"),
    ]
    assert cool.score == 11
    assert [one.id for one in watched.newcomers] == ["new"]
    assert [reason.code for reason in reasons_of("cool", today)] == [reason.code for reason in cool.reasons]
    assert reasons_of("flow", today) == reasons_of("port", today) == ()


def test_the_list_shows_what_is_due_and_who_may_leave(staff: Client, flow: Client) -> None:
    recorded()
    shown = {show: listed(staff, show) for show in ("", "present", "due", "overdue", "risk", "new", "past")}
    everybody = ["Cool Machines", "Flow Batteries", "Member 0", "Member 1", "Member 2", "New Firm"]
    assert shown == {
        "": everybody,
        "present": everybody,
        "due": ["Flow Batteries"],
        "overdue": ["Cool Machines"],
        "risk": ["Cool Machines"],
        "new": ["New Firm"],
        "past": [],
    }
    page = staff.get("/memberships?show=risk").content.decode()
    assert "Last contact" not in page
    assert "No contact recorded" in page
    assert "2 invitations declined in 12 months" in page
    assert "At risk" in page
    assert flow.get("/memberships").status_code == 403
    assert "2 invitations declined" in staff.get("/members/cool").content.decode()
    sent = {"keys": [FLOW, COOL], "next": "/memberships"}
    assert "2 memberships renewed" in staff.post("/memberships/renew", sent, follow=True).content.decode()
    assert "2 fees recorded" in staff.post("/memberships/paid", sent, follow=True).content.decode()
    assert "Select at least one" in staff.post("/memberships/renew", {}, follow=True).content.decode()
    ended = staff.post("/memberships/end", {"key": COOL, "until": "", "left_reason": ""})
    assert (ended.status_code, Membership.objects.get(pk=COOL).until) == (400, "")
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    staff.post("/memberships/end", {"key": COOL, "until": yesterday, "left_reason": "no_value"})
    assert "Too little value" in staff.get("/memberships?show=past").content.decode()


def test_anybody_applies_where_the_form_is_open_and_staff_decides(staff: Client) -> None:
    stranger = Client()
    assert "closed" in stranger.get("/join").content.decode()
    save_settings({"joining": "open"}, viewer=COMMAND_LINE, seen=None)
    assert "Send application" in stranger.get("/join").content.decode()
    refused = stranger.post("/join", {**JOIN, "agrees": "", "email": "nowhere", "message": "x" * 5_000})
    assert refused.status_code == 400
    refusals = refused.content.decode()
    assert all(text in refusals for text in ("cannot be kept", "4,000", "valid email"))
    assert stranger.post("/join", {**JOIN, "homepage": "http://spam.example"}).status_code == 302
    assert MembershipRequest.objects.count() == 1, "a program filled in what nobody sees"
    with override_settings(ACCOUNT_RATE_LIMITS={"membership_request": "1/h/ip"}):
        office = Client(REMOTE_ADDR="198.51.100.7")
        assert office.post("/join", JOIN).status_code == 302
        again = office.post("/join", {**JOIN, "name": "Another"})
        assert again.status_code == 400
        assert "Too many applications were sent from here" in again.content.decode()
        assert stranger.post("/join", JOIN).status_code == 302, "others still can"
    found = MembershipRequest.objects.exclude(pk="asked").get()
    assert "Cool Machine" in staff.get("/memberships").content.decode()
    address = f"/memberships/requests/{found.pk}"
    page = staff.get(address).content.decode()
    assert "Cool Machines (Denmark)" in page, "a similar one is on record"
    accept = {"actor_kind": "firm", "kind": "full", "fee": "", "since": ""}
    assert staff.post(f"{address}/accept", accept).status_code == 400, "which one is it?"
    done = staff.post(f"{address}/accept", {**accept, "actor": "new"}, follow=True)
    assert "accepted as a member" in done.content.decode()
    assert Membership.objects.filter(member__name="Cool Machine").count() == 1
    assert staff.get(address).status_code == 200
    assert stranger.get(address).status_code == 302


def test_the_command_lists_what_the_page_does(capsys: pytest.CaptureFixture[str]) -> None:
    recorded()
    run: Any = memberships.__wrapped__  # type: ignore[attr-defined]  # the store is open already
    found = {}
    for show in SHOWS:
        run(show=show, json=True)
        found[show] = json.loads(capsys.readouterr().out)["memberships"]
    assert {show: [one["name"] for one in rows] for show, rows in found.items()} == {
        "present": ["Cool Machines", "Flow Batteries", "Member 0", "Member 1", "Member 2", "New Firm"],
        "due": ["Flow Batteries"],
        "overdue": ["Cool Machines"],
        "risk": ["Cool Machines"],
        "new": ["New Firm"],
        "past": [],
    }
    [cool] = found["risk"]
    assert (cool["at_risk"], cool["fee"], cool["paid_until"], cool["cluster"]) == (True, 100.0, "2025", "hub")
    assert any("declined" in why for why in cool["concerns"])
    run(words="flow")
    shown = capsys.readouterr().out
    assert "Memberships: 1" in shown
    assert "Flow Batteries" in shown
    with pytest.raises(InputError, match="overdue"):
        run(show="all")
