"""Hops and reach by the definition, and what goes when a cluster goes; small worlds drawn by hand."""

from datetime import date
from typing import Any

import networkx as nx
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.profile.core.insidership import (
    SCHEMAS,
    Insidership,
    NetworkEdges,
    TieFrames,
    connect,
    edges_at,
    insidership,
    leave_out,
    networks_of,
    without_cluster,
    without_networks,
)

TODAY = date(2020, 6, 30)
Rows = list[dict[str, str]]


def world(
    actors: str, *, ties: Rows = (), memberships: Rows = (), joint: dict[str, str] | None = None, activities: Rows = ()
) -> TieFrames:
    """A world; `actors` as `id:country` words, clusters and networks by their names, `joint` as activity to words."""
    kinds = {"clean": "cluster", "other": "cluster", "icn": "cluster_network"}
    rows: dict[str, list[dict[str, Any]]] = {
        "actors": [
            {"id": id_, "kind": kinds.get(id_, "firm"), "country": country}
            for id_, _, country in (word.partition(":") for word in actors.split())
        ],
        "ties": list(ties),
        "memberships": list(memberships),
        "participations": [
            {"activity": name, "actor": actor} for name, words in (joint or {}).items() for actor in words.split()
        ],
        "activities": list(activities) + [{"id": n} for n in (joint or {}) if n not in {a["id"] for a in activities}],
    }
    frames = {
        name: pl.DataFrame([dict.fromkeys(schema, "") | row for row in rows[name]], schema=schema)
        for name, schema in SCHEMAS.items()
    }
    return TieFrames(**frames)


def tie(a: str, b: str, **more: str) -> dict[str, str]:
    return {"a": a, "b": b, **more}


def seen(edges: NetworkEdges, *firms: str, markets: tuple[str, ...] = ("SE",)) -> Insidership:
    return insidership(connect(edges), firms, markets)


def hops(edges: NetworkEdges, firm: str, market: str = "SE") -> int:
    return int(seen(edges, firm, markets=(market,)).hops[0, 0])


def test_steps_to_the_nearest_actor_of_the_country() -> None:
    edges = edges_at(
        world("a:DK b:DK c:DK far:SE alone:DK", ties=[tie("a", "b"), tie("b", "c"), tie("c", "far")]), TODAY
    )
    assert [hops(edges, firm) for firm in ("c", "b", "a", "alone")] == [1, 2, 3, -1]


def test_a_tie_whose_market_it_is_counts_as_a_step_into_it() -> None:
    edges = edges_at(world("a:DK b:DK c:DK", ties=[tie("a", "b"), tie("b", "c", market="SE")]), TODAY)
    assert [hops(edges, firm) for firm in ("c", "b", "a")] == [1, 1, 2]


def test_at_home_the_nearest_other_actor_counts() -> None:
    ties = [tie("a", "b"), tie("c", "far"), tie("far", "d"), tie("e", "far", market="DK")]
    edges = edges_at(world("a:DK b:DK c:DK d:DK e:DK far:SE alone:DK", ties=ties), TODAY)
    assert [hops(edges, firm, "DK") for firm in ("a", "c", "e", "alone")] == [1, 2, 1, -1]


def test_dates_of_ties_and_memberships() -> None:
    ties = [
        tie("a", "far", since="2020-07"),
        tie("b", "far", until="2019"),
        tie("c", "far", since="2020", until="2020"),
    ]
    members = [{"member": "d", "cluster": "clean", "until": "2020-06-29"}, {"member": "e", "cluster": "clean"}]
    edges = edges_at(world("a b c d e far:SE clean:SE", ties=ties, memberships=members), TODAY)
    assert [hops(edges, firm) for firm in "abcde"] == [-1, -1, 1, -1, 1]


def test_joint_activities_tie_from_their_start_on() -> None:
    joint = {"past": "a far", "future": "b far", "undated": "c far"}
    activities = [{"id": "past", "start": "2001"}, {"id": "future", "start": "2021"}]
    edges = edges_at(world("a b c far:SE", joint=joint, activities=activities), TODAY)
    assert [hops(edges, firm) for firm in "abc"] == [1, -1, 1]


