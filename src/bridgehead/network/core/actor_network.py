"""The network of actors: its points, the lines between them, and what of it is wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from bridgehead.framework.loader import load_framework

STRENGTHS: Mapping[str, float] = {
    "owner": 0.95,
    "partnership": 0.9,
    "agreement": 0.9,
    "supplier": 0.8,
    "advisory": 0.8,
    "membership": 0.7,
    "contact": 0.6,
    "competitor": 0.2,
}
"""How probably one end of a tie introduces somebody to the other, from 0 to 1: a convention, to be judged."""

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
        From 0 to 1; of a part in an activity the less the more took part.
    what
        `tie` with its kind, `membership`, or the role in an activity.
    activity
        Id of the activity that a tie came of.
    """

    a: int
    b: int
    strength: float
    what: str
    activity: str = ""


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
        part.lines = [
            NetworkEdge(moved[x.a], moved[x.b], x.strength, x.what, x.activity)
            for x in self.lines
            if x.a in moved and x.b in moved
        ]
        return part
