"""What people said of candidates, as lessons beside those of past projects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.fusion import best, look_up
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.learned import Scale
from bridgehead.match.core.partners.queries import Query
from bridgehead.match.core.partners.training import CANDIDATES, Lesson


@dataclass(frozen=True)
class Judged:
    """An opportunity of whose candidates something was said.

    Attributes
    ----------
    day
        When the first of it was said: what began later is not seen.
    suited, unsuited
        Actors that are good for it or joined; actors that it is not for.
    """

    opportunity: str
    day: date
    query: Query
    suited: frozenset[str]
    unsuited: frozenset[str]


def lessons(known: History, judged: Iterable[Judged], names: tuple[str, ...], seed: int) -> Iterator[Lesson]:
    """Lessons of opportunities: only those of whom something was said, since of the others nothing is known.

    Each teaches the model for queries without a lead, and the other if its lead is known.

    Opportunities of one quarter share an index, as of its first day.
    """
    by_quarter: dict[date, list[Judged]] = {}
    for one in judged:
        by_quarter.setdefault(one.day.replace(month=(one.day.month - 1) // 3 * 3 + 1, day=1), []).append(one)
    for day, of_quarter in sorted(by_quarter.items()):
        index = Index.build(known, day, seed)
        for one in of_quarter:
            if index.teams.row(one.query.lead) is not None:
                yield _lesson(index, one, names, led=True)
            yield _lesson(index, one, names, led=False)


def _lesson(index: Index, one: Judged, names: tuple[str, ...], *, led: bool) -> Lesson:
    features, fused = look_up(index, one.query if led else replace(one.query, lead=None))
    said = sorted(one.suited | one.unsuited)
    rows = np.array([row for actor in said if (row := index.teams.row(actor)) is not None], np.int64)
    scale = Scale.of(features.rows(best(fused, CANDIDATES), names), names)
    plain = scale.plain(features.rows(rows, names))
    joined = np.isin(index.teams.actors[rows], sorted(one.suited)).astype(np.float32)
    return Lesson(f"said of {one.opportunity}", plain, scale.spread, joined, np.ones(len(rows), np.float32), led)
