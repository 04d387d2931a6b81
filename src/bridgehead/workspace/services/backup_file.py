"""A backup as a file: a zip with the rows of all tables, what files they hold, the files of the workspace, a manifest.

backup.json             format, version, moment, migrations, keys; rows of each table; bytes and SHA-256 of each part
tables/LABEL.jsonl      the columns of a table, then its rows, a line each
contents/SHA256         what a row's file holds, once
workspace/PATH          a file of the workspace folder
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import BaseModel, ValidationError

from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.safe_archives import DAMAGE

FORMAT = 1
MANIFEST = "backup.json"
TABLES, CONTENTS, FILES = "tables", "contents", "workspace"
PIECE = 1024 * 1024


class BackupPart(BaseModel):
    """One file in a backup."""

    bytes: int
    sha256: str


class BackupManifest(BaseModel):
    """What a backup holds.

    Attributes
    ----------
    migrations
        The last migration of each app whose tables these are.
    tables
        How many rows each table has.
    """

    format: int
    version: str
    made: datetime
    store: str
    keys: bool
    migrations: dict[str, str]
    tables: dict[str, int]
    parts: dict[str, BackupPart]

    @property
    def size(self) -> int:
        """Bytes unpacked."""
        return sum(part.bytes for part in self.parts.values())


@dataclass(frozen=True)
class OpenBackup:
    """A backup that is being read."""

    path: Path
    archive: zipfile.ZipFile
    manifest: BackupManifest

    @contextmanager
    def rows(self, label: str) -> Iterator[tuple[list[str], Iterator[bytes]]]:
        """The columns of a table, and the lines of its rows."""
        with self.archive.open(f"{TABLES}/{label}.jsonl") as lines:
            yield json.loads(next(lines)), iter(lines)

    def content(self, digest: str) -> bytes:
        """What a row's file holds."""
        return self.archive.read(f"{CONTENTS}/{digest}")

    def unpack_files(self, folder: Path) -> None:
        """Put the files of the workspace folder into another."""
        for name in self.manifest.parts:
            if name.startswith(f"{FILES}/"):
                target = folder.joinpath(*PurePosixPath(name).parts[1:])
                target.parent.mkdir(parents=True, exist_ok=True)
                with self.archive.open(name) as source, target.open("wb") as out:
                    target.chmod(0o600)
                    shutil.copyfileobj(source, out, PIECE)

    def verify(self, *, progress: Progress = no_progress) -> None:
        """Read all of it once, against the manifest.

        Raises
        ------
        InputError
            If it is not what was written.
        """
        for name, part in progress(list(self.manifest.parts.items()), "Checking the backup"):
            with damage_named(self.path), self.archive.open(name) as source:
                digest, size = hashlib.sha256(), 0
                while piece := source.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
            if (size, digest.hexdigest()) != (part.bytes, part.sha256):
                raise _damaged(self.path)


@contextmanager
def opened(path: Path) -> Iterator[OpenBackup]:
    """Open a backup.

    Raises
    ------
    InputError
        If it is none, is damaged, or a later version wrote it.
    """
    try:
        source = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    with source, damage_named(path), zipfile.ZipFile(source) as archive:
        yield OpenBackup(path, archive, manifest_of(archive, path))


def manifest_of(archive: zipfile.ZipFile, path: Path | IO[bytes]) -> BackupManifest:
    """What a backup says of itself.

    Raises
    ------
    InputError
        If it says nothing that can be read, or a later version wrote it.
    """
    try:
        found = json.loads(archive.read(MANIFEST))
        if isinstance(found, dict) and isinstance(found.get("format"), int) and found["format"] > FORMAT:
            raise _later(path, found.get("version"))
        manifest = BackupManifest.model_validate(found)
    except (KeyError, ValueError, ValidationError) as error:
        raise _damaged(path) from error
    if any(".." in PurePosixPath(name).parts or name.startswith("/") for name in manifest.parts):
        raise _damaged(path)
    return manifest


@contextmanager
def damage_named(path: object) -> Iterator[None]:
    """Say of whatever a damaged zip raises that the backup is damaged."""
    try:
        yield
    except InputError:
        raise
    except DAMAGE as error:
        raise _damaged(path) from error


def _damaged(path: object) -> InputError:
    return InputError(expects("backup"), file=path, found=finds("damaged"), code="backup_damaged")


def _later(path: object, version: object) -> InputError:
    return InputError(expects("backup"), file=path, found=version, code="backup_later")
