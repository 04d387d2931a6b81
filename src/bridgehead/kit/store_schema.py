"""The schema of a workspace's store: brought to this version's once, by one process, and never back.

A file in the workspace says which schema the store has. A process that finds another one there than its own, since
the program was upgraded while it ran, writes no more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from bridgehead.kit.errors import MachineFault
from bridgehead.kit.replace_file import locked, replace_file

STAMP = "schema"
UNFINISHED = " unfinished"
"""What the stamp says besides while the store is changed, and where that was cut off."""


@cache
def own_schema() -> str:
    """The newest schema that this process knows; read once, since an upgrade replaces the files under it."""
    from bridgehead import migrations  # noqa: PLC0415 the command line starts without Django

    return max(path.stem for path in Path(migrations.__path__[0]).glob("[0-9]*.py"))


def bring_up_to_date(home: Path) -> None:
    """Bring the store of a workspace to this version's schema; of several processes one does it, the others wait.

    Raises
    ------
    MachineFault
        If a newer version has opened the workspace.
    """
    own, stamp = own_schema(), home / STAMP
    if _said(stamp) == own:
        return
    with locked(home):
        if _said(stamp) == own:
            return
        _refuse_newer(_said(stamp), own)
        from django.core.management import call_command  # noqa: PLC0415 nothing to do is usual

        with _alone() as store:
            _refuse_newer(_applied(store), own)
            replace_file(stamp, own + UNFINISHED)
            with _whatever_is_referred_to(store):
                call_command("migrate", verbosity=0, interactive=False)
        replace_file(stamp, own)


def require_own_schema(home: Path) -> None:
    """Refuse to write into a store that another version has changed, or changes at the moment.

    Raises
    ------
    MachineFault
        If the workspace says so.
    """
    if _said(home / STAMP) not in {"", own_schema()}:
        raise MachineFault("schema")


def _said(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="ascii")
    except FileNotFoundError:
        return ""


def _refuse_newer(found: str, own: str) -> None:
    if found[:4] > own[:4]:
        raise MachineFault("newer", said=found)


def _applied(store: Any) -> str:
    """The newest migration that a store knows; blank for a new one."""
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    names = (name for app, name in MigrationRecorder(store).applied_migrations() if app == "bridgehead")
    return max(names, default="")


@contextmanager
def _alone() -> Iterator[Any]:
    """The store while nobody else writes records or changes its schema; on SQLite each step locks it by itself."""
    from django.db import connection  # noqa: PLC0415

    from bridgehead.kit.write_lock import KEY  # noqa: PLC0415

    if connection.vendor != "postgresql":
        yield connection
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
    try:
        yield connection
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


@contextmanager
def _whatever_is_referred_to(store: Any) -> Iterator[None]:
    """Let a workspace open in which a row refers to what is not there; on SQLite, Django would refuse to migrate it.

    Somebody who removes a row with another program leaves such rows; `doctor` names them.
    """
    store.check_constraints = lambda *_args, **_options: None
    try:
        yield
    finally:
        del store.check_constraints
