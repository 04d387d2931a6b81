"""How far inside each market each firm is, with and without a cluster (framework, section 4; study §2.2–2.3).

The graph at a day joins actors by their ties, memberships and joint activities. What a cluster adds is
what is lost when the cluster and all that it brought about are taken out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from bridgehead.methods import graph_metrics
from bridgehead.methods.graph_metrics import BLOCK, UNREACHED, Bools, Floats, Indices, Levels, WeightedGraph
from bridgehead.profile.core.date_filters import begins_by, ends_from

SCHEMAS = {
    "actors": pl.Schema({"id": pl.String, "kind": pl.String, "country": pl.String}),
    "ties": pl.Schema(
        {
            "a": pl.String,
            "b": pl.String,
            "market": pl.String,
            "since": pl.String,
            "until": pl.String,
            "origin": pl.String,
            "activity": pl.String,
        }
    ),
    "memberships": pl.Schema({"member": pl.String, "cluster": pl.String, "since": pl.String, "until": pl.String}),
    "participations": pl.Schema({"activity": pl.String, "actor": pl.String, "since": pl.String}),
    "activities": pl.Schema({"id": pl.String, "organiser": pl.String, "start": pl.String}),
}
"""What a world is made of; blank text is `""`."""


BROKERS = ("cluster", "cluster_network")
"""Kinds of actor that are an origin too: a tie may be there because of one."""


@dataclass(frozen=True)
class TieFrames:
    """Everything that ties actors, at all times: frames of the schemas `SCHEMAS`."""

    actors: pl.DataFrame
    ties: pl.DataFrame
    memberships: pl.DataFrame
    participations: pl.DataFrame
    activities: pl.DataFrame


@dataclass(frozen=True)
class NetworkEdges:
    """What ties actors on one day.

    `joint` has a row for each participant of an activity, with `weight`, 1 / (k − 1) for k participants.
    """

    actors: pl.DataFrame
    ties: pl.DataFrame
    memberships: pl.DataFrame
    joint: pl.DataFrame
    activities: pl.DataFrame


@dataclass(frozen=True)
class MarketNetwork:
    """The graph of one day, with what markets need: each node's country, and ties that have a market.

    Attributes
    ----------
    ids
        The actors, in the order of the graph's nodes.
    countries
        Their countries; blank where unknown.
    market_ends
        Nodes at either end of a tie that has a market, and that market.
    """

    graph: WeightedGraph
    ids: tuple[str, ...]
    countries: tuple[str, ...]
    market_ends: tuple[Indices, tuple[str, ...]]

    @cached_property
    def index(self) -> dict[str, int]:
        """Actor to node."""
        return {id_: node for node, id_ in enumerate(self.ids)}

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """Every country that an actor is of or a tie has as its market, sorted."""
        return tuple(sorted({*self.countries, *self.market_ends[1]} - {""}))


@dataclass(frozen=True)
class Insidership:
    """Hops and reach of firms in markets.

    Attributes
    ----------
    firms, markets
        Rows and columns.
    hops
        Steps to the nearest other actor of the market, or over a tie whose market it is; −1 if unreached.
    reach
        Personalised PageRank mass on the market's actors, the firm itself left out.
    """

    firms: tuple[str, ...]
    markets: tuple[str, ...]
    hops: Levels
    reach: Floats


def edges_at(world: TieFrames, day: date) -> NetworkEdges:
    """What ties actors on a day.

    Ties and memberships are those alive then. A joint activity ties its participants from its start on:
    who has worked together goes on knowing each other.
    """
    alive = begins_by("since", day) & ends_from("until", day)
    begun_activities = world.activities.filter(begins_by("start", day)).select("id")
    joint = (
        world.participations.filter(begins_by("since", day))
        .join(begun_activities, left_on="activity", right_on="id", how="semi")
        .select("activity", "actor")
        .unique()
        .filter(pl.len().over("activity") > 1)
        .with_columns(weight=1.0 / (pl.len().over("activity") - 1))
        .sort("activity", "actor")
    )
    return NetworkEdges(
        actors=world.actors.sort("id"),
        ties=world.ties.filter(alive),
        memberships=world.memberships.filter(alive).unique(("member", "cluster")),
        joint=joint,
        activities=world.activities,
    )


def without_cluster(edges: NetworkEdges, cluster: str) -> NetworkEdges:
    """Take a cluster and what it brought about out of the graph.

    Gone are the cluster itself, its memberships, ties whose origin is the cluster unless another one
    organised their activity, ties of activities that it organised, and the tie between participants of
    these. Of an activity in which it only took part, its own ties go; the others' keep their weight.
    A network of clusters is taken out the same way, with `cluster_network` for the origin; of any other
    actor only what is its own and what it organised goes.
    """
    kinds = dict(edges.actors.select("id", "kind").iter_rows())
    origin = kinds.get(cluster, "")
    alike = [id_ for id_, kind in kinds.items() if kind == origin and id_ != cluster]
    organised = edges.activities.filter(pl.col("organiser") == cluster)["id"].implode()
    of_others = edges.activities.filter(pl.col("organiser").is_in(alike))["id"].implode()
    touches = (pl.col("a") == cluster) | (pl.col("b") == cluster)
    brought = (pl.col("origin") == origin) & pl.lit(origin in BROKERS) & ~pl.col("activity").is_in(of_others)
    of_cluster = pl.col("activity").is_in(organised)
    return NetworkEdges(
        actors=edges.actors,
        ties=edges.ties.filter(~(touches | brought | of_cluster)),
        memberships=edges.memberships.filter((pl.col("member") != cluster) & (pl.col("cluster") != cluster)),
        joint=edges.joint.filter(~of_cluster & (pl.col("actor") != cluster)),
        activities=edges.activities,
    )


def leave_out(edges: NetworkEdges, activities: Collection[str]) -> NetworkEdges:
    """Take some activities out of the graph: their ties, and those between their participants."""
    if not activities:
        return edges
    other = ~pl.col("activity").is_in(list(activities))
    return NetworkEdges(
        edges.actors, edges.ties.filter(other), edges.memberships, edges.joint.filter(other), edges.activities
    )


def networks_of(edges: NetworkEdges, cluster: str) -> tuple[str, ...]:
    """Networks of clusters that a cluster belongs to."""
    networks = edges.actors.filter(pl.col("kind") == "cluster_network")["id"].implode()
    belongs = edges.memberships.filter((pl.col("member") == cluster) & pl.col("cluster").is_in(networks))
    return tuple(sorted(belongs["cluster"].unique()))


def without_networks(edges: NetworkEdges, cluster: str) -> NetworkEdges:
    """Take out a cluster and the networks of clusters that it belongs to as well."""
    networks = networks_of(edges, cluster)
    edges = without_cluster(edges, cluster)
    for network in networks:
        edges = without_cluster(edges, network)
    return edges


def connect(edges: NetworkEdges) -> MarketNetwork:
    """The graph of some edges; every actor is a node, whether anything ties it or not."""
    ids, countries = edges.actors["id"], edges.actors["country"]
    numbers = pl.DataFrame({"id": ids, "node": np.arange(len(ids), dtype=np.int64)})
    pairs = pl.concat([edges.ties.select("a", "b"), edges.memberships.select(a="member", b="cluster")])
    pairs = pairs.join(numbers.rename({"id": "a"}), on="a").join(numbers.rename({"id": "b"}), on="b", suffix="_b")
    joint = edges.joint.join(numbers.rename({"id": "actor"}), on="actor", maintain_order="left")
    groups = joint["activity"].rle_id().to_numpy().astype(np.int64)
    shared = joint.unique("activity", keep="first", maintain_order=True)["weight"]
    graph = graph_metrics.build_graph(
        len(ids),
        pairs["node"].to_numpy(),
        pairs["node_b"].to_numpy(),
        np.ones(len(pairs)),
        groups,
        joint["node"].to_numpy(),
        shared.to_numpy(),
    )
    marked = edges.ties.filter((pl.col("market") != "") & (pl.col("a") != pl.col("b")))
    ends = pl.concat([marked.select("market", id="a"), marked.select("market", id="b")]).join(numbers, on="id")
    return MarketNetwork(graph, tuple(ids), tuple(countries), (ends["node"].to_numpy(), tuple(ends["market"])))


def hops(network: MarketNetwork, firms: Sequence[str], markets: Sequence[str]) -> Levels:
    """Steps from each firm into each market (firms × markets); −1 where it is not reached."""
    inside, late = _sets(network, markets)
    rows = np.array([network.index[firm] for firm in firms], dtype=np.int64)
    found = graph_metrics.hops(network.graph, inside, late)[rows]
    at_home = inside[rows]
    if at_home.any():
        found[at_home] = _hops_at_home(network.graph, rows[at_home.any(axis=1)], inside, late)
    return found


def insidership(network: MarketNetwork, firms: Sequence[str], markets: Sequence[str]) -> Insidership:
    """Hops and reach of every firm in every market at once."""
    inside, _ = _sets(network, markets)
    rows = np.array([network.index[firm] for firm in firms], dtype=np.int64)
    mass = graph_metrics.reach(network.graph, inside)[rows]
    at_home = inside[rows]
    if at_home.any():
        mass[at_home] = np.maximum(
            0.0, mass[at_home] - graph_metrics.own_mass(network.graph, rows[at_home.any(axis=1)])
        )
    return Insidership(tuple(firms), tuple(markets), hops(network, firms, markets), mass)


def _sets(network: MarketNetwork, markets: Sequence[str]) -> tuple[Bools, Bools]:
    """Nodes of each market, and nodes one tie away from it by a tie whose market it is (nodes × markets)."""
    column = {market: number for number, market in enumerate(markets)}
    inside = np.zeros((network.graph.size, len(markets)), dtype=np.bool_)
    late = np.zeros_like(inside)
    for node, country in enumerate(network.countries):
        if country in column:
            inside[node, column[country]] = True
    for node, market in zip(*network.market_ends, strict=True):
        if market in column:
            late[node, column[market]] = True
    return inside, late


def _hops_at_home(graph: WeightedGraph, firms: Indices, inside: Bools, late: Bools) -> Levels:
    """Steps from firms to the nearest *other* actor of their own country.

    Most are tied to one, or to somebody who is tied to a second one: the firm itself is always the
    first. For the rest each firm is its own start.
    """
    rows, home = np.arange(len(firms)), inside[firms].argmax(axis=1)
    tied = graph.adjacency.astype(bool).astype(np.float32)
    near = np.asarray(tied @ inside.astype(np.float32))
    beyond = np.asarray(tied[firms] @ ((near > 1) | late).astype(np.float32))[rows, home] > 0
    next_door = (near[firms, home] > 0) | late[firms, home]
    found = np.where(next_door, 1, np.where(beyond, 2, UNREACHED)).astype(np.int16)
    left = np.flatnonzero(found == UNREACHED)
    for first in range(0, len(left), BLOCK):
        part = left[first : first + BLOCK]
        chosen = firms[part]
        columns = np.arange(len(chosen))
        others, ends = inside[:, home[part]].copy(), late[:, home[part]]
        others[chosen, columns] = False
        start = np.zeros_like(others)
        start[chosen, columns] = True
        found[part] = _first_meeting(graph, start, others, ends)
    return found


def _first_meeting(graph: WeightedGraph, start: Bools, others: Bools, ends: Bools) -> Levels:
    """First level at which each column's search meets its set, or has crossed a tie from one of `ends`."""
    met = np.full(start.shape[1], UNREACHED, dtype=np.int16)
    seen, frontier, level = start.copy(), start, 0
    while frontier.any():
        level += 1
        crossing = (frontier & ends).any(axis=0)
        frontier = graph.step(frontier) & ~seen
        now = (met == UNREACHED) & (crossing | (frontier & others).any(axis=0))
        met[now] = level
        seen |= frontier
        frontier = frontier & (met == UNREACHED)
    return met
