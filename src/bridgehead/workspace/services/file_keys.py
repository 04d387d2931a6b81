"""Stored files and their lines of the change log sealed, sealed anew with the first key, or opened for good."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, models
from django.db.models.expressions import ExpressionWrapper, F

from bridgehead.ecosystem.models import StoredFile
from bridgehead.kit.compact_store import compact_store
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.models import Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.replace_file import replace_file
from bridgehead.kit.sealing import new_key, opened, sealed, seals
from bridgehead.kit.write_lock import write_lock
from bridgehead.workspace.phrases.file_keys import no_key_file

TABLE = StoredFile.__name__.lower()


def add_key(path: Path) -> None:
    """Put a new key first into a key file, which is made if it is not there; earlier keys stay below it.

    Raises
    ------
    InputError
        If the file would be in the workspace, whose copies are to be worth nothing without it, or cannot be written.
    """
    if Path(settings.WORKSPACE).resolve() in path.resolve().parents:
        raise InputError(expects("outside_workspace"), file=path)
    earlier = path.read_text(encoding="ascii") if path.exists() else ""
    replace_file(path, f"{new_key()}\n{earlier}", mode=0o600)


def seal_files(*, progress: Progress = no_progress, viewer: Viewer) -> Receipt[int]:
    """Seal every stored file and every earlier version of one with the first key; how many. It may be done again.

    Raises
    ------
    NotAllowed
        If the viewer may not change settings.
    InputError
        If no key file is given, it holds no key, or a file was sealed with a key that is not in it.
    """
    if not seals():
        raise InputError("", sentence=no_key_file())
    return _rewrite(lambda content: sealed(opened(content)), progress, viewer)


def open_files(*, progress: Progress = no_progress, viewer: Viewer) -> Receipt[int]:
    """Store every file and every earlier version of one as it is; how many. Then the key file is needed no more.

    Raises
    ------
    NotAllowed, InputError
        As `seal_files`.
    """
    return _rewrite(opened, progress, viewer)


def _rewrite(becomes: Callable[[bytes], bytes], progress: Progress, viewer: Viewer) -> Receipt[int]:
    viewer.require(Verb.CHANGE, Resource.SETTING)
    done = 0
    for key in progress(list(StoredFile.objects.order_by("pk").values_list("pk", flat=True)), "Stored files"):
        with write_lock():
            raw = StoredFile.objects.filter(pk=key).values_list(_raw("content"), flat=True).first()
            if raw is not None:
                _put_raw(key, becomes(bytes(raw)))
                done += 1
    for line in progress(list(_lines()), "Earlier versions"):
        with write_lock():
            found = Change.objects.filter(pk=line).first()
            if found is not None:
                states = [_with(state, becomes) for state in (found.before, found.after)]
                Change.objects.filter(pk=line).update(before=states[0], after=states[1])
    compact_store()
    return Receipt(done)


def _lines() -> Iterator[int]:
    kept = Change.objects.filter(table=TABLE).exclude(before=None, after=None)
    yield from kept.order_by("pk").values_list("pk", flat=True)


def _with(state: dict[str, object] | None, becomes: Callable[[bytes], bytes]) -> dict[str, object] | None:
    held = (state or {}).get("content")
    if not isinstance(held, dict):
        return state
    content = becomes(base64.b64decode(held["base64"]))
    return {**(state or {}), "content": {"base64": base64.b64encode(content).decode("ascii")}}


def _raw(column: str) -> "ExpressionWrapper[F]":
    return ExpressionWrapper(F(column), output_field=models.BinaryField())


def _put_raw(key: str, content: bytes) -> None:
    quote = connection.ops.quote_name
    columns = quote("content"), quote("id")
    query = f"UPDATE {quote(StoredFile._meta.db_table)} SET {columns[0]} = %s WHERE {columns[1]} = %s"  # noqa: S608 our own names
    with connection.cursor() as cursor:
        cursor.execute(query, [content, key])
