"""Brokerage on graphs, against igraph and networkx and by hand."""

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.methods.graph_metrics import (
    WeightedGraph,
    build_graph,
    constraint,
    effective_size,
)

SIZE = 9
PAIRS = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), st.sampled_from([0.5, 1.0, 2.0])), max_size=12
)
GROUPS = st.lists(st.sets(st.integers(0, SIZE - 1), min_size=2, max_size=5), max_size=3)


def built(pairs: list[tuple[int, int, float]], groups: list[set[int]]) -> WeightedGraph:
    a, b, weight = (np.array(column) for column in zip(*pairs, strict=True)) if pairs else (np.empty(0, int),) * 3
    members = [(g, node) for g, group in enumerate(groups) for node in sorted(group)]
    group, member = (np.array(c, dtype=int) for c in zip(*members, strict=True)) if members else (np.empty(0, int),) * 2
    shared = np.array([1 / (len(g) - 1) for g in groups])
    return build_graph(SIZE, a.astype(int), b.astype(int), weight.astype(float), group, member, shared)


def plain(pairs: list[tuple[int, int, float]], groups: list[set[int]]) -> nx.Graph:
    out = nx.Graph()
    out.add_nodes_from(range(SIZE))
    written = [(a, b, w) for a, b, w in pairs if a != b]
    written += [(a, b, 1 / (len(g) - 1)) for g in groups for a in g for b in g if a < b]
    for a, b, weight in written:
        before = out.get_edge_data(a, b, {"weight": 0.0})["weight"]
        out.add_edge(a, b, weight=before + weight)
    return out


@given(PAIRS, GROUPS)
def test_groups_written_out_are_pairs(pairs: list[tuple[int, int, float]], groups: list[set[int]]) -> None:
    whole = built(pairs, groups)
    expected = nx.to_numpy_array(plain(pairs, groups), nodelist=range(SIZE))
    assert whole.adjacency.toarray() == pytest.approx(expected)
    assert whole.degrees == pytest.approx(expected.sum(axis=1))


@given(PAIRS, GROUPS)
def test_constraint_equals_igraph(pairs: list[tuple[int, int, float]], groups: list[set[int]]) -> None:
    theirs = plain(pairs, groups)
    if theirs.number_of_edges():
        compiled = igraph.Graph.from_networkx(theirs)
        assert constraint(built(pairs, groups)) == pytest.approx(compiled.constraint(weights="weight"), nan_ok=True)


@given(st.sets(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda t: t[0] < t[1])))
def test_effective_size_equals_networkx_without_weights(ties: set[tuple[int, int]]) -> None:
    pairs = [(a, b, 1.0) for a, b in ties]
    theirs = nx.effective_size(plain(pairs, []))
    ours = effective_size(built(pairs, []))
    assert ours == pytest.approx([theirs[node] for node in range(SIZE)], nan_ok=True)


def test_effective_size_by_hand_with_weights() -> None:
    # Burt (1992): 0 has ties of 1.5 to 1 and 0.5 to 2, which share one of 0.5.
    # (1 − 0.25 · 0.5/1.5) + (1 − 0.75 · 0.5/0.5) = 0.9167 + 0.25.
    whole = built([(0, 1, 1.5), (0, 2, 0.5), (1, 2, 0.5)], [])
    assert effective_size(whole)[0] == pytest.approx(0.9167 + 0.25, abs=1e-4)


def test_the_broker_of_a_star_is_free_and_a_triangle_is_not() -> None:
    # Burt (1992): three unconnected contacts of equal weight constrain by 3 · (1/3)² = 1/3.
    star = built([(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)], [])
    assert constraint(star)[0] == pytest.approx(1 / 3)
    assert effective_size(star)[0] == pytest.approx(3.0)
    triangle = built([], [{0, 1, 2}])
    assert constraint(triangle)[0] == pytest.approx(2 * (0.5 + 0.25) ** 2)
    assert effective_size(triangle)[0] == pytest.approx(1.0)
