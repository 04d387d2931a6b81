"""Hops and reach of every firm in every market on the H2020 projects, with and without one actor.

Against networkx on the same graph: its Dijkstra with the same cut-off for 20 firms, extrapolated to all.
Both start from the table of participations, so both pay for building their graph; of one firm alone the
graph is at hand. Seconds of the processor stand beside those of the clock, which others slow down.
"""

import gzip
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import networkx as nx
import numpy as np
import polars as pl

from bridgehead.kit.countries import standard
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.profile.core import insidership as inside
from bridgehead.profile.core import network_edges
from bridgehead.profile.core.insidership import Insidership
from bridgehead.profile.core.market_network import WEAKEST, MarketNetwork, connect
from bridgehead.profile.core.network_edges import SCHEMAS, NetworkEdges, TieFrames, edges_at

DAY = date(2019, 1, 1)
PEER_FIRMS = 20
SIZES = (0.25, 0.5, 1.0)
SINGLE_FIRMS = 50
SEED = 2020
LIMIT = math.log2(WEAKEST) + 1e-6
"""The same cut-off for the peer, for which a step costs how often it halves a way."""


def run(data: Path, without: str = "", progress: Progress = no_progress) -> dict[str, Any]:
    """Measure at three sizes, then the peer at the full size.

    Parameters
    ----------
    data
        The folder with `h2020-graph`.
    without
        PIC of the actor to take out (default: the one with most ties).
    """
    rows = _participations(data / "h2020-graph" / "participations.csv.gz")
    projects = rows["rcn"].unique().sort().sample(fraction=1.0, shuffle=True, seed=SEED)
    growth = []
    for size in progress(SIZES, "Measuring"):
        part = rows.filter(pl.col("rcn").is_in(projects.head(int(size * len(projects))).implode()))
        growth.append(_measure(part, without))
    edges, firms = _prepared(rows, without)
    peer = _networkx(edges, firms, progress)
    ours = growth[-1]
    exponents = {
        name: float(np.polyfit(np.log([row["ties"] for row in growth]), np.log([row[name] for row in growth]), 1)[0])
        for name in ("processor_seconds", "partners_counted", "firms")
    }
    return {
        "sizes": {f"{row['actors']} actors": row for row in growth},
        "exponents_in_ties": exponents,
        "networkx": peer,
        "times_as_fast": peer["processor_seconds"] / ours["processor_seconds"],
    }


def _participations(path: Path) -> pl.DataFrame:
    with gzip.open(path) as file:
        rows = pl.read_csv(file.read(), infer_schema=False, columns=["rcn", "pic", "type", "country"])
    return rows.with_columns(pl.col("country").fill_null("").map_elements(standard, return_dtype=pl.String))


def _world(rows: pl.DataFrame, organiser: str) -> TieFrames:
    """The projects as joint activities; those that the actor took part in count as organised by it."""
    actors = rows.group_by("pic").agg(pl.col("type").drop_nulls().mode().sort().first(), pl.col("country").first())
    kind = pl.when(pl.col("type") == "PRC").then(pl.lit("firm")).otherwise(pl.lit("other"))
    theirs = rows.filter(pl.col("pic") == organiser)["rcn"].unique().implode()
    activities = rows.select(id="rcn").unique()
    organised = pl.when(pl.col("id").is_in(theirs)).then(pl.lit(organiser)).otherwise(pl.lit(""))
    return TieFrames(
        actors=actors.select("country", id="pic", kind=kind).select(list(SCHEMAS["actors"])),
        ties=pl.DataFrame(schema=SCHEMAS["ties"]),
        memberships=pl.DataFrame(schema=SCHEMAS["memberships"]),
        participations=rows.select(activity="rcn", actor="pic", since=pl.lit("")),
        activities=activities.select("id", organiser=organised, start=pl.lit("")),
    )


def _prepared(rows: pl.DataFrame, chosen: str) -> tuple[NetworkEdges, Sequence[str]]:
    world = _world(rows, chosen or _most_tied(rows))
    edges = edges_at(world, DAY)
    return edges, edges.actors.filter(pl.col("kind") == "firm")["id"].to_list()


