"""What people said of candidates, as lessons beside those of past projects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from bridgehead.match.core.ranking.model.ranking_model import CandidateScale
from bridgehead.match.core.ranking.model.score_fusion import score_query, top_rows
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.training.examples import TrainingExample


@dataclass(frozen=True)
class FeedbackCase:
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


def feedback_examples(
    known: History, judged: Iterable[FeedbackCase], names: tuple[str, ...], seed: int, config: RankerConfig
) -> Iterator[TrainingExample]:
    """Lessons of opportunities: only those of whom something was said, since of the others nothing is known.

    Each teaches the model for queries without a lead, and the other if its lead is known.

    Opportunities of one quarter share an index, as of its first day.
    """
    by_quarter: dict[date, list[FeedbackCase]] = {}
    for one in judged:
        by_quarter.setdefault(one.day.replace(month=(one.day.month - 1) // 3 * 3 + 1, day=1), []).append(one)
    for day, of_quarter in sorted(by_quarter.items()):
        index = RankerIndex.build(known, day, seed)
        for one in of_quarter:
            if index.teams.row(one.query.lead) is not None:
                yield _lesson(index, one, names, config, led=True)
            yield _lesson(index, one, names, config, led=False)


def _lesson(
    index: RankerIndex, one: FeedbackCase, names: tuple[str, ...], config: RankerConfig, *, led: bool
) -> TrainingExample:
    features, fused = score_query(index, one.query if led else replace(one.query, lead=None), config)
    said = sorted(one.suited | one.unsuited)
    rows = np.array([row for actor in said if (row := index.teams.row(actor)) is not None], np.int64)
    scale = CandidateScale.of(features.rows(top_rows(fused, config.candidates), names), names)
    plain = scale.plain(features.rows(rows, names))
    joined = np.isin(index.teams.actors[rows], sorted(one.suited)).astype(np.float32)
    return TrainingExample(
        f"said of {one.opportunity}", plain, scale.spread, joined, np.ones(len(rows), np.float32), led
    )
