"""Consortia out of a workspace: the example's harbour, teams kept, invitations."""

from dataclasses import replace
from pathlib import Path

import pytest

from bridgehead.consortium import queries
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.models import TeamSeat
from bridgehead.consortium.phrases import reason
from bridgehead.consortium.services import TeamRequest, answer_invitation, find_teams, invite, save_team
from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.services import match_opportunity
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.services import example_workspace

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HARBOUR = "stockholm-harbour"


@pytest.fixture
def example(db: None) -> None:
    example_workspace.build()


def members(found: object, team: int = 0) -> set[str]:
    return {m.actor for m in found.teams[team].members}  # type: ignore[attr-defined]


def test_the_harbour_gets_small_with_large_a_buyer_and_a_university(example: None) -> None:
    found = find_teams(HARBOUR, TeamRequest(pinned=("visblue",)))
    assert found.status == "optimal"
    assert found.objective == found.bound
    assert len(found.teams) == 3
    team = found.teams[0]
    facts = {(m.kind, m.size) for m in team.members}
    assert {("firm", "sme"), ("firm", "large"), ("knowledge", ""), ("public", "")} <= facts
    assert all(check.met for check in team.rules)
    visblue = next(m for m in team.members if m.actor == "visblue")
    assert "redox flow batteries" in visblue.covers
    assert any(r.phrase.code.startswith("trust.") and r.records for m in team.members for r in m.reasons)
    assert round(sum(team.terms.values()), 3) == team.objective


def test_pin_exclude_and_declined_are_kept(example: None) -> None:
    answer_invitation(HARBOUR, "vestas", status="declined", viewer=COMMAND_LINE)
    found = find_teams(
        HARBOUR, TeamRequest(lead="visblue", pinned=("dtu",), without=("stockholm-harbour-authority",)), top=1
    )
    assert {"visblue", "dtu"} <= members(found)
    assert not {"vestas", "stockholm-harbour-authority"} & members(found)
    assert found.teams[0].members[0].role == "lead"


def test_what_small_firms_would_gain_counts_and_is_said(example: None) -> None:
    gains = {c.actor: c.additionality for c in match_opportunity(HARBOUR, top=1000).candidates if c.size == "sme"}
    team = find_teams(HARBOUR, TeamRequest(pinned=("visblue",)), top=1).teams[0]
    known = {m.actor: gain.value for m in team.members if (gain := gains.get(m.actor)) and gain.value}
    assert "visblue" in known
    assert team.terms["additionality"] == pytest.approx(TermWeights().additionality * sum(known.values()), abs=0.01)
    said = [reason(r) for m in team.members if m.actor == "visblue" for r in m.reasons if r.kind == "additionality"]
    assert said
    assert said[0].startswith("Room to improve in ")


def test_moved_weights_move_the_team(example: None) -> None:
    usual = find_teams(HARBOUR, TeamRequest(pinned=("visblue",)), top=1)
    small = find_teams(HARBOUR, TeamRequest(pinned=("visblue",), weights=replace(TermWeights(), size=100)), top=1)
    assert len(small.teams[0].members) < len(usual.teams[0].members)


def test_what_clashes_is_named_with_who_could_help(example: None) -> None:
    found = find_teams(HARBOUR, TeamRequest(without=("stockholm-harbour-authority", "stockholm-municipality")))
    assert found.status == "infeasible"
    assert found.teams == ()
    assert {c.rule for c in found.conflict} == {
        "public_buyer",
        "without:stockholm-harbour-authority",
        "without:stockholm-municipality",
    }
    assert all(c.lifts for c in found.conflict)


def test_a_clusters_own_rules_and_its_mistakes(example: None, settings: object, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "rules").mkdir()
    own = tmp_path / "rules" / "pair.toml"
    own.write_text('label = "Pair"\nsource = "us"\nmembers = [2, 2]\n', encoding="utf-8")
    assert len(members(find_teams(HARBOUR, TeamRequest(rules="pair"), top=1))) == 2
    own.write_text('label = "Pair"\nsource = "us"\nmembers = [2]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"pair\.toml, column members"):
        find_teams(HARBOUR, TeamRequest(rules="pair"))


def test_one_cannot_be_in_and_out(example: None) -> None:
    with pytest.raises(InputError):
        find_teams(HARBOUR, TeamRequest(pinned=("dtu",), without=("dtu",)))
    with pytest.raises(NotFound):
        find_teams(HARBOUR, TeamRequest(pinned=("nobody",)))


def test_a_team_is_kept_replaced_and_read_again(example: None) -> None:
    found = find_teams(HARBOUR, TeamRequest(pinned=("visblue",)))
    one, two = ({m.actor: m.role for m in team.members} for team in found.teams[:2])
    first = save_team(HARBOUR, name="First try", members=one, pinned=("visblue",), viewer=COMMAND_LINE).result
    assert save_team(HARBOUR, name="First try", members=two, viewer=COMMAND_LINE).result == first
    assert save_team(HARBOUR, name="Second try", members=one, viewer=COMMAND_LINE).result != first
    assert {s.actor_id for s in queries.seats(HARBOUR) if s.team == first} == members(found, 1)
    assert TeamSeat.objects.filter(team=first, role="lead").count() == 1


def test_an_invitation_is_sent_once_and_keeps_its_answer(example: None) -> None:
    assert invite(HARBOUR, ["visblue", "dtu"], viewer=COMMAND_LINE).result == ("dtu", "visblue")
    answer_invitation(HARBOUR, "dtu", status="accepted", note="from May on", viewer=COMMAND_LINE)
    assert invite(HARBOUR, ["visblue", "dtu", "vestas"], viewer=COMMAND_LINE).result == ("vestas",)
    assert {i.actor_id: i.status for i in queries.invitations(HARBOUR)} == {
        "visblue": "invited",
        "dtu": "accepted",
        "vestas": "invited",
    }
    with pytest.raises(InputError):
        answer_invitation(HARBOUR, "dtu", status="perhaps", viewer=COMMAND_LINE)


def test_more_than_a_hundred_candidates_without_a_lead_name_their_shortlist(db: None) -> None:
    kinds = ("firm", "firm", "knowledge")
    with batch("many") as writer:
        writer.put(
            Actor,
            [
                {
                    "id": f"a{n}",
                    "name": f"Actor {n}",
                    "kind": kinds[n % 3],
                    "size": "sme" if n % 3 == 0 else "",
                    "country": ("DK", "SE", "DE", "FR")[n % 4],
                    "description": "wave energy and mooring",
                }
                for n in range(130)
            ],
        )
        writer.put(
            Opportunity,
            [{"id": "wave", "title": "Wave energy", "kind": "call", "rule_set": "horizon_europe", "deadline": "2018"}],
        )
    found = find_teams("wave", top=1)
    assert found.status == "optimal"
    assert len(found.scope.shortlist) == 100
    assert members(found) <= set(found.scope.shortlist)
    led = find_teams("wave", TeamRequest(lead="a0"), top=1)
    assert led.scope.trust == "anchors"
    assert not led.scope.shortlist
