"""The case folder in and out: the whole workspace as UTF-8 CSV files (docs/reference/case-folder.md)."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction

from bridgehead.consortium import exchange as consortium
from bridgehead.ecosystem import exchange as ecosystem
from bridgehead.ecosystem.models import Actor, Indicator, StoredFile
from bridgehead.evidence import exchange as evidence
from bridgehead.framework.load import load
from bridgehead.influence import exchange as influence
from bridgehead.kit import countries, csvfiles
from bridgehead.kit.archives import Bundle, open_bundle
from bridgehead.kit.changes import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress, silent
from bridgehead.kit.receipt import Receipt, Tally
from bridgehead.kit.tables import CaseFile, Table, by_model, header_of
from bridgehead.match import exchange as match
from bridgehead.opportunities import exchange as opportunities
from bridgehead.profile import exchange as profile
from bridgehead.support import exchange as support
from bridgehead.workspace import unreadable_keys
from bridgehead.workspace.sense import check_sense

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
NAME_LIMIT = 300


def tables() -> tuple[Table, ...]:
    """Every file of the case folder."""
    return tuple(Table(file) for file in CASE_FILES)


@dataclass(frozen=True)
class Parsed:
    """One file of a case folder, read but not yet written."""

    table: Table
    file: str
    rows: Sequence[tuple[int, dict[str, Any]]]


def import_case(
    path: Path,
    *,
    who: int | None = None,
    progress: Progress = silent,
    then: Callable[[Receipt[dict[str, Tally]]], None] = lambda _: None,
) -> Receipt[dict[str, Tally]]:
    """Import a case folder, or a zip of one, all of it or nothing; rows that exist are updated.

    Parameters
    ----------
    then
        Is given the receipt in the same transaction, once all is written: what it writes stands or falls with it.

    Returns
    -------
    Receipt of dict
        File name to what it added, changed and left as it was.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    """
    bundle = open_bundle(path, "a folder of CSV files, or a zip of one")
    root = _root(bundle)
    names = _names(bundle, root)
    parsed = [_read(table, bundle, root + file) for table, file in progress(_files(bundle, names), "Reading")]
    stored = _stored_files(bundle, root, names)
    check_sense(parsed)
    _check_references(parsed, {name for name, _ in stored})
    with transaction.atomic():
        with batch(f"import case {path.name}", who=who) as writer:
            if stored:
                writer.put(StoredFile, ({"id": name, "content": content} for name, content in stored))
            tallies = {
                part.table.name: unreadable_keys.put(writer, part.table.model, [values for _, values in part.rows])
                for part in progress(parsed, "Writing")
                if part.rows
            }
        receipt = writer.receipt(tallies)
        then(receipt)
    return receipt


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
            if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
                raise InputError("a stored file's name inside files/", file=folder, found=name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(content_))
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)


def _root(bundle: Bundle) -> str:
    """Where in a zip the files lie: zips are often made of the folder, not of what is in it."""
    known = {f"{file.name}.csv" for file in CASE_FILES}
    found = [path for path in map(PurePosixPath, bundle.names) if path.name in known]
    if not bundle.zipped or not found:
        return ""
    folder = min(found, key=lambda path: len(path.parts)).parent.as_posix()
    return "" if folder == "." else f"{folder}/"


def _names(bundle: Bundle, root: str) -> list[str]:
    return [name.removeprefix(root) for name in bundle.names if name.startswith(root)]


def _files(bundle: Bundle, names: Sequence[str]) -> list[tuple[Table, str]]:
    known = {f"{table.name}.csv": table for table in tables()}
    for name in names:
        if name.endswith(".csv") and "/" not in name and name not in known:
            raise InputError(f"one of the files {', '.join(sorted(known))}", file=bundle.path, found=name)
    found = [(table, name) for name, table in known.items() if name in names]
    if not found:
        raise InputError("a folder with at least one file such as actors.csv", file=bundle.path, found="none")
    return found


def _read(table: Table, bundle: Bundle, path: str) -> Parsed:
    name = f"{table.name}.csv"
    sheet = csvfiles.read(bundle.read(path), name, known=tuple(header_of(table)))
    return Parsed(table, name, tuple(table.parse(sheet)))


def _stored_files(bundle: Bundle, root: str, names: Sequence[str]) -> list[tuple[str, bytes]]:
    inside = f"{FILES_FOLDER}/"
    wanted = [name for name in names if name.startswith(inside) and not _is_link(bundle, name)]
    for name in wanted:
        _check_name(name)
    contents = bundle.read_all(root + name for name in wanted)
    return [
        (name.removeprefix(inside), _limited(content, name)) for name, content in zip(wanted, contents, strict=True)
    ]


def _is_link(bundle: Bundle, name: str) -> bool:
    return not bundle.zipped and (bundle.path / name).is_symlink()


def _check_name(name: str) -> None:
    if len(name) > NAME_LIMIT or not name.isprintable() or "\\" in name:
        raise InputError(f"a file name of at most {NAME_LIMIT} characters that can be printed", file=ascii(name))


def _limited(content: bytes, name: str) -> bytes:
    if len(content) > FILE_LIMIT:
        raise InputError(f"a file of at most {FILE_LIMIT:,} bytes", file=name, found=f"{len(content):,} bytes")
    return content


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
    _check_subjects(parsed, known["actor"])
    _check_stored(parsed, stored)


def _absent(table: Table, ids: set[str]) -> set[str]:
    return ids - set(table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))


def _refuse_missing(part: Parsed, models: Mapping[str, Table], missing: Mapping[str, set[str]]) -> None:
    for number, values in part.rows:
        for column, id_ in part.table.references(values):
            if id_ in missing.get(column.refers, ()):
                expected = f"an id that {models[column.refers].name}.csv has"
                raise InputError(expected, file=part.file, row=number, column=column.name, found=id_)


def _check_subjects(parsed: Sequence[Parsed], actors: set[str]) -> None:
    """What an indicator speaks of is a country, or an actor that is there."""
    for part in parsed:
        if part.table.model is not Indicator:
            continue
        asked = {v["subject"] for _, v in part.rows if v["subject_kind"] != "country"} - actors
        missing = asked - set(Actor.objects.filter(pk__in=asked).values_list("pk", flat=True))
        for number, values in part.rows:
            subject, kind = values["subject"], values["subject_kind"]
            if kind == "country" and subject not in countries.names():
                expected = "a country (ISO 3166-1 alpha-2, such as DK)"
                raise InputError(expected, file=part.file, row=number, column="subject", found=subject)
            if kind != "country" and subject in missing:
                raise InputError(
                    "an id that actors.csv has", file=part.file, row=number, column="subject", found=subject
                )


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
