"""Hops and reach of every firm in every market on the H2020 projects, with and without one actor.

Against networkx on the same graph: its breadth-first search once per market, its PageRank for 20 firms,
extrapolated to all. Both start from the table of participations, so both pay for building their graph.
"""

import gzip
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

import networkx as nx
import numpy as np
import polars as pl

from bridgehead.kit.countries import standard
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.profile.core import insidership as inside
from bridgehead.profile.core.insidership import SCHEMAS, Insidership, NetworkEdges, TieFrames, connect, edges_at

DAY = date(2019, 1, 1)
PEER_FIRMS = 20
SIZES = (0.25, 0.5, 1.0)
REPEATS = 3
DAMPING = 0.85
TOLERANCE = 1e-10
MARKET = "market"
SEED = 2020


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
    peer = _networkx(edges, firms, connect(edges).markets, progress)
    ours = growth[-1]
    ties, times = [row["ties"] for row in growth], [row["seconds"] for row in growth]
    return {
        "sizes": {f"{row['actors']} actors": row for row in growth},
        "exponent_in_ties": float(np.polyfit(np.log(ties), np.log(times), 1)[0]),
        "networkx": peer,
        "times_as_fast": {"hops": peer["hops"] / ours["hops"], "all": peer["seconds"] / ours["seconds"]},
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

    def prepare() -> tuple[NetworkEdges, Sequence[str]]:
        return _prepared(rows, chosen)

    edges, firms = prepare()
    network = connect(edges)
    markets = network.markets
    whole = inside.insidership(network, firms, markets)
    cut = inside.insidership(connect(inside.without_cluster(edges, chosen)), firms, markets)
    return {
        "actors": len(network.ids),
        "ties": network.graph.adjacency.nnz // 2,
        "firms": len(firms),
        "markets": len(markets),
        "seconds": _median(lambda: inside.insidership(connect(prepare()[0]), firms, markets)),
        "hops": _median(lambda: inside.hops(connect(prepare()[0]), firms, markets)),
        "without": chosen,
        "seconds_without": _median(
            lambda: inside.insidership(connect(inside.without_cluster(prepare()[0], chosen)), firms, markets)
        ),
        "cells_farther_without": _farther(whole, cut),
    }


def _farther(whole: Insidership, cut: Insidership) -> int:
    return int(((whole.hops >= 0) & ((cut.hops < 0) | (cut.hops > whole.hops))).sum())


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return float(np.median(times))


def _networkx(
    edges: NetworkEdges, firms: Sequence[str], markets: Sequence[str], progress: Progress
) -> dict[str, float]:
    """The peer: a breadth-first search from all actors of a market at once, and PageRank from one firm at a time.

    It is let off the search for the nearest *other* actor at home, which would cost it a run per firm.
    """
    start = perf_counter()
    graph = nx.Graph()
    graph.add_nodes_from(edges.actors["id"])
    for _, group in edges.joint.group_by("activity"):
        members, weight = group["actor"].to_list(), float(group["weight"][0])
        for a, b in combinations(members, 2):
            before = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
            graph.add_edge(a, b, weight=before + weight)
    built = perf_counter() - start
    start = perf_counter()
    by_country = dict(edges.actors.group_by("country").agg("id").iter_rows())
    for market in progress(markets, "networkx, hops"):
        graph.add_edges_from((MARKET, actor) for actor in by_country[market])
        nx.single_source_shortest_path_length(graph, MARKET)
        graph.remove_node(MARKET)
    searched = built + perf_counter() - start
    start = perf_counter()
    for firm in progress(firms[:: len(firms) // PEER_FIRMS][:PEER_FIRMS], "networkx, reach"):
        nx.pagerank(graph, alpha=DAMPING, personalization={firm: 1}, tol=TOLERANCE, max_iter=500)
    ranked = (perf_counter() - start) / PEER_FIRMS
    return {"hops": searched, "seconds_a_firm": ranked, "seconds": searched + ranked * len(firms)}
