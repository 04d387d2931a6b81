"""Reads of one moment, while others write."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.snapshot import snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def write(id_: str) -> None:
    try:
        with batch("meanwhile") as writer:
            writer.put(Actor, [{"id": id_, "name": id_, "kind": "firm"}])
    finally:
        connection.close()


def test_a_write_meanwhile_is_neither_seen_nor_held_up() -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write, "a").result(20)
        with snapshot():
            assert Actor.objects.count() == 1
            pool.submit(write, "b").result(20)
            assert Actor.objects.count() == 1
        assert Actor.objects.count() == 2
        write("c")
        with snapshot(), snapshot():
            assert Actor.objects.count() == 3
