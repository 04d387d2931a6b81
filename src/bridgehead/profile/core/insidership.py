"""How far inside each market each firm is (framework, section 4; study §2.2–2.3).

Hops are the length of the shortest way into a market. Reach is what the best ways to its actors are
worth: decay centrality (Jackson 2008, *Social and Economic Networks*, ch. 2) on weighted ways, the best
way the one whose steps have the largest product (Chen, Wang & Wang 2010).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import csr_array

from bridgehead.methods import graph_metrics
from bridgehead.methods.graph_metrics import Floats, Indices, WeightedGraph
from bridgehead.methods.shortest_paths import (
    DirectedEdges,
    both_ways,
    build_digraph,
    nearest_lengths,
    path_lengths,
    star_edges,
)
from bridgehead.profile.core.network_edges import NetworkEdges

UNREACHED = -1
KNOWLEDGE = "knowledge"
WEAKEST = 1 / 1024
DIGITS = 9
"""Strengths are rounded to so many decimals before they are held against the weakest."""
LIMIT = -math.log2(WEAKEST) + 1e-6
"""The cost of a way is how often its strength was halved; a tie costs its length."""
BLOCK = 64
"""Firms that are worked on together."""

Bools = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.int16]


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
    market: npt.NDArray[np.str_]
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
    costs
        What every step costs, over the same nodes.
    market_ties
        Ties whose market a way over them opens.
    edges
        What ties the actors.
    """

    ids: tuple[str, ...]
    countries: tuple[str, ...]
    knowledge: Bools
    steps: tuple[DirectedEdges, ...]
    costs: csr_array
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

    @cached_property
    def into_markets(self) -> csr_array:
        """Steps, and from each actor of a market or at a tie into it one that ends at the market's own node."""
        size = self.costs.shape[0]
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


@dataclass(frozen=True)
class Insidership:
    """Hops and reach of firms in markets.

    A firm's own country is no market: its cell holds no hops and no reach, and `abroad` leaves it out.

    Attributes
    ----------
    firms, markets
        Rows and columns.
    homes
        The firms' own countries.
    hops
        Length of the shortest way to another actor of the market, or over a tie whose market it is; −1 if
        there is none.
    reach
        Σ of the best ways' strengths to the actors of the market and to the far ends of ties into it.
    """

    firms: tuple[str, ...]
    markets: tuple[str, ...]
    homes: tuple[str, ...]
    hops: Levels
    reach: Floats

    def abroad(self, row: int) -> Iterator[tuple[int, str]]:
        """Columns and names of the markets of one firm."""
        return ((column, market) for column, market in enumerate(self.markets) if market != self.homes[row])


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
    costs = build_digraph(
        len(ids) + len(shared),
        both_ways(a, b, length),
        star_edges(group, member, 1.0 - np.log2(shared), len(ids)),
    )
    return MarketNetwork(
        ids=tuple(ids),
        countries=tuple(edges.actors["country"]),
        knowledge=(edges.actors["kind"] == KNOWLEDGE).to_numpy(),
        steps=(both_ways(a, b, length), star_edges(group, member, np.ones(len(shared)), len(ids))),
        costs=costs,
        market_ties=_market_ties(ties.filter(pl.col("market") != "")),
        edges=edges,
    )


def hops(network: MarketNetwork, firms: Sequence[str], markets: Sequence[str]) -> Levels:
    """Length of the shortest way from each firm into each market (firms × markets).

    It is −1 where there is none, and in the firm's own country, which is no market. It is looked for
    from the firms or from the markets, whichever are fewer.
    """
    rows = network.nodes(firms)
    known = [column for column, market in enumerate(markets) if market in network.column]
    ends = network.costs.shape[0] + np.array([network.column[markets[column]] for column in known], dtype=np.int64)
    if len(rows) <= len(ends):
        lengths = path_lengths(network.into_markets, rows)[:, ends]
    else:
        lengths = path_lengths(network.out_of_markets, ends)[:, rows].T
    found = np.full((len(rows), len(markets)), UNREACHED, dtype=np.int16)
    found[:, known] = np.where(np.isfinite(lengths), lengths, UNREACHED)
    found[_at_home(network, rows, markets)] = UNREACHED
    return found


