"""The network of actors: its points, the lines between them, and what of it is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from bridgehead.framework.loader import load_framework

FAINT = 0.1
"""How strongly a tie is drawn over which leads no way."""
ACTIVITY, ACTOR = "activity", "actor"


@dataclass(frozen=True)
class NetworkFilter:
    """What of the network is wanted; a blank lets everything through.

    Attributes
    ----------
    since, until
        Years; what was over before, or began after, is left out.
    """

    sphere: str = ""
    country: str = ""
    origin: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def names(cls) -> list[str]:
        """The names of the filters."""
        return [f.name for f in fields(cls)]


@dataclass(frozen=True)
class NetworkNode:
    """An actor, or an activity through which actors are tied."""

    id: str
    name: str
    type: str
    kind: str
    country: str = ""

    @property
    def sphere(self) -> str:
        """An actor's sphere of the triple helix; blank for an activity."""
        return load_framework().spheres.get(self.kind, "between") if self.type == ACTOR else ""


@dataclass(frozen=True)
class NetworkEdge:
    """A tie, or a part in an activity.

    Attributes
    ----------
    a, b
        Places in the network's points.
    strength
        What a step over it is worth (framework, section 4): ½ for length 1, ¼ for length 2; two parts in an
        activity of k are ½ ÷ (k − 1) together.
    what
        The kind of tie, `membership`, or the role in an activity.
    length
        Of a step over it, ½ for a part in an activity; None where it leads nowhere (an interest, a competitor).
    activity
        Id of the activity that a tie came of.
    """

    a: int
    b: int
    strength: float
    what: str
    length: float | None = 1.0
    activity: str = ""


def tie_edge(a: int, b: int, kind: str, activity: str) -> NetworkEdge:
    """A tie, as strong as its kind is short."""
    length = load_framework().tie_lengths.get(kind)
    if length is None:
        return NetworkEdge(a, b, FAINT, kind, None, activity)
    return NetworkEdge(a, b, 0.5**length, kind, length, activity)


def membership_edge(member: int, cluster: int) -> NetworkEdge:
    """A membership, of length 1."""
    return NetworkEdge(member, cluster, 0.5, "membership")


def part_edge(actor: int, activity: int, role: str, participants: int) -> NetworkEdge:
    """A part in an activity: half a step to each of the others."""
    return NetworkEdge(actor, activity, (0.5 / (participants - 1)) ** 0.5, role, 0.5)


@dataclass
class ActorNetwork:
    """Points and the lines between them."""

    points: list[NetworkNode] = field(default_factory=list)
    lines: list[NetworkEdge] = field(default_factory=list)
    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, point: NetworkNode) -> int:
        """The place of a point, new or known."""
        key = point.type, point.id
        if key not in self.places:
            self.places[key] = len(self.points)
            self.points.append(point)
        return self.places[key]

    def actors(self) -> list[int]:
        """Places of the actors."""
        return [place for place, point in enumerate(self.points) if point.type == ACTOR]

    def only(self, kept: Iterable[int]) -> "ActorNetwork":
        """The part of it among these points."""
        part = ActorNetwork()
        moved = {place: part.add(self.points[place]) for place in sorted(kept)}
        part.lines = [replace(x, a=moved[x.a], b=moved[x.b]) for x in self.lines if x.a in moved and x.b in moved]
        return part
