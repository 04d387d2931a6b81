"""Introduction paths and neighbourhoods on small networks."""

from collections.abc import Mapping

import pytest

from bridgehead.network.core.actor_network import ACTIVITY, ACTOR, ActorNetwork, NetworkNode, part_edge, tie_edge
from bridgehead.network.core.introduction_paths import (
    IntroductionPath,
    NotInNetwork,
    introduction_paths,
    neighbourhood,
)


def network_of(*lines: tuple[str, str, str], sizes: Mapping[str, int] | None = None) -> ActorNetwork:
    """Ties by their kind, and parts in activities (`x…`), of as many participants as `sizes` says."""
    network = ActorNetwork()
    for a, b, kind in lines:
        one, other = (network.add(NetworkNode(i, i, ACTIVITY if i[0] == "x" else ACTOR, "firm")) for i in (a, b))
        is_part = b[0] == "x"
        edge = part_edge(one, other, kind, (sizes or {}).get(b, 2)) if is_part else tie_edge(one, other, kind, "")
        network.lines.append(edge)
    return network


def ends(way: IntroductionPath | None) -> str:
    return "" if way is None else "".join(step.end.id for step in way.steps)


def test_the_shortest_and_the_strongest_way_differ() -> None:
    # Together among five: one step, ½ ÷ 4. Over a partner: two steps, ½ · ½.
    network = network_of(
        ("a", "x", "host"), ("c", "x", "guest"), ("a", "b", "supplier"), ("b", "c", "owner"), sizes={"x": 5}
    )
    shortest, strongest = introduction_paths(network, "a", "c")
    assert shortest is not None
    assert strongest is not None
    assert [(s.start.id, s.activity, s.end.id) for s in shortest.steps] == [("a", "x", "c")]
    assert shortest.strength == pytest.approx(0.125)
    assert (ends(strongest), strongest.strength) == ("bc", 0.25)


def test_a_direct_tie_comes_before_a_longer_way() -> None:
    # A contact is of length 2 and worth ¼, as is the way over two partnerships.
    network = network_of(("a", "b", "partnership"), ("b", "c", "partnership"), ("a", "c", "contact"))
    shortest, strongest = introduction_paths(network, "a", "c")
    assert (ends(shortest), ends(strongest)) == ("c", "c")


def test_interest_and_competition_introduce_nobody() -> None:
    network = network_of(("a", "b", "interest"), ("a", "c", "competitor"), ("b", "d", "contact"), ("d", "a", "contact"))
    shortest, strongest = introduction_paths(network, "a", "b")
    assert (ends(shortest), ends(strongest)) == ("db", "db")
    assert introduction_paths(network, "a", "c") == (None, None)


def test_no_way_and_nobody() -> None:
    network = network_of(("a", "b", "contact"), ("c", "d", "contact"))
    assert introduction_paths(network, "a", "d") == (None, None)
    with pytest.raises(NotInNetwork):
        introduction_paths(network, "a", "nobody")


def test_steps_around_an_actor() -> None:
    network = network_of(
        ("a", "b", "owner"), ("b", "x", "host"), ("c", "x", "guest"), ("c", "d", "owner"), ("d", "e", "owner")
    )
    for steps, reached in ((1, "ab"), (2, "abcx"), (3, "abcdx")):
        assert {point.id for point in neighbourhood(network, "a", steps).points} == set(reached)
    with pytest.raises(NotInNetwork):
        neighbourhood(network, "nobody", 1)
