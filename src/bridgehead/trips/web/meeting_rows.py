"""Meetings as the pages of a trip show them: with names, to whom they concern."""

from collections.abc import Collection, Sequence

from bridgehead.ecosystem.queries import names_of
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.trips.queries import ScheduledMeeting
from bridgehead.trips.tables import MeetingRow


def sees_all(viewer: Viewer) -> bool:
    """Whether somebody sees the meetings of all, not only those of their own organisation."""
    return viewer.may(Verb.CHANGE, Resource.ACTIVITY)


def meeting_rows(
    meetings: Sequence[ScheduledMeeting], viewer: Viewer, interpreted: Collection[str] = ()
) -> list[MeetingRow]:
    """The meetings that a viewer sees: all, or those of their own organisation."""
    seen = [m for m in meetings if sees_all(viewer) or viewer.actor in m.participants]
    names = names_of({a for m in seen for a in m.participants})
    return [MeetingRow(m, tuple((a, names.get(a, a)) for a in m.participants), m.id in interpreted) for m in seen]
