"""Funnels and counterfactual answers of a small cluster, from records to the answer of the command."""

from datetime import date
from typing import Any

import pytest
from scipy.stats import beta

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.influence.schemas.influence_account import InfluenceAnswer
from bridgehead.influence.services.influence_account import account, tables
from bridgehead.kit.change_writer import batch
from bridgehead.models import (
    Activity,
    Actor,
    Counterfactual,
    Entry,
    Meeting,
    Membership,
    Opportunity,
    Outcome,
    Participation,
    Tie,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = date(2024, 6, 1)
FIRMS = ("ada", "bo", "cy")


def put(model: Any, *rows: dict[str, Any]) -> None:
    with batch("test") as writer:
        for row in rows:
            writer.put(model, [row if "id" in row else {**row, "id": model.key_of(row)}])


def took_part(activity: str, *actors: str, role: str = "participant") -> None:
    put(Participation, *({"activity_id": activity, "actor_id": a, "role": role, "since": ""} for a in actors))


def said(activity: str, actor: str, wave: str, answer: str, **more: Any) -> None:
    put(Counterfactual, {"activity_id": activity, "actor_id": actor, "wave": wave, "answer": answer, **more})


@pytest.fixture(autouse=True)
def world() -> None:
    put(Actor, *({"id": id_, "name": id_.title(), "kind": "cluster"} for id_ in ("hub", "rival")))
    put(Actor, *({"id": id_, "name": id_.title(), "kind": "firm", "country": "DK"} for id_ in (*FIRMS, "guest")))
    put(Actor, {"id": "uni", "name": "Uni", "kind": "knowledge"}, {"id": "port", "name": "Port", "kind": "public"})
    put(Membership, *({"member_id": id_, "cluster_id": "hub", "since": ""} for id_ in FIRMS))
    put(
        Opportunity,
        {"id": "quay", "title": "Quay", "kind": "challenge"},
        {"id": "pot", "title": "Pot", "kind": "grant"},
    )
    activity = {"kind": "delegation_trip", "organiser_id": "hub", "opportunity_id": None, "market": "SE"}
    put(
        Activity,
        {**activity, "id": "trip", "name": "Trip", "start": "2021-05"},
        {**activity, "id": "quay-visit", "name": "Visit to the quay", "opportunity_id": "quay"},
        {**activity, "id": "apply", "name": "Application", "kind": "funding_application", "opportunity_id": "pot"},
        {**activity, "id": "rivals", "name": "Trip of the rival", "organiser_id": "rival"},
        {**activity, "id": "alone", "name": "Trip of nobody", "organiser_id": None},
    )
    took_part("trip", *FIRMS, "guest", "uni")
    took_part("trip", "ada", role="speaker")
    took_part("quay-visit", "ada")
    took_part("apply", "ada", "bo")
    took_part("rivals", "ada")
    took_part("alone", "ada")


def answer(**options: Any) -> dict[str, Any]:
    return InfluenceAnswer.of(account(RecordScope(DAY), **options)).model_dump(by_alias=True)


def counted(found: dict[str, Any], family: str) -> dict[str, tuple[int, int]]:
    return {step["step"]: (step["recorded"], step["inferred"]) for step in found["funnels"][family]}


def test_steps_come_from_outcomes_meetings_ties_and_entries_of_what_the_cluster_organised() -> None:
    meeting = {"activity_id": "trip", "slot": "1", "table": "1"}
    put(Meeting, {**meeting, "id": "m1", "participants": ["ada", "port"], "status": "held"})
    put(Meeting, {**meeting, "id": "m2", "participants": ["bo", "port", "guest"], "status": "cancelled"})
    tie = {"b_id": "port", "activity_id": "trip", "since": "2021-06"}
    put(
        Tie,
        {**tie, "id": "t1", "a_id": "ada", "kind": "contact"},
        {**tie, "id": "t2", "a_id": "bo", "kind": "interest"},
    )
    # From either end.
    put(Tie, {"id": "t3", "a_id": "port", "b_id": "bo", "kind": "customer", "activity_id": "trip"})
    put(Tie, {**tie, "id": "t4", "a_id": "cy", "kind": "agreement", "activity_id": "alone"})
    put(
        Entry,
        {"id": "e1", "firm_id": "ada", "market": "SE", "status": "explored", "activity_id": "trip"},
        {"id": "e2", "firm_id": "bo", "market": "SE", "status": "left", "activity_id": "trip"},
        {"id": "e3", "firm_id": "ada", "market": "SE", "status": "entered", "activity_id": "rivals"},
    )
    outcome = {"activity_id": "trip", "date": ""}
    put(
        Outcome,
        {**outcome, "id": "o1", "actor_id": "cy", "kind": "met"},
        {**outcome, "id": "o2", "actor_id": "guest", "kind": "sale"},
        {**outcome, "id": "o3", "actor_id": "uni", "kind": "sale"},
        {"id": "o4", "actor_id": "cy", "kind": "granted", "activity_id": "apply"},
        {"id": "o5", "actor_id": "bo", "kind": "concept", "activity_id": "quay-visit"},
        {"id": "o6", "actor_id": "ada", "kind": "supplier", "activity_id": "quay-visit"},
    )
    found = answer()
    assert counted(found, "market") == {
        "met": (2, 1),
        "followed_up": (2, 0),
        "offer": (0, 1),
        "contract": (1, 0),
        "sale": (1, 0),
    }
    intervals = {step["step"]: step["interval"] for step in found["funnels"]["market"]}
    assert (intervals["met"], intervals["offer"]) == (None, None)
    assert intervals["followed_up"] == pytest.approx((beta.ppf(0.05, 2, 2), beta.ppf(0.95, 3, 1)))
    assert found["reasons"]["funnels.market.offer"] == "Nothing recorded on such activities speaks of this step."
    assert "funnels.market.met" not in found["reasons"]
    # o4 and o5 are of firms that took no part there.
    assert counted(found, "funding") == {"applied": (2, 0), "granted": (0, 0), "spent": (0, 0)}
    assert counted(found, "challenge") == {"adviser": (0, 1), "concept": (0, 1), "supplier": (1, 0), "adopted": (0, 0)}
    assert counted(found, "project") == {"started": (0, 0), "prototype": (0, 0), "product": (0, 0), "sale": (0, 0)}
    assert found["reasons"]["funnels.project"] == "No part in such an activity is recorded."
    assert sorted(found["funnels_by_market"]["SE"]) == ["challenge", "funding", "market"]
    assert sorted(found["funnels_by_kind"]) == ["delegation_trip", "funding_application"]


def test_what_starts_after_the_day_does_not_count() -> None:
    later = {"activity_id": "trip", "date": "2024-07"}
    put(Outcome, {**later, "id": "o1", "actor_id": "ada", "kind": "sale"})
    put(Tie, {"id": "t1", "a_id": "bo", "b_id": "port", "kind": "agreement", "activity_id": "trip", "since": "2025"})
    put(Entry, {"id": "e1", "firm_id": "cy", "market": "SE", "status": "entered", **later})
    said("trip", "ada", "0", "same", date="2024-07-01")
    put(Activity, {"id": "next", "name": "Next", "kind": "project", "organiser_id": "hub", "start": "2024-06-02"})
    took_part("next", "ada")
    found = answer()
    assert set(counted(found, "market").values()) == {(0, 0)}
    assert counted(found, "project")["started"] == (0, 0)
    assert found["counterfactuals"] == {}
    after = InfluenceAnswer.of(account(RecordScope(date(2025, 12, 31)))).model_dump(by_alias=True)
    assert counted(after, "market")["sale"] == (2, 0)
    assert counted(after, "project")["started"] == (1, 0)


def test_one_member_has_its_own_parts() -> None:
    put(Outcome, {"id": "o1", "actor_id": "bo", "kind": "granted", "activity_id": "apply"})
    found = answer(member="ada")
    assert counted(found, "funding") == {"applied": (1, 0), "granted": (0, 0), "spent": (0, 0)}
    # Grants are recorded in this family, of another firm: so ada is known to have none yet.
    assert found["funnels"]["funding"][1]["interval"] == pytest.approx((0.0, 0.95))


def test_a_latest_answer_counts_of_every_participant_but_not_on_what_another_cluster_organised() -> None:
    said("trip", "ada", "0", "not_at_all")
    said("trip", "ada", "12", "same")
    said("trip", "guest", "6", "later", months=6)
    said("trip", "uni", "0", "elsewhere", through="A chamber")
    said("alone", "ada", "0", "smaller", share=0.5)
    said("rivals", "ada", "0", "same")
    said("apply", "cy", "0", "same")  # took no part
    trips = answer()["counterfactuals"]
    assert list(trips) == ["delegation_trip"]
    found = trips["delegation_trip"]
    assert {name: one["count"] for name, one in found["shares"].items()} == {
        "same": 1,
        "later": 1,
        "smaller": 1,
        "elsewhere": 1,
        "not_at_all": 0,
    }
    assert (found["answers"], found["deadweight"]["count"], found["deadweight"]["share"]) == (4, 2, 0.5)
    assert (found["months"], found["smaller_by"], found["through"]) == (6.0, 0.5, {"A chamber": 1})
    assert {months: wave["answers"] for months, wave in found["waves"].items()} == {"0": 3, "6": 1, "12": 1}
    assert answer(member="ada")["counterfactuals"]["delegation_trip"]["answers"] == 2
    assert answer(cluster="rival")["counterfactuals"]["delegation_trip"]["answers"] == 2


def test_without_a_cluster_there_are_no_parts_and_no_answers() -> None:
    said("trip", "ada", "0", "same")
    put(Actor, {"id": "hub", "kind": "other"}, {"id": "rival", "kind": "other"})
    found = answer()
    assert {step["recorded"] for steps in found["funnels"].values() for step in steps} == {0}
    assert found["counterfactuals"] == {}
    assert found["reasons"]["funnels"] == found["reasons"]["counterfactuals"] == "The workspace has no cluster."


def test_the_tidy_tables_have_a_row_a_step_and_a_row_an_answer() -> None:
    put(Outcome, {"id": "o1", "actor_id": "ada", "kind": "contract", "activity_id": "trip", "date": "2022"})
    said("trip", "ada", "6", "elsewhere")
    found = tables(RecordScope(DAY))
    rows = found["funnel_parts"].filter(firm="ada", activity="trip")
    assert rows.select("step", "status", "date").rows() == [
        ("met", "inferred", ""),
        ("followed_up", "inferred", ""),
        ("offer", "inferred", ""),
        ("contract", "recorded", "2022"),
        ("sale", "", ""),
    ]
    assert set(rows.select("family", "kind", "market", "since").rows()) == {
        ("market", "delegation_trip", "SE", "2021-05")
    }
    contract = found["funnels"].filter(family="market", step="contract").row(0, named=True)
    assert (contract["parts"], contract["recorded"], contract["inferred"], contract["rate"]) == (3, 1, 0, 1.0)
    met = found["funnels"].filter(family="market", step="met").row(0, named=True)
    assert (met["rate"], met["low"]) == (None, None)
    dead = found["counterfactuals"].filter(answer="deadweight").select("kind", "wave", "count", "share").rows()
    assert dead == [("delegation_trip", "latest", 1, 1.0), ("delegation_trip", "6", 1, 1.0)]
