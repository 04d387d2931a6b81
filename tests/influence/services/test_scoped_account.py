"""Leaving an activity out means one thing in profile, insidership and influence: as if it had never been recorded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import record_scope
from bridgehead.influence.schemas.influence_account import InfluenceAnswer
from bridgehead.influence.services.influence_account import account
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
from bridgehead.profile.schemas.profile import ProfileAnswer
from bridgehead.profile.services.insidership import contribution
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
    "activities", [("fie",), ("new-york-trip", "stockholm-trip"), ("clean-large-small",)], ids="+".join
)
def test_left_out_is_as_if_never_recorded(example: None, activities: tuple[str, ...]) -> None:
    scope = record_scope(None, activities)
    whole = {name: plain(answer(record_scope())) for name, answer in ANSWERS.items()}
    left_out = {name: plain(answer(scope)) for name, answer in ANSWERS.items()}
    forget(activities)
    assert left_out == {name: plain(answer(record_scope())) for name, answer in ANSWERS.items()}
    assert left_out["influence"] != whole["influence"]


def test_the_answer_says_what_it_rests_on(example: None) -> None:
    told = account(record_scope(None, ["fie"]), cluster="clean", with_network=False)
    answer = InfluenceAnswer.of(told).model_dump(by_alias=True)
    assert (answer["left_out"], answer["as_of"]) == (["fie"], record_scope().as_of.isoformat())
