"""What trips say to a person: outcomes of a schedule, what is wrong with one, changes, results of meetings."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list, or_list
from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.trips.core.verifier import ScheduleFault

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

if TYPE_CHECKING:
    from bridgehead.trips.core.schedule_solver import Schedule
    from bridgehead.trips.queries import ScheduledMeeting

CHANGES = {
    "schedule.save": gettext_lazy("Meeting schedule of {activity} saved"),
    "schedule.update": gettext_lazy("Meeting schedule of {activity} updated after a cancellation"),
    "wishes.import": gettext_lazy("Wishes for {activity} imported"),
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


def schedule_outcome(found: "Schedule") -> str:
    """What a new schedule holds, and what is proven of it."""
    return f"{_interest(found)} {_idle_slots(found)}"


def repair_outcome(found: "Schedule") -> str:
    """What became of a schedule after a cancellation."""
    text = ngettext(
        "Schedule updated: {changed} meeting moved, {count} unchanged.",
        "Schedule updated: {changed} meetings moved, {count} unchanged.",
        found.changed,
    ).format(changed=found.changed, count=found.unchanged)
    if found.status == "optimal":
        return text
    return text + " " + _("Fewer changes may be possible.")


def schedule_details(found: "Schedule") -> str:
    """The rest that an analyst asks of a schedule: the least anybody gets, wishes without a meeting, the time spent."""
    unmet = len(found.verdict.unmet)
    return " ".join(
        (
            ngettext(
                "Each participant has at least {count} meeting.",
                "Each participant has at least {count} meetings.",
                found.verdict.least,
            ).format(count=found.verdict.least),
            ngettext("{count} wish is unmet.", "{count} wishes are unmet.", unmet).format(count=unmet),
            _("Solved in {seconds} s (limit {limit} s).").format(
                seconds=f"{found.seconds:g}", limit=f"{found.limit:g}"
            ),
        )
    )


def _interest(found: "Schedule") -> str:
    count, interest = len(found.meetings), f"{found.verdict.interest / 1000:g}"
    if found.status == "optimal":
        return ngettext(
            "{count} meeting with the highest possible interest ({interest}, proven).",
            "{count} meetings with the highest possible interest ({interest}, proven).",
            count,
        ).format(count=count, interest=interest)
    return ngettext(
        "{count} meeting. Interest {interest}; up to {bound} may be possible.",
        "{count} meetings. Interest {interest}; up to {bound} may be possible.",
        count,
    ).format(count=count, interest=interest, bound=f"{found.bound / 1000:g}")


def _idle_slots(found: "Schedule") -> str:
    gaps = found.verdict.gaps
    if gaps == found.gap_bound:
        text = ngettext("{gaps} idle slot, the fewest possible.", "{gaps} idle slots, the fewest possible.", gaps)
    else:
        text = ngettext(
            "{gaps} idle slot (at least {least} are unavoidable).",
            "{gaps} idle slots (at least {least} are unavoidable).",
            gaps,
        )
    return text.format(gaps=gaps, least=found.gap_bound)


def fault_phrase(fault: ScheduleFault, names: Mapping[str, str], times: Mapping[str, str]) -> str:
    """What is wrong with a schedule, as a sentence.

    Parameters
    ----------
    names
        Of the participants, by their ids.
    times
        When each slot begins, by its name.
    """
    actors = [names.get(actor, actor) for actor in fault.actors]
    slots = [times.get(slot, slot) for slot in fault.slots]
    return _FAULTS[fault.code](fault, actors, slots)


_FAULTS: Mapping[str, Callable[[ScheduleFault, list[str], list[str]], str]] = {
    "no_table": lambda fault, _actors, slots: _("{table} does not exist at {time}").format(
        table=fault.place, time=slots[0]
    ),
    "double_booked": lambda fault, _actors, slots: _("Table {table} is double-booked at {time}").format(
        table=fault.place, time=slots[0]
    ),
    "clash": lambda _fault, actors, slots: _("{name} cannot attend both {one} and {other}").format(
        name=actors[0], one=slots[0], other=slots[1]
    ),
    "absent": lambda _fault, actors, slots: _("{name} is not available at {time}").format(
        name=actors[0], time=slots[0]
    ),
    "no_participant": lambda _fault, actors, _slots: _("{name} is not a participant").format(name=actors[0]),
    "company": lambda fault, actors, slots: ngettext(
        "{count} participant at one table at {time}: {names}",
        "{count} participants at one table at {time}: {names}",
        fault.number,
    ).format(count=fault.number, time=slots[0], names=and_list(actors)),
    "no_break": lambda _fault, actors, slots: _("{name} has no break before {time}").format(
        name=actors[0], time=slots[0]
    ),
    "interpreters": lambda fault, _actors, slots: ngettext(
        "{count} interpreter is needed at {time}, more than take part",
        "{count} interpreters are needed at {time}, more than take part",
        fault.number,
    ).format(count=fault.number, time=slots[0]),
    "met_twice": lambda _fault, actors, _slots: _("{one} and {other} meet twice").format(
        one=actors[0], other=actors[1]
    ),
}


def wishes_imported(new: int, changed: int) -> str:
    """What came of a file of wishes."""
    return _("Wishes imported: {new} new, {changed} changed.").format(new=new, changed=changed)


def member_added(name: str) -> str:
    """That an organisation is on the trip now."""
    return _("{name} added to the trip.").format(name=name)


def schedule_saved() -> str:
    """That a form sent twice had saved its schedule."""
    return _("Schedule saved.")


def day_changed() -> str:
    """Why a schedule is refused: its records are other ones by now."""
    return _("The records of this day changed during scheduling. Nothing was saved. Create the schedule again.")


def left_since(name: str) -> str:
    """Why a schedule is refused: somebody in it left meanwhile."""
    return _("{name} left the trip during scheduling. Nothing was saved. Create the schedule again.").format(name=name)


def no_schedule_in_time(seconds: float) -> str:
    """That the search found nothing."""
    return _("No schedule found in {seconds} s. Raise the time limit.").format(seconds=f"{seconds:g}")


def not_confirmed() -> str:
    """That our own check refuses what the search found."""
    return _("The schedule failed our check and is not saved. Please report this error.")


def no_schedule_yet(activity: str) -> str:
    """That there is nothing to repair."""
    return _("{activity} has no schedule yet.").format(activity=activity)


def how_to_schedule(activity: str) -> str:
    """Which command makes one."""
    return _("Create one with `bridgehead schedule {activity} --save`.").format(activity=activity)


def no_meeting(meeting: str) -> str:
    """That a meeting is not there."""
    return _("Meeting “{id}” does not exist.").format(id=meeting)


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


def day_sheet_labels() -> dict[str, str]:
    """The headings of a participant's sheet."""
    return {"day": _("Day"), "time": _("Time"), "with": _("With"), "place": _("Place"), "empty": _("No meetings.")}


