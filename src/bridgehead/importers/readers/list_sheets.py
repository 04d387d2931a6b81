"""The list in a file that somebody keeps: which sheet, which of its rows has the headings, what its columns mean."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from bridgehead.importers.core.column_mapping import IGNORED, ColumnProposal, HeadingRow, Known, find_head, propose
from bridgehead.importers.core.merged_cells import captions, spread
from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.reading_choices import NOTHING_SAID, ReadingChoices
from bridgehead.importers.core.table_schemas import NOTES
from bridgehead.importers.readers.ragged_rows import RowFitter
from bridgehead.importers.readers.spreadsheets import SheetGrid, open_grids
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import FoundInput, expects, finds

FIRST_ROWS = 30
"""How many rows are looked at for headings."""
WORDS = ("name", "role", "city", "region", "sector", "cluster", "employer")
"""Endings of fields that hold words."""
NOTE_HEADINGS = frozenset(" ".join(note.split("_")) for note in NOTES)


@dataclass(frozen=True)
class ListSheet:
    """A sheet with a list: its headings, what its columns mean, its rows.

    Attributes
    ----------
    file
        What errors call it.
    first
        Its first rows, up to `FIRST_ROWS`.
    columns
        What each column with a heading or values means.
    """

    file: str
    grid: SheetGrid
    first: Sequence[list[str]]
    head: HeadingRow
    columns: tuple[ColumnProposal, ...]

    @property
    def sheet(self) -> str:
        """The name of the sheet."""
        return self.grid.name

    @property
    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row of data, merged cells in each of their rows; read once."""
        return self._data(chain(self.first, self.grid.rows))

    def again(self) -> Iterator[tuple[int, list[str]]]:
        """The rows once more."""
        return self._data(self.grid.again())

    def _data(self, cells: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
        return spread(islice(enumerate(cells, start=1), self.head.row, None), self.grid.merged)

    @property
    def faults(self) -> Mapping[int, Mapping[int, FoundInput]]:
        """Row number to its cells that hold no value, by column from 0."""
        return self.grid.faults

    def fitter(self, takes: Callable[[str, str], bool]) -> RowFitter:
        """What brings a row to the width of the headings.

        Parameters
        ----------
        takes
            Whether a field takes a text.
        """
        by_place = {place: partial(takes, field) for field, place in self.places.items()}
        words = {place for field, place in self.places.items() if field.endswith(WORDS)}
        return RowFitter(self.file, self.grid, self.first, self.head.row, by_place, words)

    @property
    def fields(self) -> dict[str, str]:
        """Field to the heading of the column that holds it."""
        return {proposal.field: proposal.heading for proposal in self.columns if proposal.field != IGNORED}

    @property
    def places(self) -> dict[str, int]:
        """Field to the place of its column, from 0."""
        return {field: self.head.headings.index(heading) for field, heading in self.fields.items()}

    @property
    def unread(self) -> dict[int, str]:
        """Place of each column that is not read, though nobody said so, to its heading, blank for none."""
        silent = {p.heading for p in self.columns if p.field == IGNORED and p.why != "chosen"}
        headings = enumerate(self.head.headings)
        return {place: h for place, h in headings if not h or (h in silent and normalise_name(h) not in NOTE_HEADINGS)}

    @property
    def captions(self) -> Mapping[int, tuple[int, int]]:
        """Rows in which a cell goes over several columns, to the first and last of these."""
        return captions(self.grid.merged, self.head.row)


def find_list(
    path: Path, known: Known, *, chosen: Mapping[str, str] | None = None, said: ReadingChoices = NOTHING_SAID
) -> ListSheet:
    """The list in a file: of several visible sheets the one in which the most headings are known.

    Parameters
    ----------
    known
        Field to the headings that it goes by.
    chosen
        Heading to the field that somebody chose for it.

    Raises
    ------
    InputError
        If it is no spreadsheet that can be read, or is empty.
    """
    sheets = [sheet for grid in open_grids(path, said) if (sheet := read_head(grid, known, chosen or {}, path.name))]
    if not sheets:
        raise InputError(expects("visible_sheet"), file=path.name, found=finds("none"))
    return max(sheets, key=lambda sheet: sheet.head.recognised)


def read_head(
    grid: SheetGrid, known: Known, chosen: Mapping[str, str], file: str, first: Sequence[list[str]] | None = None
) -> ListSheet | None:
    """A sheet as the list that it may be; None where nothing stands in its first rows.

    Parameters
    ----------
    first
        Its first rows, where they were read before.
    """
    rows = list(islice(grid.rows, FIRST_ROWS)) if first is None else first
    if not any(cell.strip() for row in rows for cell in row):
        return None
    head = find_head(rows, grid.merged, known)
    return ListSheet(file, grid, rows, head, propose(head.headings, rows[head.row :], known, chosen))
