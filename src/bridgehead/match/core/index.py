"""What is prepared once for all queries: the records, and what the ranker derives from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bridgehead.match.core.history import history
from bridgehead.match.core.partners import index as partners
from bridgehead.match.core.partners import update
from bridgehead.match.core.records import Records


@dataclass(frozen=True)
class Index:
    """One state of the records, ready for queries.

    Attributes
    ----------
    partners
        Its actors have the rows of `records.actors`.
    day
        The day that it was derived for.
    """

    records: Records
    partners: partners.Index
    day: date

    @cached_property
    def named(self) -> Mapping[str, str]:
        """What a page calls a project; its id where it has no name."""
        pairs = self.records.projects.select("project", "name").iter_rows()
        return {project: _short(name) if name else project for project, name in pairs}


def build(records: Records, day: date) -> Index:
    """Derive everything anew."""
    return Index(records, partners.Index.build(history(records, day), day), day)


def updated(index: Index, records: Records) -> tuple[Index, int]:
    """The index of other records as of the same day, by folding in; and how much was new to it."""
    was, now = (history(known, index.day) for known in (index.records, records))
    partners_now, fresh = update.updated(index.partners, was, now, index.day)
    return Index(records, partners_now, index.day), fresh


def _short(name: str) -> str:
    short = name.split(": ", maxsplit=1)[0] if ": " in name and len(name) > 60 else name
    return short if len(short) <= 60 else f"{short[:57]}…"
