"""The graph of actors and projects: a random walk with restart, and factors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.partners.arrays import Floats, Sparse, product, row_sums, scale_columns, scale_rows
from bridgehead.match.core.partners.svd import truncated
from bridgehead.match.core.partners.teams import Teams

RESTART = 0.3
FACTORS = 96
OLD_TIE = 0.35  # weight of an earlier activity beside a project, which has 0.4 to 1.4 by its age


@dataclass(frozen=True)
class Visits:
    """Where a walk is found: what an actor has of its start, and of what it took part in.

    Attributes
    ----------
    start
        (actors,).
    projects, earlier
        What each of its actors gets, (projects,) and (earlier activities,).
    """

    start: Floats
    projects: Floats
    earlier: Floats


@dataclass(frozen=True)
class Walk:
    """A random walk between actors and what they took part in.

    Attributes
    ----------
    share
        One over the weights of all that an actor took part in, (actors + others,).
    member
        A member's part in a project, (projects,); 0 where they are fewer than three.
    projects, earlier
        What a member of a project or of an earlier activity gets of a step that
        goes there: its weight and the member's part, (projects,) and (earlier
        activities,).
    """

    share: Floats
    member: Floats
    projects: Floats
    earlier: Floats

    @classmethod
    def build(cls, teams: Teams) -> Walk:
        """Weigh projects by recency; those with fewer than three actors lead nowhere."""
        weight = teams.several * (0.4 + teams.recency)
        whole = OLD_TIE * row_sums(teams.earlier)
        whole[: len(teams.actors)] += teams.took @ weight
        member = np.asarray(teams.several / np.maximum(teams.size, 1), np.float32)
        share = np.divide(1, whole, out=np.zeros_like(whole), where=whole > 0)
        earlier = np.asarray(OLD_TIE / teams.earlier_size, np.float32)
        return cls(share, member, weight * member, earlier)

    def members(self, teams: Teams, weights: Floats) -> Floats:
        """Spread weights of projects over their actors, shape (actors + others,)."""
        found = np.zeros(len(self.share), np.float32)
        found[: len(teams.actors)] = product(teams.took, teams.took_by, weights * self.member)
        return found

    def visits(self, teams: Teams, start: Floats) -> Visits:
        """A walk with restart from some actors, `start` of shape (actors + others,).

        Tong, Faloutsos & Pan (2006), "Fast random walk with restart and its
        applications", equation 1; two steps there and back suffice for ranking.
        """
        projects, earlier = self._onward(teams, start)
        place = product(teams.earlier, teams.earlier_by, earlier)
        place[: len(teams.actors)] += product(teams.took, teams.took_by, projects)
        place *= 1 - RESTART
        projects, earlier = self._onward(teams, place + RESTART * start)
        return Visits(RESTART * start[: len(teams.actors)], (1 - RESTART) * projects, (1 - RESTART) * earlier)

    def _onward(self, teams: Teams, place: Floats) -> tuple[Floats, Floats]:
        """A step from actors to what they took part in, as what each actor of that then gets."""
        leaving = place * self.share
        projects = product(teams.took_by, teams.took, leaving[: len(teams.actors)]) * self.projects
        return projects, product(teams.earlier_by, teams.earlier, leaving) * self.earlier


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
        left *= values
        return cls.of(left, right, projects, values)

    @classmethod
    def of(cls, actors: Floats, right: Floats, projects: int, values: Floats) -> Factors:
        """Put together; `right` has the projects first."""
        length = np.maximum(np.sqrt(np.einsum("ij,ij->i", actors, actors)), 1e-9)
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
