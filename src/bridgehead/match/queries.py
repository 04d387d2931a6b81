"""Reads that matching needs: frames of past work, actors and ties; the state they were read in."""

from collections import Counter
from collections.abc import Collection, Iterable

import polars as pl
from django.db.models import QuerySet

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Person, Tie, User
from bridgehead.framework.effects import Effect
from bridgehead.kit.models import Change
from bridgehead.match.core.marks import DISMISSING
from bridgehead.match.core.records import ACTORS, PARTICIPATIONS, PROJECTS, TIES
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import OpportunityComponent


def state() -> str:
    """What tells one state of the records from another: the last line of the change log and its moment."""
    last = Change.objects.order_by("-id").values_list("id", "batch__at").first()
    return f"{last[0]}-{last[1].timestamp():.6f}" if last else "0"


def actors() -> pl.DataFrame:
    """Every actor (schema `ACTORS`), by id."""
    rows = Actor.objects.order_by("id").values_list(
        "id", "name", "kind", "size", "country", "sector", "capabilities", "description"
    )
    return pl.DataFrame(list(rows), schema=ACTORS, orient="row")


def projects() -> pl.DataFrame:
    """Every activity (schema `PROJECTS`), by id: what somebody has worked on."""
    rows = Activity.objects.order_by("id").values_list("id", "name", "start", "programme", "themes", "description")
    return pl.DataFrame(list(rows), schema=PROJECTS, orient="row")


def participations() -> pl.DataFrame:
    """Who took part in which activity (schema `PARTICIPATIONS`)."""
    rows = Participation.objects.order_by("id").values_list("activity_id", "actor_id", "role", "contribution")
    return pl.DataFrame(list(rows), schema=PARTICIPATIONS, orient="row")


def ties() -> pl.DataFrame:
    """Every tie (schema `TIES`): both ends, the market that it reaches."""
    rows = Tie.objects.order_by("id").values_list("id", "a_id", "b_id", "market", "kind")
    return pl.DataFrame(list(rows), schema=TIES, orient="row")


def members_of(cluster: str) -> set[str]:
    """Ids of a cluster's members, past ones too."""
    return set(Membership.objects.filter(cluster=cluster).values_list("member_id", flat=True))


def dismissed(opportunity: str) -> set[str]:
    """Ids of the actors that an opportunity is not for, by staff's word or their own."""
    return set(Mark.objects.filter(opportunity=opportunity, mark__in=DISMISSING).values_list("actor_id", flat=True))


def dismissed_for(actor: str) -> set[str]:
    """Ids of the opportunities that are not for an actor, by staff's word or its own."""
    return set(Mark.objects.filter(actor=actor, mark__in=DISMISSING).values_list("opportunity_id", flat=True))


def marks(*, opportunity: str = "", actor: str = "") -> QuerySet[Mark]:
    """What was said of an opportunity's candidates or of an actor, the latest first, with both ends."""
    found = Mark.objects.select_related("opportunity", "actor").order_by("-date", "pk")
    if opportunity:
        found = found.filter(opportunity=opportunity)
    return found.filter(actor=actor) if actor else found


def names_of_those(said: Iterable[Mark]) -> dict[str, str]:
    """What a page calls whoever gave these marks: an account or a contact by name; others are not in it."""
    ids = {mark.by for mark in said} - {""}
    contacts = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    accounts = User.objects.filter(username__in=ids)
    return contacts | {user.username: user.get_full_name() or user.username for user in accounts}


def countries_of(ids: Collection[str]) -> dict[str, str]:
    """Country by actor, blank where unknown."""
    return dict(Actor.objects.filter(pk__in=ids).values_list("pk", "country"))


def clusters_of(members: Collection[str]) -> dict[str, str]:
    """The cluster by member; of several the one with most members, of equals the first by id."""
    rows = Membership.objects.filter(cluster__kind="cluster").values_list("member_id", "cluster_id")
    wanted, found, sizes = set(members), dict[str, set[str]](), Counter[str]()
    for member, cluster in rows:
        sizes[cluster] += 1
        if member in wanted:
            found.setdefault(member, set()).add(cluster)
    return {member: min(theirs, key=lambda c: (-sizes[c], c)) for member, theirs in found.items()}


def raised(opportunities: Collection[str]) -> dict[str, tuple[Effect, ...]]:
    """What opportunities state that they raise; without a weight it counts 1. One that states nothing is not in it."""
    found: dict[str, tuple[Effect, ...]] = {}
    rows = OpportunityComponent.objects.filter(opportunity__in=opportunities, raises__gt=0).order_by("id")
    for about, component, raises, weight in rows.values_list("opportunity_id", "component", "raises", "weight"):
        if raises is not None:
            effect = Effect(component, raises, 1.0 if weight is None else weight)
            found[about] = (*found.get(about, ()), effect)
    return found
