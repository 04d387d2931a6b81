"""The network as the store has it: who is tied to whom, through what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from django.db.models import Count, Q

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie
from bridgehead.framework.load import load
from bridgehead.kit.errors import NotFound

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
class Filters:
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
class Point:
    """An actor, or an activity through which actors are tied."""

    id: str
    name: str
    type: str
    kind: str
    country: str = ""

    @property
    def sphere(self) -> str:
        """An actor's sphere of the triple helix; blank for an activity."""
        return load().spheres.get(self.kind, "between") if self.type == ACTOR else ""


@dataclass(frozen=True)
class Line:
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
class Network:
    """Points and the lines between them."""

    points: list[Point] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, point: Point) -> int:
        """The place of a point, new or known."""
        key = point.type, point.id
        if key not in self.places:
            self.places[key] = len(self.points)
            self.points.append(point)
        return self.places[key]

    def actors(self) -> list[int]:
        """Places of the actors."""
        return [place for place, point in enumerate(self.points) if point.type == ACTOR]

    def only(self, kept: Iterable[int]) -> "Network":
        """The part of it among these points."""
        part = Network()
        moved = {place: part.add(self.points[place]) for place in sorted(kept)}
        part.lines = [
            Line(moved[x.a], moved[x.b], x.strength, x.what, x.activity)
            for x in self.lines
            if x.a in moved and x.b in moved
        ]
        return part


def read(filters: Filters, *, own: str | None = None, sees_all_ties: bool = True) -> Network:
    """The network of the actors that the filters let through.

    Parameters
    ----------
    own, sees_all_ties
        Whose ties are shown where not all of them may be seen.
    """
    actors = _actors(filters)
    network = Network()
    ties = Tie.objects.filter(_in_time("since", "until", filters))
    if filters.origin:
        ties = ties.filter(origin=filters.origin)
    if not sees_all_ties:
        ties = ties.filter(Q(a=own) | Q(b=own))
    for a, b, kind, activity in ties.order_by("pk").values_list("a_id", "b_id", "kind", "activity_id"):
        if a in actors and b in actors and a != b:
            first, second = network.add(actors[a]), network.add(actors[b])
            network.lines.append(Line(first, second, STRENGTHS.get(kind, 0.5), kind, activity or ""))
    if not filters.origin:
        _add_memberships(network, actors, filters)
        _add_activities(network, actors, filters)
    return network


def called(text: str) -> Actor:
    """The actor of an id or a name; of several names the one that is the whole, else the first that has the words.

    Raises
    ------
    NotFound
        If nobody has it.
    """
    exact = Actor.objects.filter(Q(pk=text) | Q(name__iexact=text)).order_by("pk").first()
    found = exact or queries.actors(words=text).first()
    if found is None:
        raise NotFound(f"there is no actor {text!r}")
    return found


def ourselves(own: str | None) -> Actor | None:
    """Whom "us" means: the viewer's own organisation, else the cluster with the most members."""
    if own is not None:
        return Actor.objects.filter(pk=own).first()
    clusters = Actor.objects.filter(kind="cluster").annotate(n=Count("members")).order_by("-n", "pk")
    return clusters.first()


def _actors(filters: Filters) -> dict[str, Point]:
    found = Actor.objects.all()
    if filters.country:
        found = found.filter(country=filters.country)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    rows = found.values_list("pk", "name", "kind", "country")
    points = (Point(id_, name, ACTOR, kind, country) for id_, name, kind, country in rows.iterator())
    return {point.id: point for point in points if not filters.sphere or point.sphere == filters.sphere}


def _in_time(start: str, end: str, filters: Filters) -> Q:
    condition = Q()
    if filters.since:
        condition &= Q(**{end: ""}) | Q(**{f"{end}__gte": filters.since})
    if filters.until:
        condition &= Q(**{start: ""}) | Q(**{f"{start}__lt": f"{int(filters.until) + 1:04}"})
    return condition


def _add_memberships(network: Network, actors: Mapping[str, Point], filters: Filters) -> None:
    rows = Membership.objects.filter(_in_time("since", "until", filters)).order_by("pk")
    for member, cluster in rows.values_list("member_id", "cluster_id"):
        if member in actors and cluster in actors:
            ends = network.add(actors[member]), network.add(actors[cluster])
            network.lines.append(Line(*ends, STRENGTHS["membership"], "membership"))


def _add_activities(network: Network, actors: Mapping[str, Point], filters: Filters) -> None:
    rows = Activity.objects.filter(_in_time("start", "end", filters)).values_list("pk", "name", "kind", "organiser_id")
    activities: dict[str, tuple[Point, dict[str, str]]] = {
        id_: (Point(id_, name, ACTIVITY, kind), {organiser: "organiser"} if organiser in actors else {})
        for id_, name, kind, organiser in rows.iterator()
    }
    for activity, actor, role in _parts():
        if activity in activities and actor in actors:
            activities[activity][1].setdefault(actor, role)
    for point, parts in activities.values():
        if len(parts) > 1:
            place, strength = network.add(point), (0.8 / (len(parts) - 1)) ** 0.25
            network.lines += [
                Line(network.add(actors[actor]), place, strength, role or "participant")
                for actor, role in sorted(parts.items())
            ]


def _parts() -> Iterator[tuple[str, str, str]]:
    return Participation.objects.order_by("pk").values_list("activity_id", "actor_id", "role").iterator()
