"""Meetings as the pages of a trip show them: with names, to whom they concern."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bridgehead.ecosystem.queries import names_of
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.trips.phrases import NEXT_STEPS
from bridgehead.trips.queries import ScheduledMeeting


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the names of those who meet."""

    meeting: ScheduledMeeting
    people: tuple[tuple[str, str], ...]
    interpreted: bool = False

    @property
    def day(self) -> str:
        """Its day, where the slot has one."""
        return self.meeting.start[:10] if len(self.meeting.start) > len("09:00") else ""

    @property
    def time(self) -> str:
        """From when to when; the slot's name where it has no time."""
        return " – ".join(part[-5:] for part in (self.meeting.start, self.meeting.end) if part) or self.meeting.slot

    def at(self, meeting: str) -> bool:
        """Whether it is this one."""
        return self.meeting.id == meeting

    @property
    def next_step(self) -> str:
        """The next step in words; a step that a file gives in words of its own as it is."""
        return str(NEXT_STEPS.get(self.meeting.next_step, self.meeting.next_step))

    @property
    def group(self) -> bool:
        """Whether a host meets several at once."""
        return len(self.people) > 2


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
