"""Reads behind the desk: what waits for staff between two meetings, and the year in figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from bridgehead.consortium.models import Invitation
from bridgehead.ecosystem.models import Activity, Participation, Tie
from bridgehead.events.queries import event_counts
from bridgehead.trips.models import Meeting

INVITED = "invited"
PLANNED = ("delegation_trip", "meet_the_buyer", "event", "training")
"""Kinds of activity that staff prepare for."""
AGREEMENTS = ("agreement", "partnership")
MONTHS = 12


@dataclass(frozen=True)
class WaitingInvitations:
    """Invitations to an opportunity that nobody has answered, and the day of the oldest."""

    opportunity: str
    title: str
    count: int
    since: str


@dataclass(frozen=True)
class PlannedActivity:
    """An activity ahead, with who takes part and the meetings that are planned.

    Attributes
    ----------
    participants
        People who have a seat; where nobody registered, the organisations that take part.
    """

    activity: Activity
    participants: int
    meetings: int


@dataclass(frozen=True)
class YearCounts:
    """What happened in each month of a year."""

    year: str
    activities: tuple[int, ...]
    participants: tuple[int, ...]
    meetings: tuple[int, ...]
    agreements: tuple[int, ...]


def waiting_invitations(most: int) -> list[WaitingInvitations]:
    """Opportunities with invitations that nobody has answered, the longest wait first."""
    found = Invitation.objects.filter(status=INVITED).order_by().values("opportunity", "opportunity__title")
    counted = found.annotate(count=Count("pk"), since=Min("date")).order_by("since", "opportunity")[:most]
    return [
        WaitingInvitations(row["opportunity"], row["opportunity__title"], row["count"], row["since"]) for row in counted
    ]


def planned_activities(today: str, most: int) -> list[PlannedActivity]:
    """Trips, events and trainings that have not ended, the next first."""
    ahead = Q(start__gte=today) | Q(end__gte=today, start__lte=today)
    found = Activity.objects.filter(ahead, kind__in=PLANNED).exclude(start="").exclude(cancelled="yes")
    counted = found.annotate(
        people=Count("participations__actor", distinct=True), meets=Count("meetings", distinct=True)
    )
    rows = list(counted.order_by("start", "pk")[:most])
    seats = event_counts(one.pk for one in rows)
    return [PlannedActivity(one, seats[one.pk].seated or one.people, one.meets) for one in rows]


def year_counts(year: str) -> YearCounts:
    """What happened in each month of a year; what is dated by the year alone stands in none."""
    begun = dict(Activity.objects.filter(start__startswith=year).values_list("pk", "start"))
    parts = Participation.objects.filter(activity__in=list(begun)).values_list("activity", "actor").distinct()
    held = Meeting.objects.filter(activity__in=list(begun)).exclude(status="cancelled").values_list("activity")
    ties = Tie.objects.filter(since__startswith=year, kind__in=AGREEMENTS).values_list("since", flat=True)
    return YearCounts(
        year,
        _by_month(begun.values()),
        _by_month(begun[activity] for activity, _actor in parts),
        _by_month(begun[activity] for (activity,) in held),
        _by_month(ties),
    )


def _by_month(days: Iterable[str]) -> tuple[int, ...]:
    counts = Counter(int(day[5:7]) for day in days if len(day) >= 7)
    return tuple(counts[month] for month in range(1, MONTHS + 1))
