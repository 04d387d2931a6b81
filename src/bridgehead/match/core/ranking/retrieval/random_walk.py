"""The graph of actors and projects: a random walk with restart, and factors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bridgehead.match.core.ranking.retrieval.participation_matrix import ParticipationMatrix
from bridgehead.match.core.ranking.retrieval.randomised_svd import truncated_svd
from bridgehead.match.core.ranking.retrieval.sparse_ops import (
    Floats,
    Ints,
    Numbers,
    Sparse,
    by_length,
    product,
    row_sums,
    scale_columns,
    scale_rows,
)

RESTART = 0.3
FACTORS = 96
OLD_TIE = 0.35  # weight of an earlier activity beside a project, which has 0.4 to 1.4 by its age


@dataclass(frozen=True)
class RandomWalk:
    """A random walk between actors, who are its nodes, and the things where they met: projects, earlier activities.

    Nodes and things stand by how many of the others they are tied to (see `RowsByLength`).

    Attributes
    ----------
    place
        Where each actor stands among the nodes, (actors,).
    took, took_by
        Who took part in what, (nodes, things), and turned around.
    share
        One over the weights of all that a node took part in, (nodes,).
    weight
        What each who took part gets of a step that goes to a thing: its weight and the member's part, (things,).
    member
        A member's part in a project, (projects,); 0 where they are fewer than three.
    """

    place: Ints
    took: Sparse
    took_by: Sparse
    share: Floats
    weight: Floats
    member: Floats

    @classmethod
    def build(cls, teams: ParticipationMatrix) -> RandomWalk:
        """Weigh projects by recency; those with fewer than three actors lead nowhere, and those where nobody met."""
        strength = teams.several * (0.4 + teams.recency)
        member = np.asarray(teams.several / np.maximum(teams.size, 1), np.float32)
        earlier = teams.earlier[: len(teams.actors)]
        met = np.concatenate([teams.several > 0, row_sums(earlier.T.tocsr()) > 1])
        took = sparse.hstack([teams.took, earlier]).tocsr()[:, met]
        whole = took @ np.concatenate([strength, np.full(len(teams.activities), OLD_TIE)])[met]
        share = np.divide(1, whole, out=np.zeros_like(whole), where=whole > 0)
        weight = np.concatenate([strength * member, OLD_TIE / teams.earlier_size])[met]
        nodes, things = by_length(took), by_length(took.T.tocsr())
        took_by = took[nodes].T.tocsr()[things]
        return cls(
            place=np.argsort(nodes),
            took=took_by.T.tocsr(),
            took_by=took_by,
            share=np.asarray(share[nodes], np.float32),
            weight=np.asarray(weight[things], np.float32),
            member=member,
        )

    def visits(self, start: Numbers, steps: int = 2) -> Floats:
        """How often a walk with restart from some actors is found at each, `start` and result of shape (actors,).

        Tong, Faloutsos & Pan (2006), "Fast random walk with restart and its
        applications", equation 1; two steps there and back suffice for ranking.
        """
        back = np.empty(len(self.place), np.float32)
        back[self.place] = RESTART * start
        place = back / RESTART
        for _ in range(steps):
            place = back + (1 - RESTART) * product(self.took, self.took_by, self._onward(place))
        return place.take(self.place)

    def _onward(self, place: Floats) -> Floats:
        """Half a step, from nodes to things: what each who took part in these then gets."""
        return product(self.took_by, self.took, place * self.share) * self.weight


@dataclass(frozen=True)
class ParticipationFactors:
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
    def build(cls, teams: ParticipationMatrix, seed: int = 0) -> ParticipationFactors:
        """Factorise projects of three or more and earlier activities together."""
        matrix, projects = _joint(teams), len(teams.projects)
        size = min(FACTORS, min(matrix.shape) - 2)
        if size < 2 or matrix.nnz == 0:
            nothing = np.zeros((sum(matrix.shape), 1), np.float32)
            actors, right = np.split(nothing, [matrix.shape[0]])
            return cls.of(actors, right, projects, np.zeros(1, np.float32))
        left, values, right = truncated_svd(matrix, size, seed)
        left *= values
        return cls.of(left, right, projects, values)

    @classmethod
    def of(cls, actors: Floats, right: Floats, projects: int, values: Floats) -> ParticipationFactors:
        """Put together; `right` has the projects first."""
        length = np.maximum(np.sqrt(np.einsum("ij,ij->i", actors, actors)), 1e-9)
        return cls(actors, right[:projects], right[projects:], values, length)

    def folded(self, was: ParticipationMatrix, teams: ParticipationMatrix) -> ParticipationFactors:
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
        return ParticipationFactors.of(matrix @ right, right, projects, self.values)


def _carried(values: Floats, known: NDArray[np.str_], ids: NDArray[np.str_]) -> tuple[Floats, NDArray[np.bool_]]:
    """The rows of those ids that are among the known ones, zeros for the others; and which are."""
    place = np.searchsorted(known, ids)
    here = place < len(known)
    here[here] = known[place[here]] == ids[here]
    rows = np.zeros((len(ids), values.shape[1]), np.float32)
    rows[here] = values[place[here]]
    return rows, here


def _joint(teams: ParticipationMatrix) -> Sparse:
    actors = len(teams.actors)
    joint = sparse.hstack([scale_columns(teams.took, teams.several), 0.7 * teams.earlier[:actors]]).tocsr()
    across = np.asarray(joint.sum(axis=0), np.float32).ravel()
    return scale_columns(scale_rows(joint, 1 / np.sqrt(row_sums(joint) + 3)), 1 / np.sqrt(across + 1))
