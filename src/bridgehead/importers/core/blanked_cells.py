"""Cells that an import leaves blank because it is not certain of what they say: each text once, with its count."""

from dataclasses import dataclass

from bridgehead.kit.csv_files import Refuse
from bridgehead.kit.errors import InputError


@dataclass(frozen=True)
class BlankedCells:
    """Cells of one column with one text, which the store does not take.

    Attributes
    ----------
    error
        What is wrong with the first of them.
    count
        How many there are.
    """

    error: InputError
    count: int


class Refusals:
    """Takes what an import refuses: rows by `refuse`, cells that are left blank by itself.

    Parameters
    ----------
    refuse
        What to do with a row that cannot be taken.
    """

    def __init__(self, refuse: Refuse) -> None:
        self.refuse = refuse
        self._first: dict[tuple[str | None, str | None, str, str], InputError] = {}
        self._counts: dict[tuple[str | None, str | None, str, str], int] = {}

    def take(self, error: InputError) -> None:
        """Note a cell that is left blank; hand on what its row is refused for."""
        if not error.leaves_blank:
            self.refuse(error)
            return
        key = error.file, error.column, str(error.found), error.code
        self._first.setdefault(key, error)
        self._counts[key] = self._counts.get(key, 0) + 1

    @property
    def blanked(self) -> tuple[BlankedCells, ...]:
        """What was left blank, as it came."""
        return tuple(BlankedCells(error, self._counts[key]) for key, error in self._first.items())
