"""A first schedule, place after place: who has begun goes on, who runs out of slots goes first.

It keeps everybody's meetings close together, which the exact model finds hard to do from nothing, and
gives that model a start and a schedule to fall back on.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from bridgehead.trips.core.milp import Rows, solve
from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, Pair, PlannedMeeting

URGENT = 100.0
"""For each of the two that has no slot to spare."""
BEGUN = 10.0
"""For each of the two that has met somebody already and has more to meet."""
WORTH = 1.0
"""For each thousandth of a pair's interest, where that is what decides; far above the others."""


class GreedySchedule:
    """A schedule that grows place by place."""

    def __init__(self, programme: MeetingProblem, pairs: Sequence[Pair], worth: Mapping[Pair, int]) -> None:
        self.programme = programme
        self.worth = worth
        self.left = list(pairs)
        self.been: dict[str, list[MeetingPlace]] = {}
        self.meetings: list[PlannedMeeting] = []

    def fill(self, place: MeetingPlace, seconds: float) -> None:
        """Seat the pairs that matter most at a place."""
        able = [p for p in self.left if all(self._free(actor, place) for actor in p)]
        if not able or not place.tables:
            return
        hosts = sorted({a for p in able for a in p if a in self.programme.hosts})
        value = np.array([self._weight(p, place) for p in able])
        found = solve(value, len(able), *self._limits(able, hosts, place), seconds)
        if found.chosen.size:
            self._seat([p for p, taken in zip(able, found.chosen, strict=False) if taken > 0.5], place)

    def _limits(self, able: Sequence[Pair], hosts: Sequence[str], place: MeetingPlace) -> tuple[Rows, list[float]]:
        rows: Rows = []
        limits: list[float] = []
        for actor in sorted({a for p in able for a in p}):
            row = {n: 1.0 for n, p in enumerate(able) if actor in p}
            if actor in hosts:
                receives = len(able) + hosts.index(actor)
                rows += [{**row, receives: -float(self.programme.group)}, {receives: 1.0}]
                limits += [0.0, 1.0]
            else:
                rows.append(row)
                limits.append(1.0)
        tables = {n: 1.0 for n, p in enumerate(able) if not set(p) & set(hosts)}
        rows.append(tables | {len(able) + n: 1.0 for n in range(len(hosts))})
        limits.append(len(place.tables))
        if self.programme.interpreters is not None:
            rows.append({n: 1.0 for n, p in enumerate(able) if p in self.programme.foreign})
            limits.append(self.programme.interpreters - self._interpreted(place.slot))
        return rows, limits

    def _seat(self, pairs: Sequence[Pair], place: MeetingPlace) -> None:
        sitting: dict[str, list[str]] = {}
        for p in pairs:
            host = next((a for a in p if a in self.programme.hosts), "")
            sitting.setdefault(host or p[0], [host or p[0]]).append(next(a for a in p if a != (host or p[0])))
        for table, who in zip(place.tables, sitting.values(), strict=False):
            self.meetings.append(PlannedMeeting(place.slot, place.site, table, tuple(who)))
            for actor in who:
                self.been.setdefault(actor, []).append(place)
        taken = set(pairs)
        self.left = [p for p in self.left if p not in taken]

    def _free(self, actor: str, place: MeetingPlace) -> bool:
        its = self.been.get(actor, [])
        if not self.programme.can(actor, place.slot) or any(self.programme.clash(place, other) for other in its):
            return False
        return self.programme.row is None or self._run(its, place) < self.programme.row

    def _run(self, its: Sequence[MeetingPlace], place: MeetingPlace) -> int:
        """How many slots right before this one somebody met in."""
        slots = self.programme.slots
        busy, here = {other.slot for other in its}, slots.index(place.slot)
        today = next(day for day in self.programme.days if here in day)
        run = 0
        for n in range(here - 1, today[0] - 1, -1):
            if slots[n] not in busy:
                break
            run += 1
        return run

    def _interpreted(self, slot: str) -> int:
        foreign = self.programme.foreign
        return sum(
            any((min(m.participants[0], g), max(m.participants[0], g)) in foreign for g in m.participants[1:])
            for m in self.meetings
            if m.slot == slot
        )

    def _weight(self, pair: Pair, place: MeetingPlace) -> float:
        slots = self.programme.slots
        ahead = slots[slots.index(place.slot) :]
        weight = 1.0 + WORTH * self.worth.get(pair, 0)
        for actor in pair:
            wanted = sum(actor in p for p in self.left)
            spare = sum(self.programme.can(actor, slot) for slot in ahead) - wanted
            weight += URGENT if spare <= 0 else wanted / (spare + wanted)
            weight += BEGUN if actor in self.been else 0.0
        return weight


def pack_meetings(programme: MeetingProblem, pairs: Sequence[Pair], *, seconds: float) -> tuple[PlannedMeeting, ...]:
    """A schedule of as many of these pairs as fit, everybody's meetings close together."""
    return _filled(GreedySchedule(programme, pairs, {}), seconds)


def greedy_schedule(
    programme: MeetingProblem, worth: Mapping[Pair, int], *, seconds: float
) -> tuple[PlannedMeeting, ...]:
    """A schedule out of all pairs, the worthiest at every place."""
    return _filled(GreedySchedule(programme, sorted(worth), worth), seconds)


def _filled(day: GreedySchedule, seconds: float) -> tuple[PlannedMeeting, ...]:
    """All places, each in an equal part of the time; a matching of a few hundred pairs takes some hundredths."""
    for place in day.programme.places:
        day.fill(place, seconds / len(day.programme.places))
    return tuple(day.meetings)
