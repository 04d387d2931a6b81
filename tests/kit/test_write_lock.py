"""Writers take turns, on either store: what a service reads in its batch still holds when it writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, connections, transaction

from bridgehead.ecosystem.models import Actor
from bridgehead.kit import write_lock as module
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Busy
from bridgehead.kit.models import Batch
from bridgehead.kit.write_lock import write_lock

WRITERS = 50

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def add_one(_: int) -> None:
    """Read a number and write the next: an update is lost wherever somebody writes in between."""
    try:
        with batch("count") as writer:
            city = Actor.objects.values_list("city", flat=True).get(pk="havn")
            writer.put(Actor, [{"id": "havn", "city": str(int(city or 0) + 1)}])
    finally:
        connections.close_all()


def test_fifty_writers_on_one_record_lose_no_edit() -> None:
    with batch("start") as writer:
        writer.put(Actor, [{"id": "havn", "name": "Havn", "kind": "firm"}])
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(add_one, range(WRITERS)))
    assert Actor.objects.get(pk="havn").city == str(WRITERS)
    numbers = list(Batch.objects.order_by("at", "pk").values_list("pk", flat=True))
    assert numbers == sorted(numbers)


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "postgresql":
        monkeypatch.setattr(module, "PATIENCE", 1)
    else:
        pytest.skip("SQLite's patience is set in the settings, for the whole process")

    def wait() -> str:
        try:
            with write_lock():
                return "written"
        except Busy as busy:
            return str(busy)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, write_lock():
        assert "Try again" in pool.submit(wait).result(timeout=20)


def test_a_store_that_does_not_answer_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(transaction.Atomic, "__enter__", away)
    with pytest.raises(Busy), write_lock():
        pass
