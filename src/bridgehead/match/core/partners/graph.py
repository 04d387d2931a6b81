"""The graph of actors and projects: a random walk with restart, and factors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.partners.arrays import Floats, Sparse, row_shares, row_sums, scale_columns, scale_rows
from bridgehead.match.core.partners.svd import truncated
from bridgehead.match.core.partners.teams import Teams

RESTART = 0.3
STEPS = 4
FACTORS = 96
OLD_TIE = 0.35  # weight of an earlier activity beside a project, which has 0.4 to 1.4 by its age


@dataclass(frozen=True)
class Walk:
    """Steps of a random walk between actors and what they took part in.

    Attributes
    ----------
    to_projects
        (projects + earlier, actors + others): from an actor to its projects.
    to_actors
        (actors + others, projects + earlier): from a project to its actors.
    """

    to_projects: Sparse
    to_actors: Sparse

    @classmethod
    def build(cls, teams: Teams) -> Walk:
        """Weigh projects by recency; those with fewer than three actors lead nowhere."""
        actors = len(teams.actors)
        weight = teams.several * (0.4 + teams.recency)
        others = OLD_TIE * teams.earlier
        joint = sparse.bmat([[scale_columns(teams.took, weight), others[:actors]], [None, others[actors:]]]).tocsr()
        joint.eliminate_zeros()
        back = joint.T.tocsr()
        back.data = np.ones_like(back.data)
        return cls(row_shares(joint).T.tocsr(), row_shares(back).T.tocsr())

    def from_projects(self, weights: Floats) -> Floats:
        """Spread weights of projects over their actors, shape (actors + others,)."""
        start = np.zeros(self.to_actors.shape[1], np.float32)
        start[: len(weights)] = weights
        return np.asarray(self.to_actors @ start, np.float32)

    def visits(self, start: Floats) -> Floats:
        """Where a walk with restart is found, shape of `start` (actors + others, walks).

        Tong, Faloutsos & Pan (2006), "Fast random walk with restart and its
        applications", equation 1; a few steps suffice for ranking.
        """
        place = start
        for _ in range(STEPS):
            place = RESTART * start + (1 - RESTART) * (self.to_actors @ (self.to_projects @ place))
        return np.asarray(place, np.float32)


@dataclass(frozen=True)
class Factors:
    """Actors and projects as points, from the truncated SVD of who took part in what.

    Rows and columns are first divided by the root of their (shifted) degrees,
    as in Dhillon (2001), "Co-clustering documents and words using bipartite
    spectral graph partitioning", section 4, so that the busiest do not fill
    every dimension.

    Attributes
    ----------
    actors
        (actors, factors), scaled by the singular values.
    projects, earlier
        (projects, factors) and (earlier activities, factors).
    values
        (factors,): the singular values.
    length
        (actors,): how long the actors' vectors are, never 0.
    """

    actors: Floats
    projects: Floats
    earlier: Floats
    values: Floats
    length: Floats

    @classmethod
    def build(cls, teams: Teams, seed: int = 0) -> Factors:
        """Factorise projects of three or more and earlier activities together."""
        matrix, projects = _joint(teams), len(teams.projects)
        size = min(FACTORS, min(matrix.shape) - 2)
        if size < 2 or matrix.nnz == 0:
            nothing = np.zeros((sum(matrix.shape), 1), np.float32)
            actors, right = np.split(nothing, [matrix.shape[0]])
            return cls.of(actors, right, projects, np.zeros(1, np.float32))
        left, values, right = truncated(matrix, size, seed)
        return cls.of(left * values, right, projects, values)

    @classmethod
    def of(cls, actors: Floats, right: Floats, projects: int, values: Floats) -> Factors:
        """Put together; `right` has the projects first."""
        length = np.maximum(np.linalg.norm(actors, axis=1), 1e-9).astype(np.float32)
        return cls(actors, right[:projects], right[projects:], values, length)

    def folded(self, was: Teams, teams: Teams) -> Factors:
        """The same space with other actors and projects: new projects from their known actors, then actors anew.

        As documents are folded into topics (Deerwester et al. 1990, section "Folding-in").
        """
        matrix, projects = _joint(teams), len(teams.projects)
        ours, known = _carried(self.projects, was.projects, teams.projects)
        earlier, known_earlier = _carried(self.earlier, was.activities, teams.activities)
        right = np.concatenate([ours, earlier])
        fresh = np.flatnonzero(~np.concatenate([known, known_earlier]))
        actors, _ = _carried(self.actors, was.actors, teams.actors)
        right[fresh] = (matrix.tocsc()[:, fresh].T @ actors) / np.maximum(self.values, 1e-6) ** 2
        return Factors.of(matrix @ right, right, projects, self.values)


def _carried(values: Floats, known: NDArray[np.str_], ids: NDArray[np.str_]) -> tuple[Floats, NDArray[np.bool_]]:
    """The rows of those ids that are among the known ones, zeros for the others; and which are."""
    place = np.searchsorted(known, ids)
    here = place < len(known)
    here[here] = known[place[here]] == ids[here]
    rows = np.zeros((len(ids), values.shape[1]), np.float32)
    rows[here] = values[place[here]]
    return rows, here


def _joint(teams: Teams) -> Sparse:
    actors = len(teams.actors)
    joint = sparse.hstack([scale_columns(teams.took, teams.several), 0.7 * teams.earlier[:actors]]).tocsr()
    across = np.asarray(joint.sum(axis=0), np.float32).ravel()
    return scale_columns(scale_rows(joint, 1 / np.sqrt(row_sums(joint) + 3)), 1 / np.sqrt(across + 1))
