"""How large a workbook is, before the library that reads it may unpack it.

A sheet that claims the far corner of its grid would fill the memory.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.safe_archives import DAMAGE, open_bundle

EXPECTED, NO_PASSWORD = expects("spreadsheet"), expects("workbook_without_password")
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


def check_size(path: Path) -> None:
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
                _measure_ods(archive, path, bundle.names)
            elif not any(name.startswith("xl/") for name in bundle.names):
                raise InputError(EXPECTED, file=path.name, found=", ".join(bundle.names[:3]) or finds("empty_zip"))
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
            found = (
                finds("formula_without_value_at", place=b"".join(place[-1]).decode())
                if place
                else finds("formula_without_value")
            )
            expected = expects("formulas_with_values")
            raise InputError(expected, file=path.name, found=found)
        places = PLACE.findall(piece)
        if places:
            height = max(height, *(int(row) for _, row in places))
            width = max(width, *map(_column, {letters for letters, _ in places}))
    _check_cells(width * height, f"{path.name}: {part}")


def _measure_ods(archive: zipfile.ZipFile, path: Path, names: Sequence[str]) -> None:
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError(NO_PASSWORD, file=path.name, found=finds("encrypted"), code="password")
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


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
