"""The case folder: its files, and reading one in, all of it or nothing (docs/reference/case-folder.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.db import transaction

from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence.services.legacy_files import find_legacy_state, write_legacy_state
from bridgehead.kit import csv_files, filenames
from bridgehead.kit.case_tables import CaseFileContent, CaseTable, header_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.safe_archives import Bundle, open_bundle
from bridgehead.workspace.case_files import FILES_FOLDER, tables
from bridgehead.workspace.services import manifest, unreadable_keys
from bridgehead.workspace.services.consistency_checks import check_consistency
from bridgehead.workspace.services.reference_checks import check_references

INSIDE = f"{FILES_FOLDER}/"
FILE_LIMIT = 100 * 1024 * 1024


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
    bundle = open_bundle(path, expects("case_folder"))
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
            check_references(parsed, set(stored))
            if stored:
                writer.put(StoredFile, ({"id": name, "content": content} for name, content in stored.items()))
            for part in progress(parsed, "Writing"):
                if part.rows:
                    unreadable_keys.put(writer, part.table.model, [values for _, values in part.rows])
            write_legacy_state(writer, legacy)
        receipt = writer.receipt(origin)
        then(receipt)
    return receipt


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
            raise InputError(expects("names_with_slashes"), file=place, found=finds("backslash"))
        if name.endswith(".csv") and "/" not in name and name not in known:
            expected = expects("one_of_files", files=sorted(known))
            raise InputError(expected, file=bundle.path, found=filenames.printable(name))
    stored = [name.removeprefix(INSIDE) for name in names if name.startswith(INSIDE)]
    filenames.require_storable(stored, f"{bundle.path}: {FILES_FOLDER}")
    if not known.keys() & set(names) and manifest.NAME not in names:
        raise InputError(expects("folder_with_file", file="actors.csv"), file=bundle.path, found=finds("none"))
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
            found = finds("bytes", size=len(content))
            raise InputError(expects("file_up_to", limit=FILE_LIMIT), file=filenames.printable(name), found=found)
    if told is None:
        return Origin(has_manifest=False), contents
    read = manifest.read(told, f"{bundle.path}: {manifest.NAME}")
    return Origin(has_manifest=True, edited=manifest.edited(read, contents, str(bundle.path))), contents


def _parse(table: CaseTable, content: bytes, file: str) -> CaseFileContent:
    return CaseFileContent(
        table, file, tuple(table.parse(csv_files.read(content, file, known=tuple(header_of(table)))))
    )
