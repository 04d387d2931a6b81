"""The workspace as a case folder, written so that an earlier one is never lost (docs/how-to/back-up.md)."""

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.kit import csv_files, filenames
from bridgehead.kit.case_tables import CaseTable, header_of
from bridgehead.kit.errors import InputError, unwritable
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.replace_file import is_unfinished, scratch_folder
from bridgehead.kit.replace_folder import OF_THE_DISK, place_for_scratch, replace_folder
from bridgehead.kit.snapshot import snapshot
from bridgehead.workspace.case_files import CASE_FILES, FILES_FOLDER, tables
from bridgehead.workspace.services import manifest
from bridgehead.workspace.services.case_folder import INSIDE

RENAMED = "renamed"
"""The folder in `files/` of those whose own name cannot be written."""

READABLE = 80
OF_THE_NAME = frozenset(
    {
        errno.EEXIST,
        errno.EILSEQ,
        errno.EINVAL,
        errno.EISDIR,
        errno.ENAMETOOLONG,
        errno.ENOTDIR,
        errno.ENOTEMPTY,
    }
)
"""What a file system says to a name that it does not take, or has already (with other capitals)."""


@dataclass(frozen=True)
class Renamed:
    """A stored file that stands in `files/` under another name, since no folder takes its own."""

    name: str
    written: str


@dataclass
class Names:
    """The names under which stored files are written: their own, where a folder takes it."""

    taken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_all(cls) -> "Names":
        """A name for each stored file."""
        names = list(StoredFile.objects.order_by("id").values_list("id", flat=True))
        found = cls({name: name for name in names})
        for name in names:
            if filenames.storable_fault(name) is not None:
                found.rename(name)
        while (clash := filenames.file_as_folder(set(found.taken.values()))) is not None:
            found.rename(next(name for name, written in found.taken.items() if written == clash[0]))
        return found

    def rename(self, name: str) -> str:
        """Give a file a name that every folder takes and that no other has."""
        readable = re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.")[-READABLE:].lstrip("-.")
        mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        used = set(self.taken.values())
        places = (f"{RENAMED}/{mark[:length]}-{readable}" for length in range(8, len(mark) + 1))
        self.taken[name] = next(place for place in places if place not in used)
        return self.taken[name]

    def renamed(self) -> tuple[Renamed, ...]:
        """Those that are not under their own name."""
        return tuple(Renamed(name, written) for name, written in self.taken.items() if name != written)


def export_case(folder: Path, *, progress: Progress = no_progress) -> tuple[Renamed, ...]:
    """Write the workspace as a case folder; two exports of one state are byte-identical.

    An earlier case folder there, also through a link, is replaced as a whole when the new one stands; any other
    folder must be empty. Whatever ends the export before leaves the earlier one, or, where folders cannot be
    exchanged, one whose manifest says that it is not finished.

    Returns
    -------
    tuple
        Stored files whose names no folder takes, which are written under others.

    Raises
    ------
    InputError
        If the folder holds something else, or cannot be written.
    """
    target = Path(os.path.realpath(folder))
    try:
        _check_target(target, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(place_for_scratch(target)) as scratch:
            fresh = scratch / "case"
            fresh.mkdir()
            with snapshot():
                renamed = _write(fresh, progress)
            unfinished = manifest.render({}, state=manifest.UNFINISHED)
            replace_folder(target, fresh, mark=manifest.NAME, unfinished=unfinished)
    except OSError as error:
        raise unwritable(folder, error, "folder") from error
    return renamed


def rows_of(table: CaseTable, names: Names) -> list[list[str]]:
    """The rows of a table; a source names its file as it is written."""
    rows = table.export()
    if table.model is Source:
        place = list(header_of(table)).index("file")
        for row in rows:
            row[place] = names.taken.get(row[place], row[place])
    return rows


def stored_files(names: Names) -> Iterator[tuple[str, bytes]]:
    """The stored files by their own names, in the order of those under which they are written."""
    for name in sorted(names.taken, key=lambda name: names.taken[name]):  # one at a time: each may be large
        content: Any = StoredFile.objects.values_list("content", flat=True).get(pk=name)
        yield name, content.encode() if isinstance(content, str) else bytes(content)


def _write(fresh: Path, progress: Progress) -> tuple[Renamed, ...]:
    written: dict[str, manifest.File] = {}
    names = Names.of_all()
    for name, content in stored_files(names):
        _write_stored(fresh / FILES_FOLDER, name, content, names)
        written[INSIDE + names.taken[name]] = manifest.file(content)
    for table in progress(tables(), "Writing"):
        rows = rows_of(table, names)
        content = csv_files.render(tuple(header_of(table)), rows).encode()
        (fresh / f"{table.name}.csv").write_bytes(content)
        written[f"{table.name}.csv"] = manifest.file(content, len(rows))
    (fresh / manifest.NAME).write_text(manifest.render(written), encoding="utf-8", newline="")
    return names.renamed()


def _write_stored(folder: Path, name: str, content: bytes, names: Names) -> None:
    """Write a stored file, under another name where this file system does not take its own."""
    try:
        _write_new(folder / names.taken[name], content)
    except OSError as error:
        if error.errno not in OF_THE_NAME:
            raise
        _write_new(folder / names.rename(name), content)


def _write_new(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(content)


def _check_target(target: Path, called: Path) -> None:
    """Refuse to write over anything but an earlier case folder."""
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError(expects("folder_or_free_path"), file=called, found=finds("file"))
    known = {f"{file.name}.csv" for file in CASE_FILES}
    there = {path.name for path in target.iterdir() if not is_unfinished(path.name)} - OF_THE_DISK
    other = there - known - {FILES_FOLDER, manifest.NAME}
    if not other and not known & there and not _is_ours(target / manifest.NAME):
        other = there
    if other:
        found = filenames.printable(min(other))
        raise InputError(expects("empty_or_case_folder"), file=called, found=found)


def _is_ours(path: Path) -> bool:
    """Whether a manifest is one of a case folder."""
    try:
        manifest.Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return False
    return True
