"""What a list says and an import does not take: columns that nobody reads, totals, captions, repeated headings."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bridgehead.importers.core.merged_cells import is_caption
from bridgehead.importers.core.placeholders import is_placeholder
from bridgehead.importers.core.total_rows import is_total
from bridgehead.kit.csv_files import Refuse
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects


class UnreadCells:
    """Counts the values of columns that are not read, and tells rows of totals from records.

    Parameters
    ----------
    file
        The list's name.
    columns
        Place of each column that is not read, though nobody said so, to its heading; blank for one without.
    headings
        The headings as they stand.
    captions
        Row to first and last column of a cell that goes over several.
    """

    def __init__(
        self,
        file: str,
        columns: Mapping[int, str],
        headings: Sequence[str] = (),
        captions: Mapping[int, tuple[int, int]] = MappingProxyType({}),
    ) -> None:
        self.file = file
        self.columns = columns
        self.headings = tuple(map(_plain, headings))
        self.captions = captions
        self._first: dict[int, int] = {}
        self._counts: dict[int, int] = {}

    def note(self, row: int, cells: Sequence[str]) -> None:
        """Count what a row says in columns that are not read, and beyond the last of the headings."""
        for place in (*self.columns, *range(len(self.headings), len(cells))):
            text = cells[place].strip() if place < len(cells) else ""
            if text and not is_placeholder(text):
                self._counts[place] = self._counts.get(place, 0) + 1
                self._first.setdefault(place, row)

    def is_no_record(self, row: int, cells: Sequence[str], refuse: Refuse) -> bool:
        """Whether a row is of totals, a caption over several columns or the headings once more, which is told."""
        pairs = [(_plain(cell), head) for cell, head in zip(cells, self.headings, strict=False) if cell.strip()]
        if len(pairs) > 1 and all(cell == head for cell, head in pairs):
            self._tell(row, cells, "heading_row", refuse)
            return True
        if row in self.captions and is_caption(cells, self.captions[row]):
            self._tell(row, cells, "caption_row", refuse)
            return True
        return self.is_total(row, cells, refuse)

    def is_total(self, row: int, cells: Sequence[str], refuse: Refuse) -> bool:
        """Whether a row is one of totals, which is told."""
        if not is_total(cells):
            return False
        self._tell(row, cells, "total_row", refuse)
        return True

    def _tell(self, row: int, cells: Sequence[str], code: str, refuse: Refuse) -> None:
        found = next(cell.strip() for cell in cells if cell.strip())
        refuse(InputError(expects("member_name"), file=self.file, row=row, found=found, code=code, leaves_blank=True))

    def tell(self, refuse: Refuse) -> None:
        """Tell of each column how many of its values were not taken."""
        for place, count in sorted(self._counts.items()):
            error = InputError(
                expects("field_for_column"),
                file=self.file,
                row=self._first[place],
                column=self.columns.get(place) or column_letters(place),
                code="column_unread",
                leaves_blank=True,
            )
            for _ in range(count):
                refuse(error)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def column_letters(place: int) -> str:
    """How a spreadsheet calls a column, by its place from 0: `A`, `Z`, `AA`."""
    letters, left = "", place + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
