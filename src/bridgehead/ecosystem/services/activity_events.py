"""An activity as it stands in a calendar."""

from datetime import date, datetime, time

from django.conf import settings
from django.urls import reverse

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import places
from bridgehead.kit import change_log
from bridgehead.kit.change_log import Revision
from bridgehead.kit.icalendar_events import CalendarEvent


def activity_event(activity: Activity, revision: Revision | None = None) -> CalendarEvent | None:
    """The event of an activity; None where no day is known on which it begins.

    Parameters
    ----------
    revision
        How often and when it was changed, where that is known already for many.
    """
    first = places.first_day(activity)
    if first is None:
        return None
    last = places.last_day(activity)
    known = revision or change_log.revisions(Activity, [activity.pk]).get(activity.pk, change_log.UNCHANGED)
    timed = bool(activity.start_time)
    return CalendarEvent(
        uid=f"activity-{activity.pk}@bridgehead",
        summary=activity.name,
        start=_at(first, activity.start_time) if timed else first,
        end=_end(last or first, activity.end_time) if timed else last,
        zone=places.time_zone_of(activity) if timed else "",
        place=places.place_of(activity),
        description=activity.description,
        url=settings.ADDRESS + reverse("activity", args=[activity.pk]),
        cancelled=activity.cancelled == "yes",
        sequence=known.sequence,
        changed=known.at,
        busy=timed,
    )


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


def _end(day: date, clock: str) -> datetime | None:
    return _at(day, clock) if clock else None