def meeting_status(meeting: "ScheduledMeeting") -> str:
    """What became of a meeting so far."""
    if meeting.useful == "yes":
        return _("Useful")
    if meeting.useful == "no":
        return _("Not useful")
    return _("Cancelled") if meeting.status == "cancelled" else _("Planned")


def expected_participant(activity: str) -> str:
    """Whom a wish may name."""
    return _("a participant of {activity}").format(activity=activity)


def expected_current_participant(activity: str) -> str:
    """Who can cancel."""
    return _("a participant of {activity} that has not cancelled").format(activity=activity)


def expected_slots(activity: str) -> str:
    """What a schedule needs."""
    return _("time slots of {activity}").format(activity=activity)


def expected_slot(activity: str) -> str:
    """When a participant may say that it can come."""
    return _("a time slot of {activity}").format(activity=activity)


def expected_actor() -> str:
    """Whom a row may name."""
    return _("the id of an actor")


def expected_trip() -> str:
    """To what members can be added."""
    return _("a delegation trip or a meet-the-buyer day")


def expected_cluster() -> str:
    """Whose members can be proposed."""
    return _("a cluster whose members could join")


def expected_answer() -> str:
    """Whether a meeting was useful."""
    return _("yes or no")


def expected_step() -> str:
    """What can follow a meeting."""
    return or_list(NEXT_STEPS)


def expected_meeting() -> str:
    """What can be recorded in the log of a trip."""
    return _("a meeting of this activity")


def expected_saved_schedule() -> str:
    """What sheets are written of."""
    return _("a saved schedule (--save)")


def expected_slot_time() -> str:
    """When a slot begins, so that a calendar can hold it."""
    return _("a date and time (2019-05-31T09:30), or a time where the activity starts on a day")
