"""Meetings as they stand in a calendar: a participant's own, or all of a trip."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import places
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.icalendar_events import CalendarEvent
from bridgehead.trips.queries import CANCELLED
from bridgehead.trips.queries.calendar_meetings import CalendarMeeting

CLOCK = len("09:00")


def meeting_events(
    activity: Activity,
    meetings: Sequence[CalendarMeeting],
    names: Mapping[str, str],
    *,
    actor: str = "",
    strict: bool = True,
) -> list[CalendarEvent]:
    """The events of a trip's meetings, called off ones among them, in the time zone of the trip.

    Parameters
    ----------
    actor
        Whose meetings they are: an event names the others, unless the actor left the meeting: who meets there
        now, and where, is not theirs to know. Blank for all meetings, each with all names.
    strict
        Whether a planned meeting without a time is refused; else it stands on the trip's first day, or not at all.

    Raises
    ------
    InputError
        If a planned meeting has no date and time.
    """
    zone = places.time_zone_of(activity)
    found = []
    for each in meetings:
        if not actor or actor in each.concerned:
            off = _is_off(activity, each, actor)
            start = moment_of(activity, each.meeting.start)
            if start is None and strict and not off:
                raise InputError(
                    expects("slot_time"),
                    file="slots.csv",
                    column="start",
                    found=each.meeting.start or finds("nothing_for", slot=each.meeting.slot),
                )
            first = start or places.first_day(activity)
            if first is not None:
                found.append(_event(activity, each, names, actor, first, zone, off=off))
    return found


def moment_of(activity: Activity, text: str) -> datetime | None:
    """A slot's time; one without a date is on the day of the trip. None where it is unknown."""
    whole = text if len(text) > CLOCK else f"{activity.start}T{text}"
    try:
        return datetime.fromisoformat(whole)
    except ValueError:
        return None


def _event(
    activity: Activity,
    each: CalendarMeeting,
    names: Mapping[str, str],
    actor: str,
    start: date,
    zone: str,
    *,
    off: bool,
) -> CalendarEvent:
    end, left = each.meeting.end, _has_left(each, actor)
    return CalendarEvent(
        uid=f"{each.meeting.id}@bridgehead",
        summary=activity.name if left else _summary(each, names, actor),
        start=start,
        end=moment_of(activity, end) if end and isinstance(start, datetime) else None,
        zone=zone,
        place="" if left else each.meeting.place,
        description=activity.name,
        cancelled=off,
        sequence=each.revision.sequence,
        changed=each.revision.at,
        busy=True,
    )


def _is_off(activity: Activity, each: CalendarMeeting, actor: str) -> bool:
    return _has_left(each, actor) or each.meeting.status == CANCELLED or activity.cancelled == "yes"


def _has_left(each: CalendarMeeting, actor: str) -> bool:
    return bool(actor) and actor not in each.meeting.participants


def _summary(each: CalendarMeeting, names: Mapping[str, str], actor: str) -> str:
    """Whom one meets; the slot where nobody is named."""
    return ", ".join(names.get(a, a) for a in each.meeting.participants if a != actor) or each.meeting.slot
