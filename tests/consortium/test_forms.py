"""Teams and invitations as they are sent: refused in place, done once, never over what was not seen."""

import re

import pytest
from django.test import Client

from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.consortium.phrases import STATUSES as LABELS
from bridgehead.consortium.services import STATUSES, answer_invitation, invite, save_team
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Actor, Opportunity
from tests.at_once import at_once
from tests.world import actor, signed_in, small_world, staff, world

__all__ = ["staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HARBOUR = "harbour-storage"
PAGE = f"/opportunities/{HARBOUR}/consortium"
TEAM = {"actor": ["flow", "port"], "role": ["lead", "buyer"], "name": "Ours", "query": "pin=flow"}


def seats() -> set[tuple[str, str, str]]:
    return set(TeamSeat.objects.values_list("name", "actor_id", "role"))


def batches(what: str) -> int:
    return Batch.objects.filter(action=what).count()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": " "}, "This field is required."),
        ({"name": "x" * 1_001}, "at most 1000 characters"),
        ({"role": ["lead"]}, "Each member needs one role."),
        ({"role": ["lead", "x" * 201]}, "text of at most 200 characters"),
        ({"actor": [], "role": []}, "This team has no members."),
    ],
)
def test_a_refused_team_stands_there_as_it_was_sent(staff: Client, typed: dict[str, object], words: str) -> None:
    answer = staff.post(f"{PAGE}/save", TEAM | typed)
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert words in shown
    assert "pin=flow" in shown, "under the same question"
    if "actor" not in typed:
        assert "Flow Batteries, Port of Gothenburg" in shown
        assert 'name="actor" value="port"' in shown
    if "name" in typed:
        assert f'value="{typed["name"]}"' in shown
    assert not TeamSeat.objects.exists()


def test_links_of_a_refused_page_lead_to_the_page(staff: Client) -> None:
    for verb in ("save", "invite", "invitations/flow"):
        assert staff.get(f"{PAGE}/{verb}?pin=flow").headers["Location"] == f"{PAGE}?pin=flow"


def test_a_team_sent_twice_is_saved_once(staff: Client) -> None:
    for _ in range(5):
        assert staff.post(f"{PAGE}/save", TEAM | {"token": "t1"}).status_code == 302
    assert batches("team.save") == 1
    staff.post(f"{PAGE}/save", TEAM)
    assert batches("team.save") == 1, "without a token nothing is new either"
    assert seats() == {("Ours", "flow", "lead"), ("Ours", "port", "buyer")}


def test_a_team_that_somebody_else_saved_since_is_not_replaced_unseen(staff: Client) -> None:
    seen = change_log.last_line()
    save_team(HARBOUR, name="Ours", members={"cool": "lead"}, viewer=COMMAND_LINE)
    answer = staff.post(f"{PAGE}/save", TEAM | {"seen": seen})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Cool Machines (lead)" in shown
    assert "Flow Batteries (lead), Port of Gothenburg (buyer)" in shown
    assert seats() == {("Ours", "cool", "lead")}
    later = re.search(r'name="seen" value="(\d+)"', shown)
    assert later is not None
    assert staff.post(f"{PAGE}/save", TEAM | {"seen": later[1]}).status_code == 302
    assert seats() == {("Ours", "flow", "lead"), ("Ours", "port", "buyer")}


def test_a_team_that_nobody_touched_is_replaced(staff: Client) -> None:
    save_team(HARBOUR, name="Ours", members={"cool": "lead"}, viewer=COMMAND_LINE)
    save_team(HARBOUR, name="Theirs", members={"cool": "lead"}, viewer=COMMAND_LINE)
    seen = change_log.last_line()
    save_team(HARBOUR, name="Theirs", members={"flow": "lead"}, viewer=COMMAND_LINE)
    assert staff.post(f"{PAGE}/save", TEAM | {"seen": seen}).status_code == 302


def test_the_form_of_a_team_says_what_was_known(staff: Client) -> None:
    with batch("anybody may answer") as writer:
        writer.put(Opportunity, [{"id": HARBOUR, "eligibility": []}])
    shown = staff.get(f"{PAGE}/teams?rules=open&size=2").content.decode()
    assert f'name="seen" value="{change_log.last_line()}"' in shown
    assert len(set(re.findall(r'name="token" value="(\w+)"', shown))) == shown.count('name="token"')


def test_teams_of_opportunities_with_long_ids_stay_apart(world: None) -> None:
    long = "o" * 90
    with batch("two calls") as writer:
        writer.put(Opportunity, [{"id": long + end, "title": "Call", "kind": "call"} for end in "ab"])
    one, other = (
        save_team(long + end, name="Ours", members={"flow": "lead"}, viewer=COMMAND_LINE).result for end in "ab"
    )
    assert one != other
    assert TeamSeat.objects.count() == 2


