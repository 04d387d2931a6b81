"""Batches: bulk writes that are logged, idempotent and whole."""

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Stale
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.receipt import Tally

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def put(*rows: dict[str, object], **options: object) -> Tally:
    with batch("test") as writer:
        return writer.put(Actor, rows, **options)  # type: ignore[arg-type]


def row(**values: object) -> dict[str, object]:
    return {"id": "havn", "name": "Havn", "kind": "firm", "city": "Aarhus", "aliases": ["Port"], **values}


def test_new_rows_are_added_with_defaults_and_logged() -> None:
    assert put(row()) == Tally(added=1)
    actor = Actor.objects.get()
    assert (actor.aliases, actor.capabilities, actor.country) == (["Port"], [], "")
    assert list(Change.objects.values_list("action", "table", "key", "before")) == [("add", "actor", "havn", None)]


def test_changed_rows_are_logged_with_what_stood_before() -> None:
    put(row())
    assert put(row(city="Odense", aliases=["Port", "Å"])) == Tally(changed=1)
    change = Change.objects.get(action="change")
    assert change.before == {"city": "Aarhus", "aliases": ["Port"]}
    assert change.after == {"city": "Odense", "aliases": ["Port", "Å"]}


def test_equal_rows_leave_no_trace() -> None:
    put(row())
    assert put(row()) == Tally(unchanged=1)
    assert Batch.objects.count() == 1


def test_kept_attributes_are_filled_and_not_replaced() -> None:
    put(row(city=""))
    put(row(name="Other", city="Odense"), keep=("name", "city"))
    assert Actor.objects.values_list("name", "city").get() == ("Havn", "Odense")


def test_blanks_may_be_told_to_replace_nothing() -> None:
    put(row())
    assert put(row(city="", aliases=[]), keep_blank=True) == Tally(unchanged=1)
    assert put(row(city="")) == Tally(changed=1)


def test_a_batch_that_fails_writes_nothing() -> None:
    with pytest.raises(KeyError), batch("test") as writer:
        writer.put(Actor, [row(), {"id": "half"}])
    assert not Actor.objects.exists()
    assert not Batch.objects.exists()


def test_more_rows_than_a_chunk_are_all_written() -> None:
    rows = [row(id=f"a{n}") for n in range(4_500)]
    assert put(*rows) == Tally(added=4_500)
    assert put(*rows) == Tally(unchanged=4_500)


def fresh(seen: int, **values: object) -> list[tuple[str, object, object]]:
    """What a save of these values from an older version would overwrite."""
    try:
        with batch("look") as writer:
            writer.require_fresh(Actor, {"id": "havn", **values}, seen)
    except Stale as error:
        return [(d.name, d.theirs, d.yours) for d in error.differences]
    return []


def test_a_record_that_was_added_or_removed_since_is_another_one() -> None:
    assert fresh(0, name="Havn") == []
    put(row())
    assert fresh(0, name="Harbour", city="Aarhus", country="") == [("name", "Havn", "Harbour")]
    seen = change_log.position_of(Actor, "havn")
    assert fresh(seen, name="Harbour") == []
    with batch("gone") as writer:
        writer.remove(Actor, ["havn"])
    assert fresh(seen, name="Harbour", country="") == [("name", None, "Harbour")], "one blank is as good as another"


def test_positions_of_several_records() -> None:
    put(row(), row(id="quay"))
    put(row(city="Odense"))
    assert change_log.positions_of(Actor, ["havn", "quay", "none"]) == {
        "havn": change_log.position_of(Actor, "havn"),
        "quay": change_log.position_of(Actor, "quay"),
    }
