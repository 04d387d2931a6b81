"""What training found: a model for each way of asking, and in it one for whoever has hardly a record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.features.feature_table import SUM
from bridgehead.match.core.ranking.model.cold_start import NEAR, PROJECTS, is_cold_start
from bridgehead.match.core.ranking.model.ranking_model import RankingModel
from bridgehead.match.core.ranking.ranker_config import RankerConfig
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats

NEAREST = float(np.log1p(50))  # the value of `NEAR` for the nearest document there is

NEEDED = frozenset({PROJECTS, NEAR, SUM})
"""Features without which newcomers cannot be told apart, nor what they say be weighed, nor the head of a list be."""


@dataclass(frozen=True)
class ColdStartPair:
    """Two models that share their features. Both give log odds of taking part, so that they compare.

    Attributes
    ----------
    known
        For actors with a record, for whom it speaks that they took part often.
    newcomers
        For those with one project or none, of whom some have only not been heard of.
    """

    known: RankingModel
    newcomers: RankingModel

    @property
    def names(self) -> tuple[str, ...]:
        """Features in the order of the columns."""
        return self.known.names

    def score(self, linear: Floats, plain: Floats, config: RankerConfig) -> Floats:
        """Log odds of rows, shape (rows,); inputs as `CandidateScale.apply` makes them.

        Newcomers get the benefit of the doubt, and by their words lose what silence costs. Whoever stands
        at the head by the sum of fusion moves up.
        """
        found, fresh = np.zeros(len(plain), np.float32), self.fresh(plain)
        found[~fresh] = self.known.score(linear[~fresh], plain[~fresh])
        found[fresh] = self.newcomers.score(linear[fresh], plain[fresh]) + config.doubt
        head, said = self._leap(linear, config), self._said(plain, config)
        return found + head + said - config.silence * self._unknown(plain)

    def contributions(self, linear: Floats, plain: Floats, config: RankerConfig) -> Floats:
        """What each feature adds to the score, shape (rows, features), but for a constant of the model."""
        found, fresh = np.zeros((len(plain), len(self.names)), np.float32), self.fresh(plain)
        for model, rows in ((self.known, ~fresh), (self.newcomers, fresh)):
            if rows.any():
                found[rows] = model.contributions(linear[rows], plain[rows])
        found[:, self.names.index(NEAR)] += self._said(plain, config)
        found[:, self.names.index(SUM)] += self._leap(linear, config)
        return found

    def _leap(self, linear: Floats, config: RankerConfig) -> Floats:
        """What the head of the list by the sum of fusion gets, shape (rows,)."""
        return np.asarray(config.leap * np.maximum(linear[:, self.names.index(SUM)] - config.head, 0), np.float32)

    def _said(self, plain: Floats, config: RankerConfig) -> Floats:
        """What an actor without a project wins back by words that are near, shape (rows,)."""
        near = np.clip(plain[:, self.names.index(NEAR)] / NEAREST, 0, 1)
        return np.asarray(config.silence * near * self._unknown(plain), np.float32)

    def _unknown(self, plain: Floats) -> Floats:
        """1 for whoever has no project at all, shape (rows,)."""
        return np.asarray(plain[:, self.names.index(PROJECTS)] <= 0, np.float32)

    def fresh(self, plain: Floats) -> NDArray[np.bool_]:
        """Which rows are newcomers."""
        return is_cold_start(plain[:, self.names.index(PROJECTS)])


@dataclass(frozen=True)
class ModelEnsemble:
    """Models that share their features.

    Attributes
    ----------
    led
        For queries whose lead has a record.
    unled
        For those without one, which the first would rank by what it leaves for those whom the lead does
        not know.
    """

    led: ColdStartPair
    unled: ColdStartPair

    def of(self, *, led: bool) -> ColdStartPair:
        """The model for a query, by whether its lead is known."""
        return self.led if led else self.unled
