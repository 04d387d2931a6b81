"""One writer at a time, on either store, so that what a service reads in its batch still holds when it writes.

SQLite has one writer anyway: a transaction begins by taking the lock. On PostgreSQL an advisory lock does the same
for batches, and makes the change log one line of events: a batch with a larger number was also committed later.
Reading never waits (docs/decisions/one-writer-at-a-time.md).
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import OperationalError, connection, transaction

from bridgehead.kit.errors import Busy
from bridgehead.kit.rehearsal import is_rehearsed

KEY = 0x42726964
"""Any number that no other program takes a lock on in this database."""
PATIENCE = 30
"""Seconds that a writer waits for those before it, on either store."""


@contextmanager
def write_lock() -> Iterator[None]:
    """A transaction in which nobody else writes records; a rehearsal writes none, and takes no lock.

    Raises
    ------
    Busy
        If others wrote for longer than one waits, or the store does not answer.
    """
    with ExitStack() as held:
        try:
            held.enter_context(transaction.atomic())
            if connection.vendor == "postgresql" and not is_rehearsed():
                _wait()
        except OperationalError as error:
            raise Busy from error
        yield


def _wait() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
