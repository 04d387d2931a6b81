"""The independent checker of a schedule: counts from the programme and the meetings alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bridgehead.trips.core.problem import RETURNED, MeetingPlace, MeetingProblem, Pair, PlannedMeeting


@dataclass(frozen=True)
class ScheduleFault:
    """One thing that a schedule must not have.

    Attributes
    ----------
    code
        `no_table`, `double_booked`, `clash`, `absent`, `no_participant`, `company`, `no_break`, `interpreters` or
        `met_twice`.
    actors, slots
        Whom and when it concerns.
    place
        The table or the site.
    number
        How many there are, where it is about too many.
    """

    code: str
    actors: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    place: str = ""
    number: int = 0


@dataclass(frozen=True)
class ScheduleVerdict:
    """What is wrong with a schedule (nothing, if it is valid), and what it is worth.

    Attributes
    ----------
    gaps
        Empty slots between somebody's first and last meeting of a day, over all participants.
    least
        Fewest meetings of anybody who wishes or is wished for.
    unmet
        Wishes without a meeting.
    """

    wrong: tuple[ScheduleFault, ...]
    interest: int
    gaps: int
    least: int
    unmet: tuple[Pair, ...]


def verify_schedule(programme: MeetingProblem, meetings: Sequence[PlannedMeeting]) -> ScheduleVerdict:
    """Count everything that a schedule must keep, and its worth."""
    places = {(place.slot, place.site): place for place in programme.places}
    days: dict[str, list[MeetingPlace]] = {}
    wrong: list[ScheduleFault] = []
    for meeting in meetings:
        place = places.get((meeting.slot, meeting.site))
        if place is None or meeting.table not in place.tables:
            place_name = ", ".join(part for part in (meeting.site, meeting.table) if part)
            wrong.append(ScheduleFault("no_table", slots=(meeting.slot,), place=place_name))
            continue
        for actor in meeting.participants:
            days.setdefault(actor, []).append(place)
        wrong += _company(programme, meeting)
    tables = Counter((m.slot, m.site, m.table) for m in meetings)
    wrong += [
        ScheduleFault("double_booked", slots=(slot,), place=table) for (slot, _, table), n in tables.items() if n > 1
    ]
    for actor, its in days.items():
        wrong += [
            ScheduleFault("clash", (actor,), (one.slot, other.slot))
            for one, other in combinations(its, 2)
            if programme.clash(one, other)
        ]
        wrong += _tiring(programme, actor, {place.slot for place in its})
    wrong += _interpreted(programme, meetings)
    together = [pair for meeting in meetings for pair in _pairs(programme, meeting)]
    wrong += [ScheduleFault("met_twice", pair) for pair, n in Counter(together).items() if n > 1]
    return ScheduleVerdict(
        wrong=tuple(wrong),
        interest=_interest(programme, set(together)),
        gaps=_gaps(programme, days),
        least=min((len(days.get(a, ())) for a in _concerned(programme)), default=0),
        unmet=tuple(sorted((a, b) for a, b in programme.wishes if (min(a, b), max(a, b)) not in set(together))),
    )


def _company(programme: MeetingProblem, meeting: PlannedMeeting) -> list[ScheduleFault]:
    who = meeting.participants
    heads = [a for a in who if a in programme.hosts]
    most = programme.group + 1 if heads else 2
    found = [ScheduleFault("absent", (a,), (meeting.slot,)) for a in who if not programme.can(a, meeting.slot)]
    found += [ScheduleFault("no_participant", (a,)) for a in who if a not in programme.participants]
    if len(set(who)) != len(who) or not 2 <= len(who) <= most:
        found.append(ScheduleFault("company", who, (meeting.slot,), meeting.table, len(who)))
    return found


def _tiring(programme: MeetingProblem, actor: str, busy: set[str]) -> list[ScheduleFault]:
    if programme.row is None:
        return []
    run, today = 0, -1
    for slot in programme.slots:
        day = _day(programme, slot)
        run = run + 1 if slot in busy and day == today else int(slot in busy)
        today = day
        if run > programme.row:
            return [ScheduleFault("no_break", (actor,), (slot,))]
    return []


def _day(programme: MeetingProblem, slot: str) -> int:
    """The day of a slot; that of its first place."""
    return next((place.start or 0) for place in programme.places if place.slot == slot) // (24 * 60)


def _interpreted(programme: MeetingProblem, meetings: Iterable[PlannedMeeting]) -> list[ScheduleFault]:
    if programme.interpreters is None:
        return []
    needed = Counter(m.slot for m in meetings if any(p in programme.foreign for p in _pairs(programme, m)))
    return [
        ScheduleFault("interpreters", slots=(slot,), number=n)
        for slot, n in needed.items()
        if n > programme.interpreters
    ]


def _pairs(programme: MeetingProblem, meeting: PlannedMeeting) -> list[Pair]:
    """Two that sit together know each other after; of a group, only the host and each guest."""
    both = [(min(a, b), max(a, b)) for a, b in combinations(meeting.participants, 2)]
    if not set(meeting.participants) & programme.hosts:
        return both
    first = next(a for a in meeting.participants if a in programme.hosts)
    return [pair for pair in both if first in pair]


def _interest(programme: MeetingProblem, together: set[Pair]) -> int:
    total = 0
    for a, b in together:
        there, back = programme.wishes.get((a, b), 0), programme.wishes.get((b, a), 0)
        total += (there + back) * (RETURNED if there and back else 1)
    return total


def _gaps(programme: MeetingProblem, days: dict[str, list[MeetingPlace]]) -> int:
    order = {slot: n for n, slot in enumerate(programme.slots)}
    total = 0
    for its in days.values():
        numbers: dict[int, set[int]] = {}
        for place in its:
            numbers.setdefault(_day(programme, place.slot), set()).add(order[place.slot])
        total += sum(max(day) - min(day) + 1 - len(day) for day in numbers.values())
    return total


def _concerned(programme: MeetingProblem) -> set[str]:
    return {actor for pair, weight in programme.wishes.items() if weight for actor in pair} & set(
        programme.participants
    )
