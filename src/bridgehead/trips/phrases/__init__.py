"""What trips say to a person: outcomes of a schedule, what is wrong with one, changes, results of meetings."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.trips.phrases.day_plan import WEIGHTS, slot_outcome, slot_preview, table_label, wishes_set
from bridgehead.trips.phrases.expected import EXPECTED
from bridgehead.trips.phrases.schedule import (
    day_changed,
    day_sheet_labels,
    fault_phrase,
    how_to_schedule,
    left_since,
    no_schedule_in_time,
    no_schedule_yet,
    not_confirmed,
    repair_outcome,
    schedule_details,
    schedule_outcome,
    schedule_saved,
)

if TYPE_CHECKING:
    from bridgehead.trips.queries import ScheduledMeeting


RECORDS = {
    "meeting": RecordPhrases(
        name=gettext_lazy("Meeting"),
        add=gettext_lazy("Add meeting"),
        edit=gettext_lazy("Edit meeting"),
        remove=gettext_lazy("Remove meeting"),
        added=gettext_lazy("Meeting added"),
        changed=gettext_lazy("Meeting changed"),
        removed=gettext_lazy("Meeting removed"),
    ),
    "wish": RecordPhrases(
        name=gettext_lazy("Wish"),
        add=gettext_lazy("Add wish"),
        edit=gettext_lazy("Edit wish"),
        remove=gettext_lazy("Remove wish"),
        added=gettext_lazy("Wish added"),
        changed=gettext_lazy("Wish changed"),
        removed=gettext_lazy("Wish removed"),
    ),
    "slot": RecordPhrases(
        name=gettext_lazy("Time slot"),
        add=gettext_lazy("Add time slot"),
        edit=gettext_lazy("Edit time slot"),
        remove=gettext_lazy("Remove time slot"),
        added=gettext_lazy("Time slot added"),
        changed=gettext_lazy("Time slot changed"),
        removed=gettext_lazy("Time slot removed"),
    ),
    "availability": RecordPhrases(
        name=gettext_lazy("Available time slot"),
        add=gettext_lazy("Add available time slot"),
        edit=gettext_lazy("Edit available time slot"),
        remove=gettext_lazy("Remove available time slot"),
        added=gettext_lazy("Available time slot added"),
        changed=gettext_lazy("Available time slot changed"),
        removed=gettext_lazy("Available time slot removed"),
    ),
}
"""How its kinds of record are called."""

CHANGES = {
    "schedule.save": gettext_lazy("Meeting schedule of {activity} saved"),
    "schedule.update": gettext_lazy("Meeting schedule of {activity} updated after a cancellation"),
    "wishes.import": gettext_lazy("Wishes for {activity} imported"),
    "slots.make": gettext_lazy("Time slots of {activity} made"),
    "wishes.set": gettext_lazy("Wishes for {activity} changed"),
    "availability.set": gettext_lazy("Availability of {name} for {activity} changed"),
    "companion.add": gettext_lazy("{name} added to {activity}"),
    "meeting.record": gettext_lazy("Result of a meeting at {activity} recorded"),
}
NEXT_STEPS = {
    "none": gettext_lazy("Not planned"),
    "contact": gettext_lazy("Stay in touch"),
    "cooperation": gettext_lazy("Cooperation"),
    "agreement": gettext_lazy("Agreement"),
}
"""The next steps of a meeting, as a page calls them."""


def wishes_imported(new: int, changed: int) -> str:
    """What came of a file of wishes."""
    return _("Wishes imported: {new} new, {changed} changed.").format(new=new, changed=changed)


def member_added(name: str) -> str:
    """That an organisation is on the trip now."""
    return _("{name} added to the trip.").format(name=name)


def no_meeting(meeting: str) -> str:
    """That a meeting is not there."""
    return _("Meeting “{id}” does not exist.").format(id=meeting)


def no_meetings_of(name: str, activity: str) -> str:
    """That there is nothing to put into a calendar."""
    return _("{name} has no meetings at {activity}.").format(name=name, activity=activity)


def already_on_trip(name: str, activity: str) -> str:
    """Why a member is not added again."""
    return _("{name} already takes part in {activity}.").format(name=name, activity=activity)


def companion_count(count: int, cluster: str) -> str:
    """How many members could join a trip."""
    return ngettext("{count} member of {cluster} could join", "{count} members of {cluster} could join", count).format(
        count=count, cluster=cluster
    )


def best_suits(title: str) -> str:
    """Which opportunity a member suits best."""
    return _("suits {title}").format(title=title)


def meeting_status(meeting: "ScheduledMeeting") -> str:
    """What became of a meeting so far."""
    if meeting.useful == "yes":
        return _("Useful")
    if meeting.useful == "no":
        return _("Not useful")
    return _("Cancelled") if meeting.status == "cancelled" else _("Planned")


__all__ = [
    "CHANGES",
    "EXPECTED",
    "NEXT_STEPS",
    "RECORDS",
    "WEIGHTS",
    "already_on_trip",
    "best_suits",
    "companion_count",
    "day_changed",
    "day_sheet_labels",
    "fault_phrase",
    "how_to_schedule",
    "left_since",
    "meeting_status",
    "member_added",
    "no_meeting",
    "no_meetings_of",
    "no_schedule_in_time",
    "no_schedule_yet",
    "not_confirmed",
    "repair_outcome",
    "schedule_details",
    "schedule_outcome",
    "schedule_saved",
    "slot_outcome",
    "slot_preview",
    "table_label",
    "wishes_imported",
    "wishes_set",
]
