"""The columns of a foreign table, and how its cells are read."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import Any

from bridgehead.importers.core.date_columns import DateColumn, typed_date
from bridgehead.kit import number_format
from bridgehead.kit.country_reader import coded_country
from bridgehead.kit.csv_files import CsvTable, Refuse, refuse_file
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import Expectation, expects, finds
from bridgehead.kit.field_limits import ID_LENGTH, INDEXED_BYTES, LINE_LENGTH, TEXT_LENGTH, fits_index, is_storable

Values = dict[str, Any]
NOTES = ("refused_row", "refused_column", "refused_because")
"""What a file of refused rows says of each; passed over when the corrected file is read."""

MOST_MONEY = 1e15
REMEMBERED = 100_000  # cells of one column whose reading is remembered: the same ids come again and again


@dataclass(frozen=True)
class CellReader:
    """How the cells of one column are read.

    Attributes
    ----------
    reads
        Text to value; raises ValueError for text that it refuses, Doubtful for what is left blank. Sees a blank
        only where the column is required.
    expected
        What it takes.
    blank
        The value of an empty cell.
    by_column
        Of dates: gives what reads them, by what their column says.
    """

    reads: Callable[[str], Any]
    expected: Expectation
    blank: Any = ""
    by_column: Callable[[DateColumn], Callable[[str], Any]] | None = None

    def judged(self, column: DateColumn) -> "CellReader":
        """The same cell, with dates read by their column."""
        return self if self.by_column is None else replace(self, reads=self.by_column(column))


class Doubtful(ValueError):
    """A text that is left blank, with a line, instead of refusing its row.

    Parameters
    ----------
    found
        The text.
    code
        Which sentence of `kit.error_phrases` says why.
    """

    def __init__(self, found: str, code: str) -> None:
        self.found, self.code = found, code
        super().__init__(found, code)

    def error(self, cell: CellReader, *, file: str, row: int, column: str) -> InputError:
        """The line of it."""
        return InputError(
            cell.expected, file=file, row=row, column=column, found=self.found, code=self.code, leaves_blank=True
        )


@dataclass(frozen=True)
class TableSchema:
    """A table of a foreign format.

    Attributes
    ----------
    required
        Columns that must be there and may not be blank, by heading.
    optional
        Columns that are read where they are there.
    ignored
        Headings that the format is known to have and that are not read. Any other is an error: a
        source that changes should be noticed and not half understood.
    there
        Optional columns that every version of the format has: a cell may be blank, the column may not be
        missing, or an import would quietly know less.
    delimiters
        Separators that the format is known to use.
    """

    required: Mapping[str, CellReader]
    optional: Mapping[str, CellReader]
    ignored: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    delimiters: str = ",;"

    @property
    def known(self) -> tuple[str, ...]:
        """Every heading that the format may have."""
        return (*self.required, *self.optional, *sorted(self.ignored))

    @property
    def dated(self) -> tuple[str, ...]:
        """The columns of dates."""
        return tuple(h for h, cell in {**self.required, **self.optional}.items() if cell.by_column is not None)

    def takes(self, heading: str) -> bool:
        """Whether a table may have this heading."""
        return heading in self.known or heading in NOTES

    def rows(
        self, sheet: CsvTable, refuse: Refuse = refuse_file, dates: Mapping[str, DateColumn] = MappingProxyType({})
    ) -> Iterator[tuple[int, Values]]:
        """Values of each row by heading, with its row number; columns that are not there read as blank.

        Parameters
        ----------
        dates
            Columns of dates that were judged by all of their cells.

        Raises
        ------
        InputError
            At a missing or unknown column; at a bad cell unless `refuse` notes it.
        """
        cells = {**self.required, **self.optional}
        cells |= {heading: cells[heading].judged(column) for heading, column in dates.items()}
        self._check(sheet)
        layout = [(i, h, cells[h], h in self.required) for i, h in enumerate(sheet.header) if h in cells]
        absent = {h: cell.blank for h, cell in self.optional.items() if h not in sheet.header}
        for number, row in sheet.rows:
            values = dict(absent)
            for index, heading, cell, needed in layout:
                text = row[index].strip()
                try:
                    values[heading] = cell.reads(text) if text or needed else cell.blank
                except Doubtful as doubt:
                    values[heading] = cell.blank
                    refuse(doubt.error(cell, file=sheet.name, row=number, column=heading))
                except ValueError:
                    found = text or finds("nothing")
                    refuse(InputError(cell.expected, file=sheet.name, row=number, column=heading, found=found))
                    break
            else:
                yield number, values

    def _check(self, sheet: CsvTable) -> None:
        for heading in sheet.header:
            if not self.takes(heading):
                expected = expects("one_of_columns", options=self.known)
                raise InputError(expected, file=sheet.name, row=1, column=heading, found=heading, code="column_unknown")
        for heading in (*self.required, *sorted(self.there)):
            if heading not in sheet.header:
                found = ", ".join(sheet.header)
                expected = expects("column_called", name=heading)
                raise InputError(expected, file=sheet.name, row=1, column=heading, found=found, code="column_missing")


def text(limit: int = LINE_LENGTH, *, indexed: bool = False) -> CellReader:
    """Text of a limited length; never blank where the column is required.

    Parameters
    ----------
    indexed
        Whether the store keeps an index of it, which takes fewer letters of some alphabets.
    """

    def read(value: str) -> str:
        if not 0 < len(value) <= limit or not is_storable(value) or (indexed and not fits_index(value)):
            raise ValueError(value)
        return value

    if indexed:
        return CellReader(read, expects("indexed_text_up_to", limit=limit, bytes=INDEXED_BYTES))
    return CellReader(read, expects("text_up_to", limit=limit))


LINE = text()
NAME = text(indexed=True)
LONG = text(TEXT_LENGTH)


def pattern_cell(pattern: str, expected: Expectation, *, limit: int = ID_LENGTH) -> CellReader:
    """Text of one shape, such as a number that a register gives."""
    shape = re.compile(pattern, re.ASCII)

    @lru_cache(REMEMBERED)
    def read(value: str) -> str:
        if shape.fullmatch(value) is None or len(value) > limit:
            raise ValueError(value)
        return value

    return CellReader(read, expected)


def one_of(terms: Mapping[str, Any]) -> CellReader:
    """A word of a closed list, and what we make of it; upper and lower case are the same."""

    @cache
    def read(value: str) -> Any:
        try:
            return terms[value.casefold()]
        except KeyError as error:
            raise ValueError(value) from error

    return CellReader(read, expects("one_of", options=terms))


def money(value: str) -> float:
    """An amount; what no budget holds is a mistake, and sums of such would be no numbers any more."""
    amount = number_format.parse(value)
    if abs(amount) > MOST_MONEY:
        raise ValueError(value)
    return amount


def _number(value: str) -> float:
    """An amount whose decimals older exports set off with a comma; three digits after one may be thousands.

    Raises
    ------
    ValueError
        If it is none, or may be two.
    """
    if re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", value):
        raise ValueError(value)
    return money(value.replace(",", ".") if value.count(",") == 1 else value)


def country(value: str) -> str:
    """The country of a code, or of a name.

    Raises
    ------
    Doubtful
        If it is none, or none for certain.
    """
    found = coded_country(value)
    if found.why:
        raise Doubtful(value, f"country_{found.why}")
    return found.code


def address(value: str) -> str:
    """A web address; blank for what is none, since people write anything there and pages link to it."""
    return value if re.match(r"https?://\S+$|[\w\-]+(\.[\w\-]+)+(/\S*)?$", value, re.IGNORECASE) else ""


def or_blank(cell: CellReader, word: str) -> CellReader:
    """The same cell, with a word that stands for an empty one."""

    def knowing(reads: Callable[[str], Any]) -> Callable[[str], Any]:
        return lru_cache(REMEMBERED)(lambda value: cell.blank if value == word else reads(value))

    judged = cell.by_column
    by_column = None if judged is None else lambda column: knowing(judged(column))
    return CellReader(knowing(cell.reads), cell.expected, cell.blank, by_column)


def date_cell(expected: Expectation, *, whole: bool = False) -> CellReader:
    """A date; only a day, and no month or year, where it is to be `whole`."""
    return CellReader(
        partial(typed_date, whole=whole), expected, by_column=lambda column: partial(column.read, whole=whole)
    )


NUMBER = CellReader(_number, expects("number_up_to", most=MOST_MONEY), blank=None)
DATE = date_cell(expects("day"))
COUNTRY = CellReader(country, expects("country_name_or_code"))
