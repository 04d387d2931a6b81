"""What a list says and an import does not take: columns that nobody reads, rows of totals."""

from collections.abc import Mapping, Sequence

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
        Place of each column that is not read, though nobody said so, to its heading.
    """

    def __init__(self, file: str, columns: Mapping[int, str]) -> None:
        self.file = file
        self.columns = columns
        self._first: dict[int, int] = {}
        self._counts = dict.fromkeys(columns, 0)

    def note(self, row: int, cells: Sequence[str]) -> None:
        """Count what a row says in columns that are not read."""
        for place in self.columns:
            text = cells[place].strip() if place < len(cells) else ""
            if text and not is_placeholder(text):
                self._counts[place] += 1
                self._first.setdefault(place, row)

    def is_total(self, row: int, cells: Sequence[str], refuse: Refuse) -> bool:
        """Whether a row is one of totals, which is told."""
        if not is_total(cells):
            return False
        found = next(cell.strip() for cell in cells if cell.strip())
        expected = expects("member_name")
        refuse(InputError(expected, file=self.file, row=row, found=found, code="total_row", leaves_blank=True))
        return True

    def tell(self, refuse: Refuse) -> None:
        """Tell of each column how many of its values were not taken."""
        for place, count in self._counts.items():
            if count:
                error = InputError(
                    expects("field_for_column"),
                    file=self.file,
                    row=self._first[place],
                    column=self.columns[place],
                    code="column_unread",
                    leaves_blank=True,
                )
                for _ in range(count):
                    refuse(error)
