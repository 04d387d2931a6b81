"""Additionality from records: whose standings, which graph, what is stated and what a kind raises."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bridgehead.framework.loader import load_framework
from bridgehead.kit.change_writer import batch
from bridgehead.match.core.additionality import Additionality, OpportunityEffects
from bridgehead.match.phrases import phrase
from bridgehead.match.services import match_opportunity, match_text
from bridgehead.match.services.additionality import aim_of, aims, of_actors, of_aims
from bridgehead.models import Activity, Actor, Evidence, Membership, Opportunity, OpportunityComponent, Tie

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2024, 6, 1)


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
    return of_actors(aims(Opportunity.objects.all())["harbour"], actors, day=DAY)


def test_the_weak_gain_the_strong_do_not_and_the_silent_are_unknown() -> None:
    values = found("weak", "strong", "silent")
    # Σw⁻ = 3 rows × 3 × ½ = 4.5, each its own source: standing 1 / 6.5; min(0.3, 0.6 − 1/6.5) ÷ 0.6
    assert values["weak"].value == pytest.approx(0.5)
    assert values["strong"].value == 0
    assert values["silent"].value is None
    assert values["weak"].unknown == ("Oa.capital",)
    assert phrase(values["weak"].reasons[-1]) == "No own path to Sweden"


def test_what_the_cluster_brought_about_does_not_count_as_its_own_network() -> None:
    put(Activity, {"id": "trip", "name": "Trip", "kind": "delegation_trip", "organiser_id": "big"})
    put(
        Tie, {"id": "t", "a_id": "weak", "b_id": "swede", "kind": "contact", "origin": "cluster", "activity_id": "trip"}
    )
    assert found("weak")["weak"].nearness == 0
    put(Tie, {"id": "o", "a_id": "weak", "b_id": "friend", "kind": "contact", "origin": "internal"})
    put(Tie, {"id": "p", "a_id": "friend", "b_id": "swede", "kind": "contact", "origin": "own_network"})
    value = found("weak")["weak"]
    assert (value.nearness, value.value) == (0.5, pytest.approx(0.25))


def test_each_firm_is_seen_without_its_own_cluster() -> None:
    put(Actor, *({"id": f"m{n}", "name": f"m{n}", "kind": "firm", "country": "NO"} for n in range(9)))
    for n in range(9):
        put(Membership, {"member_id": f"m{n}", "cluster_id": "small", "since": ""})
    says("m0", "Oa.network", "weakness")
    put(Membership, {"member_id": "swede", "cluster_id": "small", "since": ""})
    says("loner", "Oa.network", "weakness")
    put(Tie, {"id": "x", "a_id": "loner", "b_id": "big", "kind": "contact", "origin": "own_network"})
    put(Membership, {"member_id": "swede", "cluster_id": "big", "since": ""})
    values = found("m0", "loner")
    # "small" is by now the larger of both: m0's own, and left out for who is in neither
    assert values["m0"].nearness == 0
    assert values["loner"].nearness == 0.5


def test_home_needs_nobody() -> None:
    says("swede", "Oa.network", "weakness")
    assert found("swede")["swede"].value == 0


def test_evidence_of_later_days_does_not_count() -> None:
    says("silent", "Oa.network", "weakness", "2024-07")
    assert found("silent")["silent"].value is None


def test_what_is_stated_comes_first_then_the_kind() -> None:
    put(Opportunity, {"id": "plain", "title": "Plain", "kind": "challenge"})
    put(OpportunityComponent, {"opportunity_id": "plain", "component": "Oa.capital", "needs": 0.5})
    asked = aims(Opportunity.objects.all())
    assert {effect.component for effect in asked["harbour"].raises} == {"Oa.network", "Oa.capital"}
    assert asked["plain"] == OpportunityEffects(load_framework().effects["challenge"].raises)


def test_a_trip_raises_what_its_kind_does_in_its_market() -> None:
    put(Activity, {"id": "trip", "name": "Trip", "kind": "delegation_trip", "market": "SE"})
    assert aim_of(Activity.objects.get(pk="trip")) == OpportunityEffects(
        load_framework().effects["delegation_trip"].raises, ("SE",)
    )


def test_one_actor_against_many_is_the_same_as_many_against_one() -> None:
    asked = aims(Opportunity.objects.all())
    assert of_aims(asked, "weak", day=DAY)["harbour"] == found("weak", "strong")["weak"]


def test_candidates_have_it_and_a_texts_have_none() -> None:
    candidates = {c.actor: c for c in match_opportunity("harbour").candidates}
    value = candidates["weak"].additionality
    assert value is not None
    assert value.value == pytest.approx(0.5)
    assert {c.additionality for c in match_text("batteries").candidates} == {None}


def test_more_actors_ask_no_more_queries() -> None:
    found("weak")
    with CaptureQueriesContext(connection) as one:
        found("weak")
    with CaptureQueriesContext(connection) as many:
        found("weak", "strong", "silent", "swede", "friend", "loner")
    assert len(many) == len(one)
