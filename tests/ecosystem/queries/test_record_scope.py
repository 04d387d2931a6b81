"""Records in scope: as of a day, without some activities and what an opportunity brought about."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import (
    activities_in,
    activities_of,
    asked_scope,
    counterfactuals_in,
    entries_in,
    memberships_in,
    outcomes_in,
    participations_in,
    record_scope,
    ties_in,
    with_plans,
)
from bridgehead.ecosystem.services.record_scope import scope_text
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.models import (
    Activity,
    Actor,
    Counterfactual,
    Entry,
    Membership,
    Opportunity,
    Outcome,
    Participation,
    Tie,
)
from tests.world import actor, keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = RecordScope(date(2019, 6, 15))
DATES = {
    "undated": "",
    "year": "2019",
    "month": "2019-06",
    "day": "2019-06-15",
    "after": "2019-06-16",
    "next": "2019-07",
}
BEGUN = {"undated", "year", "month", "day"}


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    with batch("test") as writer:
        writer.put(
            Actor, [actor("firm", "Firm"), actor("swede", "Swede", country="SE"), actor("c", "C", kind="cluster")]
        )
        writer.put(Opportunity, [{"id": "call", "title": "Call", "kind": "call"}])
        writer.put(Activity, [activity(name, start=day) for name, day in DATES.items()])
        writer.put(Activity, [activity("trip", opportunity_id="call"), activity("other", opportunity_id=None)])


def activity(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": id_.title(), "kind": "project", **more}


def put(model: type, *rows: dict[str, Any]) -> None:
    with batch("test") as writer:
        for row in rows:
            writer.put(model, [row if "id" in row else keyed(model, **row)])


def names(found: Any) -> set[str]:
    return set(found.values_list("pk", flat=True))


def test_activities_that_have_started() -> None:
    assert names(activities_in(DAY)) == {*BEGUN, "trip", "other"}
    assert names(activities_in(DAY.without(["trip", "year"]))) == {*BEGUN, "other"} - {"year"}


def test_participations_by_their_own_date_else_their_activitys_start() -> None:
    plain = [{"activity_id": name, "actor_id": "firm", "role": "", "since": ""} for name in DATES]
    own = [
        {"activity_id": name, "actor_id": "swede", "role": "", "since": since}
        for name, since in (("next", "2018"), ("year", "2019-07"))
    ]
    put(Participation, *plain, *own)
    found = participations_in(DAY).values_list("activity_id", "actor_id")
    assert set(found) == {*((name, "firm") for name in BEGUN), ("next", "swede")}
    assert set(participations_in(DAY.without(["next", "day"])).values_list("activity_id", flat=True)) == BEGUN - {"day"}


def test_ties_by_their_date_and_activity_ended_ones_too() -> None:
    put(Tie, *(tie(name, since=day) for name, day in DATES.items()), tie("over", until="2010"))
    put(Tie, tie("by-trip", activity_id="trip"), tie("by-other", activity_id="other"))
    assert names(ties_in(DAY)) == {*BEGUN, "over", "by-trip", "by-other"}
    assert names(ties_in(DAY.without(["trip"]))) == {*BEGUN, "over", "by-other"}


def tie(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "a_id": "firm", "b_id": "swede", "kind": "contact", **more}


def test_memberships_by_their_date() -> None:
    put(Membership, *({"member_id": "firm", "cluster_id": "c", "since": day} for day in DATES.values()))
    assert set(memberships_in(DAY).values_list("since", flat=True)) == {DATES[name] for name in BEGUN}


def test_entries_from_an_activity_or_from_the_opportunity_that_is_judged() -> None:
    put(Entry, *({"id": name, "firm_id": "firm", "date": day} for name, day in DATES.items()))
    put(Entry, {"id": "by-trip", "firm_id": "firm", "activity_id": "trip"})
    put(Entry, {"id": "by-call", "firm_id": "firm", "opportunity_id": "call"})
    assert names(entries_in(DAY)) == {*BEGUN, "by-trip", "by-call"}
    assert names(entries_in(DAY.without(["trip"]))) == {*BEGUN, "by-call"}
    assert names(entries_in(DAY.without(["trip"], opportunity="call"))) == BEGUN


def test_outcomes_and_counterfactuals_by_their_date_and_activity() -> None:
    of = {"activity_id": "trip", "actor_id": "firm"}
    put(Outcome, *({"id": name, **of, "kind": "met", "date": day} for name, day in DATES.items()))
    put(Outcome, {"id": "o", "activity_id": "other", "actor_id": "firm", "kind": "met"})
    put(Counterfactual, {**of, "wave": "0", "answer": "same", "date": "2019-06-15"})
    put(Counterfactual, {**of, "wave": "6", "answer": "later", "date": "2019-12"})
    assert names(outcomes_in(DAY)) == {*BEGUN, "o"}
    assert names(outcomes_in(DAY.without(["trip"]))) == {"o"}
    assert [each.wave for each in counterfactuals_in(DAY)] == ["0"]
    assert not counterfactuals_in(DAY.without(["trip"])).exists()


def test_what_an_opportunity_brought_about() -> None:
    assert activities_of(["call", "none"]) == {"call": {"trip"}}


def test_a_scope_that_is_asked_for() -> None:
    today = timezone.localdate()
    assert record_scope() == RecordScope(today)
    assert asked_scope("2019", ["trip", "", "trip"]) == RecordScope(date(2019, 12, 31), frozenset({"trip"}))
    with pytest.raises(NotFound, match="Activity “nothing” does not exist"):
        record_scope(None, ["trip", "nothing"])
    with pytest.raises(InputError, match="as_of"):
        asked_scope("lately", [])


def test_plans_are_known_today_and_not_on_a_past_day() -> None:
    today = timezone.localdate()
    put(Activity, activity("ahead", start=(today + timedelta(days=30)).isoformat()))
    assert "ahead" not in names(activities_in(RecordScope(today)))
    assert "ahead" in names(activities_in(with_plans(RecordScope(today))))
    assert "ahead" not in names(activities_in(with_plans(RecordScope(today - timedelta(days=1)))))


def test_a_scope_in_words() -> None:
    assert scope_text(record_scope()) == ""
    assert scope_text(record_scope(date(2019, 12, 31), ["trip", "other"])) == (
        "As of 31 December 2019: what is later is left out. Left out: Other and Trip."
    )
