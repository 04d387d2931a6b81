"""Reads of what the cluster knows of the world."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from bridgehead.ecosystem.models import (
    Activity,
    Actor,
    Entry,
    Identifier,
    Membership,
    Participation,
    Person,
    Tie,
)
from bridgehead.kit.errors import NotFound
from bridgehead.kit.partial_dates import is_current
from bridgehead.kit.word_filter import with_words
from bridgehead.settings.queries import cluster_chosen

PRODUCT = "Bridgehead"


def actors(
    *,
    words: str = "",
    kind: str = "",
    size: str = "",
    country: str = "",
    cluster: str = "",
    sector: str = "",
    owner: str = "",
) -> QuerySet[Actor]:
    """Actors by name, filtered; a blank filter lets everything through.

    Parameters
    ----------
    words
        All of them occur in name, aliases, sector, capabilities or city, or are the id.
    cluster
        Id of a cluster (or network of clusters) whose members are wanted.
    owner
        The account of the colleague who looks after them.

    Each has `is_member`: whether it belongs to a cluster, so that a list can begin with those.
    """
    joined = Membership.objects.filter(member=OuterRef("pk"), cluster__kind="cluster")
    found = Actor.objects.annotate(is_member=Exists(joined)).order_by("name", "id")
    if cluster:
        found = found.filter(pk__in=Membership.objects.filter(cluster=cluster).values("member"))
    exact = {"kind": kind, "size": size, "country": country, "sector": sector, "owner": owner}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return with_words(found, words, ("name", "aliases", "sector", "capabilities", "city"), whole=("pk",))


def actor(id_: str) -> Actor:
    """One actor.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Actor.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(
            gettext("Actor “{id}” does not exist.").format(id=id_),
            hint=gettext("List actors with `bridgehead members`."),
        )
    return found


def any_actors() -> bool:
    """Whether any actor is on record."""
    return Actor.objects.exists()


def activities(*, words: str = "", kind: str = "", actor: str = "", market: str = "") -> QuerySet[Activity]:
    """Activities, the latest first, filtered; a blank filter lets everything through."""
    found = Activity.objects.order_by("-start", "id")
    if actor:
        joined = Participation.objects.filter(actor=actor).values("activity")
        found = found.filter(Q(organiser=actor) | Q(pk__in=joined))
    found = found.filter(**{name: value for name, value in (("kind", kind), ("market", market)) if value})
    return with_words(found, words, ("name", "description", "programme"))


def activity(id_: str) -> Activity:
    """One activity, with its organiser and its opportunity.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = Activity.objects.select_related("organiser", "opportunity").filter(pk=id_).first()
    if found is None:
        raise activity_missing(id_)
    return found


def activity_missing(id_: str) -> NotFound:
    """What is said where no activity has an id."""
    return NotFound(
        gettext("Activity “{id}” does not exist.").format(id=id_),
        hint=gettext("List activities with `bridgehead activities`."),
    )


def activity_names(ids: Iterable[str]) -> dict[str, str]:
    """Names of activities by id, in the order of the names."""
    return dict(Activity.objects.filter(pk__in=list(ids)).order_by("name", "pk").values_list("pk", "name"))


def clusters_of(found: Iterable[Actor]) -> dict[str, list[str]]:
    """Ids of the clusters that each of these actors is or was a member of, by the actor's id."""
    wanted = {a.id for a in found}
    clusters: dict[str, list[str]] = {}
    for member, cluster in Membership.objects.order_by("cluster_id").values_list("member_id", "cluster_id"):
        if member in wanted and cluster not in clusters.setdefault(member, []):
            clusters[member].append(cluster)
    return clusters


def clusters() -> list[tuple[str, str]]:
    """Id and name of every cluster or network that has members, by name."""
    having = Membership.objects.values("cluster")
    return list(Actor.objects.filter(pk__in=having).order_by("name").values_list("pk", "name"))


def recorded_clusters() -> list[tuple[str, str]]:
    """Id and name of every cluster on record, with members or without, by name."""
    return list(Actor.objects.filter(kind="cluster").order_by("name").values_list("pk", "name"))


def countries_of_actors() -> list[str]:
    """Codes of the countries that actors are in."""
    return list(Actor.objects.exclude(country="").order_by("country").values_list("country", flat=True).distinct())


def sectors(limit: int = 100) -> list[str]:
    """The sectors that most actors name, by name."""
    named = Actor.objects.exclude(sector="").values_list("sector").annotate(n=Count("pk")).order_by("-n")[:limit]
    return sorted(sector for sector, _ in named)


def recorded_sector(name: str) -> str:
    """A sector that any actor names; blank where none does."""
    return name if Actor.objects.filter(sector=name).exists() else ""


def markets_of_activities() -> list[str]:
    """Codes of the markets that activities were held for."""
    return list(Activity.objects.exclude(market="").order_by("market").values_list("market", flat=True).distinct())


