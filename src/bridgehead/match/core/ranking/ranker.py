"""The face of partner search: fitted on a history as of a day, it scores actors for a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.features.feature_matrix import FeatureMatrix
from bridgehead.match.core.ranking.model.model_ensemble import ColdStartPair, ModelEnsemble
from bridgehead.match.core.ranking.model.ranking_model import CandidateScale
from bridgehead.match.core.ranking.model.score_fusion import ScoreFusion, Suits
from bridgehead.match.core.ranking.ranker_config import DEFAULT, RankerConfig
from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.query import Query
from bridgehead.match.core.ranking.retrieval.query_context import QueryContext
from bridgehead.match.core.ranking.retrieval.ranker_index import RankerIndex
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints
from bridgehead.match.core.ranking.training.examples import Watch
from bridgehead.match.core.ranking.training.fit import train_models

Item = TypeVar("Item")


def no_progress(items: Iterable[Item], _what: str) -> Iterable[Item]:
    """Pass items through."""
    return items


@dataclass(frozen=True)
class Ranker:
    """Ranks by the learned model where there is one, by fusion where history is thin."""

    index: RankerIndex
    taught: ModelEnsemble | None
    config: RankerConfig = DEFAULT

    @classmethod
    def fit(
        cls,
        history: History,
        day: dt.date,
        *,
        trained: bool = True,
        watch: Watch[dt.date] = no_progress,
        seed: int = 0,
        config: RankerConfig = DEFAULT,
    ) -> Ranker:
        """Index what lies before `day` and learn from it if it suffices."""
        taught = train_models(history, day, watch, seed, config) if trained else None
        return cls(RankerIndex.build(history, day, seed), taught, config)

    def look_up(self, query: Query) -> ScoredQuery:
        """Look a query up, once for every list that is asked of it."""
        context = QueryContext.of(self.index, query)
        return ScoredQuery(self, context, ScoreFusion(FeatureMatrix(self.index, context), self.config))


@dataclass(frozen=True)
class ScoredQuery:
    """A query with its features. a actors, f features.

    Attributes
    ----------
    context
        What the query is near to.
    fusion
        The sum that needs no training, in two stages.
    """

    ranker: Ranker
    context: QueryContext
    fusion: ScoreFusion

    def candidates(self, top: int, weight: Floats | None = None, suits: Suits | None = None) -> Ints:
        """Rows worth scoring when `top` are wanted, by fusion.

        Parameters
        ----------
        weight
            What the sum of each actor counts, shape (a,); 0 leaves an actor out.
        suits
            Which of some actors may be candidates, by what each feature adds to their sums.

        Returns
        -------
        Ints
            More than `top` where others are as strong as the last of them, or where the learned model orders them.
        """
        if self._learned is None:
            return self.fusion.strongest(top, weight, suits, ties=True)
        return self.fusion.strongest(max(self.ranker.config.candidates, top), weight, suits)

    def scores(self, rows: Ints) -> Floats:
        """Log odds of taking part by the learned model, else the sum of fusion, shape of `rows`."""
        return self.fusion.of(rows) if self._learned is None else self._learned.scores(rows)

    def fit(self, rows: Ints) -> Floats:
        """Scores on a scale from 0 to 1 that any list of this query shares, shape of `rows`.

        By fusion: the share of what could be reached here. By learning: a half for who stands two
        deviations above the average of the strongest candidates there are, on a logistic curve.
        """
        scores = self.scores(rows)
        if self._learned is None:
            return np.asarray(scores / max(self.fusion.reachable, 1e-9), np.float32)
        others = self._learned.scores_of_strongest
        z = (scores - others.mean()) / max(float(others.std()), 1e-6)
        return np.asarray(1 / (1 + np.exp(2 - z)), np.float32)

    def explain(self, rows: Ints) -> tuple[tuple[str, ...], Floats, Floats]:
        """Features' names, their values and what each adds to the score, shape (rows, f) each."""
        if self._learned is not None:
            return self._learned.explain(rows)
        added = self.fusion.parts(rows)
        return tuple(added), self.features.rows(rows, tuple(added)), np.column_stack(list(added.values()))

    @cached_property
    def features(self) -> FeatureMatrix:
        """All features, the sum of fusion among them."""
        return self.fusion.whole()

    @cached_property
    def _learned(self) -> LearnedScorer | None:
        """The learned model at work; None where the past is too short for one."""
        taught = self.ranker.taught
        if taught is None:
            return None
        model, config = taught.of(led=self.context.lead is not None), self.ranker.config
        return LearnedScorer(model, self.features, self.fusion.strongest(config.candidates), config)


@dataclass(frozen=True)
class LearnedScorer:
    """A query's actors by the learned model, measured by the strongest candidates there are (see `CandidateScale`).

    Attributes
    ----------
    strongest
        Rows of these, best first.
    """

    model: ColdStartPair
    features: FeatureMatrix
    strongest: Ints
    config: RankerConfig

    def scores(self, rows: Ints) -> Floats:
        """Log odds of taking part, shape of `rows`."""
        among, place = self._place(rows)
        scores = np.empty(len(rows), np.float32)
        scores[among] = self.scores_of_strongest[place]
        scores[~among] = self.model.score(*self._scale.apply(self._values(rows[~among])), self.config)
        return scores

    def explain(self, rows: Ints) -> tuple[tuple[str, ...], Floats, Floats]:
        """Features' names, their values and what each adds to the score, shape (rows, f) each."""
        values = self._values(rows)
        if not len(rows):
            return self.model.names, values, values
        return self.model.names, values, self.model.contributions(*self._scale.apply(values), self.config)

    @cached_property
    def scores_of_strongest(self) -> Floats:
        """Log odds of the strongest, shape of `strongest`."""
        return self.model.score(*self._scale.apply(self._known), self.config)

    @cached_property
    def _scale(self) -> CandidateScale:
        return CandidateScale.of(self._known, self.model.names)

    @cached_property
    def _known(self) -> Floats:
        """What the model reads of the strongest, shape (strongest, f)."""
        return self.features.rows(self.strongest, self.model.names)

    def _values(self, rows: Ints) -> Floats:
        """What the model reads, shape (rows, f); of the strongest it is known."""
        among, place = self._place(rows)
        values = np.empty((len(rows), len(self.model.names)), np.float32)
        values[among] = self._known[place]
        if not among.all():
            values[~among] = self.features.rows(rows[~among], self.model.names)
        return values

    def _place(self, rows: Ints) -> tuple[NDArray[np.bool_], Ints]:
        """Which of some rows are among the strongest, and the places of these there."""
        order = np.argsort(self.strongest)
        at = np.searchsorted(self.strongest, rows, sorter=order)
        place = order[np.minimum(at, len(order) - 1)] if len(order) else at
        among = self.strongest[place] == rows if len(order) else np.zeros(len(rows), bool)
        return among, place[among]
