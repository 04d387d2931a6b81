"""What is prepared once for all queries: the records, and what the ranker derives from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bridgehead.match.core.history_builder import AGAINST, history
from bridgehead.match.core.ranking.retrieval.incremental_update import update_index
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.record_frames import Records
from bridgehead.opportunities.core.eligibility import EligibilityFacts


class TieEnd(NamedTuple):
    """A tie as one of its ends sees it."""

    tie: str
    other: str
    market: str


@dataclass(frozen=True)
class MatchIndex:
    """One state of the records, ready for queries.

    Attributes
    ----------
    ranker_index
        Its actors have the rows of `records.actors`.
    day
        The day that it was derived for.
    """

    records: Records
    ranker_index: RankerIndex
    day: date

    @cached_property
    def named(self) -> Mapping[str, str]:
        """What a page calls a project; its id where it has no name."""
        pairs = self.records.projects.select("project", "name").iter_rows()
        return {project: _short(name) if name else project for project, name in pairs}

    @cached_property
    def actors(self) -> Sequence[str]:
        """What a page calls an actor; its id where it has no name. By row."""
        return [name or actor for actor, name in self.records.actors.select("actor", "name").iter_rows()]

    @cached_property
    def facts(self) -> tuple[Sequence[EligibilityFacts], NDArray[np.int64]]:
        """Kind, size and country that actors have, each once, and by row which of them."""
        known = self.records.actors.select("kind", "size", "country")
        distinct = known.unique(maintain_order=True).with_row_index("at")
        of = known.join(distinct, on=known.columns, how="left", nulls_equal=True, maintain_order="left")["at"]
        return [EligibilityFacts(*row) for _, *row in distinct.iter_rows()], of.cast(pl.Int64).to_numpy()

    @cached_property
    def ties(self) -> Mapping[str, Sequence[TieEnd]]:
        """By actor its ties, but those to competitors."""
        found: dict[str, list[TieEnd]] = {}
        for tie, a, b, market, kind in self.records.ties.iter_rows():
            if kind != AGAINST:
                found.setdefault(a, []).append(TieEnd(tie, b, market))
                found.setdefault(b, []).append(TieEnd(tie, a, market))
        return found

    @cached_property
    def markets(self) -> Mapping[str, str]:
        """The market of a project; those without one are not in it."""
        abroad = self.records.projects.filter(pl.col("market").fill_null("") != "")
        return dict(abroad.select("project", "market").iter_rows())


def build(records: Records, day: date) -> MatchIndex:
    """Derive everything anew."""
    return MatchIndex(records, RankerIndex.build(history(records, day), day), day)


def updated(index: MatchIndex, records: Records) -> tuple[MatchIndex, int]:
    """The index of other records as of the same day, by folding in; and how much was new to it."""
    was, now = (history(known, index.day) for known in (index.records, records))
    ranker_index, fresh = update_index(index.ranker_index, was, now, index.day)
    return MatchIndex(records, ranker_index, index.day), fresh


def _short(name: str) -> str:
    short = name.split(": ", maxsplit=1)[0] if ": " in name and len(name) > 60 else name
    return short if len(short) <= 60 else f"{short[:57]}…"
