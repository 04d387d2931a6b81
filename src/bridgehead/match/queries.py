"""Reads that matching needs: frames of past work, actors and ties; the state they were read in."""

import polars as pl

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie
from bridgehead.kit.models import Change
from bridgehead.match.core.records import ACTORS, PARTICIPATIONS, PROJECTS, TIES


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
