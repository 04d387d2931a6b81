"""Whether the store and the files beside it are whole: read, never mended."""

import tempfile
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bridgehead.kit.progress import Progress
from bridgehead.kit.search_index import SearchIndex
from bridgehead.match.services import index_store
from bridgehead.workspace import phrases

Fault = tuple[str, str]
"""What is wrong, and what to do."""


def faults(progress: Progress) -> Iterator[Fault]:
    """What is wrong with the store, its folder and its indexes."""
    steps: list[Callable[[], Iterator[Fault]]] = [_pages, _migrations, _folder, _search, _index]
    for step in progress(steps, "Reading the store"):
        yield from step()


def _pages() -> Iterator[Fault]:
    """What SQLite says of its file; PostgreSQL looks after its own."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            for (said,) in cursor.fetchall():
                if said != "ok":
                    yield phrases.store_damaged(said), phrases.restore()


def _migrations() -> Iterator[Fault]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = ", ".join(str(migration) for migration, _ in waiting)
        yield phrases.not_migrated(names), phrases.run_again()


def _folder() -> Iterator[Fault]:
    try:
        with tempfile.TemporaryFile(dir=settings.WORKSPACE):
            pass
    except OSError as error:
        yield phrases.folder_locked(str(settings.WORKSPACE), str(error.strerror)), phrases.free_folder()


def _search() -> Iterator[Fault]:
    if said := SearchIndex(settings.WORKSPACE).damage():
        yield phrases.search_index_damaged(said), phrases.search_index_rebuilt()


def _index() -> Iterator[Fault]:
    if index_store.is_damaged():
        yield phrases.ranking_index_damaged(), phrases.ranking_index_rebuilt()
