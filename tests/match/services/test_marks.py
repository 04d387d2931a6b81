"""Marks: kept with date and person, contradicting nothing, and keeping dismissed pairs out of the ranking."""

from pathlib import Path
from typing import Any

import pytest

from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.match.services import match_opportunity
from bridgehead.match.services.marks import mark, remove_mark
from bridgehead.models import Mark
from bridgehead.workspace.services.undo import undo_batch
from tests.world import small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HARBOUR = "harbour-storage"


@pytest.fixture(autouse=True)
def world(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    small_world()


def standing() -> set[str]:
    return set(Mark.objects.filter(actor="flow").values_list("mark", flat=True))


def ranked() -> set[str]:
    return {candidate.actor for candidate in match_opportunity(HARBOUR).candidates}


def test_a_mark_is_kept_with_its_day_its_person_and_its_reason() -> None:
    mark(HARBOUR, "flow", "good", why="  built one in Aarhus ", by="ida", viewer=COMMAND_LINE)
    found = Mark.objects.get()
    assert (found.opportunity_id, found.actor_id, found.mark) == (HARBOUR, "flow", "good")
    assert (found.by, found.reason, len(found.date)) == ("ida", "built one in Aarhus", 10)


def test_who_is_dismissed_is_not_ranked_until_it_is_taken_back() -> None:
    assert "flow" in ranked()
    mark(HARBOUR, "flow", "not_for_them", why="too small", by="ida", viewer=COMMAND_LINE)
    assert "flow" not in ranked()
    remove_mark(HARBOUR, "flow", "not_for_them", viewer=COMMAND_LINE)
    assert "flow" in ranked()


def test_a_members_own_no_counts_as_much() -> None:
    mark(HARBOUR, "flow", "declined", by="flow", viewer=COMMAND_LINE)
    assert "flow" not in ranked()


def test_the_last_word_takes_back_its_opposite_and_leaves_facts_alone() -> None:
    mark(HARBOUR, "flow", "contacted", by="ida", viewer=COMMAND_LINE)
    mark(HARBOUR, "flow", "good", by="ida", viewer=COMMAND_LINE)
    mark(HARBOUR, "flow", "not_for_them", by="bo", viewer=COMMAND_LINE)
    assert standing() == {"contacted", "not_for_them"}
    mark(HARBOUR, "flow", "joined", by="ida", viewer=COMMAND_LINE)
    assert standing() == {"contacted", "joined"}


def test_saying_it_again_keeps_the_first_person_and_takes_the_new_reason() -> None:
    mark(HARBOUR, "flow", "good", by="ida", why="knows the port", viewer=COMMAND_LINE)
    mark(HARBOUR, "flow", "good", by="bo", viewer=COMMAND_LINE)
    mark(HARBOUR, "flow", "good", by="bo", why="and the city", viewer=COMMAND_LINE)
    found = Mark.objects.get()
    assert (found.by, found.reason) == ("ida", "and the city")


def test_a_mark_can_be_undone_like_any_change() -> None:
    mark(HARBOUR, "flow", "good", by="ida", viewer=COMMAND_LINE)
    mark(HARBOUR, "flow", "not_for_them", by="bo", viewer=COMMAND_LINE)
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert standing() == {"good"}


def test_what_nobody_could_mean_is_refused() -> None:
    with pytest.raises(NotFound, match="Opportunity “x” does not exist"):
        mark("x", "flow", "good", viewer=COMMAND_LINE)
    with pytest.raises(NotFound):
        mark(HARBOUR, "x", "good", viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="Enter one of good"):
        mark(HARBOUR, "flow", "splendid", viewer=COMMAND_LINE)
    with pytest.raises(NotFound, match="There is no feedback “Good match” on Flow Batteries"):
        remove_mark(HARBOUR, "flow", "good", viewer=COMMAND_LINE)


def test_that_a_mail_went_out_is_no_mark_to_take_back() -> None:
    row = {"opportunity_id": HARBOUR, "actor_id": "flow", "mark": "offered", "date": "2026-01-05", "by": "p1"}
    with batch("test") as writer:
        writer.put(Mark, [{"id": Mark.key_of(row), **row}])
    with pytest.raises(InputError, match="Enter one of good"):
        remove_mark(HARBOUR, "flow", "offered", viewer=COMMAND_LINE)
    assert standing() == {"offered"}
