"""Reads that matching needs: frames of past work, actors and ties; the state they were read in."""

import polars as pl
from django.db.models import Max

from bridgehead.ecosystem.models import Activity, Actor, Membership, Participation, Tie
from bridgehead.kit.models import Change

ACTORS = {
    "actor": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "size": pl.String,
    "country": pl.String,
    "sector": pl.String,
    "capabilities": pl.List(pl.String),
    "description": pl.String,
}
PROJECTS = {
    "project": pl.String,
    "name": pl.String,
    "start": pl.String,
    "programme": pl.String,
    "themes": pl.List(pl.String),
    "description": pl.String,
}
PARTICIPATIONS = {"project": pl.String, "actor": pl.String, "role": pl.String, "contribution": pl.Float64}
TIES = {"tie": pl.String, "a": pl.String, "b": pl.String, "market": pl.String, "kind": pl.String}


def state() -> int:
    """A number that grows with every change of the records: the last line of the change log."""
    return int(Change.objects.aggregate(last=Max("id"))["last"] or 0)


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
