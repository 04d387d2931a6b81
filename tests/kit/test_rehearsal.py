"""A rehearsal sees what it writes, leaves nothing, and lets everybody else save meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.kit.change_log import preview_changes
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.rehearsal import is_rehearsed, rehearsal
from tests.world import actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
PATIENCE = 5


def save(id_: str, name: str) -> None:
    """Save an organisation as somebody else does, who is not to wait."""

    def work() -> None:
        try:
            with batch("meanwhile") as writer:
                writer.put(Actor, [actor(id_, name)])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result(timeout=PATIENCE)


def test_others_save_the_same_records_while_one_rehearses() -> None:
    save("havn", "Havn")
    with rehearsal():
        with batch("rehearsed") as writer:
            writer.put(Actor, [actor("havn", "Havn Energi"), actor("aros", "Aros")])
            save("aros", "Aros University")
            save("havn", "Havn ApS")
            writer.put(Identifier, [{"id": "aros/cvr/10150817", "actor_id": "aros", "scheme": "cvr", "value": "1"}])
            writer.remove(Actor, ["nobody"])
            assert dict(Actor.objects.values_list("pk", "name")) == {"havn": "Havn Energi", "aros": "Aros"}
        lines = preview_changes(writer.record.pk, 10)
        assert [(line["key"], line["action"]) for line in lines] == [
            ("havn", "change"),
            ("aros", "add"),
            ("aros/cvr/10150817", "add"),
        ]
        assert Batch.objects.count() == 1, "the log of a rehearsal is its own"
        with batch("nothing new") as second:
            second.put(Actor, [actor("aros", "Aros")])
        assert second.record.pk is None
    assert dict(Actor.objects.values_list("pk", "name")) == {"havn": "Havn ApS", "aros": "Aros University"}
    assert not Identifier.objects.exists()
    assert [b.action for b in Batch.objects.order_by("pk")] == ["meanwhile"] * 3
    assert Change.objects.filter(table="actor").count() == 3
    save("tide", "Tide")
    assert not is_rehearsed()


def test_what_is_refused_in_a_rehearsal_leaves_nothing() -> None:
    with pytest.raises(InputError), rehearsal(), batch("rehearsed") as writer:
        writer.put(Actor, [actor("havn", "Havn", kind="harbour")])
    with pytest.raises(InputError), rehearsal(), batch("rehearsed") as writer:
        writer.put(Identifier, [{"id": "x/cvr/1", "actor_id": "x", "scheme": "cvr", "value": "1"}])
    assert not Batch.objects.exists()
    save("havn", "Havn")
    assert Actor.objects.get().name == "Havn"
