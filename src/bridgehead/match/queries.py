"""Reads that matching needs: frames of past work, actors and ties; the state they were read in."""

import polars as pl

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie
from bridgehead.kit.models import Change
from bridgehead.match.core.marks import DISMISSING
from bridgehead.match.core.records import ACTORS, PARTICIPATIONS, PROJECTS, TIES
from bridgehead.match.models import Mark


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
