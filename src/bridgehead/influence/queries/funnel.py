"""Reads of the parts that firms took in what a cluster organised, and of what came of them."""

from collections.abc import Sequence

from django.db.models import Q

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries.record_scope import activities_in, entries_in, outcomes_in, participations_in, ties_in
from bridgehead.influence.core.funnel import (
    ActivityEntry,
    ActivityTie,
    FirmParticipation,
    FunnelRecords,
    MeetingAttendance,
    RecordedOutcome,
)
from bridgehead.trips.models import Meeting


def firm_participations(cluster: str, firms: Sequence[str], scope: RecordScope) -> list[FirmParticipation]:
    """Firms' parts in what a cluster organised."""
    found = participations_in(scope).filter(activity__organiser=cluster, actor__in=firms).order_by("id")
    columns = (
        "actor_id",
        "activity_id",
        "activity__kind",
        "activity__opportunity__kind",
        "activity__market",
        "since",
        "activity__start",
    )
    return [
        FirmParticipation(firm, activity, kind, went_for or "", market, since or start)
        for firm, activity, kind, went_for, market, since, start in found.values_list(*columns)
    ]


def funnel_records(cluster: str, firms: Sequence[str], scope: RecordScope) -> FunnelRecords:
    """What is on record of these firms in what a cluster organised."""
    return FunnelRecords(
        outcomes=_outcomes(cluster, firms, scope),
        meetings=_meetings(cluster, firms, scope),
        ties=_ties(cluster, firms, scope),
        entries=_entries(cluster, firms, scope),
    )


def _outcomes(cluster: str, firms: Sequence[str], scope: RecordScope) -> list[RecordedOutcome]:
    found = outcomes_in(scope).filter(activity__organiser=cluster, actor__in=firms).order_by("id")
    return [RecordedOutcome(*row) for row in found.values_list("actor_id", "activity_id", "kind", "date")]


def _meetings(cluster: str, firms: Sequence[str], scope: RecordScope) -> list[MeetingAttendance]:
    """Dated by their activity, which has begun: a slot has a time, but seldom a day of its own."""
    known = set(firms)
    held = activities_in(scope).filter(organiser=cluster)
    found = Meeting.objects.filter(activity__in=held).order_by("id")
    rows = found.values_list("participants", "activity_id", "status", "activity__start")
    return [
        MeetingAttendance(firm, activity, status, start)
        for participants, activity, status, start in rows
        for firm in participants
        if firm in known
    ]


def _ties(cluster: str, firms: Sequence[str], scope: RecordScope) -> list[ActivityTie]:
    """Each once for either of its ends that is one of the firms."""
    known = set(firms)
    found = ties_in(scope).filter(Q(a__in=firms) | Q(b__in=firms), activity__organiser=cluster).order_by("id")
    return [
        ActivityTie(firm, activity or "", kind, since)
        for a, b, activity, kind, since in found.values_list("a_id", "b_id", "activity_id", "kind", "since")
        for firm in (a, b)
        if firm in known
    ]


def _entries(cluster: str, firms: Sequence[str], scope: RecordScope) -> list[ActivityEntry]:
    found = entries_in(scope).filter(firm__in=firms, activity__organiser=cluster).order_by("id")
    rows = found.values_list("firm_id", "activity_id", "status", "date")
    return [ActivityEntry(firm, activity or "", status, day) for firm, activity, status, day in rows]
