"""The case folder as one XLSX workbook, a sheet a file: out, and in again, without a loss.

What a sheet cannot hold stands in sheets of its own: text that is too long for a cell (the cell says which and
shows its beginning), the rows beyond the last one, and the stored files, packed as text.
"""

import base64
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, count, islice
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from bridgehead.importers.readers.packed_lists import ZIP, is_workbook, lists_in
from bridgehead.importers.readers.spreadsheets import SheetGrid, open_grids
from bridgehead.kit import csv_files, filenames
from bridgehead.kit.case_tables import header_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.replace_file import make_folder, replace_file, replacing
from bridgehead.kit.safe_archives import open_bundle
from bridgehead.kit.snapshot import snapshot
from bridgehead.workspace.case_files import CASE_FILES, FILES_FOLDER, tables
from bridgehead.workspace.services import manifest
from bridgehead.workspace.services.case_export import Names, Renamed, rows_of, stored_files
from bridgehead.workspace.services.case_folder import Origin, import_case
from bridgehead.workspace.services.workbook_cells import TEXT_HEADINGS, TEXTS, Aside, parts, whole

SUFFIX = ".xlsx"
ROW_LIMIT = 1_048_575
FILES = "stored_files"
FILE_HEADINGS = ("name", "part", "content")
NEXT = re.compile(r"(\w+) \(\d+\)")
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What every workbook says of when it was made, so that two of one state are the same to the byte."""


def export_workbook(path: Path, *, progress: Progress = no_progress) -> tuple[Renamed, ...]:
    """Write the workspace as a workbook; every cell is text, so that none becomes a formula or loses its zeros.

    Returns
    -------
    tuple
        Stored files whose names no folder takes, which are written under others.

    Raises
    ------
    InputError
        Where it cannot be written.
    """
    make_folder(path.parent)
    with replacing(path) as out, snapshot():
        names = Names.of_all()
        _write_book(out, names, progress)
    return names.renamed()


def _write_book(out: BinaryIO, names: Names, progress: Progress) -> None:
    import xlsxwriter  # noqa: PLC0415 only who writes a workbook pays for it

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(out, {"constant_memory": True, **plain}) as book:
            book.use_zip64()
            book.set_properties({"created": MADE})
            aside = Aside()
            for table in progress(tables(), "Writing"):
                rows = ([aside.cell(text) for text in row] for row in rows_of(table, names))
                _write(book, table.name, list(header_of(table)), rows)
            if aside.texts:
                _write(book, TEXTS, TEXT_HEADINGS, aside.rows())
            if names.taken:
                _write(book, FILES, FILE_HEADINGS, _stored(names))
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from None  # the error of the system, which it holds


def _stored(names: Names) -> Iterator[tuple[str, str, str]]:
    for name, content in stored_files(names):
        for number, part in parts(base64.b64encode(content).decode("ascii")):
            yield names.taken[name], str(number), part


def _write(book: Any, name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a sheet; where it is full, the rows go on in `name (2)` and so on, under the same headings."""
    remaining = iter(rows)
    for number in count(1):
        sheet = book.add_worksheet(name if number == 1 else f"{name} ({number})")
        sheet.freeze_panes(1, 1)
        written = 0
        for written, row in enumerate(chain([headings], islice(remaining, ROW_LIMIT))):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(written, column, text)
        if written < ROW_LIMIT:
            return


def import_workbook(
    path: Path,
    *,
    viewer: Viewer,
    progress: Progress = no_progress,
    then: Callable[[Receipt[Origin]], None] = lambda _: None,
) -> Receipt[Origin]:
    """Import a workbook with the sheets of a case folder, all of it or nothing; `then` as of `import_case`.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    """
    sheets = _sheets(path)
    texts = _joined(path, sheets.pop(TEXTS, []), TEXT_HEADINGS)
    files = _joined(path, sheets.pop(FILES, []), FILE_HEADINGS)
    filenames.require_storable(files, f"{path.name}: {FILES}")
    with tempfile.TemporaryDirectory(prefix="bridgehead-") as scratch:
        folder = Path(scratch) / path.name
        make_folder(folder)
        for name, grids in sheets.items():
            rows = [[whole(cell, texts, name, n) for cell in row] for n, row in enumerate(_rows(grids), start=1)]
            if rows:
                replace_file(folder / f"{name}.csv", csv_files.render(rows[0], rows[1:]))
        for name, packed in files.items():
            _unpack(folder / FILES_FOLDER / name, name, packed)
        return import_case(folder, viewer=viewer, name=path.name, progress=progress, then=then)


