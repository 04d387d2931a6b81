"""Rows of a table of text, each as wide as its headings, or refused."""

from collections.abc import Collection, Mapping, Sequence

from bridgehead.importers.core.row_repair import Takes, columns_like, is_words, repaired
from bridgehead.importers.readers.spreadsheets import SheetGrid
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds


class RowFitter:
    """Brings the rows of a sheet to the width of its headings; those of a workbook have it.

    Parameters
    ----------
    file
        What errors call the file.
    first
        The first rows of the sheet.
    head
        How many of them are above the data, the headings being the last.
    takes
        By the place of a column whether it takes a text, where its field says so.
    texts
        The places of columns of words, such as names and towns. A row is read so that no number, date, address or
        country stands there, where it can be.
    """

    def __init__(
        self,
        file: str,
        grid: SheetGrid,
        first: Sequence[Sequence[str]],
        head: int,
        takes: Mapping[int, Takes],
        texts: Collection[int] = (),
    ) -> None:
        self._file, self._separator, self._takes = file, grid.separator, takes
        self._sample = [row for row in first[head:] if any(cell.strip() for cell in row)]
        self._width = len(first[head - 1]) if first else 0
        surplus = [row[self._width :] for row in self._sample if len(row) > self._width]
        self._ends_in_blanks = 2 * len(surplus) >= len(self._sample) and not any(map(any, surplus))
        """Whether a program ended rows, but not the headings, with separators."""
        self._texts = texts
        self._columns: list[Takes] = []

    def fit(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row, one a heading.

        Raises
        ------
        InputError
            If there are fewer or more, and not exactly one reading of them fits the columns.
        """
        if self._separator is None or len(cells) == self._width or not any(cell.strip() for cell in cells):
            return cells
        if self._ends_in_blanks and len(cells) > self._width and not any(cells[self._width :]):
            return cells[: self._width]
        if not self._columns:
            self._columns = columns_like(self._sample, self._width)
            for place, takes in self._takes.items():
                if place < self._width:
                    self._columns[place] = _both(self._columns[place], takes)
        words = [_both(takes, is_words) if at in self._texts else takes for at, takes in enumerate(self._columns)]
        separator = self._separator()
        found = repaired(cells, words, separator) or repaired(cells, self._columns, separator)
        if found is None:
            width, count = self._width, len(cells)
            raise InputError(
                expects("cells_as_headings", width=width),
                file=self._file,
                row=number,
                found=finds("cells", count=count),
                code="row_width",
            )
        return found


def _both(first: Takes, second: Takes) -> Takes:
    return lambda text: first(text) and second(text)
