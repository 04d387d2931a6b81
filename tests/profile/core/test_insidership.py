"""Hops and reach by lengths (framework, section 4): worked by hand, against every simple way, and as properties."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgehead.framework.loader import load_framework
from bridgehead.profile.core.insidership import Insidership, insidership, reach
from bridgehead.profile.core.insidership import hops as hops_alone
from bridgehead.profile.core.market_network import connect
from bridgehead.profile.core.network_edges import NetworkEdges, TieFrames, edges_at, leave_out, without_cluster
from tests.profile.core.worlds import KINDS, Row, tie, world

TODAY = date(2020, 6, 30)


def seen(edges: NetworkEdges, *firms: str, markets: tuple[str, ...] = ("SE",)) -> Insidership:
    return insidership(connect(edges), firms, markets)


def cell(found: TieFrames, firm: str = "f", market: str = "SE") -> tuple[int, float]:
    inside = seen(edges_at(found, TODAY), firm, markets=(market,))
    return int(inside.hops[0, 0]), float(inside.reach[0, 0])


def test_a_chain_of_partnerships_into_a_market() -> None:
    # f – b – c – p (SE): three steps of length 1, ½ · ½ · ½.
    chain = world("f:DK b:DK c:DK p:SE alone:DK", ties=[tie("f", "b"), tie("b", "c"), tie("c", "p")])
    assert cell(chain) == (3, 0.125)
    assert cell(chain, "c") == (1, 0.5)
    assert cell(chain, "alone") == (-1, 0.0)


@pytest.mark.parametrize(
    ("kind", "steps", "worth"),
    [(k, 1, 0.5) for k in ("agreement", "partnership", "supplier", "customer", "owner", "advisory")]
    + [("contact", 2, 0.25), ("interest", -1, 0.0), ("competitor", -1, 0.0)],
)
def test_a_step_is_as_long_as_the_kind_of_tie_says(kind: str, steps: int, worth: float) -> None:
    assert cell(world("f:DK p:SE", ties=[tie("f", "p", kind)])) == (steps, worth)
    assert cell(world("f:DK p:NO", ties=[tie("f", "p", kind, market="SE")])) == (steps, worth)


def test_memberships_are_of_length_1_and_joint_activities_weigh_by_their_size() -> None:
    members = [{"member": "f", "cluster": "clean"}, {"member": "p", "cluster": "clean"}]
    assert cell(world("f:DK p:SE clean:DK", memberships=members)) == (2, 0.25)
    # k = 4: ½ ÷ 3, one step
    assert cell(world("f:DK p:SE b:DK c:DK", joint={"act": "f p b c"})) == (1, pytest.approx(1 / 6))


def test_the_stronger_of_parallel_steps_counts() -> None:
    # together in two (½) and in four (⅙), and a contact (¼)
    parallel = world("f:DK p:SE b c", joint={"two": "f p", "four": "f p b c"}, ties=[tie("f", "p", "contact")])
    assert cell(parallel) == (1, 0.5)
    four = world("f:DK p:SE b c", joint={"four": "f p b c"}, ties=[tie("f", "p", "contact")])
    assert cell(four) == (1, 0.25)  # the shorter step is not the stronger one


def test_a_way_that_ends_at_a_knowledge_institution_is_one_longer_and_half_as_strong() -> None:
    assert cell(world("f:DK uni:SE", ties=[tie("f", "uni")])) == (2, 0.25)
    # Passing one costs nothing: f – uni – p is two steps, and both count: ¼ + ½ · ½.
    assert cell(world("f:DK uni:SE p:SE", ties=[tie("f", "uni"), tie("uni", "p")])) == (2, 0.5)


def test_over_a_tie_whose_market_it_is_the_far_end_is_where_the_way_ends() -> None:
    # f – a – b, the second tie's market is SE: two steps, b counts ¼; a lies on the way.
    assert cell(world("f:DK a:DK b:DK", ties=[tie("f", "a"), tie("a", "b", market="SE")])) == (2, 0.25)
    # The far end is a knowledge institution: one longer, halved. The near end being one costs nothing.
    assert cell(world("f:DK a:DK uni:DK", ties=[tie("f", "a"), tie("a", "uni", market="SE")])) == (3, 0.125)
    assert cell(world("f:DK a:DK uni:DK", ties=[tie("f", "uni"), tie("uni", "a", market="SE")])) == (2, 0.25)


def test_a_tie_of_the_firm_itself_whose_market_it_is() -> None:
    assert cell(world("f:DK a:DK", ties=[tie("f", "a", market="SE")])) == (1, 0.5)
    assert cell(world("f:DK a:DK", ties=[tie("f", "a", market="SE")]), "a") == (1, 0.5)
    assert cell(world("f:DK uni:DK", ties=[tie("f", "uni", market="SE")])) == (2, 0.25)


def test_the_far_end_counts_over_the_tie_only_and_not_as_any_other_partner() -> None:
    # f knows a and b well, and a is a mere contact of b in Sweden: f – a – b and f – b – a, ½ · ¼ each.
    ties = [tie("f", "a"), tie("f", "b"), tie("a", "b", "contact", market="SE")]
    assert cell(world("f:DK a:DK b:DK", ties=ties)) == (3, 0.25)


def test_no_way_passes_its_end() -> None:
    # Over b – c into SE, c counts ⅛ (f – a – b – c), b counts nothing: the way to c leads over b.
    line = world("f:DK a:DK b:DK c:DK", ties=[tie("f", "a"), tie("a", "b"), tie("b", "c", market="SE")])
    assert cell(line) == (3, 0.125)
    # With a way of its own to c (a contact, ¼), b counts ¼ · ½ as well, and c still ⅛.
    both = world(
        "f:DK a:DK b:DK c:DK",
        ties=[tie("f", "a"), tie("a", "b"), tie("b", "c", market="SE"), tie("f", "c", "contact")],
    )
    assert cell(both) == (3, 0.25)


def test_an_actor_of_the_market_that_is_a_far_end_too_counts_once() -> None:
    ties = [tie("f", "p", "contact", market="SE"), tie("f", "p"), tie("f", "a"), tie("a", "p", market="SE")]
    # p ½, over the partnership and as an actor of Sweden; a over p – a, ½ · ½.
    assert cell(world("f:DK a:DK p:SE", ties=ties)) == (1, 0.75)


def test_the_worked_example_of_the_documents() -> None:
    # docs/explanation/advantages.md, "By hand".
    ties = [tie("f", "p"), tie("p", "port", "agreement"), tie("p", "uni", "contact")]
    actors = "f:DK p:DK other:DK port:SE uni:SE"
    assert cell(world(actors, ties=ties)) == (2, 0.3125)
    assert cell(world(actors, ties=ties, joint={"project": "f uni other"})) == (2, 0.375)


def test_the_own_country_is_no_market_even_by_ties() -> None:
    ties = [tie("f", "a"), tie("f", "p", market="DK")]
    found = seen(edges_at(world("f:DK a:DK p:SE", ties=ties), TODAY), "f", "p", markets=("DK", "SE"))
    assert found.hops.tolist() == [[-1, 1], [1, -1]]
    assert found.reach.tolist() == [[0.0, 0.5], [0.75, 0.0]]
    assert [list(found.abroad(row)) for row in (0, 1)] == [[(1, "SE")], [(0, "DK")]]


def test_a_firm_without_a_country_has_every_market() -> None:
    assert cell(world("f p:SE", ties=[tie("f", "p")])) == (1, 0.5)


def test_ties_to_oneself_are_none() -> None:
    assert cell(world("f:DK p:SE", ties=[tie("f", "f", market="SE")])) == (-1, 0.0)


def chain_of(length: int, end: str = "p") -> TieFrames:
    """A firm, partners at home, and an end in Sweden."""
    names = ["f", *(f"m{n}" for n in range(length - 1)), end]
    homes = " ".join(f"{name}:{'SE' if name == end else 'DK'}" for name in names)
    return world(homes, ties=[tie(a, b) for a, b in pairwise(names)])


def test_ways_weaker_than_1_in_1024_are_left_out_and_one_of_exactly_that_counts() -> None:
    assert cell(chain_of(10)) == (10, pytest.approx(1 / 1024, abs=1e-18))
    assert cell(chain_of(11)) == (11, 0.0)  # hops know no bound
    # Halved at its end: nine steps to a university are worth 1/1024, ten are left out.
    assert cell(chain_of(9, "uni")) == (10, pytest.approx(1 / 1024, abs=1e-18))
    assert cell(chain_of(10, "uni")) == (11, 0.0)


def test_a_market_that_nobody_is_of_is_not_reached() -> None:
    assert cell(world("f:DK p:SE", ties=[tie("f", "p")]), market="US") == (-1, 0.0)


def test_markets_are_the_countries_of_actors_and_ties() -> None:
    edges = edges_at(world("a:DK b:SE c", ties=[tie("a", "c", market="US")]), TODAY)
    assert connect(edges).markets == ("DK", "SE", "US")
    assert connect(edges_at(world("a"), TODAY)).markets == ()


def test_the_brokerage_graph_weighs_ties_1_and_joint_activities_1_in_k_minus_1() -> None:
    edges = edges_at(world("a b c d", joint={"three": "a b c", "two": "a d", "one": "b"}), TODAY)
    weights = connect(edges).graph.adjacency.toarray()
    assert weights == pytest.approx(np.array([[0, 0.5, 0.5, 1], [0.5, 0, 0.5, 0], [0.5, 0.5, 0, 0], [1, 0, 0, 0]]))


def test_reach_by_any_class_of_actors() -> None:
    network = connect(edges_at(world("f:DK b:DK uni:SE", ties=[tie("f", "b"), tie("b", "uni")]), TODAY))
    academia = network.knowledge.astype(np.int64)
    assert reach(network, ["f"], academia, 2).tolist() == [[0.5, 0.125]]


# Every simple way, written out: the definition once more.


@dataclass(frozen=True)
class Step:
    to: str
    length: int
    strength: float
    market: str


def steps_of(found: TieFrames) -> dict[str, list[Step]]:
    edges = edges_at(found, TODAY)
    steps: dict[str, list[Step]] = {actor: [] for actor in found.actors["id"]}

    def add(a: str, b: str, length: int, strength: float, market: str = "") -> None:
        if a != b:
            steps[a].append(Step(b, length, strength, market))
            steps[b].append(Step(a, length, strength, market))

    for row in edges.ties.iter_rows(named=True):
        if (length := load_framework().tie_lengths.get(row["kind"])) is not None:
            add(row["a"], row["b"], length, 0.5**length, row["market"])
    for row in edges.memberships.iter_rows(named=True):
        add(row["member"], row["cluster"], 1, 0.5)
    for _, group in edges.joint.group_by("activity"):
        for a, b in combinations(group["actor"], 2):
            add(a, b, 1, 0.5 * group["weight"][0])
    return steps


def ways(steps: Mapping[str, list[Step]], at: str, before: tuple[str, ...]) -> Iterator[tuple[int, float, Step]]:
    """Length, strength and last step of every simple way from a place."""
    for step in steps[at]:
        if step.to not in before:
            yield step.length, step.strength, step
            for length, strength, last in ways(steps, step.to, (*before, step.to)):
                yield step.length + length, step.strength * strength, last


def by_hand(found: TieFrames, firm: str, market: str) -> tuple[int, float]:
    homes = dict(found.actors.select("id", "country").iter_rows())
    nearest, best = -1, dict[str, float]()
    if market == homes[firm]:
        return -1, 0.0
    for length, strength, last in ways(steps_of(found), firm, (firm,)):
        if market in (homes[last.to], last.market):
            knowledge = KINDS.get(last.to) == "knowledge"
            steps, worth = length + knowledge, strength * (0.5 if knowledge else 1.0)
            nearest = steps if nearest < 0 else min(nearest, steps)
            if round(worth, 9) >= round(1 / 1024, 9):
                best[last.to] = max(best.get(last.to, 0.0), worth)
    return nearest, sum(best.values())


PEOPLE = ("f", "g", "h", "uni", "lab", "clean")
MARKETS = ("DK", "NO", "SE")
ANYONE = st.sampled_from(PEOPLE)
KIND = st.sampled_from([*load_framework().vocabularies["tie_kind"]])
TIE: st.SearchStrategy[Row] = st.builds(
    tie, ANYONE, ANYONE, KIND, market=st.sampled_from([*MARKETS, "", "", ""]), origin=st.sampled_from(["cluster", ""])
)
TIES = st.lists(TIE, max_size=9)
HOMES = st.lists(st.sampled_from([*MARKETS, ""]), min_size=len(PEOPLE), max_size=len(PEOPLE))
JOINT = st.lists(st.sets(ANYONE, min_size=1, max_size=5), max_size=2)
MEMBERS = st.sets(st.sampled_from(PEOPLE[:-1]), max_size=2)


def drawn(ties: list[Row], homes: list[str], joint: list[set[str]], members: set[str]) -> TieFrames:
    return world(
        " ".join(f"{name}:{home}" for name, home in zip(PEOPLE, homes, strict=True)),
        ties=ties,
        memberships=[{"member": member, "cluster": "clean"} for member in sorted(members)],
        joint={f"act{n}": " ".join(sorted(group)) for n, group in enumerate(joint)},
        activities=[{"id": f"act{n}", "organiser": "clean" if n else ""} for n in range(len(joint))],
    )


WORLDS = st.builds(drawn, TIES, HOMES, JOINT, MEMBERS)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(WORLDS)
def test_hops_and_reach_are_those_of_every_simple_way(found: TieFrames) -> None:
    inside = seen(edges_at(found, TODAY), *PEOPLE, markets=MARKETS)
    expected = [[by_hand(found, firm, market) for market in MARKETS] for firm in PEOPLE]
    assert inside.hops.tolist() == [[hops for hops, _ in row] for row in expected]
    assert inside.reach == pytest.approx(np.array([[worth for _, worth in row] for row in expected]), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(WORLDS)
def test_hops_are_the_same_from_the_firms_and_from_the_markets(found: TieFrames) -> None:
    network = connect(edges_at(found, TODAY))
    together = hops_alone(network, PEOPLE, MARKETS[:1])
    assert together.tolist() == [hops_alone(network, [firm], MARKETS[:1])[0].tolist() for firm in PEOPLE]


def adds_nothing_but_good(found: TieFrames, more: TieFrames) -> None:
    before, after = (seen(edges_at(w, TODAY), *PEOPLE, markets=MARKETS) for w in (found, more))
    assert np.all((before.hops == -1) | ((after.hops != -1) & (after.hops <= before.hops)))
    assert np.all(after.reach >= before.reach - 1e-12)


@settings(max_examples=100, deadline=None)
@given(TIES, HOMES, JOINT, MEMBERS, TIE)
def test_adding_a_tie_never_lowers_reach_nor_raises_hops(
    ties: list[Row], homes: list[str], joint: list[set[str]], members: set[str], one: Row
) -> None:
    adds_nothing_but_good(drawn(ties, homes, joint, members), drawn([*ties, one], homes, joint, members))


@settings(max_examples=100, deadline=None)
@given(WORLDS, st.sampled_from([without_cluster, lambda edges, _: leave_out(edges, ["act0"])]))
def test_what_is_taken_out_never_brings_a_market_nearer(
    found: TieFrames, cut: Callable[[NetworkEdges, str], NetworkEdges]
) -> None:
    whole = edges_at(found, TODAY)
    before, after = (seen(edges, *PEOPLE, markets=MARKETS) for edges in (cut(whole, "clean"), whole))
    assert np.all((before.hops == -1) | ((after.hops != -1) & (after.hops <= before.hops)))
    assert np.all(after.reach >= before.reach - 1e-12)
