"""Spreadsheets as people have them: XLSX, ODS, XLS, text tables and contact cards, never trusted."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.readers.cell_faults import Range, SheetNotes
from bridgehead.importers.readers.contact_cards import BEGINS, card_rows
from bridgehead.importers.readers.markup_tables import LOOKED_AT, markup_of, markup_sheets
from bridgehead.importers.readers.packed_lists import ZIP, UnpackedList, is_packed, unpack
from bridgehead.importers.readers.text_tables import delimiter_of, text_rows
from bridgehead.importers.readers.workbook_size import EXPECTED, NO_PASSWORD, check_size
from bridgehead.kit import csv_files
from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import FoundInput, expects, finds
from bridgehead.kit.number_format import render

OLE = b"\xd0\xcf\x11\xe0"
SLACK = 4096

MEMORY_LIMIT = 4 * 1024**3
PATIENCE = 120.0
TRIAL = """
import sys
import python_calamine
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
except ImportError:
    pass
book = python_calamine.load_workbook(sys.argv[1])
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).iter_rows():
        pass
"""


@dataclass(frozen=True)
class SheetGrid:
    """A sheet as it stands: rows of text, with the cells that were merged.

    Attributes
    ----------
    rows
        Text of the cells of each row from the first one on; read once.
    merged
        First and last cell of each merged range, as (row, column) from 0.
    faults
        Row, counted from 1, to its cells that hold an error or a formula that nobody computed, by column from 0.
    again
        Gives the rows from the first one on once more.
    separator
        Gives the separator of cells of a table of text, whose rows may be of any width; None of a workbook.
    is_workbook
        Whether cells were numbers and dates, and not all of them text.
    """

    name: str
    rows: Iterator[list[str]]
    again: Callable[[], Iterator[list[str]]]
    merged: Sequence[Range] = ()
    faults: Mapping[int, Mapping[int, FoundInput]] = field(default_factory=dict)
    separator: Callable[[], str] | None = None
    is_workbook: bool = False


def open_grids(path: Path, said: ReadingChoices = NOTHING_SAID) -> list[SheetGrid]:
    """The visible sheets of a workbook, or the one table of a text file.

    Parameters
    ----------
    said
        What somebody said of how it is to be read.

    Raises
    ------
    InputError
        If it is none, has a password, is damaged, or is larger than can be read safely.
    """
    try:
        start = _beginning(path)
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size > csv_files.FILE_LIMIT:
        raise InputError(
            expects("file_up_to", limit=csv_files.FILE_LIMIT),
            file=path.name,
            found=finds("bytes", size=size),
            code="too_large",
        )
    return _unpacked(unpack(path, start), size, said) if is_packed(path, start) else _plain_grids(path, start, said)


def _unpacked(outer: UnpackedList, size: int, said: ReadingChoices) -> list[SheetGrid]:
    """The sheets of a list that was packed; packed twice, only where the second time made it no smaller.

    What is packed hardly shrinks when it is packed again, unless somebody wants it to grow without end.
    """
    held, start = outer, _beginning(outer.path)
    if is_packed(outer.path, start):
        if outer.path.stat().st_size > 2 * size + SLACK:
            raise InputError(EXPECTED, file=outer.path.name, found=finds("packed_twice"))
        held = unpack(outer.path, start)
        start = _beginning(held.path)
        if is_packed(held.path, start):
            raise InputError(EXPECTED, file=held.path.name, found=finds("packed_twice"))

    def again(grid: SheetGrid) -> Iterator[list[str]]:
        return held.kept(grid.again())

    grids = _plain_grids(held.path, start, said)
    return [replace(grid, rows=held.kept(grid.rows), again=partial(again, grid)) for grid in grids]


def _plain_grids(path: Path, start: bytes, said: ReadingChoices) -> list[SheetGrid]:
    if start.startswith(ZIP):
        measured = check_size(path)
        if not measured.is_certain:
            _try_elsewhere(path)
        return _workbook(path, measured.notes)
    if start.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise InputError(NO_PASSWORD, file=path.name, found=finds("encrypted"), code="password")
        _try_elsewhere(path)
        return _workbook(path, {})
    if start[: len(BEGINS)].upper() == BEGINS:
        return [SheetGrid(path.name, card_rows(path, said.encoding), partial(card_rows, path, said.encoding))]
    if kind := markup_of(start):
        sheets = markup_sheets(path, kind, said.encoding)
        return [SheetGrid(s.name, s.lines(), s.lines, s.notes.merged, s.notes.faults) for s in sheets]
    rows, separator = partial(text_rows, path, said.encoding), partial(delimiter_of, path, said.encoding)
    return [SheetGrid(path.name, rows(), rows, separator=separator)]


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LOOKED_AT)


def _try_elsewhere(path: Path) -> None:
    """Read a workbook whose size is not certain in a process of its own: a wrong number in it ends that process."""
    command = [sys.executable, "-c", TRIAL, str(path), str(MEMORY_LIMIT)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 our own command
    except subprocess.TimeoutExpired as error:
        raise InputError(EXPECTED, file=path.name, found=finds("too_slow")) from error
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"Panic" in done.stderr:
        raise InputError(EXPECTED, file=path.name, found=finds("damaged"))


def _workbook(path: Path, notes: Mapping[str, SheetNotes]) -> list[SheetGrid]:
    import python_calamine  # noqa: PLC0415 only who reads a workbook pays for it

    failures = (python_calamine.CalamineError, OSError, ValueError)
    try:
        book = python_calamine.load_workbook(str(path))
        names = [
            entry.name
            for entry in book.sheets_metadata
            if entry.visible == python_calamine.SheetVisibleEnum.Visible
            and entry.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        sheets = [book.get_sheet_by_name(name) for name in names]
    except python_calamine.PasswordError as error:
        raise InputError(NO_PASSWORD, file=path.name, found=finds("encrypted"), code="password") from error
    except failures as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error
    return [_grid(sheet, notes.get(sheet.name, SheetNotes())) for sheet in sheets]


def _grid(sheet: Any, notes: SheetNotes) -> SheetGrid:
    def rows() -> Iterator[list[str]]:
        return map(_texts, _padded(sheet, max(notes.faults, default=0)))

    return SheetGrid(sheet.name, rows(), rows, sheet.merged_cell_ranges or notes.merged, notes.faults, is_workbook=True)


def _padded(sheet: Any, last: int) -> Iterator[list[Any]]:
    """Rows and columns from the first of the sheet on, so that their numbers are those that the program shows.

    Parameters
    ----------
    last
        Up to which row they go at least, blank where the library knows none.
    """
    _, first_column = sheet.start or (0, 0)
    number = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):  # noqa: B007 the number of the last is wanted
        yield [""] * first_column + row
    yield from ([] for _ in range(number, last))


def _texts(row: list[Any]) -> list[str]:
    return [_text(value) for value in row]


def _text(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return render(value)
        case dt.datetime():
            return value.date().isoformat()
        case None:
            return ""
        case _:
            return str(value)
