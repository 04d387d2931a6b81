"""Which countries and kinds of actors usually work together, and in which programmes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.ranking.retrieval.history import History
from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix, ids, index_of
from bridgehead.match.core.ranking.retrieval.sparse_ops import Floats, Ints, Sparse, incidence, scale_columns

PRIOR = 20.0  # participations of an average team that every estimate starts from


@dataclass(frozen=True)
class ClassPriors:
    """One attribute of actors (country or kind) and how often its values meet.

    Attributes
    ----------
    values
        The attribute's values in alphabetical order, shape (k,).
    of
        Which value each actor has, shape (actors,).
    common
        (k,): log share among all participations.
    with_lead
        (k, k): log of how much oftener than usual teams led by one value hold another.
    in_code
        (codes, k): the same for programme parts.
    sharing
        (k, documents): how many of those who share a document have it.
    """

    values: NDArray[np.str_]
    of: Ints
    common: Floats
    with_lead: Floats
    in_code: Floats
    sharing: Sparse

    @classmethod
    def build(cls, history: History, teams: ParticipationMatrix, wrote: Sparse, attribute: str) -> ClassPriors:
        """Count the values of a column of ``history.actors``; `wrote` says who shares a document."""
        column = history.actors.sort("actor")[attribute].fill_null("?")
        values = ids(column)
        of = index_of(values, column)
        is_value = incidence(np.arange(len(of)), of, (len(of), len(values)))
        members = scale_columns(teams.took, teams.several).T @ is_value
        leaders = scale_columns(teams.led, teams.several).T @ is_value
        usual = (np.asarray(members.sum(axis=0)).ravel() + 1) / (members.sum() + max(len(values), 1))
        with_lead = _lift(leaders.T @ members, usual)
        in_code = _lift(teams.coded.T @ members, usual)
        sharing = (is_value.T @ wrote).tocsr()
        return cls(values, of, np.log(usual).astype(np.float32), with_lead, in_code, sharing)

    def place(self, value: str | None) -> int | None:
        """Place of a value, None if it is unknown."""
        hits = np.flatnonzero(self.values == value)
        return int(hits[0]) if len(hits) else None

    def mix(self, weights: Floats) -> Floats:
        """Mix of values among those who share documents, weighted, summing to 1 (or to 0 without any), shape (k,)."""
        mix = self.sharing @ weights
        return np.asarray(mix / max(float(mix.sum()), 1e-9), np.float32)


def _lift(counts: Sparse, usual: Floats) -> Floats:
    smoothed = counts.toarray() + PRIOR * usual
    return np.asarray(np.log(smoothed / smoothed.sum(axis=1, keepdims=True) / usual), np.float32)
