"""The front page as a desk: whose tasks, what is ahead, what waits, the year; nothing empty is drawn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bridgehead.ecosystem.queries.record_scope import today
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.core.coded_phrase import coded
from bridgehead.match.core.match_result import Candidate, Match, Reason
from bridgehead.match.services import fitting_members
from bridgehead.models import (
    Activity,
    Actor,
    Interaction,
    Invitation,
    Meeting,
    Membership,
    Note,
    Opportunity,
    Participation,
    Task,
    Tie,
)
from tests.world import actor, keyed, signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def manager() -> Client:
    small_world()
    return signed_in(Role.MANAGER)


def page(client: Client) -> str:
    return client.get("/").content.decode()


def test_a_quiet_desk_draws_no_empty_lists(manager: Client) -> None:
    text = page(manager)
    assert "Nothing due in the next two weeks" in text
    assert "2 members at risk of leaving" in text
    for heading in ("Invitations without an answer", "without contact", "Trips and events ahead"):
        assert heading not in text, heading


def test_what_waits_stands_on_the_desk_of_whom_it_concerns(manager: Client) -> None:
    mine, now = "manager-None", timezone.localdate()
    with batch("work") as writer:
        writer.put(Actor, [{"id": "flow", "owner": mine}])
        writer.put(Actor, [actor("fresh", "Fresh Start", country="")])
        writer.put(Membership, [keyed(Membership, member_id="fresh", cluster_id="hub", since=day(-20))])
        tasks = [("soon", day(3), "", mine), ("late", day(-3), "", mine), ("far", day(60), "", mine)]
        tasks += [("recalled", day(90), day(-1), mine), ("hers", day(1), "", "somebody")]
        tasks += [("asleep", "", day(30), mine), ("open", "", "", mine)]
        writer.put(
            Task,
            [{"id": i, "title": f"Task {i}", "due": due, "remind": to, "owner": who} for i, due, to, who in tasks],
        )
        writer.put(Interaction, [{"id": "old", "channel": "phone", "date": "2020-01-01", "actor_id": "flow"}])
        writer.put(Interaction, [{"id": "who", "channel": "email", "date": day(-1), "sender": "x@y.example"}])
        invited = {"id": "i", "opportunity_id": "harbour-storage", "actor_id": "flow", "status": "invited"}
        writer.put(Invitation, [invited | {"date": day(-9)}])
        writer.put(Activity, [{"id": "north", "name": "To the north", "kind": "delegation_trip", "start": day(12)}])
        writer.put(Participation, [keyed(Participation, activity_id="north", actor_id="cool", role="", since="")])
        writer.put(Meeting, [{"id": "m", "activity_id": "north", "participants": ["cool", "port"]}])
        writer.put(Tie, [{"id": "deal", "a_id": "flow", "b_id": "port", "kind": "agreement", "since": str(now)}])
    text = page(manager)
    for title in ("Task soon", "Task late", "Task recalled", "Task open"):
        assert title in text, title
    assert text.count("Reminder") == 1  # of the one whose day has come
    assert "Task asleep" not in text
    assert "2 more" in text
    assert "Task hers" not in text
    assert "My members without contact for six months" in text
    assert "Fresh Start" in text
    assert "1 interaction assigned to no member" in text
    assert "1 member without a country" in text
    assert "1 waiting since" in text
    assert "To the north" in text
    assert f"{now.year} so far" in text
    assert "Agreements" in text


def test_the_next_deadlines_say_how_many_members_fit(manager: Client) -> None:
    assert "counting …" in page(manager)
    text = manager.get("/deadlines/fits").content.decode()
    assert "counting …" not in text
    assert "at least half that of the best member" in text
    assert '<a href="/opportunities/harbour-storage?members_of=hub">1</a>' in text


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        ([], 0),
        ([(0.8, True, "past_work"), (0.4, None, "description"), (0.39, True, "past_work")], 2),
        ([(0.9, True, "network"), (0.5, True, "past_work"), (0.25, True, "past_work")], 2),
        ([(0.9, False, "past_work"), (0.5, True, "past_work"), (0.5, True, "past_work"), (0.2, True, "past_work")], 2),
    ],
    ids=["nobody", "half of the best", "the best by its work", "who is refused sets no measure"],
)
def test_a_member_fits_near_the_best_whose_work_speaks_for_it(
    manager: Client, monkeypatch: pytest.MonkeyPatch, shown: list[tuple[float, bool | None, str]], count: int
) -> None:
    ranked = Match(
        "harbour-storage",
        tuple(
            Candidate("a", "A", "firm", "", "", score, eligible, (), (Reason(kind, coded("x"), 1.0),))
            for score, eligible, kind in shown
        ),
        len(shown),
        today(),
    )
    monkeypatch.setattr(fitting_members, "rank_by_fit", lambda *_a, **_k: ranked)
    found = [Opportunity.objects.get()]
    assert fitting_members.count_fitting_members(found, viewer=COMMAND_LINE) == {"harbour-storage": count}


def test_the_timeline_of_a_member_holds_what_happened_by_date(manager: Client) -> None:
    with batch("work") as writer:
        writer.put(Note, [{"id": "n", "actor_id": "flow", "date": "2024-02-01", "text": "Looks north", "by": "mette"}])
        writer.put(Task, [{"id": "t", "title": "Sent the call", "done": "2024-03-01", "actor_id": "flow"}])
    text = manager.get("/members/flow/follow-up").content.decode()
    told = ["Sent the call", "Looks north", "Harbour Hub"]
    assert [text.index(words) for words in told] == sorted(text.index(words) for words in told)
    assert "Member since" not in text


def test_a_member_and_a_reader_have_no_desk() -> None:
    small_world()
    for client in (signed_in(Role.READER), signed_in(Role.MEMBER_OWNER, "flow")):
        assert "My tasks" not in page(client)
        assert "Next deadlines" in page(client)
