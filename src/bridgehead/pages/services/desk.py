"""The desk: what waits for a colleague between two meetings, put together from all stages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bridgehead.ecosystem.core.members_at_risk import InactiveNewcomer
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import cluster_in_question
from bridgehead.ecosystem.queries.membership_records import membership_requests
from bridgehead.followup.models import Task
from bridgehead.followup.queries import followups
from bridgehead.importers.services.duplicate_cache import count_duplicates
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.mail.queries import unsent_count
from bridgehead.pages.queries import desk as reads
from bridgehead.pages.services.membership_watch import WatchedMembers, watched_members

FEW = 6
NO_CONTACT = "no_contact"
SOON = timedelta(days=14)
"""Tasks that are due within this time stand on the desk."""


@dataclass(frozen=True)
class Attention:
    """What to look at, and how many: `at_risk`, `duplicates`, `requests`, `unassigned`, `unsent` or `no_country`."""

    kind: str
    count: int


@dataclass(frozen=True)
class QuietMember:
    """A member and the day of the last contact; blank where none is on record."""

    id: str
    name: str
    last: str


@dataclass(frozen=True)
class Desk:
    """What waits for a colleague.

    Attributes
    ----------
    tasks
        The colleague's open tasks: overdue, due soon, to be remembered, or without a date; what is to be remembered
        later waits until then, unless it is due before.
    later
        How many more of their tasks are open.
    quiet, quiet_are_mine
        Members without contact for long, and whether they are the colleague's own.
    """

    tasks: list[Task]
    later: int
    invitations: list[reads.WaitingInvitations]
    ahead: list[reads.PlannedActivity]
    quiet: list[QuietMember]
    quiet_are_mine: bool
    inactive: list[InactiveNewcomer]
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
    owned = set(followups.owned_actors(viewer.name).values_list("pk", flat=True))
    watched = watched_members(today)
    quiet, sees = _quiet(watched, owned), viewer.may(Verb.VIEW, Resource.CONTACT)
    return Desk(
        tasks=near[:FEW],
        later=len(mine) - len(near[:FEW]),
        invitations=reads.waiting_invitations(FEW),
        ahead=reads.planned_activities(day, FEW),
        quiet=quiet[:FEW],
        quiet_are_mine=bool(owned),
        inactive=list(watched.newcomers[:FEW]),
        attention=[one for one in _attention(cluster, len(watched.at_risk), sees_requests=sees) if one.count],
        year=reads.year_counts(day[:4]),
    )


def _quiet(watched: WatchedMembers, owned: Collection[str]) -> list[QuietMember]:
    """Members without contact for long; where the colleague looks after some, only these."""
    found = [
        QuietMember(one.id, one.name, reason.day)
        for one in watched.reasons.values()
        for reason in one.reasons
        if reason.code == NO_CONTACT and (not owned or one.id in owned)
    ]
    return sorted(found, key=lambda one: (one.last, one.name, one.id))


def _is_near(task: Task, today: date) -> bool:
    last = (today + SOON).isoformat()
    reminded = bool(task.remind) and task.remind <= today.isoformat()
    return reminded or (task.due <= last if task.due else not task.remind)


def _attention(cluster: str, at_risk: int, *, sees_requests: bool) -> list[Attention]:
    members = Actor.objects.filter(memberships__cluster=cluster, memberships__until="")
    return [
        Attention("at_risk", at_risk),
        Attention("duplicates", count_duplicates()),
        Attention("requests", membership_requests("waiting").count() if sees_requests else 0),
        Attention("unassigned", followups.unassigned_count()),
        Attention("unsent", unsent_count()),
        Attention("no_country", members.filter(country="").distinct().count()),
    ]
