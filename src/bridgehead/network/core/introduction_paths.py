"""Introduction paths: the shortest and the strongest chain of ties between two actors, and neighbourhoods."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import igraph

from bridgehead.network.core.actor_network import ACTOR, ActorNetwork, NetworkEdge, NetworkNode

NEXT, LAST = 1e-6, 1e-9
"""Weights of what decides between ways of one length or strength, and what decides then."""


class NotInNetwork(LookupError):
    """An actor, by its id, that has no tie in a network."""


@dataclass(frozen=True)
class PathStep:
    """From one actor to the next, and through what."""

    start: NetworkNode
    end: NetworkNode
    through: NetworkNode | None
    what: tuple[str, ...]
    activity: str


@dataclass(frozen=True)
class IntroductionPath:
    """A way from one actor to another; its strength is the product of those of its lines."""

    steps: tuple[PathStep, ...]
    strength: float


def graph_of(network: ActorNetwork) -> "igraph.Graph":
    """The network as a graph of the library, one edge a line."""
    return igraph.Graph(n=len(network.points), edges=[(line.a, line.b) for line in network.lines])


def introduction_paths(
    network: ActorNetwork, start: str, end: str
) -> tuple[IntroductionPath | None, IntroductionPath | None]:
    """The shortest and the strongest way between two actors; None where there is none.

    Ways have the lengths and strengths of the framework, section 4: the shortest is the one of least
    length, the strongest the one whose product of strengths is largest (Dijkstra on their negative
    logarithms). Of equal ones that of fewest steps is taken, so that a direct tie comes first.

    Raises
    ------
    NotInNetwork
        If one of them has no tie in this network.
    """
    ends = []
    for id_ in (start, end):
        place = network.places.get((ACTOR, id_))
        if place is None:
            raise NotInNetwork(id_)
        ends.append(place)
    network = replace(network, lines=[line for line in network.lines if line.length is not None])
    graph = graph_of(network)
    component = graph.connected_components().membership
    if component[ends[0]] != component[ends[1]]:
        return None, None
    steps = [1.0 if ACTOR == network.points[x.a].type == network.points[x.b].type else 0.5 for x in network.lines]
    halvings = [-math.log2(line.strength) for line in network.lines]
    lengths = [line.length or 0.0 for line in network.lines]
    shortest = [x + NEXT * step + LAST * half for x, step, half in zip(lengths, steps, halvings, strict=True)]
    strongest = [half + NEXT * step for half, step in zip(halvings, steps, strict=True)]
    return _way(network, graph, ends, shortest), _way(network, graph, ends, strongest)


def neighbourhood(network: ActorNetwork, id_: str, steps: int) -> ActorNetwork:
    """The part of the network that an actor reaches in so many steps; one through an activity counts as one.

    Raises
    ------
    NotInNetwork
        If it has no tie in this network.
    """
    start = network.places.get((ACTOR, id_))
    if start is None:
        raise NotInNetwork(id_)
    graph = graph_of(network)
    reached = edge = {start}
    for _step in range(steps):
        near = {other for place in edge for other in graph.neighbors(place)}
        through = {place for place in near if network.points[place].type != ACTOR}
        near |= {other for place in through for other in graph.neighbors(place)}
        edge = near - reached
        reached = reached | near
    return network.only(reached)


def _way(network: ActorNetwork, graph: "igraph.Graph", ends: Sequence[int], costs: Sequence[float]) -> IntroductionPath:
    edges = graph.get_shortest_path(ends[0], ends[1], weights=list(costs), output="epath")
    lines = [network.lines[edge] for edge in edges]
    places = [ends[0]]
    for line in lines:
        places.append(line.b if line.a == places[-1] else line.a)
    return IntroductionPath(tuple(_steps(network, places, lines)), math.prod(line.strength for line in lines))


def _steps(network: ActorNetwork, places: Sequence[int], lines: Sequence[NetworkEdge]) -> list[PathStep]:
    steps, at = [], 0
    while at < len(lines):
        through = network.points[places[at + 1]]
        if through.type == ACTOR:
            line = lines[at]
            steps.append(PathStep(network.points[places[at]], through, None, (line.what,), line.activity))
            at += 1
        else:
            roles = lines[at].what, lines[at + 1].what
            steps.append(
                PathStep(network.points[places[at]], network.points[places[at + 2]], through, roles, through.id)
            )
            at += 2
    return steps
