"""The face of partner search: fitted on a history as of a day, it ranks actors for a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.partners.arrays import Floats, Ints, pack, unpack
from bridgehead.match.core.partners.features import Features
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.fusion import best, look_up, parts
from bridgehead.match.core.partners.index import Index
from bridgehead.match.core.partners.learned import Learned, design
from bridgehead.match.core.partners.queries import Query
from bridgehead.match.core.partners.training import CANDIDATES, Watch, learn

Item = TypeVar("Item")


@dataclass(frozen=True)
class Scored:
    """Actors in order, best first. n actors, f features.

    Attributes
    ----------
    actors, scores
        Ids and scores, shape (n,). Scores order the actors of one query; they
        do not compare between queries.
    names
        Features, shape (f,).
    values, contributions
        What each feature is and what it adds to the score, shape (m, f) for
        the first m actors (`explain`).
    """

    actors: NDArray[np.str_]
    scores: Floats
    names: tuple[str, ...]
    values: Floats
    contributions: Floats


def unwatched(items: Iterable[Item], _what: str) -> Iterable[Item]:
    """Pass items through."""
    return items


@dataclass(frozen=True)
class Ranker:
    """Ranks by the learned model where there is one, by fusion where history is thin."""

    index: Index
    learned: Learned | None

    @classmethod
    def fit(
        cls,
        history: History,
        day: dt.date,
        *,
        trained: bool = True,
        watch: Watch[dt.date] = unwatched,
        seed: int = 0,
    ) -> Ranker:
        """Index what lies before `day` and learn from it if it suffices."""
        learned = learn(history, day, watch, seed) if trained else None
        return cls(Index.build(history, day, seed), learned)

    @cached_property
    def _booster(self) -> Any:
        return self.learned.booster() if self.learned else None

    def rank(self, query: Query, among: Collection[str] | None = None, top: int = 100, explain: int = 0) -> Scored:
        """Rank the best `top` actors, the lead left out.

        Parameters
        ----------
        among
            Only these may be candidates; an actor's score does not depend on them.
        explain
            For how many of the first actors values and contributions are given.
        """
        return self.rank_each(query, [among], top, explain)[0]

    def rank_each(
        self, query: Query, groups: Sequence[Collection[str] | None], top: int = 100, explain: int = 0
    ) -> list[Scored]:
        """Rank several groups of candidates for one query, whose features are computed once."""
        features, fused = look_up(self.index, query)
        allowed = [self._allowed(fused, among) for among in groups]
        if self.learned is None:
            return [self._by_fusion(features, fused, best(scores, top), explain) for scores in allowed]
        reference = features.rows(best(fused, CANDIDATES), self.learned.names)
        return [self._by_learning(self.learned, features, reference, scores, top, explain) for scores in allowed]

    def _allowed(self, fused: Floats, among: Collection[str] | None) -> Floats:
        if among is None:
            return fused
        inside = np.isin(self.index.teams.actors, list(among))
        return np.asarray(np.where(inside, fused, -np.inf), np.float32)

    def _by_fusion(self, features: Features, fused: Floats, chosen: Ints, explain: int) -> Scored:
        shown, added = chosen[:explain], parts(features)
        names = tuple(added)
        contributions = np.column_stack([added[name][shown] for name in names])
        actors = self.index.teams.actors[chosen]
        return Scored(actors, fused[chosen], names, features.rows(shown, names), contributions)

    def _by_learning(
        self, model: Learned, features: Features, reference: Floats, allowed: Floats, top: int, explain: int
    ) -> Scored:
        chosen = best(allowed, max(CANDIDATES, top))
        values = features.rows(chosen, model.names)
        linear, plain = design(values, reference, model.names)
        scores = model.score(self._booster, linear, plain)
        order = np.argsort(-scores, kind="stable")[:top]
        shown = order[:explain]
        why = np.zeros((0, len(model.names)), np.float32)
        if len(shown):
            why = model.contributions(self._booster, linear[shown], plain[shown])
        return Scored(self.index.teams.actors[chosen[order]], scores[order], model.names, values[shown], why)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as named arrays, for a folder of ``.npy`` files; `from_arrays` undoes it."""
        flat = pack(self.index, "index.")
        if self.learned:
            flat["learned.names"] = np.array(self.learned.names, dtype=np.str_)
            flat["learned.weights"] = self.learned.weights
            flat["learned.offset"] = np.array([self.learned.offset])
            flat["learned.trees"] = np.frombuffer(self.learned.trees.encode(), np.uint8)
        return flat

    @classmethod
    def from_arrays(cls, flat: Mapping[str, NDArray[Any]]) -> Ranker:
        """Build a ranker from what `arrays` gave; memory-mapped arrays stay so."""
        learned = None
        if "learned.names" in flat:
            learned = Learned(
                tuple(flat["learned.names"].tolist()),
                flat["learned.weights"],
                float(flat["learned.offset"][0]),
                flat["learned.trees"].tobytes().decode(),
            )
        return cls(unpack(Index, dict(flat), "index."), learned)
