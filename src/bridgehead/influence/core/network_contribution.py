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
from bridgehead.profile.core.insidership import UNREACHED, Insidership, insidership, reach
from bridgehead.profile.core.market_network import MarketNetwork, connect
from bridgehead.profile.core.network_edges import (
    NetworkEdges,
    TieFrames,
    UndatedRecords,
    dated_only,
    edges_at,
    networks_of,
    undated,
    without_cluster,
    without_networks,
)

BY_YEAR = ("markets", "reach", "size")
DIGITS = 9


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

    @property
    def changes(self) -> bool:
        """Whether anything is lost without the cluster."""
        lost = self.whole.reach - self.without.reach
        return self.whole.hops != self.without.hops or round(lost, DIGITS) > 0


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
        Sphere of the triple helix to what the best ways to its other actors are worth: reach, as in markets.
    """

    contacts: int
    constraint: float | None
    effective_size: float | None
    spheres: Mapping[str, float]


@dataclass(frozen=True)
class ReachLoss:
    """What a firm would lose without the cluster, over all markets.

    Attributes
    ----------
    markets
        Markets that it would no longer reach.
    farther
        Markets that would be more steps away.
    reach
        What its reach would fall by, summed.
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
        Firm to market to its contribution; a firm's own country is no market.
    positions
        Firm to its place with and without the cluster.
    losses
        Who would lose most, first.
    networks
        The networks of clusters that go in the third figure.
    undated
        What ties the firms and has no date: it counts on the day and in no year of `by_year`.
    """

    day: date
    cells: Mapping[str, Mapping[str, ClusterContribution]]
    positions: Mapping[str, tuple[NetworkPosition, NetworkPosition]]
    losses: tuple[ReachLoss, ...]
    networks: tuple[str, ...]
    undated: UndatedRecords


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
            for m, market in whole.abroad(f)
        }
        for f, firm in enumerate(firms)
    }
    with_, without_ = (_positions(network, edges, firms, spheres) for network in graphs_[:2])
    losses = sorted(
        (_loss(firm, cells[firm]) for firm in firms), key=lambda x: (-x.markets, -round(x.reach, DIGITS), x.firm)
    )
    return NetworkContribution(
        day=day,
        cells=cells,
        positions={firm: (with_[firm], without_[firm]) for firm in firms},
        losses=tuple(losses),
        networks=networks,
        undated=undated(world, firms),
    )


def by_year(world: TieFrames, cluster: str, firms: Sequence[str], years: Sequence[int]) -> pl.DataFrame:
    """Markets reached, reach abroad and brokerage at the end of each year, with and without the cluster.

    Ties, memberships and participations without a date show no year and are left out.

    Returns
    -------
    DataFrame
        `year`, `firm`, and each of `BY_YEAR` with and without the cluster (`_without`): number of markets
        abroad, summed reach of them, Burt's effective size (0 for a firm without contacts).
    """
    rows = []
    dated = dated_only(world)
    for year in years:
        edges = edges_at(dated, date(year, 12, 31))
        figures = []
        for network in (connect(edges), connect(without_cluster(edges, cluster))):
            sizes = np.nan_to_num(graph_metrics.effective_size(network.graph, network.nodes(firms)))
            figures.append((insidership(network, firms, network.markets), sizes))
        for f, firm in enumerate(firms):
            found = [(int((i.hops[f] != UNREACHED).sum()), float(i.reach[f].sum()), size[f]) for i, size in figures]
            rows.append((year, firm, *(value for pair in zip(*found, strict=True) for value in pair)))
    kinds = [pl.Int64, pl.Float64, pl.Float64]
    names = {f"{name}{end}": kind for name, kind in zip(BY_YEAR, kinds, strict=True) for end in ("", "_without")}
    return pl.DataFrame(rows, schema={"year": pl.Int64, "firm": pl.String, **names}, orient="row")


def means(found: pl.DataFrame) -> pl.DataFrame:
    """The mean over firms of each figure of `by_year`, by year."""
    return found.group_by("year").agg(pl.col(pl.Int64, pl.Float64).exclude("year").mean()).sort("year")


def _cell(found: Insidership, firm: int, market: int) -> MarketPosition:
    steps = int(found.hops[firm, market])
    return MarketPosition(None if steps == UNREACHED else steps, float(found.reach[firm, market]))


def _loss(firm: str, cells: Mapping[str, ClusterContribution]) -> ReachLoss:
    steps = [(cell.whole.hops, cell.without.hops) for cell in cells.values()]
    return ReachLoss(
        firm=firm,
        markets=sum(before is not None and after is None for before, after in steps),
        farther=sum(before is not None and after is not None and after > before for before, after in steps),
        reach=max(0.0, sum(c.whole.reach - c.without.reach for c in cells.values())),  # no −1e−17 of equal sums
    )


def _positions(
    network: MarketNetwork, edges: NetworkEdges, firms: Sequence[str], spheres: Mapping[str, str]
) -> dict[str, NetworkPosition]:
    kinds = dict(edges.actors.select("id", "kind").iter_rows())
    names = sorted({spheres.get(kind, "between") for kind in kinds.values()})
    sphere_of = np.array([names.index(spheres.get(kinds[id_], "between")) for id_ in network.ids], dtype=np.int64)
    worth, rows = reach(network, firms, sphere_of, len(names)), network.nodes(firms)
    constraint, size = graph_metrics.constraint(network.graph, rows), graph_metrics.effective_size(network.graph, rows)
    contacts = np.diff(network.graph.adjacency.indptr)
    return {
        firm: NetworkPosition(
            contacts=int(contacts[row]),
            constraint=_known(constraint[f]),
            effective_size=_known(size[f]),
            spheres={name: float(worth[f, n]) for n, name in enumerate(names)},
        )
        for f, (firm, row) in enumerate(zip(firms, rows, strict=True))
    }


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
