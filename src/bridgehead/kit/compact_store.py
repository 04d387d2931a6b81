"""What was deleted is overwritten: SQLite keeps it in free pages and in the write-ahead log until then."""

from contextlib import closing

from django.db import DatabaseError, connection


def compact_store() -> bool:
    """Write the file of the store anew without what was deleted, and empty its log; False if others are at work.

    PostgreSQL frees pages by itself (autovacuum); nothing is done there. Within a transaction nothing can be done.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    try:
        with closing(connection.cursor()) as cursor:
            cursor.execute("PRAGMA busy_timeout = 5000")
            cursor.execute("VACUUM")
            (busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except DatabaseError:
        return False
    finally:
        connection.close()  # the next one has the settings of this store again
    return not busy
