"""The network as the store has it: who is tied to whom, through what."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Q

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie
from bridgehead.kit.word_filter import called
from bridgehead.network.core.actor_network import (
    ACTIVITY,
    ACTOR,
    ActorNetwork,
    NetworkFilter,
    NetworkNode,
    membership_edge,
    part_edge,
    tie_edge,
)


def read_network(
    filters: NetworkFilter, *, own: str | None = None, sees_all_ties: bool = True, sees_all_roles: bool = True
) -> ActorNetwork:
    """The network of the actors that the filters let through.

    Parameters
    ----------
    own, sees_all_ties, sees_all_roles
        Whose ties, and whose roles in activities, are shown where not all of them may be seen.
    """
    actors = _actors(filters)
    network = ActorNetwork()
    ties = Tie.objects.filter(_in_time("since", "until", filters))
    if filters.origin:
        ties = ties.filter(origin=filters.origin)
    if not sees_all_ties:
        ties = ties.filter(Q(a=own) | Q(b=own))
    for a, b, kind, activity in ties.order_by("pk").values_list("a_id", "b_id", "kind", "activity_id"):
        if a in actors and b in actors and a != b:
            first, second = network.add(actors[a]), network.add(actors[b])
            network.lines.append(tie_edge(first, second, kind, activity or ""))
    if not filters.origin:
        _add_memberships(network, actors, filters)
        _add_activities(network, actors, filters, None if sees_all_roles else {own})
    return network


def find_actor(text: str) -> Actor | None:
    """The actor of an id or a name; of several names the one that is the whole, else the first that has the words."""
    exact = Actor.objects.filter(pk=text).first() or called(Actor.objects.order_by("pk"), text, ("name",)).first()
    return exact or queries.actors(words=text).first()


def actor_names(most: int) -> list[str]:
    """Names of actors, for a form that suggests them."""
    return list(queries.actors().values_list("name", flat=True)[:most])


def group_actor(id_: str) -> Actor | None:
    """The actor around which a network is drawn."""
    return Actor.objects.filter(pk=id_).first()


def viewer_actor(own: str | None) -> Actor | None:
    """Whom "us" means: the viewer's own organisation, else the cluster in question."""
    return Actor.objects.filter(pk=queries.cluster_in_question() if own is None else own).first()


def _actors(filters: NetworkFilter) -> dict[str, NetworkNode]:
    found = Actor.objects.all()
    if filters.country:
        found = found.filter(country=filters.country)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    rows = found.values_list("pk", "name", "kind", "country")
    points = (NetworkNode(id_, name, ACTOR, kind, country) for id_, name, kind, country in rows.iterator())
    return {point.id: point for point in points if not filters.sphere or point.sphere == filters.sphere}


def _in_time(start: str, end: str, filters: NetworkFilter) -> Q:
    condition = Q()
    if filters.since:
        condition &= Q(**{end: ""}) | Q(**{f"{end}__gte": filters.since})
    if filters.until:
        condition &= Q(**{start: ""}) | Q(**{f"{start}__lt": f"{int(filters.until) + 1:04}"})
    return condition


def _add_memberships(network: ActorNetwork, actors: Mapping[str, NetworkNode], filters: NetworkFilter) -> None:
    rows = Membership.objects.filter(_in_time("since", "until", filters)).order_by("pk")
    for member, cluster in rows.values_list("member_id", "cluster_id"):
        if member in actors and cluster in actors:
            ends = network.add(actors[member]), network.add(actors[cluster])
            network.lines.append(membership_edge(*ends))


def _add_activities(
    network: ActorNetwork,
    actors: Mapping[str, NetworkNode],
    filters: NetworkFilter,
    whose_roles: Collection[str | None] | None,
) -> None:
    rows = Activity.objects.filter(_in_time("start", "end", filters)).values_list("pk", "name", "kind", "organiser_id")
    activities: dict[str, tuple[NetworkNode, dict[str, str]]] = {
        id_: (NetworkNode(id_, name, ACTIVITY, kind), {organiser: "organiser"} if organiser in actors else {})
        for id_, name, kind, organiser in rows.iterator()
    }
    for activity, actor, role in _parts():
        if activity in activities and actor in actors:
            activities[activity][1].setdefault(actor, role if whose_roles is None or actor in whose_roles else "")
    for point, parts in activities.values():
        if len(parts) > 1:
            place = network.add(point)
            network.lines += [
                part_edge(network.add(actors[actor]), place, role or "participant", len(parts))
                for actor, role in sorted(parts.items())
            ]


def _parts() -> Iterator[tuple[str, str, str]]:
    return Participation.objects.order_by("pk").values_list("activity_id", "actor_id", "role").iterator()
