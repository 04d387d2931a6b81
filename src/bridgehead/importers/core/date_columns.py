"""Dates judged by their column: whether the day or the month comes first, and in which language months are named.

One date that fits only one way decides for all that were written alike. A column that leaves two ways open, or that
shows both, decides nothing: its dates are read where they have one meaning, and are refused where they have two. Dates
with dots have their day first, unless their column shows otherwise: no country writes the month first with dots
(Unicode locale data).
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bridgehead.importers.core.reading_choices import DAY_FIRST, ORDERS
from bridgehead.importers.core.written_dates import DOTS, NUMBERS, WORDS, WrittenDate, written_date

DAY_LENGTH = 10
REMEMBERED = 65_536


class UnclearDate(ValueError):
    """A date that has several meanings, between which its column does not decide."""


class DateColumn:
    """What the dates of a column say of how it writes them.

    Parameters
    ----------
    said
        One of `ORDERS`, where somebody said in which order numbers stand.
    """

    def __init__(self, said: str = "") -> None:
        self.said = said
        self._ways: dict[str, frozenset[str]] = {}

    def add(self, text: str) -> None:
        """Take a cell into account."""
        written = written_date(text.strip()) if text else None
        if written is not None and written.by in (NUMBERS, DOTS, WORDS):
            ways = frozenset(written.meanings)
            self._ways[written.by] = self._ways.get(written.by, ways) & ways

    def read(self, text: str, *, whole: bool = False) -> str:
        """The partial date that a cell of the column means.

        Parameters
        ----------
        whole
            Whether only a day is one, and no month or year.

        Raises
        ------
        UnclearDate
            If it has several meanings.
        ValueError
            If it is no date.
        """
        written = written_date(text.strip())
        if written is None:
            raise ValueError(text)
        found = self._meant(written)
        if not found:
            raise ValueError(text)
        if len(found) > 1:
            raise UnclearDate(text)
        date = next(iter(found))
        if whole and len(date) < DAY_LENGTH:
            raise ValueError(text)
        return date

    def _meant(self, written: WrittenDate) -> set[str]:
        meanings = written.meanings
        if self.said in ORDERS and written.by in (NUMBERS, DOTS):
            return {meanings[self.said]} if self.said in meanings else set()
        ways = self._ways.get(written.by, frozenset(meanings))
        shared = ways & meanings.keys()
        found = {meanings[way] for way in shared or meanings}
        if len(found) > 1 and written.by == DOTS and DAY_FIRST in shared:
            return {meanings[DAY_FIRST]}
        return found


ALONE = DateColumn()


@lru_cache(REMEMBERED)
def typed_date(text: str, *, whole: bool = False) -> str:
    """The partial date that a text means by itself, whatever program or person wrote it; as `DateColumn.read`.

    Two digits of a year mean 1950 to 2049. What may be one of two days is none: its column decides.

    Raises
    ------
    UnclearDate
        If it has several meanings.
    ValueError
        If it is no date.
    """
    return ALONE.read(text, whole=whole)


def judged_columns(rows: Iterable[Mapping[str, str]], fields: Iterable[str], said: str = "") -> dict[str, DateColumn]:
    """The columns of dates among the fields of a table, each judged by all of its cells."""
    columns = {field: DateColumn(said) for field in fields}
    if not said:
        for row in rows:
            for field, column in columns.items():
                column.add(row.get(field, ""))
    return columns
