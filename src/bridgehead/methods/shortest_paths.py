"""Shortest paths on large sparse graphs in which groups are tied through a point of their own.

A group of k points that are all tied to each other alike (the participants of one activity) costs k
edges instead of k²: each member is tied to a point of the group, half the length away.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DirectedEdges:
    """Edges as three columns of the same number of rows: `start`, `end`, and `length`, 0 or more."""

    start: Indices
    end: Indices
    length: Floats


def both_ways(a: Indices, b: Indices, length: Floats) -> DirectedEdges:
    """Edges that can be taken in either direction."""
    return DirectedEdges(np.r_[a, b], np.r_[b, a], np.r_[length, length])


def star_edges(group: Indices, member: Indices, length: Floats, first: int) -> DirectedEdges:
    """Edges that tie the members of each group to each other, at a length by group.

    Parameters
    ----------
    group, member
        Each point of each group, once.
    length
        Of a step between two members, by group.
    first
        The place of the first group's own point; the others' follow.
    """
    return both_ways(member, group + first, length[group] / 2)


def build_digraph(size: int, *parts: DirectedEdges) -> csr_array:
    """Edges as a sparse matrix (size × size); of parallel edges the shortest counts."""
    start, end = (np.concatenate([getattr(part, name) for part in parts]) for name in ("start", "end"))
    length = np.concatenate([part.length for part in parts])
    order = np.lexsort((length, end, start))
    start, end, length = start[order], end[order], length[order]
    kept = np.r_[True, (np.diff(start) != 0) | (np.diff(end) != 0)][: len(start)]
    pointers = np.searchsorted(start[kept], np.arange(size + 1)).astype(np.int32)
    return csr_array((length[kept], end[kept].astype(np.int32), pointers), shape=(size, size))


def path_lengths(graph: csr_array, starts: Indices) -> Floats:
    """Lengths of the shortest paths from some points to all (Dijkstra), `inf` where there is none (starts × points).

    The graph is one that `build_digraph` makes.
    """
    return np.asarray(dijkstra(graph, directed=True, indices=starts))
