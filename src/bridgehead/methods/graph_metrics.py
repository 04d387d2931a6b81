"""Brokerage on undirected weighted graphs: Burt's constraint and effective size, as products of sparse matrices."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class WeightedGraph:
    """An undirected graph without loops: its adjacency matrix, n × n, symmetric, of summed weights."""

    adjacency: csr_array

    @property
    def size(self) -> int:
        """Number of nodes."""
        return int(self.adjacency.shape[0])

    @cached_property
    def degrees(self) -> Floats:
        """Summed weight of each node's ties."""
        return np.asarray(self.adjacency.sum(axis=1), dtype=np.float64).ravel()


def build_graph(
    size: int, a: Indices, b: Indices, weight: Floats, group: Indices, member: Indices, shared: Floats
) -> WeightedGraph:
    """Build a graph of ties, and of groups whose members are all tied to each other.

    Parameters
    ----------
    a, b, weight
        Ties: their two ends and weights; ties of the same ends add up, loops are left out.
    group, member
        Each node of each group, once.
    shared
        Weight of every pair of a group, by group.
    """
    ends = a != b
    a, b, weight = a[ends], b[ends], weight[ends]
    pairs = csr_array((np.r_[weight, weight].astype(np.float64), (np.r_[a, b], np.r_[b, a])), shape=(size, size))
    groups = csr_array((np.ones(len(member)), (member, group)), shape=(size, len(shared)))
    adjacency = csr_array(pairs + groups @ diags_array(shared) @ groups.T)
    adjacency.setdiag(0.0)  # the groups' own loops
    adjacency.eliminate_zeros()
    return WeightedGraph(adjacency)


def constraint(graph: WeightedGraph, nodes: Indices | None = None) -> Floats:
    """Burt's constraint of some nodes, or of all (Burt 1992, *Structural Holes*, ch. 2); NaN without ties.

    c(i) = Σ over i's contacts j of (p(i,j) + Σ over q of p(i,q) p(q,j))², p the share of a node's ties.
    """
    rows = np.arange(graph.size) if nodes is None else nodes
    shares = csr_array(diags_array(_inverse(graph.degrees)) @ graph.adjacency)
    direct = graph.adjacency[rows].astype(bool).astype(np.float64)
    own = shares[rows]
    invested = csr_array((own + own @ shares).multiply(direct))
    summed = np.asarray(invested.multiply(invested).sum(axis=1)).ravel()
    return np.where(graph.degrees[rows] == 0, np.nan, summed)


def effective_size(graph: WeightedGraph, nodes: Indices | None = None) -> Floats:
    """Burt's effective size of some nodes' circles, or of all (Burt 1992, ch. 2); NaN for a node without ties.

    Σ over i's contacts j of (1 − Σ over q of p(i,q) m(j,q)), m a tie's weight beside j's strongest.
    """
    adjacency = graph.adjacency
    rows = np.arange(graph.size) if nodes is None else nodes
    strongest = np.asarray(adjacency.max(axis=1).todense()).ravel()
    shares = csr_array(diags_array(_inverse(graph.degrees)) @ adjacency)[rows]
    marginal = diags_array(_inverse(strongest)) @ adjacency
    direct = adjacency[rows].astype(bool).astype(np.float64)
    redundant = np.asarray((shares @ marginal.T).multiply(direct).sum(axis=1)).ravel()
    contacts = np.diff(adjacency.indptr)[rows]
    return np.where(graph.degrees[rows] == 0, np.nan, contacts - redundant)


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
