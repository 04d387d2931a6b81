"""The network drawn: where everything stands, and groups where single actors would be too many."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import igraph

from bridgehead.network.core.actor_network import ACTOR, ActorNetwork, NetworkNode
from bridgehead.network.core.introduction_paths import graph_of

WIDTH, HEIGHT, EDGE = 1000.0, 640.0, 40.0
SEED = 4
READABLE = 700
LABELS = 150
LETTER, LONGEST, LINE_HEIGHT = 6.0, 28, 13.0
MOST_GROUPS = 60
TURNS, GAP = 80, 14.0
FINE = 1_500


@dataclass(frozen=True)
class DrawnNode:
    """What is drawn for a point or a group: where, how large, how it is labelled."""

    id: str
    name: str
    type: str
    sphere: str
    x: float
    y: float
    size: float
    count: int = 1
    labelled: bool = False


@dataclass(frozen=True)
class DrawnEdge:
    """A line of the drawing, between two marks by their place."""

    a: int
    b: int
    width: float


@dataclass
class NetworkDrawing:
    """A drawing: marks, and strokes below them.

    Attributes
    ----------
    grouped
        Whether the marks are groups of actors.
    actors
        How many actors it stands for.
    left_out
        How many of them are in groups too small to be drawn.
    """

    marks: list[DrawnNode] = field(default_factory=list)
    strokes: list[DrawnEdge] = field(default_factory=list)
    grouped: bool = False
    actors: int = 0
    left_out: int = 0

    def ends(self, stroke: DrawnEdge) -> tuple[DrawnNode, DrawnNode]:
        """The two marks of a stroke."""
        return self.marks[stroke.a], self.marks[stroke.b]


def groups(network: ActorNetwork) -> list[list[int]]:
    """Places of the points by community (Leiden, modularity), the largest first."""
    _seed()
    found = graph_of(network).community_leiden(
        objective_function="modularity", weights=[line.strength for line in network.lines], n_iterations=4
    )
    return sorted((list(members) for members in found), key=lambda members: (-len(members), members[0]))


def group_label(network: ActorNetwork, members: Sequence[int], degrees: Sequence[int]) -> NetworkNode:
    """The actor that a group is called by: the one with the most lines."""
    actors = [place for place in members if network.points[place].type == ACTOR]
    return network.points[max(actors, key=lambda place: (degrees[place], network.points[place].id))]


def group_of(network: ActorNetwork, id_: str) -> ActorNetwork:
    """The community that an actor belongs to; all of the network where it has no tie."""
    place = network.places.get((ACTOR, id_))
    members = next((m for m in groups(network) if place in m), None)
    return network if members is None else network.only(members)


def draw(network: ActorNetwork, *, whole: bool = False) -> NetworkDrawing:
    """The drawing: every actor where that is readable (or `whole` is asked for), else groups."""
    actors = len(network.actors())
    if not network.lines:
        return NetworkDrawing()
    picture = _each(network) if actors <= READABLE or whole else _grouped(network)
    picture.actors = actors
    return picture


def _each(network: ActorNetwork) -> NetworkDrawing:
    graph = graph_of(network)
    degrees = graph.degree()
    where = _layout(graph, [line.strength for line in network.lines])
    marks = [
        DrawnNode(
            point.id,
            point.name,
            point.type,
            point.sphere,
            *where[place],
            size=4 + min(degrees[place], 60) ** 0.5 * 1.4 if point.type == ACTOR else 1.8,
        )
        for place, point in enumerate(network.points)
    ]
    _label(marks, sorted(network.actors(), key=lambda place: (-degrees[place], place)))
    return NetworkDrawing(marks, [DrawnEdge(line.a, line.b, 0.4 + line.strength) for line in network.lines])


def _grouped(network: ActorNetwork) -> NetworkDrawing:
    """The largest groups and what runs between them; the actors of the others are counted."""
    degrees = graph_of(network).degree()
    found = [m for m in groups(network) if any(network.points[place].type == ACTOR for place in m)]
    picture = NetworkDrawing(grouped=True)
    picture.left_out = sum(_count(network, members) for members in found[MOST_GROUPS:])
    found = found[:MOST_GROUPS]
    group_at = {place: number for number, members in enumerate(found) for place in members}
    between: Counter[tuple[int, int]] = Counter()
    for line in network.lines:
        ends = {group_at.get(line.a), group_at.get(line.b)} - {None}
        if len(ends) == 2:
            a, b = sorted(end for end in ends if end is not None)
            between[a, b] += 1
    where = _apart(igraph.Graph(n=len(found), edges=list(between)))
    for number, members in enumerate(found):
        head, count = group_label(network, members, degrees), _count(network, members)
        size = 5 + count**0.5 * 1.6
        picture.marks.append(DrawnNode(head.id, head.name, ACTOR, head.sphere, *where[number], size, count))
    _spread(picture.marks)
    _label(picture.marks, range(len(found)))
    most = max(between.values(), default=1)
    picture.strokes = [DrawnEdge(a, b, 0.5 + 6 * n / most) for (a, b), n in between.items()]
    return picture


def _apart(graph: "igraph.Graph") -> list[tuple[float, float]]:
    """Where groups stand: those that are tied to each other together, the others in rows beside them."""
    tied: list[int] = max(graph.connected_components(), key=len, default=[])
    alone = [place for place in range(graph.vcount()) if place not in set(tied)]
    if not alone or len(tied) < 2:
        return _layout(graph, [])
    share = max(0.5, min(0.8, 1.5 * len(tied) / graph.vcount()))
    where = dict(zip(tied, ((x * share, y) for x, y in _layout(graph.induced_subgraph(tied), [])), strict=True))
    columns = max(1, round((len(alone) * (1 - share) * WIDTH / HEIGHT) ** 0.5))
    rows = -(-len(alone) // columns)
    for number, place in enumerate(alone):
        row, column = divmod(number, columns)
        x = share * WIDTH + (column + 0.5) * (1 - share) * WIDTH / columns
        where[place] = round(x, 1), round((row + 0.5) * HEIGHT / rows, 1)
    return [where[place] for place in range(graph.vcount())]


def _count(network: ActorNetwork, members: Sequence[int]) -> int:
    return sum(1 for place in members if network.points[place].type == ACTOR)


def _spread(marks: list[DrawnNode]) -> None:
    """Push apart what stands on each other."""
    places = [[mark.x, mark.y] for mark in marks]
    for _turn in range(TURNS):
        for (one, first), (other, second) in combinations(zip(places, marks, strict=True), 2):
            dx, dy = other[0] - one[0], other[1] - one[1]
            apart = max((dx * dx + dy * dy) ** 0.5, 0.1)
            lack = (first.size + second.size + GAP - apart) / 2
            if lack > 0:
                one[0], one[1] = one[0] - dx / apart * lack, one[1] - dy / apart * lack
                other[0], other[1] = other[0] + dx / apart * lack, other[1] + dy / apart * lack
        for place in places:
            place[0], place[1] = min(max(place[0], EDGE), WIDTH - EDGE), min(max(place[1], EDGE), HEIGHT - EDGE)
    for number, (x, y) in enumerate(places):
        marks[number] = replace(marks[number], x=round(x, 1), y=round(y, 1))


def _label(marks: list[DrawnNode], order: Sequence[int]) -> None:
    """Label marks in this order as long as no label covers another."""
    taken: list[tuple[float, float, float]] = []
    for place in order[:LABELS]:
        mark = marks[place]
        half, y = LETTER * min(len(mark.name) + 5 * (mark.count > 1), LONGEST) / 2, mark.y - mark.size
        if all(abs(mark.x - x) > half + other or abs(y - v) > LINE_HEIGHT for x, v, other in taken):
            taken.append((mark.x, y, half))
            marks[place] = replace(mark, labelled=True)


def _layout(graph: "igraph.Graph", weights: Sequence[float]) -> list[tuple[float, float]]:
    """Where the points stand, in the frame; the same graph stands the same way every time."""
    _seed()
    if graph.vcount() > FINE:
        found = graph.layout_drl(weights=list(weights) or None)
    else:
        found = graph.layout_fruchterman_reingold(weights=list(weights) or None, niter=500)
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return [(_fit(x, xs, WIDTH), _fit(y, ys, HEIGHT)) for x, y in found]


def _fit(value: float, values: Sequence[float], span: float) -> float:
    low, high = min(values), max(values)
    share = (value - low) / (high - low) if high > low else 0.5
    return round(EDGE + share * (span - 2 * EDGE), 1)


def _seed() -> None:
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 the same picture every time


@dataclass(frozen=True)
class ActorRow:
    """An actor in the list: how many it is tied to, directly and through which activities."""

    point: NetworkNode
    ties: int
    activities: int
    others: tuple[NetworkNode, ...]


def actor_rows(network: ActorNetwork, most: int | None = None) -> list[ActorRow]:
    """The network as a list, the best tied first; `most` of them."""
    ties: dict[int, set[int]] = defaultdict(set)
    through: Counter[int] = Counter()
    for line in network.lines:
        for one, other in ((line.a, line.b), (line.b, line.a)):
            if network.points[one].type == ACTOR:
                if network.points[other].type == ACTOR:
                    ties[one].add(other)
                else:
                    through[one] += 1
    order = sorted(network.actors(), key=lambda p: (-len(ties[p]) - through[p], network.points[p].name))
    return [
        ActorRow(
            network.points[place],
            len(ties[place]),
            through[place],
            tuple(sorted((network.points[other] for other in ties[place]), key=lambda p: p.name)[:12]),
        )
        for place in order[:most]
    ]