def _sheets(path: Path) -> dict[str, list[SheetGrid]]:
    """The sheets by the file of the case folder whose rows they have; a table that came alone is told by its headings.

    Raises
    ------
    InputError
        If a sheet is none of them, or has a cell without a value.
    """
    known = {file.name for file in CASE_FILES}
    grids = open_grids(path)
    if len(grids) == 1 and (name := case_table_of(next(_filled(grids[0].again()), []))):
        grids = [replace(grids[0], name=name, rows=_plain_headings(grids[0].rows))]
    sheets: dict[str, list[SheetGrid]] = {}
    for grid in grids:
        name = found[1] if (found := NEXT.fullmatch(grid.name)) else grid.name
        if name not in known | {TEXTS, FILES}:
            raise InputError(expects("sheets_named", names=sorted(known)), file=path.name, found=grid.name)
        for row, cells in grid.faults.items():
            where = f"{path.name}: {grid.name}"
            raise InputError(expects("cell_with_value"), file=where, row=row, found=next(iter(cells.values())))
        sheets.setdefault(name, []).append(grid)
    return sheets


def case_table_of(headings: Collection[str]) -> str:
    """The file of the case folder that has exactly these columns, in any order; blank for none."""
    plain = {heading.strip().lower() for heading in headings}
    return next((table.name for table in tables() if plain == set(header_of(table))), "")


def _plain_headings(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows whose first one has the headings as the case folder writes them."""
    filled = (row for row in rows if any(row))
    yield [heading.strip().lower() for heading in next(filled, [])]
    yield from filled


def import_case_file(
    path: Path,
    *,
    viewer: Viewer,
    name: str = "",
    progress: Progress = no_progress,
    then: Callable[[Receipt[Origin]], None] = lambda _: None,
) -> Receipt[Origin]:
    """Import a case folder, a zip of one, its workbook, or one of its tables; as `import_case`."""
    if is_case_bundle(path):
        return import_case(path, viewer=viewer, name=name, progress=progress, then=then)
    return import_workbook(path, viewer=viewer, progress=progress, then=then)


def is_case_bundle(path: Path) -> bool:
    """Whether something is a folder or a zip with the files of a case folder, and no workbook or table."""
    start = b""
    with suppress(OSError), path.open("rb") as file:
        start = file.read(len(ZIP))
    if not path.is_file() or not start.startswith(ZIP):
        return not path.is_file()
    bundle = open_bundle(path, expects("case_folder"))
    if is_workbook(bundle):
        return False
    own = {f"{file.name}.csv" for file in CASE_FILES} | {manifest.NAME}
    return bool(own & {PurePosixPath(each).name for each in bundle.names}) or len(lists_in(bundle)) != 1


def _rows(grids: Sequence[SheetGrid]) -> Iterator[list[str]]:
    """The rows of a sheet and of those that go on from it, under the headings of the first."""
    for number, grid in enumerate(grids):
        yield from islice(_filled(grid.rows), 1 if number else 0, None)


def _joined(path: Path, grids: Sequence[SheetGrid], headings: Sequence[str]) -> dict[str, str]:
    """The texts that were put aside, by number or name, each from its parts."""
    parts: dict[str, list[str]] = {}
    where = f"{path.name}: {grids[0].name}" if grids else path.name
    for number, row in enumerate(_rows(grids), start=1):
        if number == 1 and row != list(headings):
            raise InputError(expects("headings", headings=headings), file=where, row=1, found=", ".join(row))
        if len(row) != len(headings):
            expected, found = expects("cells_as_headings", width=len(headings)), finds("cells", count=len(row))
            raise InputError(expected, file=where, row=number, found=found, code="row_width")
        if number > 1:
            key, part, text = row
            known = parts.setdefault(key, [])
            if part != str(len(known) + 1):
                expected = expects("part_in_order", number=len(known) + 1, key=key)
                raise InputError(expected, file=where, row=number, column="part", found=part)
            known.append(text)
    return {key: "".join(found) for key, found in parts.items()}


def _unpack(target: Path, name: str, packed: str) -> None:
    try:
        content = base64.b64decode(packed, validate=True)
    except ValueError as error:
        raise InputError(expects("content_as_written"), file=FILES, column="name", found=name) from error
    make_folder(target.parent)
    replace_file(target, content)


def _filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows with something in them, as wide as the heading."""
    width = 0
    for row in rows:
        if any(row):
            cells = row[:]
            while cells and not cells[-1] and len(cells) > width:
                cells.pop()
            width = width or len(cells)
            yield cells + [""] * (width - len(cells))
