"""The case folder in and out: the whole workspace as UTF-8 CSV files (docs/reference/case-folder.md)."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridgehead.consortium import exchange as consortium
from bridgehead.ecosystem import exchange as ecosystem
from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence import exchange as evidence
from bridgehead.framework.load import Framework, load
from bridgehead.influence import exchange as influence
from bridgehead.kit import csvfiles
from bridgehead.kit.changes import Tally, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress, silent
from bridgehead.kit.tables import CaseFile, Table, by_model, header_of
from bridgehead.match import exchange as match
from bridgehead.opportunities import exchange as opportunities
from bridgehead.profile import exchange as profile
from bridgehead.support import exchange as support

CASE_FILES: tuple[CaseFile, ...] = (
    *ecosystem.FILES,
    *support.FILES,
    *opportunities.FILES,
    *consortium.FILES,
    *evidence.FILES,
    *influence.FILES,
    *match.FILES,
    *profile.FILES,
)
FILES_FOLDER = "files"
FILE_LIMIT = 100 * 1024 * 1024


def tables(framework: Framework | None = None) -> tuple[Table, ...]:
    """Every file of the case folder, with the framework's vocabularies."""
    vocabularies = (framework or load()).vocabularies
    return tuple(Table(file, vocabularies) for file in CASE_FILES)


@dataclass(frozen=True)
class Parsed:
    """One file of a case folder, read but not yet written."""

    table: Table
    file: str
    rows: Sequence[tuple[int, dict[str, Any]]]


def import_case(folder: Path, *, who: int | None = None, progress: Progress = silent) -> dict[str, Tally]:
    """Import a case folder, all of it or nothing; rows that exist are updated.

    Returns
    -------
    dict
        File name to what it added, changed and left as it was.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    """
    parsed = [_read(table, path) for table, path in progress(_files_of(folder), "Reading")]
    stored = _stored_files(folder)
    _check_references(parsed, {name for name, _ in stored})
    with batch(f"import case {folder.name}", who=who) as writer:
        if stored:
            writer.put(StoredFile, ({"id": name, "content": content} for name, content in stored))
        return {
            part.table.name: writer.put(part.table.model, [values for _, values in part.rows])
            for part in progress(parsed, "Writing")
            if part.rows
        }


def export_case(folder: Path, *, progress: Progress = silent) -> None:
    """Write the workspace as a case folder; two exports of one state are byte-identical.

    An earlier case folder of that name is replaced as a whole; any other folder must be empty.

    Raises
    ------
    InputError
        If the folder holds something else.
    """
    _check_target(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".bridgehead-") as scratch:
        fresh = Path(scratch) / "case"
        fresh.mkdir()
        for table in progress(tables(), "Writing"):
            content = csvfiles.render(tuple(header_of(table)), table.export())
            (fresh / f"{table.name}.csv").write_text(content, encoding="utf-8", newline="")
        for name, content_ in StoredFile.objects.order_by("id").values_list("id", "content").iterator():
            path = fresh / FILES_FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(content_))
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)


def _files_of(folder: Path) -> list[tuple[Table, Path]]:
    if not folder.is_dir():
        raise InputError("a folder of CSV files", file=folder, found="a file" if folder.exists() else "nothing there")
    known = {f"{table.name}.csv": table for table in tables()}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            raise InputError(f"one of the files {', '.join(sorted(known))}", file=folder, found=path.name)
    found = [(table, folder / name) for name, table in known.items() if (folder / name).exists()]
    if not found:
        raise InputError("a folder with at least one file such as actors.csv", file=folder, found="none")
    return found


def _read(table: Table, path: Path) -> Parsed:
    headings = tuple(header_of(table))
    sheet = csvfiles.read(csvfiles.content_of(path), path.name, known=headings)
    return Parsed(table, path.name, tuple(table.parse(sheet)))


def _stored_files(folder: Path) -> list[tuple[str, bytes]]:
    root = folder / FILES_FOLDER
    return [(path.relative_to(root).as_posix(), _stored(path, root)) for path in sorted(_regular(root))]


def _regular(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())


def _stored(path: Path, root: Path) -> bytes:
    if path.stat().st_size > FILE_LIMIT:
        name = path.relative_to(root.parent).as_posix()
        raise InputError(f"a file of at most {FILE_LIMIT:,} bytes", file=name, found=f"{path.stat().st_size:,} bytes")
    return csvfiles.content_of(path)


def _check_references(parsed: Sequence[Parsed], stored: set[str]) -> None:
    """Every id that a row refers to is in the folder, in the workspace, or (a code) in the framework."""
    models = by_model(tables())
    known: dict[str, set[str]] = {name: set() for name in models}
    for part in parsed:
        known[part.table.model.__name__.lower()].update(values["id"] for _, values in part.rows)
    known["code"] |= set(load().codes)
    asked: dict[str, set[str]] = {}
    for part in parsed:
        for _, values in part.rows:
            for column, id_ in part.table.references(values):
                if id_ not in known[column.refers]:
                    asked.setdefault(column.refers, set()).add(id_)
    missing = {name: _absent(models[name], ids) for name, ids in asked.items()}
    for part in parsed:
        _refuse_missing(part, models, missing)
    _check_stored(parsed, stored)


def _absent(table: Table, ids: set[str]) -> set[str]:
    return ids - set(table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))


def _refuse_missing(part: Parsed, models: Mapping[str, Table], missing: Mapping[str, set[str]]) -> None:
    for number, values in part.rows:
        for column, id_ in part.table.references(values):
            if id_ in missing.get(column.refers, ()):
                expected = f"an id that {models[column.refers].name}.csv has"
                raise InputError(expected, file=part.file, row=number, column=column.name, found=id_)


def _check_stored(parsed: Sequence[Parsed], stored: set[str]) -> None:
    for part in parsed:
        if part.table.name == "sources":
            for number, values in part.rows:
                name = values.get("file")
                if name and name not in stored and not StoredFile.objects.filter(pk=name).exists():
                    raise InputError("a file in files/", file=part.file, row=number, column="file", found=name)


def _check_target(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError("a folder, or a path where nothing is yet", file=folder, found="a file")
    ours = {f"{file.name}.csv" for file in CASE_FILES} | {FILES_FOLDER}
    other = sorted(path.name for path in folder.iterdir() if path.name not in ours)
    if other:
        raise InputError("an empty folder or an earlier case folder", file=folder, found=other[0])
