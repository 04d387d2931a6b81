"""Leaving an activity out means one thing in every answer: as if it had never been recorded."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import record_scope
from bridgehead.influence.queries.panels import records_panel
from bridgehead.influence.schemas.influence_account import InfluenceAnswer
from bridgehead.influence.schemas.regional_identity import IdentityAnswer
from bridgehead.influence.services.influence_account import account
from bridgehead.influence.services.regional_identity import describe
from bridgehead.kit.change_writer import batch
from bridgehead.models import (
    Activity,
    Availability,
    Counterfactual,
    Entry,
    Evidence,
    Meeting,
    Outcome,
    Participation,
    Slot,
    Tie,
    Wish,
)
from bridgehead.profile.schemas.insidership import InsidershipAnswer
from bridgehead.profile.schemas.markets import RankedMarketAnswer
from bridgehead.profile.schemas.profile import ProfileAnswer
from bridgehead.profile.services.insidership import contribution
from bridgehead.profile.services.markets import shortlist
from bridgehead.profile.services.profile import profile
from bridgehead.workspace.services import example_workspace

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OF_ACTIVITY = (Meeting, Outcome, Counterfactual, Evidence, Tie, Entry, Participation, Slot, Wish, Availability)
FIRMS = ("remoni", "stac", "visblue")
ANSWERS: dict[str, Callable[[RecordScope], dict[str, Any]]] = {
    "profile": lambda scope: {firm: ProfileAnswer.of(profile(firm, scope)).model_dump(by_alias=True) for firm in FIRMS},
    "insidership": lambda scope: InsidershipAnswer.of(contribution(FIRMS, scope, without="clean"), None).model_dump(
        by_alias=True
    ),
    "influence": lambda scope: InfluenceAnswer.of(account(scope)).model_dump(by_alias=True),
    "markets": lambda scope: {
        firm: [RankedMarketAnswer.of(each).model_dump() for each in shortlist(firm, scope)] for firm in FIRMS
    },
    "identity": lambda scope: IdentityAnswer.of(describe("clean", scope)).model_dump(),
    "panel": lambda scope: records_panel("clean", scope).to_dicts(),
}


@pytest.fixture
def example(settings: Any, tmp_path: Path, db: None) -> None:
    settings.WORKSPACE = tmp_path
    example_workspace.build()


def plain(answer: Any) -> Any:
    """An answer without what names its scope, and without the ids of the evidence that a finding cites."""
    if isinstance(answer, dict):
        drop = {"as_of", "left_out", "supports", "contradicts"}
        return {name: plain(value) for name, value in answer.items() if name not in drop}
    return [plain(each) for each in answer] if isinstance(answer, list) else answer


def forget(activities: tuple[str, ...]) -> None:
    """Remove activities with all that came of them."""
    with batch("test") as writer:
        for model in OF_ACTIVITY:
            writer.remove(
                model, list(model._default_manager.filter(activity__in=activities).values_list("pk", flat=True))
            )
        writer.remove(Activity, activities)


@pytest.mark.parametrize(
    ("activities", "more"),
    [
        (("fie",), {"markets"}),
        (("new-york-trip", "stockholm-trip"), {"markets", "panel"}),
        (("clean-large-small",), set()),
    ],
    ids=lambda given: " ".join(sorted(given)) or "nothing",
)
def test_left_out_is_as_if_never_recorded(example: None, activities: tuple[str, ...], more: set[str]) -> None:
    scope = record_scope(None, activities)
    whole = {name: plain(answer(record_scope())) for name, answer in ANSWERS.items()}
    left_out = {name: plain(answer(scope)) for name, answer in ANSWERS.items()}
    forget(activities)
    assert left_out == {name: plain(answer(record_scope())) for name, answer in ANSWERS.items()}
    assert {name for name in ANSWERS if left_out[name] != whole[name]} >= {"influence", "identity", *more}


def test_what_is_later_than_the_day_is_left_out_everywhere(example: None) -> None:
    then, now = record_scope(date(2018, 12, 31)), record_scope()
    for name in ("markets", "identity", "panel"):
        assert ANSWERS[name](then) != ANSWERS[name](now)
    assert {row["time"] <= 2018 for row in ANSWERS["panel"](then)} == {True}
    assert {row["time"] <= 2018 for row in ANSWERS["panel"](now)} == {True, False}
    assert set(describe("clean", then).strength) < set(describe("clean", now).strength), "fewer years"


def test_the_answer_says_what_it_rests_on(example: None) -> None:
    told = account(record_scope(None, ["fie"]), cluster="clean", with_network=False)
    answer = InfluenceAnswer.of(told).model_dump(by_alias=True)
    assert (answer["left_out"], answer["as_of"]) == (["fie"], record_scope().as_of.isoformat())
