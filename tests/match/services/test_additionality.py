"""Additionality from records: whose standings, which graph, what is stated and what a kind raises."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.framework.loader import load_framework
from bridgehead.kit.change_writer import batch
from bridgehead.match.core.additionality import Additionality, OpportunityEffects
from bridgehead.match.phrases import phrase
from bridgehead.match.services import match_opportunity, match_text
from bridgehead.match.services.additionality import aim_of, aims, of_actors, of_aims
from bridgehead.models import (
    Activity,
    Actor,
    Counterfactual,
    Evidence,
    Membership,
    Opportunity,
    OpportunityComponent,
    Participation,
    Tie,
)
from tests.match.shortfall import expected_minimum

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SCOPE = RecordScope(date(2024, 6, 1))
WEAK = expected_minimum(0, 4.5, 0.3) / 0.6


def put(model: Any, *rows: dict[str, Any]) -> None:
    keyed = [row if "id" in row else {**row, "id": model.key_of(row)} for row in rows]
    with batch("test") as writer:
        writer.put(model, keyed)


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    put(Actor, *({"id": id_, "name": id_.title(), "kind": "cluster"} for id_ in ("big", "small")))
    firms = {"weak": "DK", "strong": "DK", "silent": "DK", "swede": "SE", "friend": "DK", "loner": "DK"}
    for id_, country in firms.items():
        about = "Batteries for harbours"
        put(Actor, {"id": id_, "name": id_, "kind": "firm", "size": "sme", "country": country, "description": about})
    for member in ("weak", "strong", "silent", "friend"):
        put(Membership, {"member_id": member, "cluster_id": "big", "since": ""})
    put(Membership, {"member_id": "weak", "cluster_id": "small", "since": ""})
    put(Opportunity, {"id": "harbour", "title": "Batteries", "kind": "challenge", "countries": ["SE"]})
    stated = {"opportunity_id": "harbour", "raises": 0.3}
    put(OpportunityComponent, {**stated, "component": "Oa.network"}, {**stated, "component": "Oa.capital"})
    says("weak", "Oa.network", "weakness")
    says("strong", "Oa.network", "strength")


def says(actor: str, code: str, direction: str, when: str = "") -> None:
    for number in range(3):
        row = {"actor_id": actor, "code": code, "direction": direction, "salience": 3, "date": when}
        put(Evidence, {"id": f"{actor}-{code}-{when}-{number}", **row, "summary": "said"})


def found(*actors: str) -> dict[str, Additionality]:
    return of_actors(aims(Opportunity.objects.all())["harbour"], actors, SCOPE)


def test_the_weak_gain_the_strong_do_not_and_the_silent_are_unknown() -> None:
    values = found("weak", "strong", "silent")
    # Σw⁻ = 3 rows × 3 × ½ = 4.5, each its own source
    assert values["weak"].value == pytest.approx(WEAK)
    assert values["strong"].value == pytest.approx(expected_minimum(4.5, 0, 0.3) / 0.6)
    assert values["strong"].value < 0.1 < values["weak"].value
    assert values["silent"].value is None
    assert values["weak"].unknown == ("Oa.capital",)
    assert phrase(values["weak"].reasons[-1]) == "No own path to Sweden"


def test_what_the_cluster_brought_about_does_not_count_as_its_own_network() -> None:
    put(Activity, {"id": "trip", "name": "Trip", "kind": "delegation_trip", "organiser_id": "big"})
    put(
        Tie,
        {"id": "t", "a_id": "weak", "b_id": "swede", "kind": "partnership", "origin": "cluster", "activity_id": "trip"},
    )
    assert found("weak")["weak"].nearness == 0
    put(Tie, {"id": "o", "a_id": "weak", "b_id": "friend", "kind": "partnership", "origin": "internal"})
    put(Tie, {"id": "p", "a_id": "friend", "b_id": "swede", "kind": "partnership", "origin": "own_network"})
    value = found("weak")["weak"]
    assert (value.nearness, value.value) == (0.5, pytest.approx(WEAK / 2))


def test_each_firm_is_seen_without_its_own_cluster_of_that_day() -> None:
    put(Actor, *({"id": f"m{n}", "name": f"m{n}", "kind": "firm", "country": "NO"} for n in range(9)))
    for n in range(9):
        put(Membership, {"member_id": f"m{n}", "cluster_id": "small", "since": ""})
    says("m0", "Oa.network", "weakness")
    put(Membership, {"member_id": "swede", "cluster_id": "small", "since": ""})
    says("loner", "Oa.network", "weakness")
    put(Tie, {"id": "x", "a_id": "loner", "b_id": "big", "kind": "partnership", "origin": "own_network"})
    put(Membership, {"member_id": "swede", "cluster_id": "big", "since": ""})
    values = found("m0", "loner")
    # "small" is m0's own; who is in neither sees the whole graph, in which "big" leads to the swede
    assert values["m0"].nearness == 0
    assert values["loner"].nearness == 0.5
    put(Membership, {"member_id": "m1", "cluster_id": "big", "since": "", "until": ""})
    put(Membership, {"member_id": "m2", "cluster_id": "small", "since": "2020", "until": "2021"})
    says("m2", "Oa.network", "weakness")
    assert found("m2")["m2"].nearness == 0  # still a member by the first row


def test_ones_own_country_is_no_market() -> None:
    says("swede", "Oa.network", "weakness")
    value = found("swede")["swede"]
    assert (value.value, value.nearness) == (pytest.approx(WEAK), None)
    assert phrase(value.reasons[-1]) == "Home market: no introduction needed"


def test_what_the_opportunity_brought_about_does_not_speak_for_it() -> None:
    """The pilot that came of the challenge made the weak firm strong and took it to Sweden: not of its own before."""
    put(Activity, {"id": "pilot", "name": "Pilot", "kind": "project", "opportunity_id": "harbour"})
    row = {"actor_id": "weak", "code": "Oa.network", "direction": "strength", "salience": 3, "activity_id": "pilot"}
    put(Evidence, *({"id": f"pilot-{n}", "summary": "said", **row} for n in range(3)))
    tie = {"id": "pilot", "a_id": "weak", "b_id": "swede", "kind": "partnership", "origin": "own_network"}
    put(Tie, {**tie, "activity_id": "pilot"})
    assert found("weak")["weak"].value == pytest.approx(WEAK)
    assert found("weak")["weak"].nearness == 0
    put(Opportunity, {"id": "other", "title": "Other", "kind": "challenge", "countries": ["SE"]})
    put(OpportunityComponent, {"opportunity_id": "other", "component": "Oa.network", "raises": 0.3})
    other = of_actors(aims(Opportunity.objects.all())["other"], ["weak"], SCOPE)["weak"]
    assert other.nearness == 1  # for another opportunity it stands there


def test_what_the_help_revealed_stays_known() -> None:
    put(Activity, {"id": "pilot", "name": "Pilot", "kind": "project", "opportunity_id": "harbour"})
    row = {"actor_id": "silent", "code": "Oa.network", "direction": "strength", "salience": 3, "activity_id": "pilot"}
    put(Evidence, *({"id": f"pilot-{n}", "summary": "said", **row} for n in range(3)))
    value = found("silent")["silent"]
    assert value.known == ("Oa.network",)
    assert value.value == pytest.approx(expected_minimum(0, 0, 0.3) / 0.6)


def test_evidence_of_later_days_does_not_count() -> None:
    says("silent", "Oa.network", "weakness", "2024-07")
    assert found("silent")["silent"].value is None


def test_what_is_stated_comes_first_then_the_kind() -> None:
    put(Opportunity, {"id": "plain", "title": "Plain", "kind": "challenge"})
    put(OpportunityComponent, {"opportunity_id": "plain", "component": "Oa.capital", "needs": 0.5})
    asked = aims(Opportunity.objects.all())
    assert {effect.component for effect in asked["harbour"].raises} == {"Oa.network", "Oa.capital"}
    assert asked["plain"] == OpportunityEffects(
        load_framework().effects["challenge"].raises, opportunity_kind="challenge"
    )


def test_a_trip_raises_what_its_kind_does_in_its_market() -> None:
    put(Activity, {"id": "trip", "name": "Trip", "kind": "delegation_trip", "market": "SE"})
    assert aim_of(Activity.objects.get(pk="trip")) == OpportunityEffects(
        load_framework().effects["delegation_trip"].raises,
        ("SE",),
        frozenset({"trip"}),
        frozenset({"delegation_trip"}),
    )


def test_one_actor_against_many_is_the_same_as_many_against_one() -> None:
    asked = aims(Opportunity.objects.all())
    assert of_aims(asked, "weak", SCOPE)["harbour"] == found("weak", "strong")["weak"]


def test_candidates_have_it_and_a_texts_have_none() -> None:
    candidates = {c.actor: c for c in match_opportunity("harbour").candidates}
    value = candidates["weak"].additionality
    assert value is not None
    assert value.value == pytest.approx(WEAK)
    assert {c.additionality for c in match_text("batteries").candidates} == {None}


def test_more_actors_ask_no_more_queries() -> None:
    found("weak")
    with CaptureQueriesContext(connection) as one:
        found("weak")
    with CaptureQueriesContext(connection) as many:
        found("weak", "strong", "silent", "swede", "friend", "loner")
    assert len(many) == len(one)


def answers(actor: str, activity: str, wave: str, answer: str, *, took_part: bool = True, **when: str) -> None:
    if took_part:
        put(Participation, {"activity_id": activity, "actor_id": actor, "role": "participant", "since": ""})
    put(Counterfactual, {"activity_id": activity, "actor_id": actor, "wave": wave, "answer": answer, **when})


def test_a_firms_own_would_have_happened_anyway_stands_beside_the_formula() -> None:
    put(Opportunity, {"id": "quay", "title": "Quay", "kind": "challenge"})
    visit = {"kind": "delegation_trip", "organiser_id": "big"}
    put(Activity, {"id": "visit", "name": "Visit to the quay", "opportunity_id": "quay", **visit})
    put(Activity, {"id": "own", "name": "Harbour trip", "opportunity_id": "harbour", **visit})
    put(Activity, {"id": "course", "name": "Course", "kind": "training", "opportunity_id": None, "organiser_id": "big"})
    for activity in ("own", "course"):
        answers("weak", activity, "0", "same")
    assert found("weak")["weak"].answered is None  # its own activity does not speak for it, another kind neither
    answers("weak", "visit", "0", "not_at_all")
    answers("weak", "visit", "12", "elsewhere")
    answers("strong", "visit", "0", "not_at_all")
    answers("silent", "visit", "0", "same")
    values = found("weak", "strong", "silent")
    assert values["weak"].value == pytest.approx(WEAK)
    assert phrase(values["weak"].reasons[0]) == (
        "Own answer on Visit to the quay (the same kind of help): it would have happened anyway"
    )
    assert values["strong"].answered is None
    # It outranks the formula: where that has no value, the answer is shown all the same.
    assert values["silent"].value is None
    assert values["silent"].answered is not None


def test_answers_given_later_or_without_taking_part_do_not_count_and_a_mixed_record_says_so() -> None:
    for id_ in ("one", "two", "three"):
        activity = {"name": id_.title(), "kind": "delegation_trip", "opportunity_id": None}
        put(Activity, {"id": id_, "organiser_id": "big", **activity})
    put(Activity, {"id": "next", "name": "Next trip", "kind": "delegation_trip", "organiser_id": "big", "market": "SE"})
    trip = aim_of(Activity.objects.get(pk="next"))
    answers("weak", "one", "0", "same", date="2024-07")
    answers("weak", "two", "0", "same", took_part=False)
    assert of_actors(trip, ["weak"], SCOPE)["weak"].answered is None
    answers("weak", "three", "0", "later", date="2024-05")
    said = of_actors(trip, ["weak"], RecordScope(date(2025, 1, 1)))["weak"].answered
    assert said is not None
    assert phrase(said) == (
        "Own answer on One: it would have happened anyway (1 of 2 answers on the same kind of help)"
    )
