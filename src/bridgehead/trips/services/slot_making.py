"""Time slots made from a plan: added to those that there are, or in their place; what meetings use stays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.kit import partial_dates
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.trips import phrases, queries
from bridgehead.trips.core.slot_plan import (
    PlannedSlot,
    SlotChange,
    SlotPlan,
    overlap,
    planned_slots,
    read_break,
    read_time,
    times_of_day,
)
from bridgehead.trips.models import Availability, Slot
from bridgehead.trips.queries import CANCELLED, saved_meetings, table_name
from bridgehead.trips.services.meeting_events import moment_of

MOST = 2_000
"""So many places (a time at a table) a plan may make."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Between which a plan begins: the calendar ends, and time zones reach beyond its first and last day."""
Span = tuple[datetime, datetime]


def read_plan(
    first: str, begin: str, end: str, breaks: Sequence[str], *, sites: Sequence[str] | None, **numbers: int
) -> SlotPlan:
    """A plan from what somebody typed.

    Parameters
    ----------
    numbers
        `days`, `minutes`, `pause` and `tables` of the plan.

    Raises
    ------
    InputError
        At what is no day, no time or no break.
    """
    if len(first) != len("2027-01-07") or not partial_dates.is_date(first):
        raise InputError(expects("day"), column="first", found=first)
    times = {name: read_time(text) for name, text in (("from", begin), ("until", end))}
    for name, text in (("from", begin), ("until", end)):
        if times[name] is None:
            raise InputError(expects("clock_time"), column=name, found=text)
    pauses = {text: read_break(text) for text in breaks}
    wrong = [text for text, found in pauses.items() if found is None]
    if wrong:
        raise InputError(expects("break"), column="break", found=wrong[0])
    return SlotPlan(
        first=partial_dates.starts(first),
        begin=times["from"] or 0,
        end=times["until"] or 0,
        breaks=tuple(filter(None, pauses.values())),
        sites=tuple(dict.fromkeys(sites or ("",))),
        **numbers,
    )


def slot_change(activity: str, plan: SlotPlan, *, replace: bool) -> SlotChange:
    """What a plan would do; nothing is saved.

    Raises
    ------
    NotFound
        If there is no such activity.
    InputError
        If the first day is centuries away, no slot fits between from and until, or the plan makes too many.
    """
    about = find_activity(activity)
    if not FIRST_YEAR <= plan.first.year <= LAST_YEAR:
        raise InputError(expects("day"), column="first", found=plan.first.isoformat())
    places = plan.days * len(times_of_day(plan)) * len(plan.sites) * plan.tables
    if places < 1:
        raise InputError(expects("room_for_a_slot"), column="end", found=finds("nothing"))
    if places > MOST:
        raise InputError(expects("places_up_to", most=MOST), column="tables", found=f"{places:,}")
    planned = planned_slots(plan)
    rows = {str(row["id"]): row for row in (_row(about, slot) for slot in planned)}
    there = queries.slots(activity)
    used = _used(activity, there)
    gone = {s.id for s in there if s.id not in rows and s.id not in used} if replace else set[str]()
    staying = [s for s in there if s.id not in gone]
    spans = _spans(about, [s for s in staying if s.id not in rows])
    new = [row for key, row in rows.items() if key not in {s.id for s in there}]
    added = [row for row in new if not _is_taken(about, row, spans)]
    names = {s.slot for s in staying} | {str(row["slot"]) for row in added}
    ticks = Availability.objects.filter(activity=activity) if gone else Availability.objects.none()
    return SlotChange(
        times=len({slot.start for slot in planned}),
        days=plan.days,
        places=len(planned),
        added=added,
        removed=sorted(gone),
        kept=sum(s.id not in rows and s.id in used for s in staying) if replace else 0,
        taken=len(new) - len(added),
        unticked=sorted(key for key, slot in ticks.values_list("pk", "slot") if slot not in names),
    )


def make_slots(activity: str, plan: SlotPlan, *, replace: bool, viewer: Viewer) -> Receipt[SlotChange]:
    """Make the slots of a plan; errors as in `slot_change`.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    with batch("slots.make", activity, viewer=viewer, activity=find_activity(activity).name) as writer:
        change = slot_change(activity, plan, replace=replace)
        writer.remove(Availability, change.unticked)
        writer.remove(Slot, change.removed)
        writer.put(Slot, [dict(row) for row in change.added])
    return writer.receipt(change)


def _row(about: Activity, slot: PlannedSlot) -> Row:
    row: dict[str, Any] = {
        "activity_id": about.pk,
        "slot": f"{slot.start:%Y-%m-%d %H:%M}",
        "start": f"{slot.start:%Y-%m-%dT%H:%M}",
        "end": f"{slot.end:%Y-%m-%dT%H:%M}",
        "site": slot.site,
        "table": phrases.table_label(slot.table),
    }
    return {"id": Slot.key_of(row), **row}


def _used(activity: str, there: Sequence[Slot]) -> set[str]:
    """Keys of the slots that a meeting uses that is planned or held."""
    meets = {(m.slot, m.table) for m in saved_meetings(activity) if m.status != CANCELLED}
    return {s.id for s in there if (s.slot, table_name(s, there)) in meets}


def _spans(about: Activity, slots: Collection[Slot]) -> Mapping[tuple[str, str], list[Span]]:
    """When each table is taken, by site and table."""
    found: dict[tuple[str, str], list[Span]] = {}
    for s in slots:
        start = moment_of(about, s.start)
        if start is not None:
            found.setdefault((s.site, s.table), []).append((start, moment_of(about, s.end) or start))
    return found


def _is_taken(about: Activity, row: Row, spans: Mapping[tuple[str, str], list[Span]]) -> bool:
    at = datetime.fromisoformat(str(row["start"])), datetime.fromisoformat(str(row["end"]))
    return any(overlap(at, other) for other in spans.get((str(row["site"]), str(row["table"])), ()))
