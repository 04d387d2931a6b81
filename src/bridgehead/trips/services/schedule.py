"""The schedule of a trip or a meet-the-buyer: made, kept, repaired."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridgehead.ecosystem.models import Participation
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Conflict, InputError, NotFound
from bridgehead.kit.receipt import Receipt
from bridgehead.trips import queries
from bridgehead.trips.core.problem import THOUSAND, MeetingPlace, MeetingProblem, Pair, PlannedMeeting
from bridgehead.trips.core.rescheduling import repair
from bridgehead.trips.core.solver import Schedule, schedule
from bridgehead.trips.models import Meeting as MeetingRecord
from bridgehead.trips.models import Slot
from bridgehead.trips.queries import CANCELLED

HOST = "group host"
"""Role of a participant that meets a group at once."""
INTERPRETER = "interpreter"
"""Role of those that interpret; they take no part themselves."""
PLANNED = "planned"


@dataclass(frozen=True)
class ScheduleLimits:
    """What a day of meetings keeps to.

    Attributes
    ----------
    travel
        Minutes between two sites.
    group
        Most guests that a group host meets at once.
    row
        Most meetings in a row before a break; 0 for any number.
    seconds
        The solver's time.
    """

    travel: int = 30
    group: int = 6
    row: int = 0
    seconds: float = 15.0


@dataclass(frozen=True)
class ScheduledMeeting:
    """A meeting that is kept, with the time and site of its slot."""

    id: str
    slot: str
    site: str
    table: str
    start: str
    end: str
    participants: tuple[str, ...]
    status: str
    useful: str
    next_step: str
    due: str


@dataclass(frozen=True)
class Basis:
    """What a schedule is computed from: if any of it changes meanwhile, the schedule is not kept.

    Attributes
    ----------
    before
        The schedule that is kept so far.
    """

    limits: ScheduleLimits
    programme: MeetingProblem
    before: tuple[PlannedMeeting, ...]


def make_schedule(activity: str, limits: ScheduleLimits | None = None) -> Schedule:
    """The best schedule of an activity's wishes; nothing is kept.

    Raises
    ------
    NotFound
        If there is no such activity.
    InputError
        If it has no slots or wishes, or they name a slot or participant that it has not.
    """
    return _planned(_basis(activity, limits or ScheduleLimits()))


def make(activity: str, limits: ScheduleLimits | None = None, *, who: int | None = None) -> Receipt[Schedule]:
    """Schedule an activity, and keep it; errors as in `plan` and `save`."""
    basis = _basis(activity, limits or ScheduleLimits())
    found = _planned(basis)
    done = save(activity, found.meetings, basis=basis, who=who)
    return Receipt(found, done.batch, done.tallies)


def repair_schedule(activity: str, *, gone: Collection[str], limits: ScheduleLimits | None = None) -> Schedule:
    """The kept schedule after somebody cancelled, with as few changes as possible.

    Raises
    ------
    NotFound
        If nothing is kept yet.
    InputError
        If who cancelled takes no part, or had cancelled before.
    """
    return _repaired(activity, _basis(activity, limits or ScheduleLimits()), gone)


def cancel(
    activity: str, *, gone: Collection[str], limits: ScheduleLimits | None = None, who: int | None = None
) -> Receipt[Schedule]:
    """Note that somebody cancelled, and keep the repaired schedule; errors as in `replan` and `save`."""
    basis = _basis(activity, limits or ScheduleLimits())
    found = _repaired(activity, basis, gone)
    done = save(activity, found.meetings, gone=gone, basis=basis, who=who)
    return Receipt(found, done.batch, done.tallies)


def _basis(activity: str, limits: ScheduleLimits) -> Basis:
    standing = tuple(
        PlannedMeeting(m.slot, m.site, m.table, m.participants)
        for m in saved_meetings(activity)
        if m.status != CANCELLED
    )
    return Basis(limits, programme(activity, limits), standing)


def _planned(basis: Basis) -> Schedule:
    return schedule(basis.programme, seconds=basis.limits.seconds)


def _repaired(activity: str, basis: Basis, gone: Collection[str]) -> Schedule:
    unknown = sorted(set(gone) - set(basis.programme.participants))
    if unknown:
        raise InputError(f"a participant of {activity} who has not cancelled", column="actor", found=unknown[0])
    if not basis.before:
        raise NotFound(
            f"no schedule of {activity} is kept yet", hint=f"`bridgehead schedule {activity} --save` makes one"
        )
    return repair(basis.programme, basis.before, gone=gone, seconds=basis.limits.seconds)


def save(
    activity: str,
    meetings: Sequence[PlannedMeeting],
    *,
    gone: Collection[str] = (),
    basis: Basis | None = None,
    who: int | None = None,
) -> Receipt[None]:
    """Keep a schedule: its meetings are added or moved, planned ones that it lacks are cancelled, results stay.

    Parameters
    ----------
    gone
        Who cancelled: noted with their participation, so that later schedules leave them out.
    basis
        What it was computed from; None asks only whether those who meet still take part.

    Raises
    ------
    Conflict
        If what it was computed from changed meanwhile.
    """
    with batch(f"schedule of {activity}", who=who) as writer:
        _require_current(activity, meetings, basis)
        rows = [
            {
                "id": _id(activity, m.participants),
                "activity_id": activity,
                "slot": m.slot,
                "table": m.table,
                "participants": list(m.participants),
                "status": PLANNED,
            }
            for m in meetings
        ]
        there = {row["id"] for row in rows}
        held = set(queries.meetings(activity).exclude(useful="").values_list("id", flat=True))
        lost = [m.id for m in queries.meetings(activity).filter(status=PLANNED) if m.id not in there | held]
        writer.put(MeetingRecord, [row for row in rows if row["id"] not in held])
        writer.put(MeetingRecord, [{"id": id_, "status": CANCELLED} for id_ in lost])
        parts = queries.participation_keys(activity, gone)
        writer.put(Participation, [{"id": id_, "outcome": CANCELLED} for id_ in parts])
    return writer.receipt(None)


def _require_current(activity: str, meetings: Sequence[PlannedMeeting], basis: Basis | None) -> None:
    """Refuse a schedule of a day that is another by now."""
    if basis is not None and basis != _basis(activity, basis.limits):
        raise Conflict("the day changed while it was scheduled, so nothing was saved: schedule it again")
    taking_part = queries.roles(activity).keys() - queries.cancelled(activity)
    absent = sorted({a for m in meetings for a in m.participants} - taking_part)
    if absent:
        raise Conflict(f"{absent[0]} does not take part any more, so nothing was saved: schedule the day again")


def saved_meetings(activity: str) -> list[ScheduledMeeting]:
    """The meetings that are kept, in the order of time."""
    made = queries.slots(activity)
    times = {(s.slot, _table(s, made)): s for s in made}
    found = []
    for m in queries.meetings(activity):
        slot = times.get((m.slot, m.table))
        found.append(
            ScheduledMeeting(
                id=m.id,
                slot=m.slot,
                site=slot.site if slot else "",
                table=m.table,
                start=slot.start if slot else "",
                end=slot.end if slot else "",
                participants=tuple(m.participants),
                status=m.status,
                useful=m.useful,
                next_step=m.next_step,
                due=m.due,
            )
        )
    return sorted(found, key=lambda m: (m.start, m.slot, len(m.table), m.table))


def programme(activity: str, limits: ScheduleLimits) -> MeetingProblem:
    """What an activity's records make of its day; errors as in `plan`."""
    find_activity(activity)
    made = queries.slots(activity)
    if not made:
        raise InputError(f"slots of {activity}", file="slots.csv", found="none")
    roles, gone = queries.roles(activity), queries.cancelled(activity)
    places = _places(made)
    names = {place.slot for place in places}
    actors = tuple(sorted(a for a, its in roles.items() if INTERPRETER not in its and a not in gone))
    available: dict[str, set[str]] = {}
    for actor, slot in queries.availability(activity):
        if slot not in names:
            raise InputError(f"a slot of {activity}", file="availability.csv", column="slot", found=slot)
        available.setdefault(actor, set()).add(slot)
    wishes = _wishes(activity, set(actors), gone)
    interpreters = sum(INTERPRETER in its for its in roles.values())
    return MeetingProblem(
        participants=actors,
        places=places,
        wishes=wishes,
        available={a: frozenset(its) for a, its in available.items()},
        hosts=frozenset(a for a, its in roles.items() if HOST in its),
        group=limits.group,
        travel=limits.travel,
        row=limits.row or None,
        interpreters=interpreters or None,
        foreign=_foreign(wishes, queries.languages(actors)) if interpreters else frozenset(),
    )


