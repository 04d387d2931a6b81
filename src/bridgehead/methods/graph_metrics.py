"""Undirected weighted graphs on which every pair of nodes is asked about at once.

Pairs are kept as a sparse matrix, and groups whose members are all tied to each other (the
participants of one activity) as groups: a product with a group of k costs k, not k². Steps, random
walks and brokerage are then products of sparse matrices with blocks of columns.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

DAMPING = 0.85
PRECISION = 1e-12
BLOCK = 32
"""Columns that are worked on together: few enough to stay near the processor, enough to share the matrix."""
UNREACHED = -1

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int16]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class WeightedGraph:
    """An undirected graph without loops on nodes 0 … n − 1.

    Attributes
    ----------
    pairs
        n × n, symmetric: the summed weights of ties between two nodes.
    groups
        n × g, of zeros and ones: who is in which group.
    weights
        Of length g: the weight of every pair of a group.
    """

    pairs: csr_array
    groups: csr_array
    weights: Floats

    @property
    def size(self) -> int:
        """Number of nodes."""
        return int(self.pairs.shape[0])

    @cached_property
    def degrees(self) -> Floats:
        """Summed weight of each node's ties."""
        return self.times(np.ones((self.size, 1)))[:, 0]

    @cached_property
    def adjacency(self) -> csr_array:
        """The adjacency matrix, n × n: groups written out as pairs."""
        together = self.groups @ diags_array(self.weights) @ self.groups.T
        whole = csr_array(self.pairs + together)
        whole.setdiag(0.0)  # subtracting the groups' own loops would leave rounding behind
        whole.eliminate_zeros()
        return whole

    @cached_property
    def _in_groups(self) -> Floats:
        return np.asarray(self.groups @ self.weights)

    @cached_property
    def _members(self) -> csr_array:
        return csr_array(self.groups.T)

    def times(self, block: Floats) -> Floats:
        """The adjacency matrix times a block of columns (n × c)."""
        shared = self.weights[:, None] * (self._members @ block)
        return np.asarray(self.pairs @ block + self.groups @ shared - self._in_groups[:, None] * block)

    @cached_property
    def scaled(self) -> Callable[[Floats], Floats]:
        """S times a block of columns, S the adjacency matrix divided by the roots of both ends' degrees."""
        root = diags_array(_inverse(np.sqrt(self.degrees)))
        pairs, groups = csr_array(root @ self.pairs @ root), csr_array(root @ self.groups)
        members = csr_array(diags_array(self.weights) @ groups.T)
        loops = (self._in_groups * _inverse(self.degrees))[:, None]

        def times(block: Floats) -> Floats:
            product = groups @ (members @ block)
            product -= loops * block
            if pairs.nnz:
                product += pairs @ block
            return np.asarray(product)

        return times

    def step(self, block: Bools) -> Bools:
        """Nodes with a neighbour among each column's nodes; a node of a group may be among them itself."""
        column = block.astype(np.float32)
        return np.asarray(self.pairs @ column + self.groups @ (self._members @ column)) > 0


