"""The desk: what waits for a colleague between two meetings, put together from all stages."""

from dataclasses import dataclass
from datetime import date, timedelta

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.followup.models import Task
from bridgehead.followup.queries import followups
from bridgehead.importers.services.duplicate_cache import count_duplicates
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.mail.queries import unsent_count
from bridgehead.pages.queries import desk as reads

FEW = 6
SILENT = timedelta(days=180)
"""So long without contact or participation, and a member is called quiet."""
FIRST = timedelta(days=90)
"""A new member's first days, in which it should take part in something."""
SOON = timedelta(days=14)
"""Tasks that are due within this time stand on the desk."""


@dataclass(frozen=True)
class Attention:
    """Data that somebody should look at, and how much: `duplicates`, `unassigned`, `unsent` or `no_country`."""

    kind: str
    count: int


@dataclass(frozen=True)
class Desk:
    """What waits for a colleague.

    Attributes
    ----------
    tasks
        The colleague's open tasks: overdue, due soon, to be remembered, or without a date.
    later
        How many more of their tasks are open.
    quiet, quiet_are_mine
        Members without contact for long, and whether they are the colleague's own.
    """

    tasks: list[Task]
    later: int
    invitations: list[reads.WaitingInvitations]
    ahead: list[reads.PlannedActivity]
    quiet: list[reads.QuietMember]
    quiet_are_mine: bool
    inactive: list[reads.QuietMember]
    attention: list[Attention]
    year: reads.YearCounts


def desk_of(viewer: Viewer, today: date) -> Desk:
    """The desk of a colleague.

    Raises
    ------
    NotAllowed
        To whoever has no tasks here.
    """
    viewer.require(Verb.VIEW, Resource.TASK)
    day, cluster = today.isoformat(), cluster_in_question()
    mine = list(followups.by_due(followups.tasks(owner=viewer.name, state="open")))
    near = [task for task in mine if _is_near(task, today)]
    owned = viewer.name if followups.owned_actors(viewer.name).exists() else ""
    silent_since = (today - SILENT).isoformat()
    quiet = reads.quiet_members(cluster, silent_since, owner=owned, most=FEW) if reads.any_interactions() else []
    return Desk(
        tasks=near[:FEW],
        later=len(mine) - len(near[:FEW]),
        invitations=reads.waiting_invitations(FEW),
        ahead=reads.planned_activities(day, FEW),
        quiet=quiet,
        quiet_are_mine=bool(owned),
        inactive=reads.new_inactive_members(cluster, (today - FIRST).isoformat(), FEW),
        attention=[one for one in _attention(cluster) if one.count],
        year=reads.year_counts(day[:4]),
    )


def _is_near(task: Task, today: date) -> bool:
    last = (today + SOON).isoformat()
    return not task.due or task.due <= last or bool(task.remind and task.remind <= today.isoformat())


def _attention(cluster: str) -> list[Attention]:
    members = Actor.objects.filter(memberships__cluster=cluster, memberships__until="")
    return [
        Attention("duplicates", count_duplicates()),
        Attention("unassigned", followups.unassigned_count()),
        Attention("unsent", unsent_count()),
        Attention("no_country", members.filter(country="").distinct().count()),
    ]
