"""Reads that a consortium needs: facts, what actors can do, who dealt with whom, who declined."""

from collections.abc import Collection, Iterable
from statistics import median

from django.db.models import Q, QuerySet

from bridgehead.consortium.core.capability_coverage import CapabilityPassage
from bridgehead.consortium.core.newcomers import PastProject
from bridgehead.consortium.core.problem import NamedBuyer, Pair, pair
from bridgehead.consortium.core.trust import TieRecords
from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.ecosystem.models import Actor, Membership, Participation, Person, Tie, User
from bridgehead.kit import partial_dates

DECLINED = "declined"
PROJECTS = ("project", "innovation_project", "reference_project")
"""Kinds of activity that a funded team carries out."""
LARGEST = 60
"""An activity with more participants (a fair, a network's year) says nothing about two of them."""


def actors(ids: Collection[str]) -> list[Actor]:
    """These actors, by id."""
    found: list[Actor] = []
    ordered = sorted(ids)
    for start in range(0, len(ordered), 500):
        found += Actor.objects.filter(pk__in=ordered[start : start + 500]).order_by("id")
    return found


def public_bodies(countries: Collection[str]) -> list[Actor]:
    """Public organisations of these countries."""
    return list(Actor.objects.filter(kind="public", country__in=countries).order_by("id"))


def other_actors(known: Collection[str], limit: int) -> list[Actor]:
    """Actors beside these, firms, knowledge institutions and public bodies, by id."""
    found = Actor.objects.filter(kind__in=("firm", "knowledge", "public")).order_by("id")
    return [a for a in found[: limit + len(known)] if a.id not in known][:limit]


def passages(found: Iterable[Actor], day: str, leave_out: Collection[str] = ()) -> dict[str, list[CapabilityPassage]]:
    """Actor to words about it: its capabilities, its description, its projects that began until a day.

    A trip, an event or an application shows what somebody looks for, not what it can do.

    Parameters
    ----------
    leave_out
        Activities that do not count.
    """
    result = {}
    for a in found:
        own = [CapabilityPassage("capability", a.id, text, text) for text in a.capabilities]
        about = f"{a.description} {a.sector}".strip()
        result[a.id] = own + ([CapabilityPassage("description", a.id, a.name, about)] if about else [])
    rows = (
        Participation.objects.filter(activity__kind__in=PROJECTS)
        .order_by("activity_id")
        .values_list(
            "actor_id", "activity_id", "activity__name", "activity__themes", "activity__description", "activity__start"
        )
    )
    for actor, activity, name, themes, description, start in rows:
        if actor in result and activity not in leave_out and not partial_dates.is_before(day, start):
            result[actor].append(CapabilityPassage("activity", activity, name, " ".join([name, *themes, description])))
    return result


def tie_records(day: str, leave_out: Collection[str] = ()) -> TieRecords:
    """Who dealt with whom until a day, but for some activities and the ties that they brought about."""
    ties = Tie.objects.order_by("id").values_list("id", "a_id", "b_id", "kind", "since", "activity_id")
    rows = Participation.objects.order_by("activity_id", "actor_id").values_list(
        "activity_id", "activity__name", "actor_id", "activity__start"
    )
    together: dict[str, tuple[str, set[str]]] = {}
    for activity, name, actor, start in rows:
        if activity not in leave_out and not partial_dates.is_before(day, start):
            together.setdefault(activity, (name, set()))[1].add(actor)
    circles: dict[str, set[str]] = {}
    for cluster, member in Membership.objects.values_list("cluster_id", "member_id"):
        circles.setdefault(cluster, set()).add(member)
    kept = [
        (id_, a, b, kind)
        for id_, a, b, kind, since, activity in ties
        if activity not in leave_out and not partial_dates.is_before(day, since)
    ]
    names = dict(Actor.objects.values_list("pk", "name"))
    return TieRecords(
        ties=kept,
        together=[(activity, name, sorted(who)) for activity, (name, who) in together.items() if len(who) <= LARGEST],
        circles={cluster: (names.get(cluster, cluster), members) for cluster, members in circles.items()},
        names=names,
    )


def past_projects(leave_out: Collection[str] = ()) -> list[PastProject]:
    """Projects that somebody funded, with who took part; some left out."""
    funded = (~Q(activity__funder="") | ~Q(activity__programme="")) & Q(activity__kind__in=PROJECTS)
    rows = Participation.objects.filter(funded).order_by("activity_id", "actor_id")
    found: dict[str, tuple[str, set[str]]] = {}
    for activity, start, actor in rows.values_list("activity_id", "activity__start", "actor_id"):
        if activity not in leave_out:
            found.setdefault(activity, (start, set()))[1].add(actor)
    return [PastProject(start, actors) for start, actors in found.values()]


def named_buyer(name: str) -> NamedBuyer | None:
    """Who an opportunity names as its buyer: an organisation on record, else a name alone; None if nobody."""
    if not name:
        return None
    found = Actor.objects.filter(pk=name).first()
    if found is None:
        return NamedBuyer("", name)
    return NamedBuyer(found.id, found.name, found.kind, found.size, found.country)


def tied_pairs(kind: str) -> frozenset[Pair]:
    """Pairs with a tie of this kind."""
    return frozenset(pair(a, b) for a, b in Tie.objects.filter(kind=kind).values_list("a_id", "b_id"))


def costs(ids: Collection[str]) -> dict[str, int]:
    """Actor to the median of what it received or brought in its activities, in euros."""
    found: dict[str, list[float]] = {}
    for actor, contribution in Participation.objects.filter(contribution__gt=0).values_list("actor_id", "contribution"):
        if actor in ids and contribution is not None:
            found.setdefault(actor, []).append(contribution)
    return {actor: round(median(values)) for actor, values in found.items()}


def contact_names(actors: Collection[str]) -> dict[str, str]:
    """Actor to the name of its first contact person; those without one are not in it."""
    rows = Person.objects.filter(actor__in=actors).exclude(name="").order_by("-name").values_list("actor_id", "name")
    return {actor: name for actor, name in rows if actor}


def full_name(account: int | None) -> str:
    """The full name of an account; blank where there is none."""
    user = User.objects.filter(pk=account).first() if account else None
    return user.get_full_name() if user else ""


def invitations(opportunity: str) -> QuerySet[Invitation]:
    """Who was invited for an opportunity, by name."""
    return Invitation.objects.filter(opportunity=opportunity).select_related("actor").order_by("actor__name", "id")


def declined(opportunity: str) -> frozenset[str]:
    """Who declined to join for an opportunity."""
    return frozenset(
        Invitation.objects.filter(opportunity=opportunity, status=DECLINED).values_list("actor_id", flat=True)
    )


def seats(opportunity: str) -> QuerySet[TeamSeat]:
    """The seats of the teams saved for an opportunity, team by team."""
    return TeamSeat.objects.filter(opportunity=opportunity).select_related("actor").order_by("team", "actor__name")
