"""Reads that all see the records as they were at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction for reading many tables: nobody waits for it, and none of its reads sees a later write.

    Inside another transaction it is that one.
    """
    if connection.in_atomic_block:
        yield
        return
    with for_reading(connection), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def for_reading(store: Any) -> Iterator[None]:
    """On SQLite a transaction begins by taking the lock for writing; one that only reads does not."""
    store.ensure_connection()
    mode = getattr(store, "transaction_mode", None)
    if mode is None:
        yield
        return
    store.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        store.transaction_mode = mode
