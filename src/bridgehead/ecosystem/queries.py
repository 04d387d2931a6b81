"""Reads of what the cluster knows of the world."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Activity, Actor, Membership
from bridgehead.kit.errors import NotFound


def actors(*, words: str = "", kind: str = "", size: str = "", country: str = "", cluster: str = "") -> QuerySet[Actor]:
    """Actors by name, filtered; a blank filter lets everything through.

    Parameters
    ----------
    words
        All of them occur in name, aliases, sector, capabilities, city or id.
    cluster
        Id of a cluster (or network of clusters) whose members are wanted.
    """
    found = Actor.objects.order_by("name", "id")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(aliases__icontains=word)
            | Q(sector__icontains=word)
            | Q(capabilities__icontains=word)
            | Q(city__icontains=word)
            | Q(id__iexact=word)
        )
    if cluster:
        found = found.filter(memberships__cluster=cluster).distinct()
    return found.filter(
        **{name: value for name, value in (("kind", kind), ("size", size), ("country", country)) if value}
    )


def actor(id_: str) -> Actor:
    """One actor.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Actor.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no actor {id_!r}: `bridgehead members` lists them")
    return found


def activities(*, words: str = "", kind: str = "", actor: str = "") -> QuerySet[Activity]:
    """Activities, the latest first, filtered; a blank filter lets everything through."""
    found = Activity.objects.order_by("-start", "id")
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(description__icontains=word) | Q(programme__icontains=word))
    if kind:
        found = found.filter(kind=kind)
    if actor:
        found = found.filter(Q(organiser=actor) | Q(participations__actor=actor)).distinct()
    return found


def clusters_of(found: Iterable[Actor]) -> dict[str, list[str]]:
    """Ids of the clusters that each of these actors is or was a member of, by the actor's id."""
    wanted = {a.id for a in found}
    clusters: dict[str, list[str]] = {}
    for member, cluster in Membership.objects.order_by("cluster_id").values_list("member_id", "cluster_id"):
        if member in wanted and cluster not in clusters.setdefault(member, []):
            clusters[member].append(cluster)
    return clusters
