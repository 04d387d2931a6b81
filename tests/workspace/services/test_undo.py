"""Undo: exact where nothing came in between, careful where something did."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.ecosystem.models import Activity, Actor, Identifier, Person, StoredFile, Tie
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound, Repeated
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.case_files import tables
from bridgehead.workspace.queries.batch_effects import LaterChange, effective_batches
from bridgehead.workspace.services.personal_data import erase_person
from bridgehead.workspace.services.undo import SkippedChange, undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


USED = {"actors", "identifiers", "ties", "activities"}


def state() -> dict[str, Any]:
    files = [(f.id, bytes(f.content)) for f in StoredFile.objects.order_by("id")]
    return {table.name: table.export() for table in tables() if table.name in USED} | {"files": files}


def put(what: str, model: type, *rows: dict[str, Any]) -> Batch:
    with batch(what) as writer:
        writer.put(model, rows)
    return writer.record


def actor(id_: str, **values: Any) -> dict[str, Any]:
    return {"id": id_, "name": id_.title(), "kind": "firm", **values}


IDS = st.sampled_from(["a", "b", "c", "d"])
STEP = st.one_of(
    st.tuples(st.just("actor"), IDS, st.sampled_from(["", "DK", "SE"]), st.sampled_from(["", "Aarhus"])),
    st.tuples(st.just("tie"), IDS, IDS, st.sampled_from(["contact", "owner"])),
    st.tuples(st.just("remove"), IDS),
    st.tuples(st.just("file"), IDS, st.binary(max_size=3)),
    st.tuples(st.just("undo"), st.integers(0, 20)),
)


def do(steps: list[tuple[Any, ...]]) -> None:
    """A batch of random writes; those that the store refuses are left out."""
    with batch("random") as writer:
        for kind, *args in steps:
            if kind == "actor":
                writer.put(Actor, [actor(args[0], country=args[1])])
                writer.put(Actor, [actor(args[0], city=args[2])])
            elif kind == "tie":
                for id_ in args[:2]:
                    writer.put(Actor, [actor(id_)])
                writer.put(Tie, [{"id": f"t-{args[0]}", "a_id": args[0], "b_id": args[1], "kind": args[2]}])
            elif kind == "file":
                writer.put(StoredFile, [{"id": args[0], "content": args[1]}])
            elif kind == "remove":
                writer.remove(Tie, list(Tie.objects.filter(a=args[0]).values_list("pk", flat=True)))
                writer.remove(Tie, list(Tie.objects.filter(b=args[0]).values_list("pk", flat=True)))
                writer.remove(Actor, [args[0]])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(STEP, min_size=1, max_size=5), min_size=1, max_size=6))
def test_undoing_everything_backwards_leaves_nothing(db: None, batches: list[list[tuple[Any, ...]]]) -> None:
    with transaction.atomic():
        before = [state()]
        for steps in batches:
            do(steps)
            for _, at in (step for step in steps if step[0] == "undo"):
                made = list(Batch.objects.order_by("pk"))
                if made:
                    kept_by_undoing(made[at % len(made)].pk)
            before.append(state())
        for made in Batch.objects.order_by("-pk"):
            assert kept_by_undoing(made.pk) == ()
        assert state() == before[0]
        transaction.set_rollback(True)


def kept_by_undoing(number: int) -> tuple[SkippedChange, ...]:
    """What an undo leaves as it is; nothing where there is nothing to undo."""
    try:
        return undo_batch(number, viewer=COMMAND_LINE).result
    except (InputError, Repeated):
        return ()


def test_undo_and_undo_of_the_undo() -> None:
    put("first", Actor, actor("a", capabilities=["batteries"]))
    old = state()
    made = put("second", Actor, actor("a", capabilities=["wind"], city="Aarhus"), actor("b"))
    new = state()
    undone = undo_batch(made.pk, viewer=COMMAND_LINE)
    assert state() == old
    assert undone.batch is not None
    undo_batch(undone.batch, viewer=COMMAND_LINE)
    assert state() == new
    undo_batch(made.pk, viewer=COMMAND_LINE)
    assert state() == old


def test_what_a_batch_changed_there_and_back_it_did_not_change() -> None:
    made = put("first", Actor, actor("a"))
    with batch("second") as writer:
        writer.put(Actor, [actor("a", city="Aarhus")])
        writer.put(Actor, [actor("a", city="")])
    assert undo_batch(made.pk, viewer=COMMAND_LINE).result == ()


def test_a_later_edit_of_the_field_stays_and_is_reported() -> None:
    put("first", Actor, actor("a"))
    made = put("second", Actor, actor("a", city="Aarhus", country="DK"))
    later = put("third", Actor, {"id": "a", "city": "Odense"})
    undone = undo_batch(made.pk, viewer=COMMAND_LINE)
    assert Actor.objects.values_list("city", "country").get(pk="a") == ("Odense", "")
    assert [(k.table, k.key, k.field) for k in undone.result] == [("actor", "a", "city")]
    assert undone.result[0].why == f"Changed since by change {later.pk}"


def test_what_was_kept_can_be_undone_once_the_later_edit_is() -> None:
    put("first", Actor, actor("a", city="Viborg"))
    made = put("second", Actor, actor("a", city="Aarhus", country="DK"))
    later = put("third", Actor, {"id": "a", "city": "Odense"})
    undo_batch(made.pk, viewer=COMMAND_LINE)
    undo_batch(later.pk, viewer=COMMAND_LINE)
    undo_batch(made.pk, viewer=COMMAND_LINE)
    assert Actor.objects.get(pk="a").city == "Viborg"


def test_an_added_record_that_later_ones_refer_to_stays() -> None:
    made = put("import", Actor, actor("a"), actor("b"), actor("c"))
    put("tie", Tie, {"id": "t", "a_id": "a", "b_id": "b", "kind": "contact"})
    undone = undo_batch(made.pk, viewer=COMMAND_LINE)
    assert sorted(Actor.objects.values_list("pk", flat=True)) == ["a", "b"]
    assert [(k.key, k.why) for k in undone.result] == [
        ("a", "Record t of tie refers to it"),
        ("b", "Record t of tie refers to it"),
    ]


def test_what_a_kept_record_refers_to_is_kept_too() -> None:
    with batch("import") as writer:
        writer.put(Actor, [actor("a"), actor("b")])
        writer.put(Activity, [{"id": "trip", "name": "Trip", "kind": "event", "organiser_id": "b"}])
    put("join", Tie, {"id": "t", "a_id": "a", "b_id": "a", "kind": "contact", "activity_id": "trip"})
    undone = undo_batch(writer.record.pk, viewer=COMMAND_LINE)
    assert {k.key for k in undone.result} == {"a", "b", "trip"}
    assert undone.batch is None


def test_a_removed_record_whose_reference_is_gone_stays_removed() -> None:
    put("import", Actor, actor("a"))
    put("pic", Identifier, {"id": "a/pic/1", "actor_id": "a", "scheme": "pic", "value": "1"})
    with batch("drop pic") as dropped:
        dropped.remove(Identifier, ["a/pic/1"])
    with batch("drop a") as last:
        last.remove(Actor, ["a"])
    undone = undo_batch(dropped.record.pk, viewer=COMMAND_LINE)
    assert [k.why for k in undone.result] == ["Record a of actor no longer exists"]
    undo_batch(last.record.pk, viewer=COMMAND_LINE)
    undo_batch(dropped.record.pk, viewer=COMMAND_LINE)
    assert Identifier.objects.get().value == "1"


def test_an_erased_person_does_not_come_back() -> None:
    put("import", Actor, actor("a"))
    put("contact", Person, {"id": "p", "actor_id": "a", "name": "Bo"})
    erase_person("p", viewer=COMMAND_LINE)
    undone = undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert [k.why for k in undone.result] == ["Erased for good"]
    assert not Person.objects.exists()


def test_undoing_twice_is_refused() -> None:
    made = put("import", Actor, actor("a"))
    undone = undo_batch(made.pk, viewer=COMMAND_LINE)
    with pytest.raises(Repeated, match=f"already saved, as change {undone.batch}"):
        undo_batch(made.pk, viewer=COMMAND_LINE)
    with pytest.raises(NotFound):
        undo_batch(made.pk + 100, viewer=COMMAND_LINE)


def test_a_batch_that_leaves_a_loose_end_is_refused_whole() -> None:
    put("import", Actor, actor("a"))
    put("tie", Tie, {"id": "t", "a_id": "a", "b_id": "a", "kind": "contact"})
    with (
        pytest.raises(InputError, match=r"tie t, column a: “a” is not accepted\. Enter the id of"),
        batch("drop") as writer,
    ):
        writer.remove(Actor, ["a"])
    assert Actor.objects.exists()


def test_a_chain_of_undoes_leaves_what_nothing_cancelled() -> None:
    assert effective_batches([LaterChange(2, None), LaterChange(3, 2)]) == []
    assert effective_batches([LaterChange(2, None), LaterChange(3, 2), LaterChange(4, 3)]) == [LaterChange(2, None)]
    assert effective_batches([LaterChange(2, None), LaterChange(5, None), LaterChange(6, 2)]) == [LaterChange(5, None)]


def test_a_value_that_its_field_does_not_take_any_more_stays_and_is_named() -> None:
    """An older version let it in; undoing what came after it restores everything else."""
    put("first", Actor, actor("a", founded="2019", city="Aarhus"))
    Actor.objects.filter(pk="a").update(founded="31.5.2019")
    made = put("second", Actor, actor("a", founded="2020", city="Odense"))
    Change.objects.filter(batch=made).update(before={"founded": "31.5.2019", "city": "Aarhus"})
    undone = undo_batch(made.pk, viewer=COMMAND_LINE)
    assert Actor.objects.values_list("city", "founded").get(pk="a") == ("Aarhus", "2020")
    assert [(k.key, k.field) for k in undone.result] == [("a", "founded")]
    assert "“31.5.2019” is not accepted. Expected a date" in undone.result[0].why


def test_a_record_with_such_a_value_comes_back_without_it_where_it_can() -> None:
    put("first", Actor, actor("a", city="Aarhus"))
    put("further", Actor, actor("b"), actor("c"))
    with batch("remove") as writer:
        writer.remove(Actor, ["a", "b", "c"])
    for id_, values in {"a": {"founded": "31.5.2019", "colour": "red"}, "b": {"kind": "company"}}.items():
        line = Change.objects.get(batch=writer.record, key=id_)
        line.before = {**(line.before or {}), **values}
        line.save()
    undone = undo_batch(writer.record.pk, viewer=COMMAND_LINE)
    assert dict(Actor.objects.values_list("pk", "founded")) == {"a": "", "c": ""}
    assert Actor.objects.get(pk="a").city == "Aarhus"
    assert sorted((k.key, k.field) for k in undone.result) == [("a", "colour"), ("a", "founded"), ("b", "kind")]
