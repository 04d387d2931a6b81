"""Spreadsheets as people have them: XLSX, ODS, XLS and text tables, never trusted.

A workbook is measured before the library that reads it may unpack it: a sheet that claims the far
corner of its grid would fill the memory.
"""

import codecs
import csv
import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from bridgehead.kit import csv_files
from bridgehead.kit.errors import InputError, unreadable
from bridgehead.kit.expectations import expects
from bridgehead.kit.number_format import render
from bridgehead.kit.safe_archives import DAMAGE, open_bundle

EXPECTED, NO_PASSWORD = expects("spreadsheet"), expects("workbook_without_password")
OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
CELL_LIMIT = 30_000_000
UNPACKED_LIMIT = 1024**3
PIECE = 4 * 1024**2
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
REPEATED = {
    b"table-row": re.compile(rb'number-rows-repeated="(\d+)"'),
    b"table-cell": re.compile(rb'number-columns-repeated="(\d+)"'),
    b"covered-table-cell": re.compile(rb'number-columns-repeated="(\d+)"'),
}
DELIMITERS = ";,\t|"
SAMPLE = 30

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

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class SheetGrid:
    """A sheet as it stands: rows of text, with the cells that were merged.

    Attributes
    ----------
    rows
        Text of the cells of each row from the first one on; read once.
    merged
        First and last cell of each merged range, as (row, column) from 0.
    """

    name: str
    rows: Iterator[list[str]]
    merged: Sequence[Range] = ()