def names_of(ids: Iterable[str]) -> dict[str, str]:
    """Names of those of these ids that are actors'."""
    return dict(Actor.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def name_of(id_: str) -> str:
    """An actor's name; blank where there is no such actor."""
    return names_of([id_]).get(id_, "")


def activity_counts(ids: Iterable[str]) -> dict[str, int]:
    """In how many activities each of these actors took part."""
    return _counts(Participation.objects.filter(actor__in=list(ids)), "actor", "activity")


def participant_counts(ids: Iterable[str]) -> dict[str, int]:
    """How many actors took part in each of these activities."""
    return _counts(Participation.objects.filter(activity__in=list(ids)), "activity", "actor")


def _counts(found: QuerySet[Participation], by: str, of: str) -> dict[str, int]:
    return dict(found.order_by().values_list(by).annotate(n=Count(of, distinct=True)))


def memberships(id_: str) -> QuerySet[Membership]:
    """What an actor is or was a member of."""
    return Membership.objects.filter(member=id_).select_related("cluster").order_by("cluster__name", "since")


def newest_members(limit: int) -> QuerySet[Membership]:
    """The memberships that began last, of those with a date."""
    dated = Membership.objects.exclude(since="").select_related("member", "cluster")
    return dated.order_by("-since", "member__name")[:limit]


def identifiers(id_: str) -> QuerySet[Identifier]:
    """What registers call an actor."""
    return Identifier.objects.filter(actor=id_).order_by("scheme", "value")


def people(id_: str) -> QuerySet[Person]:
    """An actor's contacts: personal data."""
    return Person.objects.filter(actor=id_).order_by("name")


def ties_of(id_: str) -> QuerySet[Tie]:
    """An actor's ties, the latest first, with the other end, what brought them about and who says so."""
    return _ties(Q(a=id_) | Q(b=id_))


def ties_through(activity_id: str) -> QuerySet[Tie]:
    """The ties that an activity brought about."""
    return _ties(Q(activity=activity_id))


def _ties(which: Q) -> QuerySet[Tie]:
    return Tie.objects.filter(which).select_related("a", "b", "activity", "source").order_by("-since", "pk")


def entries_of(id_: str) -> QuerySet[Entry]:
    """A firm's steps into markets, the first one first; undated ones stand last."""
    found = Entry.objects.filter(firm=id_).select_related("activity", "opportunity", "source")
    return found.annotate(undated=Q(date="")).order_by("undated", "date", "pk")


def participations_of(id_: str) -> QuerySet[Participation]:
    """An actor's parts in activities, the latest first."""
    return Participation.objects.filter(actor=id_).select_related("activity").order_by("-activity__start", "pk")


def participants(activity_id: str) -> QuerySet[Participation]:
    """Who took part in an activity, by name."""
    return Participation.objects.filter(activity=activity_id).select_related("actor").order_by("actor__name", "pk")


def cluster_in_question() -> str:
    """The cluster whose workspace this is: the one that the settings name, else the largest; blank for none."""
    return cluster_chosen() or largest_cluster()


def workspace_name() -> str:
    """Who speaks in this workspace: the cluster in question by name, the product where none is recorded."""
    return actor_name(cluster_in_question(), PRODUCT)


def actor_name(id_: str | None, otherwise: str) -> str:
    """An actor's name; another text where there is no such actor."""
    return names_of([id_]).get(id_, otherwise) if id_ else otherwise


def is_practice() -> bool:
    """Whether the cluster in question was made up for practice, and with it all that the workspace holds."""
    invented = set(Actor.objects.filter(kind="cluster", invented="yes").values_list("id", flat=True))
    return bool(invented) and cluster_in_question() in invented


def largest_cluster() -> str:
    """The cluster with most members, past ones too; of equals the first by id; blank if there is none."""
    counted = Actor.objects.filter(kind="cluster").annotate(count=Count("members__member", distinct=True))
    clusters = counted.order_by("-count", "id")
    return clusters.values_list("id", flat=True).first() or ""


def cluster_of(member: str) -> str:
    """The cluster that an actor belongs to; of several, the one with most members. Blank for none."""
    return own_clusters([member]).get(member, "")


def own_clusters(members: Collection[str], *, day: date | None = None) -> dict[str, str]:
    """The cluster by member; of several the one with most members, of equals the first by id.

    Parameters
    ----------
    day
        Counts the memberships of that day only; without it those of any time.
    """
    rows = Membership.objects.filter(cluster__kind="cluster").values_list("member_id", "cluster_id", "since", "until")
    wanted, found, sizes = set(members), dict[str, set[str]](), Counter[str]()
    for member, cluster in {(m, c) for m, c, since, until in rows if day is None or is_current(since, until, day)}:
        sizes[cluster] += 1
        if member in wanted:
            found.setdefault(member, set()).add(cluster)
    return {member: min(theirs, key=lambda c: (-sizes[c], c)) for member, theirs in found.items()}