def test_an_activity_of_k_participants_weighs_one_over_k_minus_one() -> None:
    edges = edges_at(world("a b c d", joint={"three": "a b c", "two": "a d", "one": "b"}), TODAY)
    weights = connect(edges).graph.adjacency.toarray()
    assert weights == pytest.approx(np.array([[0, 0.5, 0.5, 1], [0.5, 0, 0.5, 0], [0.5, 0.5, 0, 0], [1, 0, 0, 0]]))


def test_a_role_held_twice_is_one_participant() -> None:
    twice = world("a b", joint={"act": "a b"})
    rows = pl.concat([twice.participations, twice.participations.with_columns(since=pl.lit("2019"))])
    edges = edges_at(TieFrames(twice.actors, twice.ties, twice.memberships, rows, twice.activities), TODAY)
    assert edges.joint["weight"].to_list() == [1.0, 1.0]


def test_reach_equals_networkx_without_the_firm_itself() -> None:
    ties = [tie("a", "b"), tie("a", "b"), tie("b", "c"), tie("c", "far"), tie("a", "far2", market="NO")]
    edges = edges_at(world("a:DK b:DK c:DK far:SE far2:SE clean", ties=ties, joint={"act": "a b c"}), TODAY)
    network = connect(edges)
    peer = nx.from_numpy_array(network.graph.adjacency.toarray())
    mass = nx.pagerank(peer, personalization={network.index["a"]: 1}, tol=1e-14, max_iter=1000)
    found = insidership(network, ["a"], ["SE", "DK", "NO"])
    expected = [
        mass[network.index["far"]] + mass[network.index["far2"]],
        mass[network.index["b"]] + mass[network.index["c"]],
        0.0,
    ]
    assert found.reach[0] == pytest.approx(expected, abs=1e-9)


def test_a_firm_without_ties_reaches_nothing() -> None:
    found = seen(edges_at(world("a:DK b:DK"), TODAY), "a", markets=("DK", "SE"))
    assert found.reach.tolist() == [[0.0, 0.0]]
    assert found.hops.tolist() == [[-1, -1]]


def test_markets_are_the_countries_of_actors_and_ties() -> None:
    edges = edges_at(world("a:DK b:SE c", ties=[tie("a", "c", market="US")]), TODAY)
    assert connect(edges).markets == ("DK", "SE", "US")


CLUSTER = "a b c far:SE clean:DK other:DK icn:BE"


@pytest.mark.parametrize(
    ("ties", "activities", "left"),
    [
        ([tie("clean", "far")], [], 0),  # the cluster's own tie
        ([tie("a", "far", origin="cluster")], [], 0),  # by the cluster, no activity named
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "other"}], 1),
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "b"}], 0),
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "icn"}], 0),
        ([tie("a", "far", origin="own_network", activity="act")], [{"id": "act", "organiser": "clean"}], 0),
        ([tie("a", "far", origin="own_network", activity="act")], [{"id": "act", "organiser": "b"}], 1),
        ([tie("a", "far", origin="cluster_network")], [], 1),
    ],
)
def test_which_ties_go_with_the_cluster(ties: Rows, activities: Rows, left: int) -> None:
    edges = without_cluster(edges_at(world(CLUSTER, ties=ties, activities=activities), TODAY), "clean")
    assert len(edges.ties) == left


def test_with_another_actor_only_its_own_ties_go() -> None:
    ties = [tie("a", "b"), tie("a", "far", origin="cluster"), tie("c", "far", activity="act")]
    edges = edges_at(world(CLUSTER, ties=ties, activities=[{"id": "act", "organiser": "b"}]), TODAY)
    assert without_cluster(edges, "b").ties["origin"].to_list() == ["cluster"]


def test_memberships_of_the_cluster_go_and_others_stay() -> None:
    members = [{"member": m, "cluster": c} for m, c in (("a", "clean"), ("clean", "icn"), ("a", "other"))]
    edges = edges_at(world(CLUSTER, memberships=members), TODAY)
    assert without_cluster(edges, "clean").memberships["cluster"].to_list() == ["other"]


