"""The case folder: its files, and reading one in, all of it or nothing (docs/reference/case-folder.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.db import transaction

from bridgehead.consortium import case_files as consortium
from bridgehead.ecosystem import case_files as ecosystem
from bridgehead.ecosystem.models import Actor, Indicator, StoredFile
from bridgehead.evidence import case_files as evidence
from bridgehead.evidence.services.legacy_files import find_legacy_state, write_legacy_state
from bridgehead.framework.loader import load_framework
from bridgehead.influence import case_files as influence
from bridgehead.kit import countries, csv_files, filenames
from bridgehead.kit.case_tables import CaseFile, CaseFileContent, CaseTable, by_model, header_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt, Tally
from bridgehead.kit.safe_archives import Bundle, open_bundle
from bridgehead.match import case_files as match
from bridgehead.opportunities import case_files as opportunities
from bridgehead.profile import case_files as profile
from bridgehead.support import case_files as support
from bridgehead.trips import case_files as trips
from bridgehead.workspace.services import manifest, unreadable_keys
from bridgehead.workspace.services.consistency_checks import check_consistency

CASE_FILES: tuple[CaseFile, ...] = (
    *ecosystem.FILES,
    *trips.FILES,
    *support.FILES,
    *opportunities.FILES,
    *consortium.FILES,
    *evidence.FILES,
    *influence.FILES,
    *match.FILES,
    *profile.FILES,
)
FILES_FOLDER = "files"
INSIDE = f"{FILES_FOLDER}/"
FILE_LIMIT = 100 * 1024 * 1024


def tables() -> tuple[CaseTable, ...]:
    """Every file of the case folder."""
    return tuple(CaseTable(file) for file in CASE_FILES)


@dataclass(frozen=True)
class Origin:
    """What is known of where a case folder comes from.

    Attributes
    ----------
    has_manifest
        Whether it says of itself what is in it; if so, nothing is missing or cut off.
    edited
        The files that were changed or added since they were exported.
    """

    has_manifest: bool
    edited: tuple[str, ...] = ()


def import_case(
    path: Path,
    *,
    viewer: Viewer,
    action: str = "case.import",
    name: str = "",
    progress: Progress = no_progress,
    then: Callable[[Receipt[Origin]], None] = lambda _: None,
) -> Receipt[Origin]:
    """Import a case folder, or a zip of one, all of it or nothing; rows that exist are updated.

    Parameters
    ----------
    action
        What the change log calls it.
    name
        What it calls the file; the path's last part if blank.
    then
        Is given the receipt in the same transaction, once all is written: what it writes stands or falls with it.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    """
    viewer.require(Verb.IMPORT, Resource.CASE)
    bundle = open_bundle(path, "a folder of CSV files, or a zip of one")
    root = _root(bundle)
    names = _names(bundle, root)
    origin, contents = _read(bundle, root, names)
    files = [(table, file) for file, table in _known().items() if file in contents]
    parsed = [_parse(table, contents.pop(file), file) for table, file in progress(files, "Reading")]
    stored = {name.removeprefix(INSIDE): content for name, content in contents.items()}
    with transaction.atomic():
        with batch(action, viewer=viewer, file=name or path.name) as writer:
            check_consistency(parsed)
            legacy = find_legacy_state(stored, parsed)
            stored = {name: content for name, content in stored.items() if name not in legacy.files}
            _check_references(parsed, set(stored))
            if stored:
                writer.put(StoredFile, ({"id": name, "content": content} for name, content in stored.items()))
            for part in progress(parsed, "Writing"):
                if part.rows:
                    unreadable_keys.put(writer, part.table.model, [values for _, values in part.rows])
            write_legacy_state(writer, legacy)
        receipt = writer.receipt(origin)
        then(receipt)
    return receipt


def tallies_by_file(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """What an import did, by the names of the files instead of the models."""
    named = {file.model.__name__.lower(): file.name for file in CASE_FILES}
    return {named.get(name, FILES_FOLDER): tally for name, tally in tallies.items()}


def table_names() -> dict[str, str]:
    """What a page calls a table, by the name of its model and by that of its file."""
    words = {file.name: file.name.replace("_", " ") for file in CASE_FILES}
    return words | {file.model.__name__.lower(): words[file.name] for file in CASE_FILES}


def _root(bundle: Bundle) -> str:
    """Where in a zip the files lie: zips are often made of the folder, not of what is in it."""
    known = _known()
    found = [path for path in map(PurePosixPath, bundle.names) if path.name in known]
    if not bundle.zipped or not found:
        return ""
    folder = min(found, key=lambda path: len(path.parts)).parent.as_posix()
    return "" if folder == "." else f"{folder}/"


def _known() -> dict[str, CaseTable]:
    """The tables by the names of their files."""
    return {f"{table.name}.csv": table for table in tables()}


def _names(bundle: Bundle, root: str) -> list[str]:
    """The files of a case folder in a bundle, by their names in the folder.

    Raises
    ------
    InputError
        If there is a table that nobody knows, no table at all, or a stored file of a name that cannot be kept.
    """
    known = _known()
    found = [name.removeprefix(root) for name in bundle.names if name.startswith(root)]
    names = [name for name in found if name in known or name == manifest.NAME or _is_stored(bundle, name)]
    for name in found:
        if bundle.zipped and "\\" in name:
            place = f"{bundle.path}: {filenames.printable(name)}"
            raise InputError("names with / between a folder and its files", file=place, found="a backslash")
        if name.endswith(".csv") and "/" not in name and name not in known:
            expected = f"one of the files {', '.join(sorted(known))}"
            raise InputError(expected, file=bundle.path, found=filenames.printable(name))
    stored = [name.removeprefix(INSIDE) for name in names if name.startswith(INSIDE)]
    filenames.require_storable(stored, f"{bundle.path}: {FILES_FOLDER}")
    if not known.keys() & set(names) and manifest.NAME not in names:
        raise InputError("a folder with at least one file such as actors.csv", file=bundle.path, found="none")
    return names


def _is_stored(bundle: Bundle, name: str) -> bool:
    """Whether it is a file of `files/`, and no link to somewhere else."""
    return name.startswith(INSIDE) and (bundle.zipped or not (bundle.path / name).is_symlink())


def _read(bundle: Bundle, root: str, names: Sequence[str]) -> tuple[Origin, dict[str, bytes]]:
    """What the folder says of itself, and the contents of its files by name.

    Raises
    ------
    InputError
        If its manifest says that it is not whole.
    """
    contents = dict(zip(names, bundle.read_all(root + name for name in names), strict=True))
    told = contents.pop(manifest.NAME, None)
    for name, content in contents.items():
        if name.startswith(INSIDE) and len(content) > FILE_LIMIT:
            found = f"{len(content):,} bytes"
            raise InputError(f"a file of at most {FILE_LIMIT:,} bytes", file=filenames.printable(name), found=found)
    if told is None:
        return Origin(has_manifest=False), contents
    read = manifest.read(told, f"{bundle.path}: {manifest.NAME}")
    return Origin(has_manifest=True, edited=manifest.edited(read, contents, str(bundle.path))), contents


def _parse(table: CaseTable, content: bytes, file: str) -> CaseFileContent:
    return CaseFileContent(
        table, file, tuple(table.parse(csv_files.read(content, file, known=tuple(header_of(table)))))
    )


def _check_references(parsed: Sequence[CaseFileContent], stored: set[str]) -> None:
    """Every id that a row refers to is in the folder, in the workspace, or (a code) in the framework."""
    models = by_model(tables())
    known: dict[str, set[str]] = {name: set() for name in models}
    for part in parsed:
        known[part.table.model.__name__.lower()].update(values["id"] for _, values in part.rows)
    known["code"] |= set(load_framework().codes)
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


def _absent(table: CaseTable, ids: set[str]) -> set[str]:
    return ids - set(table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))


def _refuse_missing(part: CaseFileContent, models: Mapping[str, CaseTable], missing: Mapping[str, set[str]]) -> None:
    for number, values in part.rows:
        for column, id_ in part.table.references(values):
            if id_ in missing.get(column.refers, ()):
                expected = f"an id that {models[column.refers].name}.csv has"
                raise InputError(expected, file=part.file, row=number, column=column.name, found=id_)


def _check_subjects(parsed: Sequence[CaseFileContent], actors: set[str]) -> None:
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


def _check_stored(parsed: Sequence[CaseFileContent], stored: set[str]) -> None:
    for part in parsed:
        if part.table.name == "sources":
            for number, values in part.rows:
                name = values.get("file")
                if name and name not in stored and not StoredFile.objects.filter(pk=name).exists():
                    raise InputError("a file in files/", file=part.file, row=number, column="file", found=name)
