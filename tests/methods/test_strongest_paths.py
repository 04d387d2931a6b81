"""Strongest paths over groups, against networkx on the pairs written out."""

from itertools import pairwise
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridgehead.methods import strongest_paths
from bridgehead.methods.strongest_paths import GroupGraph, build_groups

SIZE = 9
WEAKEST = 64
GROUP = st.tuples(st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=4), st.sampled_from([2, 3, 4, 6, 16, 65]))
GROUPS = st.lists(GROUP, max_size=8)

Groups = list[tuple[set[int], int]]


def built(size: int, groups: Groups, weakest: int = WEAKEST) -> GroupGraph:
    members = [(number, point) for number, (points, _) in enumerate(groups) for point in sorted(points)]
    group, point = (np.array([row[n] for row in members], dtype=np.int64) for n in (0, 1))
    factors = np.array([factor for _, factor in groups], dtype=np.int64)
    return build_groups(size, group, point, factors, weakest)


def found(graph: GroupGraph) -> list[list[float]]:
    """Products between all points, from searches from all classes; infinite to oneself."""
    size = len(graph.class_of)
    products = np.full((size, size), np.inf)
    tied = graph.class_of >= 0
    for part in graph.products(np.arange(graph.size)):
        for column, start in enumerate(part.starts):
            for point in np.flatnonzero(graph.class_of == start):
                products[point, tied] = part.products[part.ranks[graph.class_of[tied], column]]
    np.fill_diagonal(products, np.inf)
    return products.tolist()


def expected(size: int, groups: Groups, avoided: int | None = None, weakest: int = WEAKEST) -> list[list[float]]:
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    for points, factor in groups:
        for a in points:
            for b in points - {a}:
                before = graph.get_edge_data(a, b, {"factor": factor})["factor"]
                graph.add_edge(a, b, factor=min(factor, before), log=np.log2(min(factor, before)))
    if avoided is not None:
        graph.remove_node(avoided)
    best = [[np.inf] * size for _ in range(size)]
    for start, paths in nx.all_pairs_dijkstra_path(graph, weight="log"):
        for end, path in paths.items():
            product = np.prod([graph[a][b]["factor"] for a, b in pairwise(path)])
            if start != end and product <= weakest:
                best[start][end] = product
    return best


@given(GROUPS)
@example([])
@example([({0, 1, 2}, 2)])  # all alike
@example([({0, 1}, 2), ({1, 2}, 16), ({2, 3}, 2), ({3, 4}, 2)])  # exactly the weakest counts, twice that does not
def test_products_equal_networkx(groups: Groups) -> None:
    assert found(built(SIZE, groups)) == expected(SIZE, groups)


@given(GROUPS)
def test_each_start_avoids_a_class_of_its_own(groups: Groups) -> None:
    graph = built(SIZE, groups)
    sizes = np.bincount(graph.class_of[graph.class_of >= 0])
    ways = [(a, b) for a in range(graph.size) for b in (*np.flatnonzero(sizes == 1), -1) if a != b]
    starts, avoided = (np.array([way[n] for way in ways], dtype=np.int64) for n in (0, 1))
    for part in graph.products(starts, avoided=avoided):
        for column, (start, past) in enumerate(ways):
            point, without = (int(np.argmax(graph.class_of == number)) for number in (start, past))
            theirs = expected(SIZE, groups, without if past >= 0 else None)[point]
            for end in np.flatnonzero(~np.isin(graph.class_of, [-1, start, past])):
                assert part.products[part.ranks[graph.class_of[end], column]] == theirs[end]


@pytest.mark.parametrize("cells", [strongest_paths.CELLS, 1])
def test_many_starts_and_products(monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    """More starts than one word and one search hold, more products than one byte counts."""
    monkeypatch.setattr(strongest_paths, "CELLS", cells)
    random = Random(5)  # noqa: S311 a graph, not secrets
    groups = [(set(random.sample(range(150), 2)), random.randint(2, 400)) for _ in range(420)]
    groups += [({150, 151, 152}, 2), ({150, 3}, 5)]  # 151 and 152 are alike
    graph = built(155, groups, weakest=1024)
    parts = list(graph.products(np.arange(graph.size)))
    assert [len(part.starts) for part in parts] == ([graph.size] if cells > 1 else [64, 64, graph.size - 128])
    assert max(len(part.products) for part in parts) > (256 if cells > 1 else 64)
    assert found(graph) == expected(155, groups, weakest=1024)