def test_joint_activities_that_the_cluster_organised_go_and_others_keep_their_weight() -> None:
    joint = {"own": "a b clean", "others": "a far clean"}
    activities = [{"id": "own", "organiser": "clean"}, {"id": "others", "organiser": "b"}]
    edges = without_cluster(edges_at(world(CLUSTER, joint=joint, activities=activities), TODAY), "clean")
    assert edges.joint.rows() == [("others", "a", 0.5), ("others", "far", 0.5)]
    assert connect(edges).graph.adjacency.sum() == pytest.approx(1.0)


def test_without_the_networks_that_the_cluster_belongs_to() -> None:
    members = [{"member": m, "cluster": "icn"} for m in ("clean", "other")]
    ties = [tie("a", "icn"), tie("icn", "far"), tie("b", "far", origin="cluster_network"), tie("c", "far")]
    edges = edges_at(world(CLUSTER, ties=ties, memberships=members), TODAY)
    assert networks_of(edges, "clean") == ("icn",)
    assert [hops(without_cluster(edges, "clean"), firm) for firm in "abc"] == [2, 1, 1]
    assert [hops(without_networks(edges, "clean"), firm) for firm in "abc"] == [-1, -1, 1]


def test_without_one_activity() -> None:
    ties = [tie("a", "far", activity="act"), tie("b", "far")]
    edges = edges_at(world(CLUSTER, ties=ties, joint={"act": "a c"}), TODAY)
    assert [hops(leave_out(edges, ["act"]), firm) for firm in "abc"] == [-1, 1, -1]


PEOPLE = [f"p{n}" for n in range(7)]
TIES = st.lists(
    st.builds(
        lambda a, b, origin, market: tie(a, b, origin=origin, market=market),
        st.sampled_from([*PEOPLE, "clean"]),
        st.sampled_from([*PEOPLE, "clean"]),
        st.sampled_from(["cluster", "own_network", ""]),
        st.sampled_from(["SE", "DK", ""]),
    ),
    max_size=12,
)
COUNTRIES = st.lists(st.sampled_from(["DK", "SE", ""]), min_size=7, max_size=7)


def plain_hops(ties: Rows, countries: dict[str, str], firm: str, market: str) -> int:
    """The sentence once more: every path, one firm and one market at a time."""
    graph = nx.Graph([(t["a"], t["b"]) for t in ties if t["a"] != t["b"]])
    if firm not in graph:
        return -1
    lengths = nx.single_source_shortest_path_length(graph, firm)
    found = [
        lengths[other]
        for other, country in countries.items()
        if country == market and other in lengths and other != firm
    ]
    crossed = [t for t in ties if t["market"] == market and t["a"] != t["b"]]
    found += [lengths[end] + 1 for t in crossed for end in (t["a"], t["b"]) if end in lengths]
    return min(found, default=-1)


@settings(max_examples=60)
@given(TIES, COUNTRIES)
def test_hops_say_what_the_sentence_says(ties: Rows, countries: list[str]) -> None:
    homes = dict(zip(PEOPLE, countries, strict=True)) | {"clean": "DK"}
    edges = edges_at(world(" ".join(f"{p}:{c}" for p, c in homes.items()), ties=ties), TODAY)
    found = seen(edges, *PEOPLE, markets=("DK", "SE"))
    expected = [[plain_hops(ties, homes, firm, market) for market in ("DK", "SE")] for firm in PEOPLE]
    assert found.hops.tolist() == expected


@settings(max_examples=30)
@given(TIES, COUNTRIES)
def test_taking_the_cluster_out_never_brings_a_market_nearer(ties: Rows, countries: list[str]) -> None:
    homes = dict(zip(PEOPLE, countries, strict=True)) | {"clean": "DK"}
    edges = edges_at(world(" ".join(f"{p}:{c}" for p, c in homes.items()), ties=ties), TODAY)
    whole, cut = (seen(e, *PEOPLE, markets=("DK", "SE")).hops for e in (edges, without_cluster(edges, "clean")))
    assert np.all((cut == -1) | ((whole != -1) & (whole <= cut)))