def insidership(network: MarketNetwork, firms: Sequence[str], markets: Sequence[str]) -> Insidership:
    """Hops and reach of every firm in every market."""
    rows = network.nodes(firms)
    worth = np.zeros((len(rows), len(network.markets) + 1))
    worth[:, : len(network.markets)] = reach(network, firms, network.market_of, len(network.markets))
    _add_far_ends(network, rows, worth)
    mass = worth[:, [network.column.get(market, -1) for market in markets]]  # the last column is empty
    mass[_at_home(network, rows, markets)] = 0.0
    homes = tuple(network.countries[row] for row in rows)
    return Insidership(tuple(firms), tuple(markets), homes, hops(network, firms, markets), mass)


def reach(network: MarketNetwork, firms: Sequence[str], class_of: Indices, classes: int) -> Floats:
    """Σ of the best ways' strengths from each firm to the other actors of each class.

    Parameters
    ----------
    class_of
        Each actor's class; −1 for one that counts in none.

    Returns
    -------
    ndarray
        firms × classes.
    """
    rows, size = network.nodes(firms), len(network.ids)
    found = np.zeros((len(rows), classes))
    for first in range(0, len(rows), BLOCK):
        part = rows[first : first + BLOCK]
        costs = path_lengths(network.costs, part, limit=LIMIT)[:, :size]
        firm, other = np.nonzero(np.isfinite(costs))
        counted = (class_of[other] >= 0) & (other != part[firm])
        firm, other = firm[counted], other[counted]
        worth = _strengths(costs[firm, other], network.knowledge[other])
        cells = np.bincount(firm * classes + class_of[other], worth, minlength=len(part) * classes)
        found[first : first + BLOCK] = cells.reshape(len(part), classes)
    return found


def _add_far_ends(network: MarketNetwork, rows: Indices, worth: Floats) -> None:
    """Add the far ends of ties into a market to what firms reach there; its own actors are counted already.

    The way must not pass the far end before it comes to the near one. So each far end is left out of
    the graph in turn, and the best ways to its near ends are looked for.
    """
    ties = network.market_ties
    across = np.array([network.column[market] for market in ties.market], dtype=np.int64)
    near_by = np.isfinite(nearest_lengths(network.costs, rows, limit=LIMIT))[ties.near]
    beyond = np.flatnonzero(near_by & (network.market_of[ties.far] != across))
    for far in np.unique(ties.far[beyond]):
        there = beyond[ties.far[beyond] == far]
        costs = path_lengths(network.costs, ties.near[there], limit=LIMIT, avoiding=far)[:, rows]
        costs += ties.length[there, None]
        others = rows != far
        for market in np.unique(across[there]):
            best = costs[across[there] == market].min(axis=0)
            worth[:, market] += others * _strengths(best, network.knowledge[far])


def _strengths(costs: Floats, knowledge: Bools) -> Floats:
    """Strengths of ways by their cost and whether they end at a knowledge institution; 0 below the weakest."""
    strengths = np.exp2(-costs) * np.where(knowledge, 0.5, 1.0)
    return np.where(np.round(strengths, DIGITS) < np.round(WEAKEST, DIGITS), 0.0, strengths)


def _at_home(network: MarketNetwork, rows: Indices, markets: Sequence[str]) -> Bools:
    homes = np.array([network.countries[row] for row in rows], dtype=object)
    return np.asarray(homes[:, None] == np.array(markets, dtype=object)[None, :], dtype=np.bool_)


def _groups(edges: NetworkEdges) -> tuple[Indices, Floats]:
    """The number of each participant's activity, and the weight of each activity."""
    starts = edges.joint["activity"].rle_id().to_numpy().astype(np.int64)
    return starts, edges.joint.unique("activity", keep="first", maintain_order=True)["weight"].to_numpy()


def _market_ties(ties: pl.DataFrame) -> MarketTies:
    a, b, length = (ties[name].to_numpy() for name in ("a", "b", "length"))
    return MarketTies(np.r_[a, b], np.r_[b, a], np.array([*ties["market"]] * 2, dtype=np.str_), np.r_[length, length])
