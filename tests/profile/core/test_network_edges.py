"""What ties actors on a day, and what goes when a cluster goes (framework, section 4)."""

from datetime import date

import pytest

from bridgehead.profile.core.network_edges import (
    NetworkEdges,
    dated_only,
    edges_at,
    leave_out,
    networks_of,
    without_cluster,
    without_networks,
)
from tests.profile.core.worlds import Row, tie, world

TODAY = date(2020, 6, 30)
CLUSTER = "a b c far:SE clean:DK other:DK icn:BE"


def together(edges: NetworkEdges) -> list[tuple[str, str, float]]:
    return edges.joint.rows()


def test_ties_and_memberships_are_those_alive_that_day() -> None:
    ties = [
        tie("a", "far", since="2020-07"),
        tie("b", "far", until="2019"),
        tie("c", "far", since="2020", until="2020"),
        tie("a", "c"),
    ]
    members = [{"member": "a", "cluster": "clean", "until": "2020-06-29"}, {"member": "b", "cluster": "clean"}]
    edges = edges_at(world(CLUSTER, ties=ties, memberships=members), TODAY)
    assert edges.ties.select("a", "b").rows() == [("c", "far"), ("a", "c")]
    assert edges.memberships["member"].to_list() == ["b"]


def test_a_tie_has_the_length_of_its_kind_and_some_kinds_are_no_way() -> None:
    kinds = ["agreement", "contact", "interest", "competitor", ""]
    edges = edges_at(world("a b", ties=[tie("a", "b", kind) for kind in kinds]), TODAY)
    assert edges.ties["length"].to_list() == [1, 2, None, None, None]


@pytest.mark.parametrize(
    ("start", "since", "counts"),
    [
        ("2001", "", True),
        ("2021", "", False),
        ("", "", True),
        ("2001", "2021", False),  # joined later
        ("2021", "2019", True),  # its own date decides
        ("", "2021", False),
        ("2020", "", True),  # began on the first day of its year
    ],
)
def test_a_participation_counts_from_its_own_date_else_from_the_activitys_start(
    start: str, since: str, counts: bool
) -> None:
    joint = {"act": f"a@{since} b@{since}"}
    edges = edges_at(world("a b", joint=joint, activities=[{"id": "act", "start": start}]), TODAY)
    assert bool(together(edges)) is counts


def test_k_is_the_number_of_participants_of_that_day() -> None:
    joint = {"three": "a b c", "late": "a b c@2021", "alone": "b", "ended": "a b"}
    activities = [{"id": name, "start": "2019"} for name in joint]
    edges = edges_at(world("a b c", joint=joint, activities=activities), TODAY)
    assert together(edges) == [
        ("ended", "a", 1.0),
        ("ended", "b", 1.0),
        ("late", "a", 1.0),
        ("late", "b", 1.0),
        ("three", "a", 0.5),
        ("three", "b", 0.5),
        ("three", "c", 0.5),
    ]


def test_two_parts_of_one_actor_are_one_participant() -> None:
    edges = edges_at(world("a b", joint={"act": "a b a@2019"}), TODAY)
    assert together(edges) == [("act", "a", 1.0), ("act", "b", 1.0)]


@pytest.mark.parametrize(
    ("ties", "activities", "left"),
    [
        ([tie("clean", "far")], [], 0),  # the cluster's own tie
        ([tie("a", "far", origin="cluster")], [], 0),  # by the cluster, no activity named
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act"}], 0),  # nobody organised it
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "other"}], 1),
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "b"}], 0),
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "icn"}], 0),
        ([tie("a", "far", origin="cluster", activity="act")], [{"id": "act", "organiser": "clean"}], 0),
        ([tie("a", "far", origin="own_network", activity="act")], [{"id": "act", "organiser": "clean"}], 0),
        ([tie("a", "far", origin="own_network", activity="act")], [{"id": "act", "organiser": "b"}], 1),
        ([tie("a", "far", origin="cluster_network")], [], 1),
        ([tie("a", "far")], [], 1),
    ],
)
def test_which_ties_go_with_the_cluster(ties: list[Row], activities: list[Row], left: int) -> None:
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


def test_where_the_cluster_organised_all_goes_and_where_it_took_part_the_others_keep_their_weight() -> None:
    joint = {"own": "a b clean", "others": "a far clean"}
    activities = [{"id": "own", "organiser": "clean"}, {"id": "others", "organiser": "b"}]
    edges = without_cluster(edges_at(world(CLUSTER, joint=joint, activities=activities), TODAY), "clean")
    assert together(edges) == [("others", "a", 0.5), ("others", "far", 0.5)]


def test_the_networks_that_the_cluster_belongs_to_that_day_are_a_second_figure() -> None:
    members = [{"member": m, "cluster": "icn"} for m in ("clean", "other")]
    ties = [tie("a", "icn"), tie("icn", "far"), tie("b", "far", origin="cluster_network"), tie("c", "far")]
    edges = edges_at(world(CLUSTER, ties=ties, memberships=members), TODAY)
    assert networks_of(edges, "clean") == ("icn",)
    assert [len(cut.ties) for cut in (without_cluster(edges, "clean"), without_networks(edges, "clean"))] == [4, 1]
    left = edges_at(world(CLUSTER, memberships=[members[0] | {"until": "2019"}]), TODAY)
    assert networks_of(left, "clean") == ()


def test_an_activity_left_out_takes_its_ties_and_its_participants_with_it() -> None:
    ties = [tie("a", "far", activity="act"), tie("b", "far")]
    edges = edges_at(world(CLUSTER, ties=ties, joint={"act": "a c", "more": "b c"}), TODAY)
    cut = leave_out(edges, ["act"])
    assert cut.ties["a"].to_list() == ["b"]
    assert together(cut) == [("more", "b", 1.0), ("more", "c", 1.0)]
    assert leave_out(edges, []) is edges


def test_what_has_no_date_shows_no_year() -> None:
    ties = [tie("a", "b"), tie("a", "c", since="2019"), tie("b", "c", until="2019")]
    members = [{"member": "a", "cluster": "clean"}, {"member": "b", "cluster": "clean", "since": "2001"}]
    joint = {"undated": "a b@2018 c@2018", "dated": "b c"}
    whole = world(CLUSTER, ties=ties, memberships=members, joint=joint, activities=[{"id": "dated", "start": "2017"}])
    found = dated_only(whole)
    assert found.ties.select("a", "b").rows() == [("a", "c"), ("b", "c")]
    assert found.memberships["member"].to_list() == ["b"]
    assert found.participations.rows() == [
        ("undated", "b", "2018"),
        ("undated", "c", "2018"),
        ("dated", "b", ""),
        ("dated", "c", ""),
    ]
