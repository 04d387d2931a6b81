"""What is open, ranked for one member."""

from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.services import match_opportunity, member_opportunities
from bridgehead.match.services.marks import mark
from bridgehead.match.services.member_opportunities import opportunities_for
from bridgehead.models import Activity, Actor, Opportunity, Participation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def call(id_: str, title: str, **values: Any) -> dict[str, Any]:
    fixed = {
        "kind": "call",
        "status": "open",
        "deadline": "2099-05-01",
        "countries": [],
        "eligibility": [],
        "buyer": "",
    }
    return {"id": id_, "title": title, **fixed, **values}


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    about = "Flow batteries for harbours and ships"
    with batch("test") as writer:
        writer.put(Actor, [{"id": "flow", "name": "Flow", "kind": "firm", "size": "sme", "description": about}])
        writer.put(Actor, [{"id": "cool", "name": "Cool", "kind": "firm", "description": "Cooling with water"}])
        writer.put(Activity, [{"id": "quay", "name": "Charging ferries at the quay", "kind": "project"}])
        row = {"activity_id": "quay", "actor_id": "flow", "role": "partner", "since": ""}
        writer.put(Participation, [{**row, "id": Participation.key_of(row)}])
        calls = [
            call("harbour", "Batteries in the harbour", eligibility=["sme"]),
            call("ferries", "Charging of ferries at a quay", deadline=""),
            call("water", "Cooling with water", eligibility=["large"]),
            call("past", "Batteries in the harbour", deadline="2001-01-01"),
            call("closed", "Batteries in the harbour", status="closed"),
            call("own", "Batteries in the harbour", buyer="flow"),
            call("year", "Batteries for ships", deadline="2099"),
        ]
        writer.put(Opportunity, calls)


def ids(**options: Any) -> list[str]:
    return [f.opportunity.pk for f in opportunities_for("flow", **options).found]


def test_what_is_open_comes_by_fit_and_what_is_past_closed_or_its_own_does_not() -> None:
    found = opportunities_for("flow")
    assert {f.opportunity.pk for f in found.found} >= {"harbour", "ferries", "year"}
    assert not {"past", "closed", "own"} & {f.opportunity.pk for f in found.found}
    scores = [f.candidate.score for f in found.found]
    assert scores == sorted(scores, reverse=True)
    assert found.considered == 4


def test_the_fit_is_that_of_the_opportunitys_own_ranking() -> None:
    for f in opportunities_for("flow").found:
        own = next(c for c in match_opportunity(f.opportunity.pk).candidates if c.actor == "flow")
        assert f.candidate == own


def test_eligibility_is_said_or_asked_for() -> None:
    verdicts = {f.opportunity.pk: f.candidate.eligible for f in opportunities_for("flow").found}
    assert verdicts["harbour"] is True
    assert "water" not in ids(only_eligible=True)


def test_what_it_said_no_to_or_joined_is_left_out() -> None:
    mark("harbour", "flow", "declined", why="no time", by="flow", viewer=COMMAND_LINE)
    mark("year", "flow", "joined", by="staff", viewer=COMMAND_LINE)
    assert not {"harbour", "year"} & set(ids())


def test_top_is_kept_and_an_unknown_member_is_not_found() -> None:
    assert len(ids(top=1)) == 1
    with pytest.raises(NotFound):
        opportunities_for("nobody")


def test_of_many_only_the_likely_ones_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(member_opportunities, "LOOKED_AT", 2)
    found = opportunities_for("flow", top=1)
    assert (found.considered, found.looked_at) == (4, 2)
    assert "water" not in {f.opportunity.pk for f in found.found}
