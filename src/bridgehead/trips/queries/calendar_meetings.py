"""The meetings of a trip as calendars need them: those that are gone as well, and how often each was changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.ecosystem.models import Activity
from bridgehead.kit import change_log
from bridgehead.kit.change_log import UNCHANGED, Revision
from bridgehead.kit.models import Change
from bridgehead.trips.models import Meeting, Slot
from bridgehead.trips.queries import CANCELLED, ScheduledMeeting, saved_meetings


@dataclass(frozen=True)
class CalendarMeeting:
    """A meeting in calendars.

    Attributes
    ----------
    former
        Who was to take part once and is not any more.
    revision
        Of the meeting, its slots and its activity together.
    """

    meeting: ScheduledMeeting
    former: tuple[str, ...]
    revision: Revision

    @property
    def concerned(self) -> tuple[str, ...]:
        """Whose calendars have it."""
        return self.meeting.participants + self.former


def calendar_meetings(activity: str) -> list[CalendarMeeting]:
    """The meetings of a trip, also those that were removed; nothing that a calendar may hold is left out."""
    found = [*saved_meetings(activity), *_removed(activity)]
    keys = [m.id for m in found]
    own, former = change_log.revisions(Meeting, keys), _former(keys)
    around = (
        change_log.revisions(Activity, [activity]).get(activity, UNCHANGED),
        change_log.revision_below(Slot, f"{activity}/"),
    )
    return [
        CalendarMeeting(
            m,
            tuple(a for a in former.get(m.id, ()) if a not in m.participants),
            _together(own.get(m.id, UNCHANGED), *around),
        )
        for m in found
    ]


def _together(*revisions: Revision) -> Revision:
    """A moved slot or a venue changes its meetings, too."""
    return Revision(sum(r.sequence for r in revisions), max(r.at for r in revisions))


def _removed(activity: str) -> list[ScheduledMeeting]:
    rows = change_log.removed_rows(Meeting, activity_id=activity)
    return [_called_off(row) for _key, row in sorted(rows.items())]


def _called_off(row: Mapping[str, Any]) -> ScheduledMeeting:
    return ScheduledMeeting(
        id=row["id"],
        slot=row.get("slot") or "",
        site="",
        table=row.get("table") or "",
        start="",
        end="",
        participants=tuple(row.get("participants") or ()),
        status=CANCELLED,
        useful="",
        next_step="",
        due="",
    )


def _former(keys: Collection[str]) -> dict[str, list[str]]:
    """Who took part in a meeting before it was changed, by the meeting's id."""
    lines = Change.objects.filter(table="meeting", key__in=list(keys), action=Change.Action.CHANGE)
    found: dict[str, list[str]] = {}
    lines = lines.filter(before__has_key="participants").order_by("pk")
    for key, before in lines.values_list("key", "before__participants"):
        names = found.setdefault(key, [])
        names += [a for a in before or () if a not in names]
    return found
