"""The scope of records: which of them an answer rests on (framework, sections 2 and 6).

An answer is given as of a day, and without what some activities brought about: as if whatever began later, and
these activities with all that came of them, had never been recorded. `queries.record_scope` and its neighbours in
the other stages apply it, in one place for each kind of record.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class RecordScope:
    """Which records an answer rests on.

    Attributes
    ----------
    as_of
        What starts later is left out; what has no date stays.
    left_out
        Activities that are left out, with their participations, meetings, ties, evidence, outcomes,
        counterfactuals and entries.
    opportunity
        The opportunity whose entries are left out as well, where one is judged; else blank.
    """

    as_of: date
    left_out: frozenset[str] = frozenset()
    opportunity: str = ""

    def without(self, activities: Iterable[str], *, opportunity: str = "") -> "RecordScope":
        """The scope without some activities more: those that an opportunity brought about, if one is named."""
        left_out = self.left_out | set(activities)
        return replace(self, left_out=left_out, opportunity=opportunity or self.opportunity)

    @property
    def of_day(self) -> "RecordScope":
        """The scope of the same day with nothing left out."""
        return RecordScope(self.as_of)
