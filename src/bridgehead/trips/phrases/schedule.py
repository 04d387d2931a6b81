"""Sentences on schedules: how good one is, what is wrong with it, why it is refused."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.kit.phrases import and_list
from bridgehead.trips.core.verifier import ScheduleFault

if TYPE_CHECKING:
    from bridgehead.trips.core.schedule_solver import Schedule


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


def day_sheet_labels() -> dict[str, str]:
    """The headings of a participant's sheet."""
    return {"day": _("Day"), "time": _("Time"), "with": _("With"), "place": _("Place"), "empty": _("No meetings.")}
