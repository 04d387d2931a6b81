"""What ties actors on a day, and what of it is there because of a cluster (framework, section 4).

Ties, memberships and joint activities, as frames. What a cluster adds is what is lost when the
cluster and all that it brought about are taken out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from bridgehead.framework.loader import load_framework
from bridgehead.profile.core.date_filters import begins_by, ends_from

SCHEMAS = {
    "actors": pl.Schema({"id": pl.String, "kind": pl.String, "country": pl.String}),
    "ties": pl.Schema(
        {
            "a": pl.String,
            "b": pl.String,
            "kind": pl.String,
            "market": pl.String,
            "since": pl.String,
            "until": pl.String,
            "origin": pl.String,
            "activity": pl.String,
        }
    ),
    "memberships": pl.Schema({"member": pl.String, "cluster": pl.String, "since": pl.String, "until": pl.String}),
    "participations": pl.Schema({"activity": pl.String, "actor": pl.String, "since": pl.String}),
    "activities": pl.Schema({"id": pl.String, "organiser": pl.String, "start": pl.String}),
}
"""What a world is made of; blank text is `""`."""


BROKERS = ("cluster", "cluster_network")
"""Kinds of actor that are an origin too: a tie may be there because of one."""


@dataclass(frozen=True)
class TieFrames:
    """Everything that ties actors, at all times: frames of the schemas `SCHEMAS`."""

    actors: pl.DataFrame
    ties: pl.DataFrame
    memberships: pl.DataFrame
    participations: pl.DataFrame
    activities: pl.DataFrame


@dataclass(frozen=True)
class NetworkEdges:
    """What ties actors on one day.

    `ties` have their `length`, null where they are no way. `joint` has a row for each participant of an
    activity, with `weight`, 1 / (k − 1) for k participants.
    """

    actors: pl.DataFrame
    ties: pl.DataFrame
    memberships: pl.DataFrame
    joint: pl.DataFrame
    activities: pl.DataFrame


@dataclass(frozen=True)
class UndatedRecords:
    """Numbers of ties, memberships and participations without a date."""

    ties: int
    memberships: int
    participations: int


def edges_at(world: TieFrames, day: date) -> NetworkEdges:
    """What ties actors on a day.

    Ties and memberships are those alive then. A participation counts from its own date, else from the
    start of its activity, and goes on: who has worked together goes on knowing each other.
    """
    alive = begins_by("since", day) & ends_from("until", day)
    known = world.actors["id"].implode()
    joint = (
        _begins(world)
        .filter(begins_by("begins", day) & pl.col("actor").is_in(known))
        .select("activity", "actor")
        .unique()
        .filter(pl.len().over("activity") > 1)
        .with_columns(weight=1.0 / (pl.len().over("activity") - 1))
        .sort("activity", "actor")
    )
    length = pl.col("kind").replace_strict(load_framework().tie_lengths, default=None, return_dtype=pl.Int64)
    return NetworkEdges(
        actors=world.actors.sort("id"),
        ties=world.ties.filter(alive & _is_among(known, "a", "b")).with_columns(length=length),
        memberships=world.memberships.filter(alive & _is_among(known, "member", "cluster")).unique(
            ("member", "cluster")
        ),
        joint=joint,
        activities=world.activities,
    )


def _is_among(known: pl.Series, *ends: str) -> pl.Expr:
    """Whether both ends are actors: another program may have taken one away, and `doctor` names what is left."""
    return pl.all_horizontal(pl.col(end).is_in(known) for end in ends)


def dated_only(world: TieFrames) -> TieFrames:
    """What is tied by ties, memberships and participations that have a date: the others show no year."""
    has_date = (pl.col("since") != "") | (pl.col("until") != "")
    return TieFrames(
        actors=world.actors,
        ties=world.ties.filter(has_date),
        memberships=world.memberships.filter(has_date),
        participations=_begins(world).filter(pl.col("begins") != "").select(world.participations.columns),
        activities=world.activities,
    )


def undated(world: TieFrames, firms: Collection[str]) -> UndatedRecords:
    """How much of what ties some firms has no date."""
    ours = list(firms)
    has_none = (pl.col("since") == "") & (pl.col("until") == "")
    of_ours = pl.col("a").is_in(ours) | pl.col("b").is_in(ours)
    return UndatedRecords(
        ties=len(world.ties.filter(has_none & of_ours)),
        memberships=len(world.memberships.filter(has_none & pl.col("member").is_in(ours))),
        participations=len(_begins(world).filter((pl.col("begins") == "") & pl.col("actor").is_in(ours))),
    )


def _begins(world: TieFrames) -> pl.DataFrame:
    """The participations with the date from which they count, blank where none is known."""
    starts = world.activities.select("id", "start")
    since, start = pl.col("since"), pl.col("start")
    return world.participations.join(starts, left_on="activity", right_on="id").with_columns(
        begins=pl.when(since == "").then(start).otherwise(since)
    )


def without_cluster(edges: NetworkEdges, cluster: str) -> NetworkEdges:
    """Take a cluster and what it brought about out of the graph.

    Gone are the cluster itself, its memberships, ties whose origin is the cluster unless another one
    organised their activity, ties of activities that it organised, and the tie between participants of
    these. Of an activity in which it only took part, its own ties go; the others' keep their weight.
    A network of clusters is taken out the same way, with `cluster_network` for the origin; of any other
    actor only what is its own and what it organised goes.
    """
    kinds = dict(edges.actors.select("id", "kind").iter_rows())
    origin = kinds.get(cluster, "")
    alike = [id_ for id_, kind in kinds.items() if kind == origin and id_ != cluster]
    organised = edges.activities.filter(pl.col("organiser") == cluster)["id"].implode()
    of_others = edges.activities.filter(pl.col("organiser").is_in(alike))["id"].implode()
    touches = (pl.col("a") == cluster) | (pl.col("b") == cluster)
    brought = (pl.col("origin") == origin) & pl.lit(origin in BROKERS) & ~pl.col("activity").is_in(of_others)
    of_cluster = pl.col("activity").is_in(organised)
    return NetworkEdges(
        actors=edges.actors,
        ties=edges.ties.filter(~(touches | brought | of_cluster)),
        memberships=edges.memberships.filter((pl.col("member") != cluster) & (pl.col("cluster") != cluster)),
        joint=edges.joint.filter(~of_cluster & (pl.col("actor") != cluster)),
        activities=edges.activities,
    )


def leave_out(edges: NetworkEdges, activities: Collection[str]) -> NetworkEdges:
    """Take some activities out of the graph: their ties, and those between their participants."""
    if not activities:
        return edges
    other = ~pl.col("activity").is_in(list(activities))
    return NetworkEdges(
        edges.actors, edges.ties.filter(other), edges.memberships, edges.joint.filter(other), edges.activities
    )


def networks_of(edges: NetworkEdges, cluster: str) -> tuple[str, ...]:
    """Networks of clusters that a cluster belongs to."""
    networks = edges.actors.filter(pl.col("kind") == "cluster_network")["id"].implode()
    belongs = edges.memberships.filter((pl.col("member") == cluster) & pl.col("cluster").is_in(networks))
    return tuple(sorted(belongs["cluster"].unique()))


def without_networks(edges: NetworkEdges, cluster: str) -> NetworkEdges:
    """Take out a cluster and the networks of clusters that it belongs to as well."""
    networks = networks_of(edges, cluster)
    edges = without_cluster(edges, cluster)
    for network in networks:
        edges = without_cluster(edges, network)
    return edges
