"""Which countries and kinds of actors usually work together, and in which programmes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bridgehead.match.core.partners.arrays import Floats, Ints, Sparse, incidence, scale_columns
from bridgehead.match.core.partners.frames import History
from bridgehead.match.core.partners.teams import Teams, ids, places

PRIOR = 20.0  # participations of an average team that every estimate starts from


@dataclass(frozen=True)
class Classes:
    """One attribute of actors (country or kind) and how often its values meet.

    Attributes
    ----------
    values
        The attribute's values in alphabetical order, shape (k,).
    of
        Which value each actor has, shape (actors,).
    teams
        (projects, k): members of a project with a value; projects of three or more.
    common
        (k,): log share among all participations.
    with_lead
        (k, k): log of how much oftener than usual teams led by one value hold another.
    in_code
        (codes, k): the same for programme parts.
    """

    values: NDArray[np.str_]
    of: Ints
    teams: Floats
    common: Floats
    with_lead: Floats
    in_code: Floats

    @classmethod
    def build(cls, history: History, teams: Teams, attribute: str) -> Classes:
        """Count the values of a column of ``history.actors``."""
        column = history.actors.sort("actor")[attribute].fill_null("?")
        values = ids(column)
        of = places(values, column)
        is_value = incidence(np.arange(len(of)), of, (len(of), len(values)))
        members = _dense(scale_columns(teams.took, teams.several).T @ is_value)
        leaders = _dense(scale_columns(teams.led, teams.several).T @ is_value)
        usual = (members.sum(axis=0) + 1) / (members.sum() + max(len(values), 1))
        with_lead = _lift(leaders.T @ members, usual)
        in_code = _lift(_dense(teams.coded.T @ members), usual)
        return cls(values, of, members.astype(np.float32), np.log(usual).astype(np.float32), with_lead, in_code)

    def place(self, value: str | None) -> int | None:
        """Place of a value, None if it is unknown."""
        hits = np.flatnonzero(self.values == value)
        return int(hits[0]) if len(hits) else None

    def expected(self, documents: Ints, weights: Floats, sizes: Floats) -> Floats:
        """Mix of values in weighted projects, summing to 1 (or to 0 without any), shape (k,)."""
        mix = (weights / np.maximum(sizes, 1)) @ self.teams[documents]
        return np.asarray(mix / max(float(mix.sum()), 1e-9), np.float32)


def _lift(counts: Floats, usual: Floats) -> Floats:
    smoothed = counts + PRIOR * usual
    return np.asarray(np.log(smoothed / smoothed.sum(axis=1, keepdims=True) / usual), np.float32)


def _dense(matrix: Sparse) -> Floats:
    return np.asarray(matrix.todense() if hasattr(matrix, "todense") else matrix, np.float32)
