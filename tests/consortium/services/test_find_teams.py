"""Consortia out of a workspace: the example's harbour, teams kept, invitations."""

from dataclasses import replace
from pathlib import Path

import pytest

from bridgehead.consortium import queries
from bridgehead.consortium.core.problem import TermWeights
from bridgehead.consortium.models import TeamSeat
from bridgehead.consortium.phrases import phrase, reason
from bridgehead.consortium.services import TeamRequest, answer_invitation, find_teams, invite, save_team
from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.services import fittest, match_opportunity, match_text
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.services import example_workspace

pytestmark = pytest.mark.django_db
HARBOUR = "stockholm-harbour"


@pytest.fixture
def example(db: None) -> None:
    example_workspace.build()


def members(found: object, team: int = 0) -> set[str]:
    return {m.actor for m in found.teams[team].members}  # type: ignore[attr-defined]


def test_the_harbour_gets_small_with_large_and_a_university_beside_its_buyer(example: None) -> None:
    found = find_teams(HARBOUR)
    assert found.status == "optimal"
    assert found.objective == found.bound
    assert len(found.teams) == 3
    assert found.buyer is not None
    assert found.buyer.name == "City of Stockholm"
    team = found.teams[0]
    assert {"visblue", "vestas"} < members(found)
    assert members(found) - {"visblue", "vestas"} < {"aarhus-university", "dtu", "harvard"}, "one that both worked with"
    assert {m.role for m in team.members} == {"lead", "partner"}
    assert all(check.met for check in team.rules)
    buyer = next(check for check in team.rules if check.rule == "public_buyer")
    assert phrase(buyer.detail) == "City of Stockholm"
    assert next(phrase(check.detail) for check in team.rules if check.rule == "size") == "3 members"
    assert not any(r.phrase.parameters.get("other") == "City of Stockholm" for m in team.members for r in m.reasons)
    visblue = next(m for m in team.members if m.actor == "visblue")
    assert "energy storage in buildings" in visblue.covers
    assert any(r.phrase.code.startswith("trust.") and r.records for m in team.members for r in m.reasons)
    assert round(sum(team.terms.values()), 3) == team.objective


def test_eurostars_gets_remoni_with_its_two_partners(example: None) -> None:
    """Study §5.3.1: ReMoni with a Bulgarian and an Icelandic firm; no weight is set for it, and no port is in it."""
    found = find_teams("eurostars-2019")
    assert found.status == "optimal"
    assert members(found) == {"remoni", "bulgarian-partner", "icelandic-partner"}
    assert found.teams[0].members[0].actor == "remoni"
    assert found.teams[0].members[0].role == "lead"
    assert not found.teams[0].lacks
    assert all(m.in_already for m in found.teams[0].members)


def test_what_the_opportunity_brought_about_speaks_for_no_trust_and_no_need(example: None) -> None:
    """Framework §6: the ties of the three are those of the project that the call paid for."""
    team = find_teams("eurostars-2019", top=1).teams[0]
    assert team.terms["trust"] == 0
    assert not any(r.kind == "trust" for m in team.members for r in m.reasons)


def test_budget_shares_are_asked_for_and_never_invented(example: None) -> None:
    asked = find_teams("eurostars-2019", top=1).teams[0]
    bearing = {"partner_share", "country_share", "sme_share"}
    assert asked.shares_asked
    assert all(m.share is None for m in asked.members)
    assert {c.rule for c in asked.rules if c.rule in bearing and c.met is None} == bearing
    shares = {"remoni": 0.5, "bulgarian-partner": 0.3, "icelandic-partner": 0.2}
    stated = find_teams("eurostars-2019", TeamRequest(shares=shares), top=1).teams[0]
    assert {m.actor: m.share for m in stated.members} == shares
    assert all(c.met for c in stated.rules if c.rule in bearing)
    others = TeamRequest(pinned=tuple(shares), size=3, shares=shares | {"remoni": 0.6})
    clash = find_teams("eurostars-2019", others)
    assert clash.status == "infeasible"
    with pytest.raises(InputError):
        find_teams("eurostars-2019", TeamRequest(shares={"remoni": 1.5}))


@pytest.mark.parametrize("actor", ["clean", "stockholm-municipality", "korean-clients"])
def test_the_cluster_the_buyer_and_stand_ins_take_no_seat(example: None, actor: str) -> None:
    found = find_teams(HARBOUR, TeamRequest(rules="open", size=8))
    assert not any(actor in members(found, n) for n in range(len(found.teams)))
    with pytest.raises(InputError, match=r"seat|beside the team"):
        find_teams(HARBOUR, TeamRequest(pinned=(actor,)))


def test_where_no_buyer_is_named_a_public_body_takes_that_seat(example: None) -> None:
    with batch("change") as writer:
        writer.put(Opportunity, [{"id": HARBOUR, "buyer": ""}])
    found = find_teams(HARBOUR, top=1)
    assert found.buyer is None
    assert {m.role for m in found.teams[0].members} == {"lead", "buyer", "partner"}
    seat = next(m for m in found.teams[0].members if m.role == "buyer")
    assert seat.country == "SE"
    assert next(c for c in found.teams[0].rules if c.rule == "size").detail.parameters["count"] == 4