def build_graph(
    size: int, a: Indices, b: Indices, weight: Floats, group: Indices, member: Indices, shared: Floats
) -> WeightedGraph:
    """Build a graph of ties and groups.

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
    ends_both = (np.r_[a, b], np.r_[b, a])
    pairs = csr_array((np.r_[weight, weight].astype(np.float64), ends_both), shape=(size, size))
    pairs.sum_duplicates()
    groups = csr_array((np.ones(len(member)), (member, group)), shape=(size, len(shared)))
    return WeightedGraph(pairs, groups, np.asarray(shared, dtype=np.float64))


def hops(graph: WeightedGraph, start: Bools, late: Bools | None = None) -> Levels:
    """Fewest steps from every node to a set, for several sets at once (breadth first).

    Parameters
    ----------
    start
        n × c: the nodes of each set, at level 0.
    late
        n × c: nodes that are one step from the set by other means.

    Returns
    -------
    ndarray
        n × c; −1 where the set is not reached.
    """
    levels = np.where(start, 0, UNREACHED).astype(np.int16)
    frontier, level = start, 0
    while frontier.any() or (level == 0 and late is not None and late.any()):
        level += 1
        reached = graph.step(frontier)
        if level == 1 and late is not None:
            reached |= late
        frontier = reached & (levels == UNREACHED)
        levels[frontier] = level
    return levels


def reach(graph: WeightedGraph, sets: Bools, *, damping: float = DAMPING) -> Floats:
    """Personalised PageRank mass on each set, for a walk that restarts at each node (Haveliwala 2002).

    All nodes are solved for at once: their masses on a set are one solution of (I − dP) x = (1 − d) 1.

    Parameters
    ----------
    sets
        n × c.

    Returns
    -------
    ndarray
        n × c; a node without ties stays where it is.
    """
    root = np.sqrt(graph.degrees)[:, None]
    solved = np.zeros(sets.shape)
    for first in range(0, sets.shape[1], BLOCK):
        part = slice(first, first + BLOCK)
        for k, term in enumerate(_chebyshev(graph, root * sets[:, part], _terms(damping))):
            solved[:, part] += _coefficient(k, damping) * term
    isolated = graph.degrees == 0
    mass = (1.0 - damping) * _inverse(root) * solved
    mass[isolated] = sets[isolated]
    return mass


def own_mass(graph: WeightedGraph, nodes: Indices, *, damping: float = DAMPING) -> Floats:
    """Personalised PageRank mass that each of some nodes keeps on itself.

    The diagonal of a function of a symmetric matrix, by its Chebyshev moments: since
    T₂ₖ = 2 Tₖ² − 1 and T₂ₖ₊₁ = 2 Tₖ Tₖ₊₁ − T₁, half the products suffice. Nodes that are tied to the
    same others alike (all who were in one project only) keep the same, so one of them is solved for.
    """
    alike: dict[tuple[bytes, ...], int] = {}
    classes = np.array([alike.setdefault(_tied_to(graph, int(node)), len(alike)) for node in nodes], dtype=np.int64)
    _, firsts = np.unique(classes, return_index=True)
    chosen = nodes[firsts]
    mass = np.empty(len(chosen))
    for first in range(0, len(chosen), BLOCK):
        mass[first : first + BLOCK] = _diagonal(graph, chosen[first : first + BLOCK], damping)
    mass = np.where(graph.degrees[chosen] == 0, 1.0, (1.0 - damping) * mass)
    return np.asarray(mass[classes])


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


def _tied_to(graph: WeightedGraph, node: int) -> tuple[bytes, ...]:
    """What a node is tied to and how strongly, as a key."""
    pairs, groups = (slice(*table.indptr[node : node + 2].tolist()) for table in (graph.pairs, graph.groups))
    tied = (graph.pairs.indices[pairs], graph.pairs.data[pairs], np.sort(graph.groups.indices[groups]))
    return tuple(part.tobytes() for part in tied)


def _diagonal(graph: WeightedGraph, nodes: Indices, damping: float) -> Floats:
    """Diagonal entries of (I − dS)⁻¹, S the adjacency matrix scaled by degrees, whose own diagonal is 0."""
    units = np.zeros((graph.size, len(nodes)))
    units[nodes, np.arange(len(nodes))] = 1.0
    entries, before = np.zeros(len(nodes)), units
    for k, term in enumerate(_chebyshev(graph, units, _terms(damping) // 2 + 1)):
        if k:
            entries += _coefficient(2 * k - 1, damping) * 2.0 * np.einsum("nc,nc->c", before, term)
        entries += _coefficient(2 * k, damping) * (2.0 * np.einsum("nc,nc->c", term, term) - 1.0)
        before = term
    return entries


def _chebyshev(graph: WeightedGraph, block: Floats, terms: int) -> Iterator[Floats]:
    """Yield Tₖ(S) block for k = 0, 1, …: Chebyshev polynomials of the scaled adjacency matrix, times a block."""
    before, term = block, graph.scaled(block)
    yield before
    for _ in range(1, terms):
        yield term
        following = graph.scaled(term)
        following *= 2.0
        following -= before
        before, term = term, following


def _coefficient(k: int, damping: float) -> float:
    """Chebyshev coefficient of 1 / (1 − dx) on [−1, 1], in closed form (Mason & Handscomb 2003, §5.2)."""
    root = math.sqrt(1.0 - damping * damping)
    return float((1.0 if k == 0 else 2.0) * ((1.0 - root) / damping) ** k / root)


def _terms(damping: float) -> int:
    """How many terms leave a rest below `PRECISION`."""
    ratio = (1.0 - math.sqrt(1.0 - damping * damping)) / damping
    return math.ceil(math.log(PRECISION) / math.log(ratio))


def _inverse(values: Floats) -> Floats:
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)
