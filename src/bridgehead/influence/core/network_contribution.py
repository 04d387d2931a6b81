"""What the cluster adds to its members' networks (framework, sections 4 and 8, item 3; study §2.2–2.3, §6.2.2).

Everything is figured twice on the same day: on the graph as it is, and without the cluster and what it
brought about; a third time without the networks of clusters that it belongs to as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from bridgehead.methods import graph_metrics
from bridgehead.profile.core.insidership import (
    Insidership,
    MarketNetwork,
    NetworkEdges,
    TieFrames,
    connect,
    edges_at,
    insidership,
    networks_of,
    without_cluster,
    without_networks,
)

BY_YEAR = ("markets", "reach", "size")


@dataclass(frozen=True)
class MarketPosition:
    """How far inside a market a firm is; hops are None where the market is not reached."""

    hops: int | None
    reach: float


@dataclass(frozen=True)
class ClusterContribution:
    """A firm in a market with the cluster, without it, and without its networks of clusters too."""

    whole: MarketPosition
    without: MarketPosition
    without_networks: MarketPosition


@dataclass(frozen=True)
class NetworkPosition:
    """A firm's place in the network.

    Attributes
    ----------
    contacts
        Number of actors it is tied to.
    constraint, effective_size
        Burt's measures of brokerage; None without contacts.
    spheres
        Sphere of the triple helix to the personalised PageRank mass on its actors, the firm left out.
    """

    contacts: int
    constraint: float | None
    effective_size: float | None
    spheres: Mapping[str, float]


@dataclass(frozen=True)
class ReachLoss:
    """What a firm would lose without the cluster, over the markets other than its own country.

    Reach is a share of one walk, so that taking something away raises it elsewhere: only where it
    falls is it counted.

    Attributes
    ----------
    markets
        Markets that it would no longer reach.
    farther
        Markets that would be more steps away.
    reach
        Sum of what its reach would fall by, over the markets where it would fall.
    """

    firm: str
    markets: int
    farther: int
    reach: float


@dataclass(frozen=True)
class NetworkContribution:
    """What the cluster adds, on one day.

    Attributes
    ----------
    cells
        Firm to market to its contribution.
    positions
        Firm to its place with and without the cluster.
    losses
        Who would lose most, first.
    networks
        The networks of clusters that go in the third figure.
    """

    day: date
    cells: Mapping[str, Mapping[str, ClusterContribution]]
    positions: Mapping[str, tuple[NetworkPosition, NetworkPosition]]
    losses: tuple[ReachLoss, ...]
    networks: tuple[str, ...]


def contribution(
    world: TieFrames, cluster: str, firms: Sequence[str], day: date, spheres: Mapping[str, str]
) -> NetworkContribution:
    """What a cluster adds to some firms' networks on a day.

    Parameters
    ----------
    spheres
        Kind of actor to its sphere of the triple helix.
    """
    edges = edges_at(world, day)
    networks = networks_of(edges, cluster)
    graphs_ = [connect(e) for e in (edges, without_cluster(edges, cluster), without_networks(edges, cluster))]
    markets = graphs_[0].markets
    whole, left, left_networks = (insidership(network, firms, markets) for network in graphs_)
    cells = {
        firm: {
            market: ClusterContribution(_cell(whole, f, m), _cell(left, f, m), _cell(left_networks, f, m))
            for m, market in enumerate(markets)
        }
        for f, firm in enumerate(firms)
    }
    with_, without_ = (_positions(network, edges, firms, spheres) for network in graphs_[:2])
    homes = dict(zip(graphs_[0].ids, graphs_[0].countries, strict=True))
    losses = sorted(
        (_loss(firm, homes[firm], cells[firm]) for firm in firms), key=lambda x: (-x.markets, -x.reach, x.firm)
    )
    return NetworkContribution(
        day, cells, {firm: (with_[firm], without_[firm]) for firm in firms}, tuple(losses), networks
    )


def by_year(world: TieFrames, cluster: str, firms: Sequence[str], years: Sequence[int]) -> pl.DataFrame:
    """Markets reached, reach abroad and brokerage at the end of each year, with and without the cluster.

    Returns
    -------
    DataFrame
        `year`, `firm`, and each of `BY_YEAR` with and without the cluster (`_without`): number of markets
        abroad, summed reach of them, Burt's effective size (0 for a firm without contacts).
    """
    rows = []
    for year in years:
        edges = edges_at(world, date(year, 12, 31))
        figures = []
        for network in (connect(edges), connect(without_cluster(edges, cluster))):
            places = np.array([network.index[firm] for firm in firms], dtype=np.int64)
            sizes = np.nan_to_num(graph_metrics.effective_size(network.graph, places))
            figures.append((insidership(network, firms, network.markets), network, sizes))
        for f, firm in enumerate(firms):
            found = [_abroad(inside, network, f, firm, sizes[f]) for inside, network, sizes in figures]
            rows.append((year, firm, *(value for pair in zip(*found, strict=True) for value in pair)))
    kinds = [pl.Int64, pl.Float64, pl.Float64]
    names = {f"{name}{end}": kind for name, kind in zip(BY_YEAR, kinds, strict=True) for end in ("", "_without")}
    return pl.DataFrame(rows, schema={"year": pl.Int64, "firm": pl.String, **names}, orient="row")


def means(found: pl.DataFrame) -> pl.DataFrame:
    """The mean over firms of each figure of `by_year`, by year."""
    return found.group_by("year").agg(pl.col(pl.Int64, pl.Float64).exclude("year").mean()).sort("year")


def _abroad(found: Insidership, network: MarketNetwork, row: int, firm: str, size: float) -> tuple[int, float, float]:
    home = network.countries[network.index[firm]]
    abroad = np.array([market != home for market in network.markets], dtype=np.bool_)
    return int((found.hops[row][abroad] > 0).sum()), float(found.reach[row][abroad].sum()), float(size)


def _cell(found: Insidership, firm: int, market: int) -> MarketPosition:
    steps = int(found.hops[firm, market])
    return MarketPosition(None if steps == graph_metrics.UNREACHED else steps, float(found.reach[firm, market]))


def _loss(firm: str, home: str, cells: Mapping[str, ClusterContribution]) -> ReachLoss:
    abroad = [cell for market, cell in cells.items() if market != home]
    steps = [(cell.whole.hops, cell.without.hops) for cell in abroad]
    return ReachLoss(
        firm=firm,
        markets=sum(before is not None and after is None for before, after in steps),
        farther=sum(before is not None and after is not None and after > before for before, after in steps),
        reach=sum(max(0.0, cell.whole.reach - cell.without.reach) for cell in abroad),
    )


def _positions(
    network: MarketNetwork, edges: NetworkEdges, firms: Sequence[str], spheres: Mapping[str, str]
) -> dict[str, NetworkPosition]:
    kinds = dict(edges.actors.select("id", "kind").iter_rows())
    names = sorted({spheres.get(kind, "between") for kind in kinds.values()})
    of = np.array([names.index(spheres.get(kinds[id_], "between")) for id_ in network.ids])
    sets = of[:, None] == np.arange(len(names))[None, :]
    rows = np.array([network.index[firm] for firm in firms], dtype=np.int64)
    mass = graph_metrics.reach(network.graph, sets)[rows]
    mass[np.arange(len(rows)), of[rows]] -= graph_metrics.own_mass(network.graph, rows)
    constraint, size = graph_metrics.constraint(network.graph, rows), graph_metrics.effective_size(network.graph, rows)
    contacts = np.diff(network.graph.adjacency.indptr)
    return {
        firm: NetworkPosition(
            contacts=int(contacts[row]),
            constraint=_known(constraint[f]),
            effective_size=_known(size[f]),
            spheres={name: max(0.0, float(mass[f, n])) for n, name in enumerate(names)},
        )
        for f, (firm, row) in enumerate(zip(firms, rows, strict=True))
    }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