def test_a_buyer_that_is_a_name_alone_is_left_to_a_person(example: None) -> None:
    with batch("change") as writer:
        writer.put(Opportunity, [{"id": HARBOUR, "buyer": "Port of Somewhere"}])
    found = find_teams(HARBOUR, top=1)
    assert found.buyer is not None
    assert (found.buyer.actor, found.buyer.name) == ("", "Port of Somewhere")
    assert next(c.met for c in found.teams[0].rules if c.rule == "public_buyer") is None
    assert "buyer" not in {m.role for m in found.teams[0].members}


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
    large = find_teams(HARBOUR, TeamRequest(pinned=("visblue",), weights=replace(TermWeights(), distance=100)), top=1)
    assert members(large) != members(usual)
    assert {m.country for m in large.teams[0].members} > {m.country for m in usual.teams[0].members}


def test_what_clashes_is_named_with_who_could_help(example: None) -> None:
    large = ("alfa-laval", "arla-foods", "danfoss", "grundfos", "siemens", "tetra-pak", "vestas")
    found = find_teams(HARBOUR, TeamRequest(without=large))
    assert found.status == "infeasible"
    assert found.teams == ()
    assert {c.rule for c in found.conflict} == {"large_firm", *(f"without:{actor}" for actor in large)}
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


def test_conditions_on_size_and_region_bind_who_leads(example: None) -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "vestas", "staff": 20_000.0}, {"id": "visblue", "staff": 20.0}])
        writer.put(Actor, [{"id": "visblue", "region": "Midtjylland"}])
        writer.put(Opportunity, [{"id": HARBOUR, "eligibility": ["firm", "staff: under 250", "region: DK04"]}])
    assert find_teams(HARBOUR, TeamRequest(lead="visblue"), top=1).status == "optimal"
    refused = find_teams(HARBOUR, TeamRequest(lead="vestas"), top=1)
    assert refused.status == "infeasible"
    assert "eligible" in {c.rule for c in refused.conflict}


def test_one_cannot_be_in_and_out(example: None) -> None:
    with pytest.raises(InputError):
        find_teams(HARBOUR, TeamRequest(pinned=("dtu",), without=("dtu",)))
    with pytest.raises(NotFound):
        find_teams(HARBOUR, TeamRequest(pinned=("nobody",)))


@pytest.mark.database
def test_a_team_is_kept_replaced_and_read_again(example: None) -> None:
    found = find_teams(HARBOUR, TeamRequest(pinned=("visblue",)))
    one, two = ({m.actor: m.role for m in team.members} for team in found.teams[:2])
    first = save_team(HARBOUR, name="First try", members=one, pinned=("visblue",), viewer=COMMAND_LINE).result
    assert save_team(HARBOUR, name="First try", members=two, viewer=COMMAND_LINE).result == first
    assert save_team(HARBOUR, name="Second try", members=one, viewer=COMMAND_LINE).result != first
    assert {s.actor_id for s in queries.seats(HARBOUR) if s.team == first} == members(found, 1)
    assert TeamSeat.objects.filter(team=first, role="lead").count() == 1


@pytest.mark.database
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


def test_a_crowd_of_one_kind_hides_none_of_the_others(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fittest of each role and rule are looked at, beside the fittest of all: here those are small firms only."""
    monkeypatch.setattr(fittest, "TOP", 20)
    leaks = "leak sensors for the pipes of a city"
    small = [
        {"id": f"a{n}", "name": f"Pump {n}", "kind": "firm", "size": "sme", "country": "DK", "description": leaks}
        for n in range(150)
    ]
    others = [
        {"id": "large", "name": "Large", "kind": "firm", "size": "large", "country": "DK", "description": leaks},
        {"id": "school", "name": "School", "kind": "knowledge", "size": "", "country": "DK", "description": ""},
        {"id": "town", "name": "Town", "kind": "public", "size": "", "country": "DK", "description": ""},
    ]
    challenge = {"id": "leaks", "title": "Leak sensors", "kind": "challenge", "countries": ["DK"], "deadline": "2031"}
    with batch("many") as writer:
        writer.put(Actor, small + others)
        writer.put(Opportunity, [challenge | {"capabilities": ["leak sensors"], "eligibility": ["firm"]}])
    found = find_teams("leaks", top=1)
    assert found.status == "optimal"
    assert {"large", "school", "town"} < members(found)
    assert found.scope.candidates == fittest.EACH + 3
    assert {m.actor: m.role for m in found.teams[0].members}["town"] == "buyer"


def test_an_index_that_knows_nobody_has_no_fittest(example: None) -> None:
    pool = fittest.fittest(Opportunity.objects.get(pk=HARBOUR), [fittest.ActorGroup(("investor",), countries=("JP",))])
    assert "visblue" in pool.fit
    assert not {"clean", "stockholm-municipality", "korean-clients"} & set(pool.fit)
    assert pool.reasons(["visblue", "nobody"]).keys() == {"visblue"}
    only = fittest.fittest(
        Opportunity.objects.get(pk=HARBOUR), [], among=fittest.ActorGroup(("knowledge",)), members_of="clean"
    )
    assert only.fit == {}


def test_a_place_in_a_name_is_no_reason(db: None) -> None:
    sea = {"kind": "firm", "country": "DK", "city": "Skanderborg", "description": "pumps for harbours"}
    with batch("some") as writer:
        writer.put(Actor, [sea | {"id": "one", "name": "Skanderborg Denmark Pumps ApS"}])
        writer.put(Actor, [sea | {"id": "two", "name": "Other Pumps ApS"}])
    found = match_text("Pumps for a harbour in Skanderborg, Denmark (ApS)")
    said = [reason(r) for c in found.candidates for r in c.why]
    assert said
    assert not [text for text in said if "Denmark" in text.replace("Based in Denmark", "") or "ApS" in text]
    assert not [text for text in said if "Skanderborg" in text]
