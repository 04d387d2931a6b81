"""One writer at a time, on either store, so that what a service reads in its batch still holds when it writes.

SQLite has one writer anyway: a transaction begins by taking the lock. On PostgreSQL an advisory lock does the same
for batches, and makes the change log one line of events: a batch with a larger number was also committed later.
Reading never waits (docs/decisions/one-writer-at-a-time.md).
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from bridgehead.kit.errors import Busy
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.kit.rehearsal import is_rehearsed
from bridgehead.kit.store_schema import require_own_schema

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
        If others wrote for longer than one waits, the store does not answer, or another version has changed it.
    """
    with ExitStack() as held:
        try:
            held.enter_context(transaction.atomic())
            if connection.vendor == "postgresql" and not is_rehearsed():
                _wait()
        except (OperationalError, InterfaceError) as error:
            raise machine_fault(error) or Busy from error
        require_own_schema(Path(settings.WORKSPACE))
        yield


def _wait() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