def open_grids(path: Path) -> list[SheetGrid]:
    """The visible sheets of a workbook, or the one table of a text file.

    Raises
    ------
    InputError
        If it is none, has a password, is damaged, or is larger than can be read safely.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
            size = file.seek(0, io.SEEK_END)
    except OSError as error:
        raise unreadable(path, error) from error
    if size > csv_files.FILE_LIMIT:
        raise InputError(
            expects("file_up_to", limit=csv_files.FILE_LIMIT),
            file=path.name,
            found=f"{size:,} bytes",
            code="too_large",
        )
    if start.startswith(ZIP):
        _measure(path)
        return _workbook(path)
    if start.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise InputError(NO_PASSWORD, file=path.name, found="an encrypted one", code="password")
        _try_elsewhere(path)
        return _workbook(path)
    return [SheetGrid(path.name, _text_rows(path))]


def _try_elsewhere(path: Path) -> None:
    """Read an old workbook in a process of its own: its parts say how large they are, and a wrong number ends it."""
    command = [sys.executable, "-c", TRIAL, str(path), str(MEMORY_LIMIT)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 our own command
    except subprocess.TimeoutExpired as error:
        raise InputError(EXPECTED, file=path.name, found="one that takes too long to read") from error
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"Panic" in done.stderr:
        raise InputError(EXPECTED, file=path.name, found="a damaged one")


def _workbook(path: Path) -> list[SheetGrid]:
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
        raise InputError(NO_PASSWORD, file=path.name, found="an encrypted one", code="password") from error
    except failures as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error
    return [SheetGrid(sheet.name, map(_texts, _padded(sheet)), sheet.merged_cell_ranges or ()) for sheet in sheets]


def _padded(sheet: Any) -> Iterator[list[Any]]:
    """Rows and columns from the first of the sheet on, so that their numbers are those that the program shows."""
    _, first_column = sheet.start or (0, 0)
    for row in sheet.iter_rows():
        yield [""] * first_column + row


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


def _measure(path: Path) -> None:
    bundle = open_bundle(path, EXPECTED)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
                raise InputError(expects("workbook_up_to", limit=UNPACKED_LIMIT), file=path.name)
            if "content.xml" in bundle.names:
                _measure_ods(archive, path, bundle.names)
            elif not any(name.startswith("xl/") for name in bundle.names):
                raise InputError(EXPECTED, file=path.name, found=", ".join(bundle.names[:3]) or "an empty zip")
            for name in bundle.names:
                if SHEET_PART.fullmatch(name):
                    _measure_xlsx(archive, name, path)
    except DAMAGE as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error


def _measure_xlsx(archive: zipfile.ZipFile, part: str, path: Path) -> None:
    width = height = 0
    for piece in _pieces(archive, part, b"<"):
        if (bare := NO_VALUE.search(piece)) is not None:
            place = PLACE.findall(piece[: bare.start()])
            found = f"a formula without a value at {b''.join(place[-1]).decode() if place else 'some cell'}"
            expected = expects("formulas_with_values")
            raise InputError(expected, file=path.name, found=found)
        places = PLACE.findall(piece)
        if places:
            height = max(height, *(int(row) for _, row in places))
            width = max(width, *map(_column, {letters for letters, _ in places}))
    _check_cells(width * height, f"{path.name}: {part}")


def _measure_ods(archive: zipfile.ZipFile, path: Path, names: Sequence[str]) -> None:
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError(NO_PASSWORD, file=path.name, found="an encrypted one", code="password")
    row = filled_row = width = column = 0
    repeat = 1
    filled = False
    for piece in _pieces(archive, "content.xml", b"<table:table-row"):
        for closing, tag, attributes, _ in ODS_TAG.findall(piece):
            if tag == b"table":
                row = filled_row = width = 0
            elif tag == b"table-row" and not closing:
                repeat, column, filled = _repeats(tag, attributes), 0, False
            elif not closing:
                column += _repeats(tag, attributes)
                if b"value" in attributes or b"formula" in attributes:
                    filled, width = True, max(width, column)
            if tag == b"table-row" and closing:
                row += repeat
                filled_row = row if filled else filled_row
                _check_cells(width * filled_row, path.name)


def _repeats(tag: bytes, attributes: bytes) -> int:
    found = REPEATED[tag].search(attributes)
    return int(found[1]) if found else 1


def _check_cells(cells: int, where: str) -> None:
    if cells > CELL_LIMIT:
        raise InputError(
            expects("sheets_up_to", limit=CELL_LIMIT), file=where, found=f"{cells:,} cells", code="too_large"
        )


def _pieces(archive: zipfile.ZipFile, name: str, before: bytes) -> Iterator[bytes]:
    """The content of a part in pieces that begin where a tag does."""
    rest = b""
    with archive.open(name) as file:
        while block := file.read(PIECE):
            rest += block
            cut = rest.rfind(before)
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a table of text, read as they are asked for: the file may be larger than the memory."""
    lines = _readable(path, _text_lines(path))
    first = next(lines, "")
    named = re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE)
    ahead = list(islice(lines, SAMPLE)) if named else [first, *islice(lines, SAMPLE)]
    delimiter = named[1] if named else _delimiter(ahead)
    reader = csv.reader(chain(ahead, lines), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise InputError(expects("table_of_text"), file=path.name, row=reader.line_num, found=str(error)) from error


def _encoding(path: Path) -> str:
    """How a file of text is encoded; blank where that changes from line to line.

    Raises
    ------
    InputError
        If it is no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, row = True, 1
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if row == 1 and piece.startswith((b"\xff\xfe", b"\xfe\xff")):
                return "utf-16"
            if b"\0" in piece:
                row += piece[: piece.index(b"\0")].count(b"\n")
                raise InputError(EXPECTED, file=path.name, row=row, found="a NUL byte", code="binary")
            row += piece.count(b"\n")
            is_utf8 = is_utf8 and _decodes(decoder, piece)
    return "utf-8-sig" if is_utf8 and not decoder.getstate()[0] else ""


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _readable(path: Path, lines: Iterator[str]) -> Iterator[str]:
    """Lines of a file, whose disk may fail at any of them."""
    try:
        yield from lines
    except OSError as error:
        raise unreadable(path, error) from error


def _text_lines(path: Path) -> Iterator[str]:
    """Lines of a file in UTF-8, UTF-16 or what Windows writes; the encoding may change from line to line."""
    encoding = _encoding(path)
    if encoding:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            yield from file
        return
    with path.open("rb") as file:
        for number, block in enumerate(file):
            for line in (block.removeprefix(codecs.BOM_UTF8) if number == 0 else block).splitlines(keepends=True):
                yield _decoded_line(line)


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _delimiter(lines: Sequence[str]) -> str:
    """The separator by which the first lines fall into the most cells, and as many in each."""

    def fit(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        except csv.Error:
            return 0, 0
        wide = [width for width in widths if width > 1]
        return (max(wide.count(w) for w in set(wide)), max(wide)) if wide else (0, 0)

    return max(DELIMITERS, key=fit)