def _wishes(activity: str, actors: Collection[str], gone: Collection[str]) -> dict[Pair, int]:
    """Wishes in thousandths; those of and for somebody who cancelled are left out."""
    found: dict[Pair, int] = {}
    for a, b, weight in queries.wishes(activity):
        for column, actor in (("from", a), ("to", b)):
            if actor not in actors and actor not in gone:
                raise InputError(f"a participant of {activity}", file="wishes.csv", column=column, found=actor)
        if a in actors and b in actors:
            found[a, b] = round(weight * THOUSAND)
    return found


def _places(made: Sequence[Slot]) -> tuple[MeetingPlace, ...]:
    at: dict[tuple[str, str], list[Slot]] = {}
    for s in made:
        at.setdefault((s.slot, s.site), []).append(s)
    return tuple(
        MeetingPlace(slot, site, tuple(_table(s, made) for s in its), minutes(its[0].start), minutes(its[0].end))
        for (slot, site), its in at.items()
    )


def _table(slot: Slot, made: Sequence[Slot]) -> str:
    """A table's name, with its site where there are several, since a meeting keeps the table alone."""
    name = slot.table or "table"
    return f"{slot.site}, {name}" if slot.site and len({s.site for s in made}) > 1 else name


def minutes(moment: str) -> int | None:
    """A moment as minutes: of the day, or since the first day of the calendar; None for a blank."""
    if not moment:
        return None
    if len(moment) == 5:
        return int(moment[:2]) * 60 + int(moment[3:])
    return int((datetime.fromisoformat(moment) - datetime.min) / timedelta(minutes=1))


def _foreign(wishes: Collection[Pair], languages: dict[str, set[str]]) -> frozenset[Pair]:
    """Pairs whose people are known to have no language in common."""
    return frozenset(
        (min(a, b), max(a, b))
        for a, b in wishes
        if a in languages and b in languages and not languages[a] & languages[b]
    )


def _id(activity: str, participants: Sequence[str]) -> str:
    """The same participants are the same meeting, wherever it is moved."""
    whole = "--".join([activity, *sorted(participants)])
    return whole if len(whole) <= 100 else f"{activity[:40]}--{participants[0][:30]}--{_digest(participants)}"


def _digest(participants: Sequence[str]) -> str:
    from hashlib import blake2b  # noqa: PLC0415 only long names pay for it

    return blake2b("\n".join(sorted(participants)).encode(), digest_size=8).hexdigest()
