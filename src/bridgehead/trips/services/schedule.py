"""The meeting schedule of a trip or a meet-the-buyer day: created, saved, updated after a cancellation."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridgehead.ecosystem.models import Activity, Participation
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import names_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Conflict, InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.methods.cp_sat import TimeLimitReached, VerificationError
from bridgehead.trips import phrases, queries
from bridgehead.trips.core.problem import THOUSAND, MeetingPlace, MeetingProblem, Pair, PlannedMeeting
from bridgehead.trips.core.rescheduling import repair
from bridgehead.trips.core.schedule_solver import Schedule, schedule
from bridgehead.trips.models import Meeting as MeetingRecord
from bridgehead.trips.models import Slot
from bridgehead.trips.queries import CANCELLED, saved_meetings, table_name

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
class Basis:
    """What a schedule is computed from: if any of it changes meanwhile, the schedule is not saved.

    Attributes
    ----------
    before
        The schedule that is saved so far.
    """

    limits: ScheduleLimits
    programme: MeetingProblem
    before: tuple[PlannedMeeting, ...]


def find_schedule(activity: str, limits: ScheduleLimits | None = None) -> Schedule:
    """The best schedule of an activity's wishes; nothing is saved.

    Raises
    ------
    NotFound
        If there is no such activity.
    InputError
        If it has no slots or wishes, or they name a slot or participant that it has not.
    """
    return _planned(_basis(activity, limits or ScheduleLimits()))


def create_schedule(activity: str, limits: ScheduleLimits | None = None, *, viewer: Viewer) -> Receipt[Schedule]:
    """Create the schedule of an activity and save it; errors as in `find_schedule` and `save`."""
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    basis = _basis(activity, limits or ScheduleLimits())
    found = _planned(basis)
    done = save(activity, found.meetings, basis=basis, viewer=viewer)
    return Receipt(found, done.batch, done.tallies)


def repair_schedule(activity: str, *, gone: Collection[str], limits: ScheduleLimits | None = None) -> Schedule:
    """The saved schedule after somebody cancelled, with as few changes as possible; nothing is saved.

    Raises
    ------
    NotFound
        If nothing is saved yet.
    InputError
        If who cancelled takes no part, or had cancelled before.
    """
    return _repaired(activity, _basis(activity, limits or ScheduleLimits()), gone)


def cancel(
    activity: str, *, gone: Collection[str], limits: ScheduleLimits | None = None, viewer: Viewer
) -> Receipt[Schedule]:
    """Cancel participants and save the updated schedule; errors as in `repair_schedule` and `save`."""
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    basis = _basis(activity, limits or ScheduleLimits())
    found = _repaired(activity, basis, gone)
    done = save(activity, found.meetings, gone=gone, basis=basis, viewer=viewer)
    return Receipt(found, done.batch, done.tallies)


def _basis(activity: str, limits: ScheduleLimits) -> Basis:
    standing = tuple(
        PlannedMeeting(m.slot, m.site, m.table, m.participants)
        for m in saved_meetings(activity)
        if m.status != CANCELLED
    )
    return Basis(limits, programme(activity, limits), standing)


def _planned(basis: Basis) -> Schedule:
    with _explained(basis.limits.seconds):
        return schedule(basis.programme, seconds=basis.limits.seconds)


def _repaired(activity: str, basis: Basis, gone: Collection[str]) -> Schedule:
    unknown = sorted(set(gone) - set(basis.programme.participants))
    if unknown:
        raise InputError(
            expects("current_participant", activity=find_activity(activity).name), column="actor", found=unknown[0]
        )
    if not basis.before:
        raise NotFound(phrases.no_schedule_yet(find_activity(activity).name), hint=phrases.how_to_schedule(activity))
    with _explained(basis.limits.seconds):
        return repair(basis.programme, basis.before, gone=gone, seconds=basis.limits.seconds)


@contextmanager
def _explained(seconds: float) -> Iterator[None]:
    """Say in words that a search found nothing in its time, or that our own check refuses what it found."""
    try:
        yield
    except TimeLimitReached as error:
        raise TimeLimitReached(phrases.no_schedule_in_time(seconds)) from error
    except VerificationError as error:
        raise VerificationError(phrases.not_confirmed()) from error


def save(
    activity: str,
    meetings: Sequence[PlannedMeeting],
    *,
    gone: Collection[str] = (),
    basis: Basis | None = None,
    viewer: Viewer,
) -> Receipt[None]:
    """Save a schedule: its meetings are added or moved, planned ones that it lacks are cancelled, results stay.

    Parameters
    ----------
    gone
        Who cancelled: noted with their participation, so that later schedules leave them out.
    basis
        What it was computed from; None asks only whether those who meet still take part.

    Raises
    ------
    NotAllowed
        To whoever may not change activities.
    Conflict
        If what it was computed from changed meanwhile.
    """
    viewer.require(Verb.CHANGE, Resource.ACTIVITY)
    action = "schedule.update" if gone else "schedule.save"
    with batch(action, activity, viewer=viewer, activity=find_activity(activity).name) as writer:
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
        raise Conflict(phrases.day_changed())
    taking_part = queries.roles(activity).keys() - queries.cancelled(activity)
    absent = sorted({a for m in meetings for a in m.participants} - taking_part)
    if absent:
        raise Conflict(phrases.left_since(names_of(absent[:1]).get(absent[0], absent[0])))


def programme(activity: str, limits: ScheduleLimits) -> MeetingProblem:
    """What an activity's records make of its day; errors as in `find_schedule`."""
    about = find_activity(activity)
    made = queries.slots(activity)
    if not made:
        raise InputError(expects("slots", activity=about.name), file="slots.csv", found=finds("nothing"))
    roles, gone = queries.roles(activity), queries.cancelled(activity)
    places = _places(made)
    names = {place.slot for place in places}
    actors = tuple(sorted(a for a, its in roles.items() if INTERPRETER not in its and a not in gone))
    available: dict[str, set[str]] = {}
    for actor, slot in queries.availability(activity):
        if slot not in names:
            raise InputError(expects("slot", activity=about.name), file="availability.csv", column="slot", found=slot)
        available.setdefault(actor, set()).add(slot)
    wishes = _wishes(about, set(actors), gone)
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


def _wishes(about: Activity, actors: Collection[str], gone: Collection[str]) -> dict[Pair, int]:
    """Wishes in thousandths; those of and for somebody who cancelled are left out."""
    found: dict[Pair, int] = {}
    for a, b, weight in queries.wishes(about.pk):
        for column, actor in (("from", a), ("to", b)):
            if actor not in actors and actor not in gone:
                raise InputError(
                    expects("participant", activity=about.name), file="wishes.csv", column=column, found=actor
                )
        if a in actors and b in actors:
            found[a, b] = round(weight * THOUSAND)
    return found


def _places(made: Sequence[Slot]) -> tuple[MeetingPlace, ...]:
    at: dict[tuple[str, str], list[Slot]] = {}
    for s in made:
        at.setdefault((s.slot, s.site), []).append(s)
    return tuple(
        MeetingPlace(slot, site, tuple(table_name(s, made) for s in its), minutes(its[0].start), minutes(its[0].end))
        for (slot, site), its in at.items()
    )


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