def _most_tied(rows: pl.DataFrame) -> str:
    sizes = rows.select("rcn", "pic").unique().with_columns(k=pl.len().over("rcn") - 1)
    return str(sizes.group_by("pic").agg(pl.sum("k")).sort("k", "pic", descending=True)["pic"][0])


def _measure(rows: pl.DataFrame, chosen: str) -> dict[str, Any]:
    chosen = chosen or _most_tied(rows)
    start, started = perf_counter(), process_time()
    edges, firms = _prepared(rows, chosen)
    network = connect(edges)
    markets = network.markets
    whole = inside.insidership(network, firms, markets)
    seconds, processor = perf_counter() - start, process_time() - started
    started = process_time()
    inside.hops(network, firms, markets)
    hops = process_time() - started
    started = process_time()
    cut = inside.insidership(connect(network_edges.without_cluster(edges, chosen)), firms, markets)
    without = process_time() - started
    some = firms[:: max(1, len(firms) // SINGLE_FIRMS)][:SINGLE_FIRMS]
    singles = [_seconds(lambda firm=firm: inside.insidership(network, [firm], markets)) for firm in some]
    return {
        "actors": len(network.ids),
        "ties": network.graph.adjacency.nnz // 2,
        "firms": len(firms),
        "markets": len(markets),
        "seconds": seconds,
        "processor_seconds": processor,
        "processor_seconds_hops": hops,
        "one_firm_milliseconds": 1000 * float(np.median(singles)),
        "one_firm_milliseconds_p95": 1000 * float(np.quantile(singles, 0.95)),
        "partners_counted": _partners(network, some) * len(firms) / len(some),
        "without": chosen,
        "processor_seconds_without": without,
        "cells_farther_without": _farther(whole, cut),
        "reach_lost_without": float((whole.reach - cut.reach).sum()),
    }


def _partners(network: MarketNetwork, firms: Sequence[str]) -> int:
    """How many partners count for some firms, whatever their country."""
    alike, found = network.ways.class_of, 0
    like = np.bincount(alike[alike >= 0], minlength=network.ways.size)
    ours = np.bincount([node for node in alike[network.nodes(firms)] if node >= 0], minlength=network.ways.size)
    for part in network.ways.products(np.flatnonzero(ours)):
        own = part.ranks[part.starts, np.arange(len(part.starts))] > 0
        found += int(((like @ (part.ranks > 0)) - own) @ ours[part.starts])
    return found


def _farther(whole: Insidership, cut: Insidership) -> int:
    return int(((whole.hops >= 0) & ((cut.hops < 0) | (cut.hops > whole.hops))).sum())


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _networkx(edges: NetworkEdges, firms: Sequence[str], progress: Progress) -> dict[str, float]:
    """The peer: Dijkstra with the cut-off from each firm for reach, breadth-first search from each for hops."""
    started = process_time()
    graph = nx.Graph()
    graph.add_nodes_from(edges.actors["id"])
    for _, group in edges.joint.group_by("activity"):
        members, cost = group["actor"].to_list(), 1.0 - math.log2(group["weight"][0])
        for a, b in combinations(members, 2):
            graph.add_edge(a, b, weight=min(cost, graph.get_edge_data(a, b, {"weight": cost})["weight"]))
    built = process_time() - started
    homes = dict(edges.actors.select("id", "country").iter_rows())
    started = process_time()
    for firm in progress(firms[:: len(firms) // PEER_FIRMS][:PEER_FIRMS], "networkx"):
        reach: dict[str, float] = defaultdict(float)
        for other, cost in nx.single_source_dijkstra_path_length(graph, firm, cutoff=LIMIT).items():
            reach[homes[other]] += 2.0**-cost if other != firm else 0.0
        hops: dict[str, int] = {}
        for other, steps in nx.single_source_shortest_path_length(graph, firm).items():
            if other != firm:
                hops[homes[other]] = min(steps, hops.get(homes[other], steps))
    a_firm = (process_time() - started) / PEER_FIRMS
    return {"built": built, "seconds_a_firm": a_firm, "processor_seconds": built + a_firm * len(firms)}
