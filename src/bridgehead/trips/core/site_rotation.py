"""A first schedule for several sites: one side stays, the other goes round.

Whoever travels loses slots, so that a schedule that sends people to and fro seats few pairs. Here each
side is divided into as many groups as there are sites, the day into as many parts. The groups of one
side stay where they are; each of the other goes on to the next site when a part ends. After the last
part every group has been where every other was, and everybody has travelled as seldom as that allows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np

from bridgehead.trips.core.bipartition import sides
from bridgehead.trips.core.greedy_schedule import greedy_schedule, pack_meetings
from bridgehead.trips.core.milp import Rows, solve
from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, Pair, PlannedMeeting, met_pairs

SEED = 20
TRIES = 4_000
"""Exchanges of two people between groups that are tried."""


def rotation(programme: MeetingProblem, worth: Mapping[Pair, int], *, seconds: float) -> tuple[PlannedMeeting, ...]:
    """A schedule in which one side goes round; empty where there is one site, or no two sides."""
    sites = tuple(dict.fromkeys(place.site for place in programme.places if place.tables))
    side = sides(worth)
    if len(sites) < 2 or len(programme.slots) < 2 * len(sites) or not side:
        return ()
    left, right = ([a for a, (_, other) in side.items() if other == which] for which in (False, True))
    found = [_rounds(programme, worth, sites, stay, go, seconds) for stay, go in ((left, right), (right, left))]
    return max(found, key=lambda meetings: _interest(programme, worth, meetings))


def _interest(programme: MeetingProblem, worth: Mapping[Pair, int], meetings: Sequence[PlannedMeeting]) -> int:
    return sum(worth.get(p, 0) for m in meetings for p in met_pairs(programme, m))


def _rounds(
    programme: MeetingProblem,
    worth: Mapping[Pair, int],
    sites: Sequence[str],
    stay: Sequence[str],
    go: Sequence[str],
    seconds: float,
) -> tuple[PlannedMeeting, ...]:
    slots = programme.slots
    cuts = [round(n * len(slots) / len(sites)) for n in range(len(sites) + 1)]
    parts = [slots[a:b] for a, b in pairwise(cuts)]
    groups = _divided(worth, stay, go, len(sites), len(parts[0]))
    meetings: list[PlannedMeeting] = []
    for number, part in enumerate(parts):
        for place, site in enumerate(sites):
            here = [a for a in stay if groups[a] == place] + [
                a for a in go if (groups[a] + number) % len(sites) == place
            ]
            before = sites[place - 1] if number else ""
            day = _part(programme, part, site, here, set(go), (parts[number - 1][-1], before) if number else None)
            meetings += _seated(day, worth, seconds / (3 * len(sites) ** 2))
    return tuple(meetings)


def _part(
    programme: MeetingProblem,
    part: Sequence[str],
    site: str,
    here: Sequence[str],
    go: set[str],
    came: tuple[str, str] | None,
) -> MeetingProblem:
    """What happens at one site in one part of the day; who comes from another site cannot be there at once."""
    by_name = {(place.slot, place.site): place for place in programme.places}
    places = tuple(by_name[slot, site] for slot in part if (slot, site) in by_name)
    last = None if came is None else by_name.get(came)

    def reached(place: MeetingPlace) -> bool:
        return last is None or not programme.clash(last, place)

    late = frozenset(place.slot for place in places if reached(place))
    available = {a: frozenset(s for s in part if programme.can(a, s) and (a not in go or s in late)) for a in here}
    people = set(here)
    wishes = {pair: weight for pair, weight in programme.wishes.items() if set(pair) <= people}
    return replace(programme, participants=tuple(here), places=places, wishes=wishes, available=available)


def _seated(day: MeetingProblem, worth: Mapping[Pair, int], seconds: float) -> tuple[PlannedMeeting, ...]:
    """The worthiest pairs that the slots of each allow, or as many of them as can be seated."""
    people = set(day.participants)
    able = sorted(p for p in worth if set(p) <= people)
    if not able or not day.places:
        return ()
    rows: Rows = [{n: 1.0 for n, p in enumerate(able) if actor in p} for actor in day.participants]
    limits = [float(sum(day.can(actor, slot) for slot in day.slots)) for actor in day.participants]
    rows.append(dict.fromkeys(range(len(able)), 1.0))
    limits.append(float(sum(len(place.tables) for place in day.places)))
    best = solve(np.array([worth[p] for p in able], dtype=float), len(able), rows, limits, seconds)
    chosen = [p for p, taken in zip(able, best.chosen, strict=False) if taken > 0.5]
    found = (
        pack_meetings(day, chosen, seconds=seconds),
        greedy_schedule(day, {p: worth[p] for p in able}, seconds=seconds),
    )
    return max(found, key=lambda meetings: _interest(day, worth, meetings))


class _Groups:
    """Each side divided into groups, and how many each has to meet in every group of the others."""

    def __init__(self, worth: Mapping[Pair, int], stay: Sequence[str], go: Sequence[str], groups: int) -> None:
        self.of = {a: n % groups for side in (stay, go) for n, a in enumerate(side)}
        self.others: dict[str, list[str]] = {a: [] for a in self.of}
        for a, b in worth:
            self.others[a].append(b)
            self.others[b].append(a)
        self.count = {a: [0] * groups for a in self.of}
        for a, its in self.others.items():
            for b in its:
                self.count[a][self.of[b]] += 1

    def surplus(self, actors: Collection[str], slots: int) -> int:
        """How much these have to meet in some group beyond what a part of the day holds, and close to it."""
        return sum(max(0, n - slots + 1) ** 2 for a in actors for n in self.count[a])

    def exchange(self, a: str, b: str) -> None:
        """Two people change their groups."""
        for one, other in ((a, b), (b, a)):
            for c in self.others[one]:
                self.count[c][self.of[one]] -= 1
                self.count[c][self.of[other]] += 1
        self.of[a], self.of[b] = self.of[b], self.of[a]


def _divided(
    worth: Mapping[Pair, int], stay: Sequence[str], go: Sequence[str], groups: int, slots: int
) -> dict[str, int]:
    """Actor to group, so that few have more in one group of the others than a part of the day has slots."""
    random = Random(SEED)  # noqa: S311 a search, not a secret
    found = _Groups(worth, stay, go, groups)
    for _ in range(TRIES):
        side = random.choice((stay, go))
        a, b = random.choice(side), random.choice(side)
        if found.of[a] == found.of[b]:
            continue
        touched = {*found.others[a], *found.others[b]}
        before = found.surplus(touched, slots)
        found.exchange(a, b)
        if found.surplus(touched, slots) > before:
            found.exchange(a, b)
    return found.of
