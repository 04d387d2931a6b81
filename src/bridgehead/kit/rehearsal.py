"""A write that is rehearsed: done on copies of the tables that it touches and taken back, so that nobody waits for it.

On either store a temporary table hides the one of its name, for this connection alone. A batch copies each table before
it first writes to it; the change log begins empty, and holds what the rehearsal did until it ends
(docs/decisions/previews-hold-no-lock.md).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction

from bridgehead.kit.snapshot import for_reading

_copied: ContextVar[set[str] | None] = ContextVar("copied", default=None)

REFERENCE = re.compile(r' REFERENCES "\w+" \("\w+"\) DEFERRABLE INITIALLY DEFERRED')
"""What Django writes behind a column that refers to a table; a temporary table cannot refer to a lasting one."""
BEHIND = "rehearsed_"


@contextmanager
def rehearsal() -> Iterator[None]:
    """A transaction whose batches take no lock, see what they wrote, and leave nothing."""
    with for_reading(connection), transaction.atomic():
        token = _copied.set(set())
        try:
            yield
        finally:
            _copied.reset(token)
        transaction.set_rollback(True)


def is_rehearsed() -> bool:
    """Whether what is written now is a rehearsal."""
    return _copied.get() is not None


def before_writing(model: type[models.Model], *, whole: bool = True) -> None:
    """In a rehearsal, put a copy in the place of a table, once; elsewhere nothing happens.

    Parameters
    ----------
    whole
        Whether its rows are copied.
    """
    copied, table = _copied.get(), model._meta.db_table
    if copied is None or table in copied:
        return
    copied.add(table)
    if connection.vendor == "postgresql":
        _copy_on_postgres(table, whole=whole)
    else:
        _copy_on_sqlite(table, whole=whole)


def _copy_on_postgres(table: str, *, whole: bool) -> None:
    name, behind = (connection.ops.quote_name(each) for each in (table, BEHIND + table))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {behind} (LIKE {name} INCLUDING ALL) ON COMMIT DROP")
        if whole:
            cursor.execute(f"INSERT INTO {behind} SELECT * FROM {name}")  # noqa: S608 names are the model's
        cursor.execute(f"ALTER TABLE {behind} RENAME TO {name}")


def _copy_on_sqlite(table: str, *, whole: bool) -> None:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, sql FROM main.sqlite_master WHERE tbl_name = %s AND type IN ('table', 'index')"
            " AND sql IS NOT NULL ORDER BY type DESC",
            [table],
        )
        made = [(kind, REFERENCE.sub("", sql)) for kind, sql in cursor.fetchall()]
        for kind, sql in made:
            words = r"\1TEMP \2" if kind == "table" else r"\1\2temp."
            where = r"(CREATE )(TABLE )" if kind == "table" else r"(CREATE )((?:UNIQUE )?INDEX )"
            cursor.execute(re.sub(where, words, sql, count=1))
            if kind == "table" and whole:
                cursor.execute(f"INSERT INTO temp.{name} SELECT * FROM main.{name}")  # noqa: S608 names are the model's
