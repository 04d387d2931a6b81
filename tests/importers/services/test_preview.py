"""While a list is previewed others save, on either store; the counts are those of the import all the same."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connections

from bridgehead.importers.services.import_file import import_file
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Actor, Membership, Person
from tests.world import actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
T = TypeVar("T")
ROWS, SAVED = 4_500, [1, 2_200, 4_400]
"""More rows than are written at a time, and the rows at which somebody saves."""


def save(name: str) -> None:
    try:
        with batch("meanwhile") as writer:
            writer.put(Actor, [actor("firm-1", name)])
    finally:
        connections.close_all()


def test_others_save_while_a_list_is_previewed(tmp_path: Path) -> None:
    with batch("first") as writer:
        writer.put(Actor, [actor("clean", "CLEAN", kind="cluster"), actor("firm-1", "Firm 1")])
    lines = (f"Firm {n},DK,Person {n},p{n}@firm{n}.example,Odense" for n in range(ROWS))
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["Company,Country,Contact person,Email,City", *lines]), encoding="utf-8")

    def saving(items: Iterable[T], _: str) -> Iterator[T]:
        for number, item in enumerate(items):
            if number in SAVED:
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(save, f"Firm 1 of {number}").result(timeout=10)
            yield item

    given = {"viewer": COMMAND_LINE, "options": {"cluster": "clean"}}
    preview = import_file("members", path, dry_run=True, progress=saving, **given)
    counts = {table: (tally.added, tally.changed) for table, tally in preview.tallies.items()}
    assert counts == {"actor": (ROWS - 1, 1), "identifier": (0, 0), "person": (ROWS, 0), "membership": (ROWS, 0)}
    assert Actor.objects.get(pk="firm-1").name == f"Firm 1 of {SAVED[-1]}"
    assert (Actor.objects.count(), Person.objects.count(), Membership.objects.count()) == (2, 0, 0)
    assert preview.lines[0]["key"] == "firm-1", "what is changed comes before what is new"
