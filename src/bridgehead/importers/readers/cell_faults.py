"""Cells of a workbook that hold no value to read: errors, and formulas that nobody computed.

The library that reads workbooks gives both as blank cells. A formula whose result is the empty text has a value, though
the file writes none: its cell says that it holds text (ECMA-376, part 1, 18.18.11, `str`).
"""

import re
from dataclasses import dataclass, field
from html import unescape

from bridgehead.importers.core.unread_cells import column_letters
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import FoundInput, expects, finds

Range = tuple[tuple[int, int], tuple[int, int]]
MOST = 100_000
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>([^<]+)<")
SPANS = re.compile(rb'number-rows-spanned="(\d{1,7})"'), re.compile(rb'number-columns-spanned="(\d{1,5})"')
ODS_TEXT = re.compile(rb"\s*<text:p[^>]*>([^<]*)<")
ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


@dataclass
class SheetNotes:
    """What a sheet says besides its values.

    Attributes
    ----------
    faults
        Row, counted from 1, to its cells without a value, by column from 0.
    merged
        First and last cell of each merged range, as (row, column) from 0; filled where the library cannot say.
    """

    faults: dict[int, dict[int, FoundInput]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, column: int, fault: FoundInput, file: str) -> None:
        """Note a cell without a value.

        Raises
        ------
        InputError
            If there are too many of them.
        """
        self.count += 1
        if self.count > MOST:
            raise InputError(expects("formulas_with_values"), file=file, row=row, found=fault)
        self.faults.setdefault(row, {})[column] = fault


def note_faults(piece: bytes, notes: SheetNotes, file: str) -> None:
    """Note the cells without a value of a piece of an XLSX sheet, which begins and ends where a cell does.

    Raises
    ------
    InputError
        If the file does not say where such a cell is, or there are too many of them.
    """
    if b't="e"' not in piece and FORMULA.search(piece) is None:
        return
    for cell in CELL.finditer(piece):
        attributes, content = cell.groups()
        is_error = b't="e"' in attributes
        value = VALUE.search(content)
        if not is_error and (value is not None or b't="str"' in attributes or FORMULA.search(content) is None):
            continue
        place = ADDRESS.search(attributes)
        if place is None:
            raise InputError(expects("formulas_with_values"), file=file, found=finds("formula_without_value"))
        row, column, name = int(place[2]), column_of(place[1]), (place[1] + place[2]).decode()
        error = unescape(value[1].decode("utf-8", "replace")) if is_error and value else ""
        fault = finds("error_at", error=error, place=name) if error else finds("formula_without_value_at", place=name)
        notes.add(row, column, fault, file)


def note_ods_cell(piece: bytes, tag: re.Match[bytes], notes: SheetNotes, at: tuple[int, int], file: str) -> None:
    """Note a cell of an ODS sheet that holds no value, and over how many rows and columns it goes.

    Parameters
    ----------
    tag
        Its tag in the piece, with its attributes as the third group.
    at
        Row and column, from 0.

    Raises
    ------
    InputError
        If there are too many of them.
    """
    attributes = tag[3]
    row, column = at
    if b"-spanned=" in attributes:
        down, across = (int(found[1]) if (found := span.search(attributes)) else 1 for span in SPANS)
        if down * across > 1:
            notes.merged.append((at, (row + down - 1, column + across - 1)))
    if b'"error"' in attributes:
        text = ODS_TEXT.match(piece, tag.end())
        error = unescape(text[1].decode("utf-8", "replace")) if text else ""
        notes.add(row + 1, column, finds("error_at", error=error, place=place_of(row + 1, column)), file)
    elif b"table:formula=" in attributes and b"value-type=" not in attributes:
        fault = finds("formula_without_value_at", place=place_of(row + 1, column))
        notes.add(row + 1, column, fault, file)


def column_of(letters: bytes) -> int:
    """Number of a column, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def place_of(row: int, column: int) -> str:
    """How a program calls a cell: row counted from 1, column from 0."""
    return f"{column_letters(column)}{row}"
