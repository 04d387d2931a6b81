"""Introduction paths and neighbourhoods on small networks."""

import pytest

from bridgehead.network.core.actor_network import ACTOR, ActorNetwork, NetworkEdge, NetworkNode
from bridgehead.network.core.introduction_paths import NotInNetwork, introduction_paths, neighbourhood


def network_of(*lines: tuple[str, str, float]) -> ActorNetwork:
    network = ActorNetwork()
    for a, b, strength in lines:
        ends = [network.add(NetworkNode(i, i, "activity" if i.startswith("x") else ACTOR, "firm")) for i in (a, b)]
        network.lines.append(NetworkEdge(ends[0], ends[1], strength, "contact"))
    return network


def test_the_shortest_and_the_strongest_way_differ() -> None:
    network = network_of(("a", "b", 0.1), ("b", "c", 0.1), ("a", "d", 0.9), ("d", "e", 0.9), ("e", "c", 0.9))
    shortest, strongest = introduction_paths(network, "a", "c")
    assert shortest is not None
    assert strongest is not None
    assert [step.end.id for step in shortest.steps] == ["b", "c"]
    assert [step.end.id for step in strongest.steps] == ["d", "e", "c"]
    assert strongest.strength == pytest.approx(0.9**3)


def test_a_step_through_an_activity_is_one_step() -> None:
    shortest, _ = introduction_paths(
        network_of(("a", "x", 0.5), ("x", "c", 0.5), ("a", "b", 0.9), ("b", "c", 0.9)), "a", "c"
    )
    assert shortest is not None
    assert [(s.start.id, s.activity, s.end.id) for s in shortest.steps] == [("a", "x", "c")]


def test_no_way_and_nobody() -> None:
    network = network_of(("a", "b", 0.5), ("c", "d", 0.5))
    assert introduction_paths(network, "a", "d") == (None, None)
    with pytest.raises(NotInNetwork):
        introduction_paths(network, "a", "nobody")


def test_steps_around_an_actor() -> None:
    network = network_of(("a", "b", 0.5), ("b", "x", 0.5), ("x", "c", 0.5), ("c", "d", 0.5), ("d", "e", 0.5))
    for steps, reached in ((1, "ab"), (2, "abcx"), (3, "abcdx")):
        assert {point.id for point in neighbourhood(network, "a", steps).points} == set(reached)
    with pytest.raises(NotInNetwork):
        neighbourhood(network, "nobody", 1)
