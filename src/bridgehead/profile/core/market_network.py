"""The network of one day as a graph, with what ways into markets need (framework, section 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array

from bridgehead.methods import graph_metrics
from bridgehead.methods.graph_metrics import Floats, Indices, WeightedGraph
from bridgehead.methods.shortest_paths import DirectedEdges, both_ways, build_digraph, star_edges
from bridgehead.methods.strongest_paths import GroupGraph, build_groups
from bridgehead.profile.core.network_edges import NetworkEdges

KNOWLEDGE = "knowledge"
WEAKEST = 1024
"""Ways are left out that are worth less than one part in so many."""

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class MarketTies:
    """Ties that have a market and are a way, once in each direction.

    Attributes
    ----------
    near, far
        The end that the way comes by, and the one where it ends.
    market, length
        The tie's.
    """

    near: Indices
    far: Indices
    market: tuple[str, ...]
    length: Floats


@dataclass(frozen=True)
class MarketNetwork:
    """The graph of one day, with what markets need.

    Attributes
    ----------
    ids
        The actors, in the order of the graph's nodes.
    countries
        Their countries; blank where unknown.
    knowledge
        Which of them are knowledge institutions.
    steps
        Steps with their length, over the actors and then a node for each joint activity.
    ways
        The same ties as groups of actors, with what a step over each weakens a way by: ties and memberships are groups
        of two.
    market_ties
        Ties whose market a way over them opens.
    edges
        What ties the actors.
    """

    ids: tuple[str, ...]
    countries: tuple[str, ...]
    knowledge: Bools
    steps: tuple[DirectedEdges, ...]
    ways: GroupGraph
    market_ties: MarketTies
    edges: NetworkEdges

    @cached_property
    def index(self) -> dict[str, int]:
        """Actor to node."""
        return {id_: node for node, id_ in enumerate(self.ids)}

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """Every country that an actor is of or a tie has as its market, sorted."""
        ties = self.edges.ties.filter(pl.col("a") != pl.col("b"))["market"]
        return tuple(sorted({*self.countries, *ties} - {""}))

    @cached_property
    def column(self) -> dict[str, int]:
        """Market to its place among `markets`."""
        return {market: place for place, market in enumerate(self.markets)}

    @cached_property
    def market_of(self) -> Indices:
        """Each actor's country by its place among `markets`, −1 where it is unknown."""
        return np.array([self.column.get(country, -1) for country in self.countries], dtype=np.int64)

    @property
    def size(self) -> int:
        """Number of the steps' nodes: the actors and the joint activities."""
        return len(self.ids) + self.edges.joint["activity"].n_unique()

    @cached_property
    def into_markets(self) -> csr_array:
        """Steps, and from each actor of a market or at a tie into it one that ends at the market's own node."""
        size = self.size
        at_home = np.flatnonzero(self.market_of >= 0)
        ties = self.market_ties
        across = np.array([self.column[market] for market in ties.market], dtype=np.int64)
        ends = DirectedEdges(
            np.r_[at_home, ties.near],
            size + np.r_[self.market_of[at_home], across],
            np.r_[np.zeros(len(at_home)), ties.length] + self.knowledge[np.r_[at_home, ties.far]],
        )
        return build_digraph(size + len(self.markets), *self.steps, ends)

    @cached_property
    def out_of_markets(self) -> csr_array:
        """The same, in the opposite direction."""
        return csr_array(self.into_markets.T)

    @cached_property
    def graph(self) -> WeightedGraph:
        """The graph for measures of brokerage: all ties and memberships weigh 1, joint activities 1 / (k − 1)."""
        pairs = pl.concat([self.edges.ties.select("a", "b"), self.edges.memberships.select(a="member", b="cluster")])
        a, b = (self.nodes(pairs[end]) for end in "ab")
        group, shared = _groups(self.edges)
        return graph_metrics.build_graph(
            len(self.ids), a, b, np.ones(len(pairs)), group, self.nodes(self.edges.joint["actor"]), shared
        )

    def nodes(self, ids: Sequence[str] | pl.Series) -> Indices:
        """Nodes of some actors."""
        return np.array([self.index[id_] for id_ in ids], dtype=np.int64)


def connect(edges: NetworkEdges) -> MarketNetwork:
    """The graph of some edges; every actor is a node, whether anything ties it or not."""
    ids = edges.actors["id"]
    numbers = dict(zip(ids, range(len(ids)), strict=True))
    node = pl.col("a", "b").replace_strict(numbers, return_dtype=pl.Int64)
    ties = edges.ties.filter((pl.col("a") != pl.col("b")) & pl.col("length").is_not_null())
    ties = ties.select(node, "market", pl.col("length").cast(pl.Float64))
    members = edges.memberships.select(a="member", b="cluster").select(node).with_columns(length=pl.lit(1.0))
    pairs = pl.concat([ties.select("a", "b", "length"), members])
    a, b, length = (pairs[name].to_numpy() for name in pairs.columns)
    group, shared = _groups(edges)
    member = edges.joint["actor"].replace_strict(numbers, return_dtype=pl.Int64).to_numpy()
    pair = np.arange(len(a))
    factors = np.r_[np.exp2(length), 2.0 / shared]
    ways = build_groups(
        len(ids),
        np.r_[pair, pair, len(pair) + group],
        np.r_[a, b, member],
        np.rint(factors).astype(np.int64),
        WEAKEST,
    )
    return MarketNetwork(
        ids=tuple(ids),
        countries=tuple(edges.actors["country"]),
        knowledge=(edges.actors["kind"] == KNOWLEDGE).to_numpy(),
        steps=(both_ways(a, b, length), star_edges(group, member, np.ones(len(shared)), len(ids))),
        ways=ways,
        market_ties=_market_ties(ties.filter(pl.col("market") != "")),
        edges=edges,
    )


def _groups(edges: NetworkEdges) -> tuple[Indices, Floats]:
    """The number of each participant's activity, and the weight of each activity."""
    starts = edges.joint["activity"].rle_id().to_numpy().astype(np.int64)
    return starts, edges.joint.unique("activity", keep="first", maintain_order=True)["weight"].to_numpy()


def _market_ties(ties: pl.DataFrame) -> MarketTies:
    a, b = (ties[name].to_numpy().astype(np.int64) for name in ("a", "b"))  # of no tie, the type is not known
    length = ties["length"].to_numpy().astype(np.float64)
    return MarketTies(np.r_[a, b], np.r_[b, a], (*ties["market"], *ties["market"]), np.r_[length, length])
