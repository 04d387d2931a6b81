"""The calendar as a file: what a subscription holds, read as its account may see it now, and a span of days."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bridgehead.calendar import phrases
from bridgehead.calendar.core.month_view import ACTIVITY, DEADLINE, TASK, TRIP
from bridgehead.calendar.models import CalendarFeed
from bridgehead.calendar.queries import calendar_items as reads
from bridgehead.calendar.queries.calendar_items import Wanted, shown_kinds
from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import names_of, workspace_name
from bridgehead.ecosystem.services.activity_events import activity_event
from bridgehead.followup.models import Task
from bridgehead.kit import change_log, partial_dates
from bridgehead.kit.change_log import UNCHANGED, Revision
from bridgehead.kit.errors import NotFound
from bridgehead.kit.icalendar_events import CalendarEvent, calendar_file
from bridgehead.kit.permissions import Resource, Verb, Viewer, viewer_of
from bridgehead.opportunities.models import Opportunity
from bridgehead.trips.queries.calendar_meetings import calendar_meetings
from bridgehead.trips.services import TRIPS
from bridgehead.trips.services.meeting_events import meeting_events

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
"""How far a subscription reaches."""
MOST = 1_000
"""So many items of a kind it holds at most, the earliest first."""
DAY = len("2026-05-31")


def feed_file(feed: CalendarFeed, today: date) -> bytes:
    """The calendar of a subscription.

    Raises
    ------
    NotAllowed
        If its account may not see activities any more.
    """
    user = feed.user
    viewer = viewer_of(user.pk, user.role, user.actor_id, user.get_username())
    viewer.require(Verb.VIEW, Resource.ACTIVITY)
    if feed.activity:
        name, events = _trip(feed, viewer)
    else:
        wanted = Wanted(today - BACK, today + AHEAD, feed.kinds, feed.mine)
        whose = user.get_full_name() or user.get_username()
        name, events = phrases.feed_name(workspace_name(), whose), _within(wanted, viewer)
    return calendar_file(name, events or [_nothing(f"feed-{feed.pk}", feed.made_at)], again=True)


def span_file(wanted: Wanted, viewer: Viewer) -> bytes:
    """The calendar of a span of days, as far as somebody may see it; what has no day of its own is left out."""
    events = _within(wanted, viewer) or [_nothing("span", timezone.now())]
    return calendar_file(phrases.feed_name(workspace_name()), events)


def _nothing(key: str, made: datetime) -> CalendarEvent:
    """What stands for nothing, since no calendar is without a component (RFC 5545, 3.6)."""
    return CalendarEvent(f"{key}@bridgehead", phrases.nothing_yet(), timezone.localdate(made), made)


def _trip(feed: CalendarFeed, viewer: Viewer) -> tuple[str, list[CalendarEvent]]:
    """A trip, and its meetings: all, a participant's, or those of the account's own organisation."""
    try:
        activity = find_activity(feed.activity)
    except NotFound:
        return feed.name, []
    meetings = calendar_meetings(activity.pk)
    actor = feed.actor
    if not viewer.may(Verb.CHANGE, Resource.ACTIVITY):
        meetings = [m for m in meetings if viewer.actor in m.concerned]
        actor = actor or viewer.actor or ""
    names = names_of({actor, *(a for m in meetings for a in m.concerned)} - {""})
    own = activity_event(activity)
    found = meeting_events(activity, meetings, names, actor=actor, strict=False)
    called = phrases.trip_feed_name(activity.name, workspace_name(), names.get(actor, "") if actor else "")
    return called, ([own] if own else []) + found


def _within(asked: Wanted, viewer: Viewer) -> list[CalendarEvent]:
    kinds = set(asked.kinds) & set(shown_kinds(viewer))
    wanted = replace(asked, kinds=kinds)
    found: list[CalendarEvent] = []
    if DEADLINE in kinds:
        found += _deadlines(wanted, viewer)
    if {ACTIVITY, TRIP} & kinds:
        found += _activities(wanted, viewer)
    if TASK in kinds:
        found += _tasks(wanted, viewer)
    return found


def _deadlines(wanted: Wanted, viewer: Viewer) -> Iterator[CalendarEvent]:
    rows = [row for row in reads.deadlines(wanted, viewer)[:MOST] if len(row.deadline) == DAY]
    revisions = change_log.revisions(Opportunity, [row.pk for row in rows])
    for row in rows:
        known = revisions.get(row.pk, UNCHANGED)
        yield _whole_day(
            f"deadline-{row.pk}", phrases.deadline_summary(row.title), row.deadline, known, _page("opportunity", row.pk)
        )


def _tasks(wanted: Wanted, viewer: Viewer) -> Iterator[CalendarEvent]:
    rows = [row for row in reads.tasks(wanted, viewer)[:MOST] if len(row.due) == DAY]
    revisions = change_log.revisions(Task, [row.pk for row in rows])
    for row in rows:
        known = revisions.get(row.pk, UNCHANGED)
        summary = phrases.task_summary(row.title, done=bool(row.done))
        yield _whole_day(f"task-{row.pk}", summary, row.due, known, _page("tasks"))


def _activities(wanted: Wanted, viewer: Viewer) -> Iterator[CalendarEvent]:
    rows = list(reads.activities(wanted, viewer)[:MOST])
    revisions = change_log.revisions(Activity, [row.pk for row in rows])
    for row in rows:
        event = activity_event(row, revisions.get(row.pk, UNCHANGED))
        if event is not None:
            yield event
    if viewer.actor:
        yield from _own_meetings([row for row in rows if row.kind in TRIPS], viewer.actor)


def _own_meetings(trips: Collection[Activity], actor: str) -> Iterator[CalendarEvent]:
    """The meetings of an account's organisation on its trips."""
    for trip in trips:
        meetings = [m for m in calendar_meetings(trip.pk) if actor in m.concerned]
        names = names_of({a for m in meetings for a in m.concerned})
        yield from meeting_events(trip, meetings, names, actor=actor, strict=False)


def _whole_day(uid: str, summary: str, day: str, known: Revision, url: str) -> CalendarEvent:
    return CalendarEvent(
        uid=f"{uid}@bridgehead",
        summary=summary,
        start=partial_dates.starts(day),
        url=url,
        sequence=known.sequence,
        changed=known.at,
    )


def _page(route: str, *ids: str) -> str:
    return settings.ADDRESS + reverse(route, args=ids)
