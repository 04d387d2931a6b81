"""How large a workbook is, before the library that reads it may unpack it.

A sheet that claims the far corner of its grid would fill the memory.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from bridgehead.importers.readers.cell_faults import SheetNotes, column_of, note_faults, note_ods_cell
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.safe_archives import DAMAGE, open_bundle

EXPECTED, NO_PASSWORD = expects("spreadsheet"), expects("workbook_without_password")
CELL_LIMIT = 30_000_000
UNPACKED_LIMIT = 1024**3
PIECE = 4 * 1024**2
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
PLACE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!\s*</(?:\w+:)?c>)')
"""A cell with something in it."""
ADDRESSED = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]{1,3}\d{1,7}"')
ODDLY_OPENED = re.compile(rb"<(?:\w+:)?c[^\w :.-]")
"""A cell whose tag is written as no program does that we know of."""
ODDLY_REPEATED = re.compile(rb"repeated\s*=\s*[^\s\"]|repeated\s+=|repeated=\s")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
ODS_NAME = re.compile(rb'\btable:name="([^"]*)"')
ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)(/?)>")
REPEATED = {
    b"table-row": re.compile(rb'number-rows-repeated="(\d+)"'),
    b"table-cell": re.compile(rb'number-columns-repeated="(\d+)"'),
    b"covered-table-cell": re.compile(rb'number-columns-repeated="(\d+)"'),
}


@dataclass
class MeasuredWorkbook:
    """A workbook that is not larger than can be read, as far as it can be told without reading it.

    Attributes
    ----------
    notes
        Name of a sheet to what it says besides its values.
    is_certain
        Whether each cell says where it is in the way of all programs that we know of. Another one may be larger.
    """

    notes: dict[str, SheetNotes] = field(default_factory=dict)
    is_certain: bool = True


def check_size(path: Path) -> MeasuredWorkbook:
    """Refuse a workbook that is none, has a password, or is larger than can be read safely.

    Raises
    ------
    InputError
        Saying which.
    """
    bundle = open_bundle(path, EXPECTED)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
                raise InputError(expects("workbook_up_to", limit=UNPACKED_LIMIT), file=path.name)
            if "content.xml" in bundle.names:
                return _measure_ods(archive, path, bundle.names)
            if not any(name.startswith("xl/") for name in bundle.names):
                raise InputError(EXPECTED, file=path.name, found=", ".join(bundle.names[:3]) or finds("empty_zip"))
            return _measure_sheets(archive, path, bundle.names)
    except DAMAGE as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error


def _measure_sheets(archive: zipfile.ZipFile, path: Path, names: Sequence[str]) -> MeasuredWorkbook:
    found = MeasuredWorkbook()
    parts = {name: _measure_xlsx(archive, name, path, found) for name in names if SHEET_PART.fullmatch(name)}
    sheets = _sheet_names(archive, names)
    found.notes = {name: parts[part] for part, name in sheets.items() if part in parts}
    found.is_certain &= bool(sheets) and sheets.keys() <= parts.keys()
    return found


def _measure_xlsx(archive: zipfile.ZipFile, part: str, path: Path, found: MeasuredWorkbook) -> SheetNotes:
    """What a sheet says besides its values; a cell that is only formatted takes no room."""
    width = height = 0
    notes = SheetNotes()
    for piece in _pieces(archive, part, b"<c "):
        note_faults(piece, notes, path.name)
        places = PLACE.findall(piece)
        cells = piece.count(b"<c ") + piece.count(b":c ")
        found.is_certain &= cells == len(ADDRESSED.findall(piece)) and not ODDLY_OPENED.search(piece)
        if places:
            height = max(height, *(int(row) for _, row in places))
            width = max(width, 1 + max(map(column_of, {letters for letters, _ in places})))
    _check_cells(width * height, f"{path.name}: {part}")
    return notes


def _sheet_names(archive: zipfile.ZipFile, names: Sequence[str]) -> dict[str, str]:
    """Part to the name of its sheet."""
    relations = next((name for name in names if name.casefold() == "xl/_rels/workbook.xml.rels"), None)
    book = next((name for name in names if name.casefold() == "xl/workbook.xml"), None)
    if relations is None or book is None:
        return {}
    targets = {}
    for tag in RELATION.findall(archive.read(relations)):
        found = dict(ATTRIBUTE.findall(tag))
        target = found.get(b"Target", b"").decode("utf-8", "replace")
        targets[found.get(b"Id", b"")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    sheets = {}
    for tag in SHEET.findall(archive.read(book)):
        found = {name.rpartition(b":")[2]: value for name, value in ATTRIBUTE.findall(tag)}
        part = targets.get(found.get(b"id", b""), "")
        sheets[part] = unescape(found.get(b"name", b"").decode("utf-8", "replace"))
    return sheets


def _measure_ods(archive: zipfile.ZipFile, path: Path, names: Sequence[str]) -> MeasuredWorkbook:
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError(NO_PASSWORD, file=path.name, found=finds("encrypted"), code="password")
    measured = MeasuredWorkbook()
    notes = SheetNotes()
    row = filled_row = width = column = 0
    repeat = 1
    filled = False
    for piece in _pieces(archive, "content.xml", b"<table:table-row"):
        measured.is_certain &= not ODDLY_REPEATED.search(piece)
        for found in ODS_TAG.finditer(piece):
            closing, tag, attributes, _ = found.groups()
            if tag == b"table":
                row = filled_row = width = 0
                if not closing:
                    notes = measured.notes.setdefault(_ods_name(attributes), SheetNotes())
            elif tag == b"table-row" and not closing:
                repeat, column, filled = _repeats(tag, attributes), 0, False
            elif not closing and tag != b"table-row":
                note_ods_cell(piece, found, notes, (row, column), path.name)
                column += _repeats(tag, attributes)
                if b"value" in attributes or b"formula" in attributes:
                    filled, width = True, max(width, column)
            if tag == b"table-row" and closing:
                row += repeat
                filled_row = row if filled else filled_row
                _check_cells(width * filled_row, path.name)
    return measured


def _ods_name(attributes: bytes) -> str:
    found = ODS_NAME.search(attributes)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def _repeats(tag: bytes, attributes: bytes) -> int:
    found = REPEATED[tag].search(attributes)
    return int(found[1]) if found else 1


def _check_cells(cells: int, where: str) -> None:
    if cells > CELL_LIMIT:
        raise InputError(
            expects("sheets_up_to", limit=CELL_LIMIT), file=where, found=finds("cells", count=cells), code="too_large"
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
