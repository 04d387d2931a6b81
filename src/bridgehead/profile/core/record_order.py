"""What came before what: by dates, and where they do not say it by the column `after` (framework, section 3)."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from bridgehead.kit.partial_dates import is_before
from bridgehead.methods.rank_correlation import Signs


class Dated(Protocol):
    """A record with a partial date, or none, and the ids of what came before it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def date(self) -> str:
        """When it was; blank where that is unknown."""

    @property
    def after(self) -> Sequence[str]:
        """Ids of entries, ties, activities or evidence that came before it."""


class RecordOrder:
    """The order of records, two at a time.

    Parameters
    ----------
    after
        Id of an entry, tie, activity or piece of evidence to the ids that its `after` names.
    """

    def __init__(self, after: Mapping[str, Sequence[str]]) -> None:
        self._after = after

    def between(self, one: Dated, other: Dated) -> int:
        """−1 if one came before the other, 1 if it came after it, 0 where their order is unknown.

        One came before the other if its date ends before the other's starts. Where the dates overlap or one
        is missing, it did if the other's `after` names it, directly or through others; dates are not chained in.
        """
        if is_before(one.date, other.date):
            return -1
        if is_before(other.date, one.date):
            return 1
        if one.id in self._earlier(other):
            return -1
        return 1 if other.id in self._earlier(one) else 0

    def signs(self, records: Sequence[Dated]) -> Signs:
        """Pairwise order of records; shape n × n, 0 where it is unknown."""
        matrix = np.zeros((len(records), len(records)), dtype=np.int8)
        for i, one in enumerate(records):
            for j, other in enumerate(records[:i]):
                matrix[i, j] = self.between(one, other)
                matrix[j, i] = -matrix[i, j]
        return matrix

    def _earlier(self, record: Dated) -> set[str]:
        """Ids that a record's `after` leads to."""
        found: set[str] = set()
        waiting = list(record.after)
        while waiting:
            id_ = waiting.pop()
            if id_ not in found:
                found.add(id_)
                waiting += self._after.get(id_, ())
        return found
