"""Reads of what ties firms to markets: ties, memberships, joint activities, and whose they are."""

from django.db.models import Q

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.ecosystem.queries.record_scope import memberships_in, participations_in, ties_in
from bridgehead.profile.core.internationalisation_pattern import TieRecord
from bridgehead.profile.core.network_edges import SCHEMAS, TieFrames
from bridgehead.profile.queries.frames import read_frame


def world(scope: RecordScope) -> TieFrames:
    """Everything in scope that ties actors, ended ties too.

    An activity that starts later is there as far as its organiser is asked for: a participation may have begun before.
    """
    memberships, participations = memberships_in(scope), participations_in(scope)
    activities = Activity.objects.exclude(pk__in=scope.left_out)
    frames = {
        "actors": read_frame(Actor.objects, SCHEMAS["actors"]),
        "ties": read_frame(ties_in(scope), SCHEMAS["ties"], {"a": "a_id", "b": "b_id", "activity": "activity_id"}),
        "memberships": read_frame(
            memberships, SCHEMAS["memberships"], {"member": "member_id", "cluster": "cluster_id"}
        ),
        "participations": read_frame(
            participations, SCHEMAS["participations"], {"activity": "activity_id", "actor": "actor_id"}
        ),
        "activities": read_frame(activities, SCHEMAS["activities"], {"organiser": "organiser_id"}),
    }
    return TieFrames(**frames)


def ties(firm: str, scope: RecordScope) -> list[TieRecord]:
    """A firm's ties in scope, ended ones too, seen from the firm."""
    columns = ("a_id", "id", "kind", "a__country", "b__country", "market", "since", "after")
    rows = ties_in(scope).filter(Q(a=firm) | Q(b=firm)).order_by("id").values_list(*columns)
    return [
        TieRecord(id_, kind, theirs if a == firm else ours, market, since, tuple(after))
        for a, id_, kind, ours, theirs, market, since, after in rows
    ]


def member_firms(cluster: str, scope: RecordScope) -> list[Actor]:
    """Firms that are or were members of a cluster by the day, by name."""
    members = memberships_in(scope).filter(cluster=cluster).values("member")
    return list(Actor.objects.filter(kind="firm", pk__in=members).order_by("name", "id"))


def firms() -> tuple[str, ...]:
    """Ids of all firms, sorted."""
    return tuple(Actor.objects.filter(kind="firm").order_by("id").values_list("id", flat=True))
