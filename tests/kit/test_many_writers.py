"""Fifty people who save at the same moment: every one of them is told that it was saved, and it was."""

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.models import Batch, Change
from tests.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

WRITERS = 50


def test_fifty_write_at_once_and_nothing_is_lost() -> None:
    def save(number: int) -> int:
        with batch("told") as writer:
            held = Actor.objects.count()  # what is read in a batch still holds when it writes
            writer.put(Actor, [{"id": f"told-{number}", "name": f"Told {number}", "kind": "firm", "city": str(held)}])
        return held

    seen = at_once([lambda number=number: save(number) for number in range(WRITERS)])
    assert sorted(seen) == list(range(WRITERS)), "no two of them saw the same"
    assert Actor.objects.count() == Batch.objects.count() == Change.objects.count() == WRITERS
