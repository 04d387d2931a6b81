"""Spreadsheets that are markup under another name: web pages and the XML of Excel 2003, both often called `.xls`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridgehead.importers.readers.cell_faults import SheetNotes, place_of
from bridgehead.importers.readers.workbook_size import CELL_LIMIT, EXPECTED
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.text_encodings import as_utf8, marked

PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|body|table|style)\b", re.IGNORECASE | re.DOTALL
)
XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
SHEETS = b"urn:schemas-microsoft-com:office:spreadsheet"
NAMESPACE = f"{{{SHEETS.decode()}}}"
LOOKED_AT = 4096
FILE_LIMIT = 200 * 1024**2
WIDEST, LONGEST = 16_384, 1_048_576
"""The grid of a spreadsheet."""


@dataclass
class MarkupSheet:
    """A table of markup: its cells with something in them, by row and column from 0."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    notes: SheetNotes = field(default_factory=SheetNotes)
    width: int = 0

    def put(self, row: int, column: int, text: str, span: tuple[int, int] = (1, 1)) -> None:
        """Note a cell, and over how many rows and columns it goes."""
        if text:
            self.rows.setdefault(row, {})[column] = text
            self.width = max(self.width, column + 1)
        down, across = span
        if down * across > 1:
            self.notes.merged.append(((row, column), (row + down - 1, column + across - 1)))

    def lines(self) -> Iterator[list[str]]:
        """The rows from the first one on, all of one width."""
        last = max([*self.rows, *(row - 1 for row in self.notes.faults)], default=-1)
        for number in range(last + 1):
            cells = self.rows.get(number, {})
            yield [cells.get(column, "") for column in range(self.width)]


def markup_of(start: bytes) -> str:
    """Which markup a file begins with: `page`, `sheets` or `xml`; blank for none."""
    mark = marked(start)
    plain = start.decode(mark, "ignore").encode() if mark else start
    if PAGE.match(plain):
        return "page"
    if XML.match(plain):
        return "sheets" if SHEETS in plain else "page" if b"<html" in plain.lower() else "xml"
    return ""


def markup_sheets(path: Path, kind: str, encoding: str = "") -> list[MarkupSheet]:
    """The tables of a web page, or the sheets of the XML of Excel 2003.

    Raises
    ------
    InputError
        If it is other XML, is damaged, has no table or is larger than can be read safely.
    """
    size = path.stat().st_size
    if size > FILE_LIMIT:
        raise InputError(expects("file_up_to", limit=FILE_LIMIT), file=path.name, found=finds("bytes", size=size))
    if kind == "xml":
        raise InputError(EXPECTED, file=path.name, found=finds("other_xml"))
    found = _page(path, encoding) if kind == "page" else _sheets(path)
    if not found:
        raise InputError(EXPECTED, file=path.name, found=finds("page_without_table"))
    for sheet in found:
        cells = sheet.width * (max(sheet.rows, default=0) + 1)
        if cells > CELL_LIMIT:
            raise InputError(
                expects("sheets_up_to", limit=CELL_LIMIT), file=path.name, found=finds("cells", count=cells)
            )
    return found


def _page(path: Path, encoding: str) -> list[MarkupSheet]:
    from lxml import etree, html  # noqa: PLC0415 only who reads a page pays for it

    content = path.read_bytes()
    told = b"charset" in content[:LOOKED_AT].lower() or b"encoding=" in content[:LOOKED_AT]
    if not told or encoding or marked(content):
        content, encoding = as_utf8(content, path.name, encoding), "utf-8"
    try:
        tree = html.document_fromstring(content, parser=html.HTMLParser(encoding=encoding or None))
    except (etree.LxmlError, ValueError) as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error
    return [
        _table(table, path.name if number == 0 else f"{path.name} ({number + 1})")
        for number, table in enumerate(t for t in tree.iter("table") if t.find(".//table") is None)
    ]


def _table(table: Any, name: str) -> MarkupSheet:
    sheet = MarkupSheet(name)
    taken: dict[int, int] = {}
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while taken.get(column, 0) > number:
                column += 1
            span = _number(cell.get("rowspan"), LONGEST - number), _number(cell.get("colspan"), WIDEST - column)
            sheet.put(number, column, _words(cell), span)
            for covered in range(column, column + span[1]):
                taken[covered] = number + span[0]
            column += span[1]
    return sheet


def _words(cell: Any) -> str:
    for line in cell.iter("br", "p", "div"):
        line.tail = f"\n{line.tail or ''}"
    lines = (" ".join(line.split()) for line in str(cell.text_content()).splitlines())
    return "\n".join(line for line in lines if line)


def _number(text: str | None, most: int, blank: int = 1) -> int:
    return min(int(text), max(most, blank)) if text and re.fullmatch(r"[1-9]\d{0,6}", text) else blank


def _sheets(path: Path) -> list[MarkupSheet]:
    from lxml import etree  # noqa: PLC0415 only who reads it pays for it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(EXPECTED, file=path.name, found=str(error)) from error
    found = root.iter(f"{NAMESPACE}Worksheet")
    return [_worksheet(sheet, path.name) for sheet in found if "Hidden" not in str(sheet.findtext(".//{*}Visible"))]


def _worksheet(worksheet: Any, file: str) -> MarkupSheet:
    sheet = MarkupSheet(worksheet.get(f"{NAMESPACE}Name", ""))
    row = -1
    for line in worksheet.iter(f"{NAMESPACE}Row"):
        row = _place(line.attrib, row, LONGEST, file)
        column = -1
        for cell in line.iterchildren(f"{NAMESPACE}Cell"):
            column = _place(cell.attrib, column, WIDEST, file)
            data = cell.find(f"{NAMESPACE}Data")
            text = "" if data is None else "".join(data.itertext())
            across, down = (_number(cell.get(f"{NAMESPACE}Merge{way}"), LONGEST, 0) for way in ("Across", "Down"))
            if data is not None and data.get(f"{NAMESPACE}Type") == "Error":
                fault = finds("error_at", error=text, place=place_of(row + 1, column))
                sheet.notes.add(row + 1, column, fault, file)
                text = ""
            sheet.put(row, column, text, (min(down, LONGEST) + 1, min(across, WIDEST) + 1))
            column += min(across, WIDEST)
    return sheet


def _place(attributes: Mapping[str, str], before: int, most: int, file: str) -> int:
    """The row or column of an element, from 0: the one it names, else the next one."""
    named = attributes.get(f"{NAMESPACE}Index", "")
    place = int(named) - 1 if re.fullmatch(r"\d{1,7}", named) else before + 1
    if not before < place < most:
        raise InputError(EXPECTED, file=file, found=finds("damaged"))
    return place
