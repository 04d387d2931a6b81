"""Rankings by the records in scope: what an opportunity brought about, activities left out, past days."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import activities_of, record_scope
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.schemas.ranking import member_opportunities_out, ranking_out
from bridgehead.match.services.member_opportunities import opportunities_for
from bridgehead.match.services.rank_actors import match_opportunity
from bridgehead.match.services.ranking import RankingRequest, ranking_for
from bridgehead.models import Activity, Actor, Evidence, Opportunity, OpportunityComponent, Participation, Tie
from bridgehead.workspace.services import example_workspace
from tests.world import actor, keyed

pytestmark = pytest.mark.django_db


def answer(opportunity: str, scope: RecordScope) -> dict[str, Any]:
    asked = RankingRequest(scope=scope, top=100)
    return ranking_out(ranking_for(COMMAND_LINE, opportunity, asked=asked)).model_dump()


def twin_of(about: Opportunity) -> str:
    """The same opportunity once more, which has brought about nothing."""
    row = {field.attname: getattr(about, field.attname) for field in Opportunity._meta.concrete_fields}
    twin = f"{about.pk}-twin"
    with batch("test") as writer:
        writer.put(Opportunity, [row | {"id": twin}])
        for stated in OpportunityComponent.objects.filter(opportunity=about):
            same = {name: getattr(stated, name) for name in ("component", "raises", "weight", "needs")}
            writer.put(OpportunityComponent, [keyed(OpportunityComponent, opportunity_id=twin, **same)])
    return twin


@pytest.mark.slow
def test_left_out_by_itself_or_by_hand_is_the_same(settings: Any, tmp_path: Path, db: None) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()
    having = activities_of(list(Opportunity.objects.values_list("pk", flat=True)))
    assert len(having) > 5
    changed = inside = 0
    for id_, activities in having.items():
        twin = twin_of(Opportunity.objects.get(pk=id_))
        by_itself, by_hand = answer(id_, record_scope()), answer(twin, record_scope(None, sorted(activities)))
        assert by_itself["left_out"] == sorted(activities)
        inside += sum(candidate["in_already"] for candidate in by_itself["candidates"])
        for found in (by_itself, by_hand):
            del found["opportunity"]
            for candidate in found["candidates"]:
                del candidate["in_already"]
        assert by_itself == by_hand, id_
        changed += by_hand["candidates"] != answer(twin, record_scope())["candidates"]
    assert changed > 5
    assert inside > 5


@pytest.fixture
def world(settings: Any, tmp_path: Path, db: None) -> None:
    settings.WORKSPACE = tmp_path
    about = "Flow batteries for harbours"
    with batch("test") as writer:
        writer.put(Actor, [actor(f"f{n}", f"Firm {n}", description=about if n else "Pumps") for n in range(4)])
        writer.put(Actor, [actor("swede", "Swede", country="SE", description="Cranes")])
        writer.put(
            Opportunity,
            [
                {
                    "id": "call",
                    "title": "Batteries in the harbour",
                    "kind": "challenge",
                    "countries": ["SE"],
                    "opens": "2018",
                }
            ],
        )


def happen(id_: str, actors: list[int], start: str, *, tie: bool) -> Callable[[], None]:
    """Write an activity with its participations, a tie and evidence; what takes it back."""
    with batch("test") as writer:
        writer.put(
            Activity,
            [{"id": id_, "name": f"Batteries in harbour {id_}", "kind": "project", "start": start, "market": "SE"}],
        )
        parts = [keyed(Participation, activity_id=id_, actor_id=f"f{n}", role="partner", since="") for n in actors]
        writer.put(Participation, parts)
        said = {"code": "Oa.network", "direction": "strength", "salience": 3, "activity_id": id_, "summary": "said"}
        pieces = [{"id": f"{id_}-{n}", "actor_id": f"f{n}", "date": start, **said} for n in actors]
        writer.put(Evidence, pieces)
        ties = [{"id": id_, "a_id": f"f{actors[0]}", "b_id": "swede", "kind": "contact", "since": start}] if tie else []
        writer.put(Tie, [each | {"activity_id": id_} for each in ties])

    def take_back() -> None:
        with batch("test") as writer:
            for model, rows in ((Tie, ties), (Evidence, pieces), (Participation, parts)):
                writer.remove(model, [row["id"] for row in rows])
            writer.remove(Activity, [id_])

    return take_back


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    actors=st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True),
    start=st.sampled_from(["", "2017", "2019-05"]),
    tie=st.booleans(),
)
def test_an_activity_left_out_had_as_well_never_been(
    world: None, tmp_path_factory: Any, actors: list[int], start: str, tie: bool
) -> None:
    kept = happen("kept", [1, 2], "2016", tie=False)
    take_back = happen("gone", actors, start, tie=tie)
    scope = record_scope(None, ["gone"])
    left_out = answer("call", scope)
    member = member_opportunities_out(opportunities_for("f1", scope=scope)).model_dump()
    assert left_out["left_out"] == member["left_out"] == ["gone"]
    whole = answer("call", record_scope())
    take_back()
    django_settings.WORKSPACE = tmp_path_factory.mktemp("fresh")  # an index of its own, made anew
    never = answer("call", record_scope())
    for_member = member_opportunities_out(opportunities_for("f1")).model_dump()
    kept()
    for found in (left_out, never):
        for candidate in found["candidates"]:
            for figure in ("additionality", "additionality_known", "additionality_unknown"):
                del candidate[figure]  # what help revealed stays known
            candidate["reasons"] = [r for r in candidate["reasons"] if r["kind"] != "additionality"]
    assert left_out["candidates"] == never["candidates"]
    assert [o["score"] for o in member["opportunities"]] == [o["score"] for o in for_member["opportunities"]]
    assert whole["candidates"] != never["candidates"]


def test_as_of_a_day_what_is_later_had_as_well_never_been(world: None) -> None:
    happen("early", [1, 2], "2016", tie=False)
    day = RecordScope(date(2018, 12, 31))
    before = answer("call", day)
    happen("late", [0, 1, 3], "2019", tie=True)
    assert answer("call", day) == before
    assert before["as_of"] == "2018-12-31"
    assert answer("call", record_scope())["candidates"] != before["candidates"]


def test_a_past_day_has_what_was_open_then(world: None) -> None:
    with batch("test") as writer:
        rows = (
            ("over", "2017", "2018-06", "closed"),
            ("open-then", "2017", "2019-06", "closed"),
            ("closed", "2017", "", "closed"),
            ("later", "2019-02", "2019-09", "open"),
            ("undated", "", "", "open"),
        )
        for id_, opens, deadline, status in rows:
            row = {"title": "Batteries for harbours", "kind": "call", "opens": opens, "deadline": deadline}
            writer.put(Opportunity, [{"id": id_, "status": status, **row}])
    found = opportunities_for("f1", scope=RecordScope(date(2018, 12, 31)))
    assert {each.opportunity.pk for each in found.found} == {"open-then", "undated", "call"}
    assert not match_opportunity("open-then", scope=RecordScope(date(2018, 12, 31))).over
    assert match_opportunity("over", scope=RecordScope(date(2018, 12, 31))).over