def test_invitations_of_actors_with_long_ids_stay_apart(world: None) -> None:
    long = "university-of-" + "x" * 60
    with batch("two campuses") as writer:
        writer.put(Actor, [actor(long + end, f"Campus {end}") for end in "ab"])
    invite(HARBOUR, [long + "a", long + "b"], viewer=COMMAND_LINE)
    assert Invitation.objects.count() == 2


def test_invitations_sent_twice_are_noted_once(staff: Client) -> None:
    said = [staff.post(f"{PAGE}/invite", TEAM | {"token": "t1"}, follow=True).content.decode() for _ in range(2)]
    assert ["2 invitations sent." in text for text in said] == [True, True]
    assert batches("invitation.send") == 1
    assert "All members are already invited." in staff.post(f"{PAGE}/invite", TEAM, follow=True).content.decode()
    refused = staff.post(f"{PAGE}/invite", TEAM | {"actor": [], "role": []})
    assert refused.status_code == 400
    assert 'value="Ours"' in refused.content.decode(), "the name that was typed is kept"


def test_an_answer_is_refused_in_its_row(staff: Client) -> None:
    invite(HARBOUR, ["flow", "cool"], viewer=COMMAND_LINE)
    note = "not before May " + "x" * 50_000
    answer = staff.post(f"{PAGE}/invitations/flow", {"status": "declined", "note": note})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert note in shown
    assert "at most 50000 characters" in shown
    assert "Select a valid choice" in staff.post(f"{PAGE}/invitations/flow", {"status": "x"}).content.decode()
    assert set(Invitation.objects.values_list("status", flat=True)) == {"invited"}
    never = staff.post(f"{PAGE}/invitations/port", {"status": "declined", "note": note})
    assert never.status_code == 400
    assert "at most 50000 characters" in never.content.decode()
    assert set(LABELS) == set(STATUSES)


def test_an_answer_that_somebody_else_noted_since_is_shown_beside_ones_own(staff: Client) -> None:
    invite(HARBOUR, ["flow"], viewer=COMMAND_LINE)
    seen = re.search(r'name="seen" value="(\d+)"', staff.get(PAGE).content.decode())
    assert seen is not None
    answer_invitation(HARBOUR, "flow", status="accepted", note="from May on", viewer=COMMAND_LINE)
    sent = {"status": "declined", "note": "no time", "seen": seen[1]}
    answer = staff.post(f"{PAGE}/invitations/flow", sent)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>Accepted</td><td>Declined</td>" in shown
    assert "<td>from May on</td><td>no time</td>" in shown
    assert Invitation.objects.get().status == "accepted"
    later = re.search(r'name="seen" value="(\d+)"', shown)
    assert later is not None
    assert staff.post(f"{PAGE}/invitations/flow", sent | {"seen": later[1]}).status_code == 302
    assert Invitation.objects.get().note == "no time"


def test_an_answer_is_noted_once(staff: Client) -> None:
    invite(HARBOUR, ["flow"], viewer=COMMAND_LINE)
    sent = {
        "status": "accepted",
        "note": "gladly",
        "seen": change_log.position_of(Invitation, Invitation.objects.get().pk),
    }
    for token in ("t1", "t1", "t2", ""):
        assert staff.post(f"{PAGE}/invitations/flow", sent | {"token": token}).status_code == 302
    assert batches("invitation.answer") == 1


def test_a_note_keeps_its_lines(staff: Client) -> None:
    invite(HARBOUR, ["flow"], viewer=COMMAND_LINE)
    staff.post(f"{PAGE}/invitations/flow", {"status": "accepted", "note": "from May on\r\nwith two people"})
    assert Invitation.objects.get().note == "from May on\nwith two people"
    assert "from May on\nwith two people</textarea>" in staff.get(PAGE).content.decode()


@pytest.mark.django_db(transaction=True)
def test_eight_invitations_at_once_make_one() -> None:
    small_world()
    clients = [signed_in(Role.ADMIN) for _ in range(8)]
    answers = at_once([lambda c=c: c.post(f"{PAGE}/invite", TEAM).status_code for c in clients])  # type: ignore[misc]
    assert set(answers) == {302}
    assert sorted(Invitation.objects.values_list("actor_id", flat=True)) == ["flow", "port"]
    assert batches("invitation.send") == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_name_at_once_makes_one_team() -> None:
    small_world()
    clients = [signed_in(Role.ADMIN) for _ in range(6)]
    teams = [{"actor": ["flow", other], "role": ["lead", "partner"], "name": "Ours"} for other in ("cool", "port")] * 3
    works = [
        lambda c=c, team=team: c.post(f"{PAGE}/save", team).status_code for c, team in zip(clients, teams, strict=True)
    ]
    assert set(at_once(works)) == {302}  # type: ignore[arg-type]
    assert TeamSeat.objects.values("team").distinct().count() == 1
    assert TeamSeat.objects.count() == 2, "the last one as a whole"
