"""Shortest paths with groups as stars, against networkx on the pairs written out."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods.shortest_paths import (
    both_ways,
    build_digraph,
    path_lengths,
    star_edges,
)

SIZE = 8
POINT = st.integers(0, SIZE - 1)
PAIRS = st.lists(st.tuples(POINT, POINT, st.sampled_from([1.0, 2.0, 3.5])), max_size=12)
GROUPS = st.lists(st.tuples(st.sets(POINT, min_size=1, max_size=5), st.sampled_from([1.0, 2.5])), max_size=3)

Pairs = list[tuple[int, int, float]]
Groups = list[tuple[set[int], float]]


def built(pairs: Pairs, groups: Groups) -> object:
    a, b, length = (np.array([row[n] for row in pairs], dtype=kind) for n, kind in enumerate((int, int, float)))
    members = [(number, point) for number, (points, _) in enumerate(groups) for point in sorted(points)]
    group, member = (np.array([row[n] for row in members], dtype=np.int64) for n in (0, 1))
    lengths = np.array([length for _, length in groups])
    return build_digraph(SIZE + len(groups), both_ways(a, b, length), star_edges(group, member, lengths, SIZE))


def plain(pairs: Pairs, groups: Groups) -> nx.Graph:
    out = nx.Graph()
    out.add_nodes_from(range(SIZE))
    written = [*pairs, *((a, b, length) for points, length in groups for a in points for b in points if a < b)]
    for a, b, length in written:
        out.add_edge(a, b, weight=min(length, out.get_edge_data(a, b, {"weight": np.inf})["weight"]))
    return out


def expected(graph: nx.Graph, start: int) -> list[float]:
    found = nx.single_source_dijkstra_path_length(graph, start) if start in graph else {}
    return [found.get(point, np.inf) for point in range(SIZE)]


@given(PAIRS, GROUPS)
def test_lengths_equal_networkx(pairs: Pairs, groups: Groups) -> None:
    starts = np.arange(SIZE)
    ours = path_lengths(built(pairs, groups), starts)[:, :SIZE]
    assert ours.tolist() == [expected(plain(pairs, groups), start) for start in starts]


def test_of_parallel_edges_the_shortest_counts() -> None:
    graph = built([(0, 1, 3.5), (1, 0, 2.0), (0, 1, 2.0)], [({0, 1}, 2.5)])
    assert path_lengths(graph, np.array([0]))[0, 1] == pytest.approx(2.0)
