"""A backup of the whole workspace in one file: all tables and the files beside them, as they were at one moment."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import IO

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.replace_file import replacing
from bridgehead.kit.snapshot import snapshot
from bridgehead.workspace.services import backup_file, table_rows
from bridgehead.workspace.services.backup_file import CONTENTS, FILES, FORMAT, MANIFEST, PIECE, TABLES, OpenBackup

KEYS = ("secret.key", "panel.key")
REMADE = ("schema", "index", "workers", "mail", "duplicates.json", "first-account.code", "bridgehead.sqlite3")
"""What a workspace makes again by itself, and the store's own file, whose rows are in the backup."""
HIDDEN = (".", "bridgehead.sqlite3", "search")


def write_backup(path: Path, *, keys: bool = True, progress: Progress = no_progress) -> backup_file.BackupManifest:
    """Write a backup and read it again; only then does it take the place of an earlier one. Nobody waits meanwhile.

    Parameters
    ----------
    path
        Where it shall stand; readable by the owner alone.
    keys
        Whether the keys of the workspace are in it: without them sessions end, the mail password has to be entered
        again, and panels without names get other numbers.

    Raises
    ------
    InputError
        If it cannot be written; an earlier one is then unchanged.
    """
    with suppress(OSError):
        if path.is_file():
            path.chmod(0o600)  # the new one takes the permissions of the old one
    with replacing(path, mode=0o600) as out:
        written = _write(out, keys=keys, progress=progress)
        if out.seekable() and out.readable():
            out.flush()
            with backup_file.damage_named(path), zipfile.ZipFile(out) as archive:
                OpenBackup(path, archive, backup_file.manifest_of(archive, path)).verify(progress=progress)
    return written


def _write(out: IO[bytes], *, keys: bool, progress: Progress) -> backup_file.BackupManifest:
    rows: dict[str, int] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = BackupParts(archive)
        with snapshot():
            made = timezone.now()
            for model in progress(table_rows.tables_of(apps), "Writing tables"):
                label = table_rows.label_of(model)
                digests = table_rows.keep_contents(model, parts.keep)
                rows[label] = parts.table(label, table_rows.columns_of(model), table_rows.written_rows(model, digests))
        for file in progress(list(files_of(Path(settings.WORKSPACE), keys=keys)), "Writing files"):
            parts.file(file)
        manifest = backup_file.BackupManifest(
            format=FORMAT,
            version=version("bridgehead"),
            made=made,
            store=connection.vendor,
            keys=keys,
            migrations=dict(MigrationLoader(connection).graph.leaf_nodes()),
            tables=rows,
            parts=parts.written,
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


def files_of(workspace: Path, *, keys: bool) -> Iterator[str]:
    """The files of a workspace that are neither the store nor made again, by their names in it."""
    for path in sorted(workspace.rglob("*")):
        inside = path.relative_to(workspace)
        first = inside.parts[0]
        is_left = first in REMADE or first.startswith(HIDDEN) or (first in KEYS and not keys)
        if not is_left and not path.is_symlink() and path.is_file():
            yield inside.as_posix()


class BackupParts:
    """Writes the parts of a backup, and notes size and checksum of each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.written: dict[str, backup_file.BackupPart] = {}

    def table(self, label: str, columns: list[str], rows: Iterator[str]) -> int:
        """Write a table; how many rows it has."""
        lines = (f"{line}\n".encode() for line in chain([json.dumps(columns)], rows))
        return self._put(f"{TABLES}/{label}.jsonl", lines) - 1

    def keep(self, digest: str, content: bytes) -> None:
        """Write what a row's file holds, once."""
        name = f"{CONTENTS}/{digest}"
        if name not in self.written:
            self._put(name, iter([content]))

    def file(self, name: str) -> None:
        """Write a file of the workspace; one that was removed meanwhile is passed over."""
        with suppress(FileNotFoundError), Path(settings.WORKSPACE, name).open("rb") as source:
            self._put(f"{FILES}/{name}", iter(lambda: source.read(PIECE), b""))

    def _put(self, name: str, pieces: Iterator[bytes]) -> int:
        digest, size, count = hashlib.sha256(), 0, 0
        with self.archive.open(name, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size, count = size + len(piece), count + 1
        self.written[name] = backup_file.BackupPart(bytes=size, sha256=digest.hexdigest())
        return count
