"""Reads of what stands in the calendar in a span of days, as far as a viewer may see it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bridgehead.calendar.core.month_view import ACTIVITY, DEADLINE, KINDS, TASK, TRIP, YEAR, CalendarItem
from bridgehead.ecosystem.models import Activity, Actor, Participation
from bridgehead.ecosystem.queries.places import place_of
from bridgehead.followup.models import Task
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.match.core.mark_types import GOOD, JOINED
from bridgehead.match.models import Mark
from bridgehead.opportunities.models import Opportunity
from bridgehead.trips.services import TRIPS


@dataclass(frozen=True)
class Wanted:
    """What is asked for.

    Attributes
    ----------
    first, last
        Days; what is known to their months or years only counts as well.
    mine
        Only what concerns the viewer: tasks of theirs, and what an organisation of theirs takes part in or goes for.
    """

    first: date
    last: date
    kinds: Collection[str] = KINDS
    mine: bool = False

    def within(self, column: str) -> Q:
        """Whether a partial date is in the span."""
        days = Q(**{f"{column}__gte": self.first.isoformat(), f"{column}__lte": self.last.isoformat()})
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        months = {f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)}
        return days | Q(**{f"{column}__in": months | {month[:YEAR] for month in months}})

    def across(self, start: str, end: str) -> Q:
        """Whether something from one partial date to another covers the span, or a part of it."""
        goes_on = {f"{start}__gt": "", f"{start}__lte": self.last.isoformat(), f"{end}__gte": self.first.isoformat()}
        return self.within(start) | self.within(end) | Q(**goes_on)


def shown_kinds(viewer: Viewer) -> tuple[str, ...]:
    """The kinds of item that somebody may see in the calendar."""
    asked = {
        DEADLINE: viewer.may(Verb.VIEW, Resource.OPPORTUNITY),
        ACTIVITY: viewer.may(Verb.VIEW, Resource.ACTIVITY),
        TRIP: viewer.may(Verb.VIEW, Resource.ACTIVITY),
        TASK: viewer.may(Verb.VIEW, Resource.TASK),
    }
    return tuple(kind for kind in KINDS if asked[kind])


def own_actors(viewer: Viewer) -> list[str]:
    """The organisations that are somebody's: the one that the account belongs to, and those that they look after."""
    own = [viewer.actor] if viewer.actor else []
    if not viewer.name:
        return own
    return own + list(Actor.objects.filter(owner=viewer.name).values_list("pk", flat=True))


def deadlines(wanted: Wanted, viewer: Viewer) -> QuerySet[Opportunity]:
    """Opportunities with a deadline in the span."""
    found = Opportunity.objects.filter(wanted.within("deadline")).order_by("deadline", "pk")
    if not wanted.mine:
        return found
    gone_for = Mark.objects.filter(actor__in=own_actors(viewer), mark__in=(JOINED, GOOD))
    return found.filter(pk__in=gone_for.values("opportunity"))


def activities(wanted: Wanted, viewer: Viewer) -> QuerySet[Activity]:
    """Activities that start, end or go on in the span, of the kinds that are wanted."""
    found = Activity.objects.filter(wanted.across("start", "end")).order_by("start", "pk")
    if TRIP not in wanted.kinds:
        found = found.exclude(kind__in=TRIPS)
    if ACTIVITY not in wanted.kinds:
        found = found.filter(kind__in=TRIPS)
    if not wanted.mine:
        return found
    own = own_actors(viewer)
    return found.filter(Q(organiser__in=own) | Q(pk__in=Participation.objects.filter(actor__in=own).values("activity")))


def tasks(wanted: Wanted, viewer: Viewer) -> QuerySet[Task]:
    """Tasks that are due in the span."""
    found = Task.objects.filter(wanted.within("due")).order_by("due", "pk")
    return found.filter(owner=viewer.name) if wanted.mine else found


def calendar_items(wanted: Wanted, viewer: Viewer) -> list[CalendarItem]:
    """What stands in the calendar in a span of days; of what the viewer may not see nothing."""
    kinds = set(wanted.kinds) & set(shown_kinds(viewer))
    asked = Wanted(wanted.first, wanted.last, kinds, wanted.mine)
    return list(_items(asked, viewer))


def _items(wanted: Wanted, viewer: Viewer) -> Iterator[CalendarItem]:
    if DEADLINE in wanted.kinds:
        for pk, title, deadline in deadlines(wanted, viewer).values_list("pk", "title", "deadline"):
            yield CalendarItem(DEADLINE, pk, title, deadline)
    if {ACTIVITY, TRIP} & set(wanted.kinds):
        for found in activities(wanted, viewer):
            yield CalendarItem(
                TRIP if found.kind in TRIPS else ACTIVITY,
                found.pk,
                found.name,
                found.start,
                found.end,
                " – ".join(filter(None, (found.start_time, found.end_time))) if found.start_time else "",
                place_of(found),
                found.cancelled == "yes",
                sort=found.kind,
            )
    if TASK in wanted.kinds:
        for task in tasks(wanted, viewer).select_related("actor"):
            about = " · ".join(filter(None, (task.actor.name if task.actor else "", task.owner)))
            yield CalendarItem(TASK, task.pk, task.title, task.due, over=bool(task.done), about=about)
