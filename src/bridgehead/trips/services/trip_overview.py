"""What a trip's page says of its day: who takes part, how the kept schedule stands, what is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bridgehead.kit.errors import InputError
from bridgehead.trips import queries
from bridgehead.trips.core.problem import MeetingProblem, PlannedMeeting, met_pairs
from bridgehead.trips.core.verifier import ScheduleVerdict, verify_schedule
from bridgehead.trips.queries import CANCELLED, ScheduledMeeting, saved_meetings
from bridgehead.trips.services.schedule import ScheduleLimits, programme


@dataclass(frozen=True)
class ParticipantDay:
    """Somebody who takes part.

    Attributes
    ----------
    meetings, idle
        Of the kept schedule.
    unmet
        Whom it wishes for and does not meet.
    """

    actor: str
    roles: tuple[str, ...]
    cancelled: bool
    meetings: int
    idle: int
    unmet: tuple[str, ...]


@dataclass(frozen=True)
class TripOverview:
    """A trip's day.

    Attributes
    ----------
    verdict
        The checker's word on the kept schedule; None where none is kept or the records do not make a day.
    mistake
        What is wrong with the records; blank if nothing is.
    slots, days, sites, tables, wishes
        How many there are.
    interpreters
        How many meetings at once can have one; None where that is no limit.
    interpreted
        Kept meetings that need one.
    """

    meetings: Sequence[ScheduledMeeting]
    parts: tuple[ParticipantDay, ...]
    verdict: ScheduleVerdict | None = None
    mistake: str = ""
    slots: int = 0
    days: int = 0
    sites: int = 0
    tables: int = 0
    wishes: int = 0
    interpreters: int | None = None
    interpreted: frozenset[str] = frozenset()


def overview(activity: str, limits: ScheduleLimits | None = None) -> TripOverview:
    """The day of a trip as its records stand.

    Raises
    ------
    NotFound
        If there is no such activity.
    """
    meetings = saved_meetings(activity)
    roles, gone = queries.roles(activity), queries.cancelled(activity)
    if not queries.slots(activity):
        return TripOverview(meetings, _parts(roles, gone, {}, {}, {}))
    try:
        day = programme(activity, limits or ScheduleLimits())
    except InputError as error:
        return TripOverview(meetings, _parts(roles, gone, {}, {}, {}), mistake=str(error))
    standing = [m for m in meetings if m.status != CANCELLED]
    held = [PlannedMeeting(m.slot, m.site, m.table, m.participants) for m in standing]
    verdict = verify_schedule(day, held) if held else None
    foreign = frozenset(
        m.id for m, seat in zip(standing, held, strict=True) if any(p in day.foreign for p in met_pairs(day, seat))
    )
    unmet: dict[str, list[str]] = {}
    for a, b in verdict.unmet if verdict else ():
        unmet.setdefault(a, []).append(b)
    return TripOverview(
        meetings=meetings,
        parts=_parts(roles, gone, Counter(a for m in held for a in m.participants), _idle(day, held), unmet),
        verdict=verdict,
        slots=len(day.slots),
        days=len(day.days),
        sites=len({place.site for place in day.places}),
        tables=sum(len(place.tables) for place in day.places),
        wishes=len(day.wishes),
        interpreters=day.interpreters,
        interpreted=foreign,
    )


def _idle(day: MeetingProblem, meetings: Sequence[PlannedMeeting]) -> dict[str, int]:
    number = {slot: n for n, slot in enumerate(day.slots)}
    busy: dict[str, set[int]] = {}
    for m in meetings:
        if m.slot in number:
            for actor in m.participants:
                busy.setdefault(actor, set()).add(number[m.slot])
    return {actor: day.idle(its) for actor, its in busy.items()}


def _parts(
    roles: Mapping[str, set[str]],
    gone: set[str],
    meetings: Mapping[str, int],
    idle: Mapping[str, int],
    unmet: Mapping[str, Sequence[str]],
) -> tuple[ParticipantDay, ...]:
    return tuple(
        ParticipantDay(
            actor,
            tuple(sorted(its)),
            actor in gone,
            meetings.get(actor, 0),
            idle.get(actor, 0),
            tuple(unmet.get(actor, ())),
        )
        for actor, its in roles.items()
    )
