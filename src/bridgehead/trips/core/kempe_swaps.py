"""Fewer idle slots by swapping: whoever meets at one of two places changes to the other, chain by chain.

The meetings at two places, drawn as lines between those who meet, fall into chains (Kempe 1879). A chain
can change its places as a whole: whoever meets at both still does, so only the ends of the chain have
another day than before, and nobody's meetings are lost. Chains are tried at random, worse days accepted
less and less often (simulated annealing: Kirkpatrick, Gelatt & Vecchi 1983).
"""

import math
import time
from collections.abc import Sequence
from random import Random

from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, PlannedMeeting, met_pairs

SEED = 20
SWAPS = 4_000
"""Chains tried at most, for each meeting."""
WARM, COLD = 0.9, 0.12
"""In idle slots: how much worse a day may become at the beginning and at the end."""
GLANCE = 256
"""Chains between two looks at the clock."""


class KempeSwapper:
    """A schedule whose chains can be swapped; places are numbers, somebody's day is a set of bits."""

    def __init__(self, programme: MeetingProblem, meetings: Sequence[PlannedMeeting]) -> None:
        self.programme = programme
        places = programme.places
        self.numbers = {(place.slot, place.site): n for n, place in enumerate(places)}
        self.who = [m.participants for m in meetings]
        self.place = [self.numbers[m.slot, m.site] for m in meetings]
        self.at: list[dict[str, int]] = [{} for _ in places]
        """By place: actor to meeting."""
        self.held = [0] * len(places)
        self.day: dict[str, int] = {}
        for number, (who, n) in enumerate(zip(self.who, self.place, strict=True)):
            self.held[n] += 1
            for actor in who:
                self.at[n][actor] = number
                self.day[actor] = self.day.get(actor, 0) | 1 << n
        self.tables = [len(place.tables) for place in places]
        self.clashes = [
            sum(1 << m for m, other in enumerate(places) if m != n and programme.clash(place, other))
            for n, place in enumerate(places)
        ]
        self.slot = [programme.slots.index(place.slot) for place in places]
        self.foreign = [any(p in programme.foreign for p in met_pairs(programme, m)) for m in meetings]
        self.interpreted = [0] * len(programme.slots)
        for number, n in enumerate(self.place):
            self.interpreted[self.slot[n]] += self.foreign[number]
        self._idle: dict[int, int | None] = {}

    def chain(self, number: int, q: int) -> tuple[list[int], list[tuple[str, int]]]:
        """The meetings that change with this one to place `q`, and whose day changes: (actor, its new day)."""
        p = self.place[number]
        members, seen, moved = [number], {number}, []
        done: set[str] = set()
        for meeting in members:
            other = q if self.place[meeting] == p else p
            for actor in self.who[meeting]:
                if actor in done:
                    continue
                done.add(actor)
                next_ = self.at[other].get(actor)
                if next_ is None:
                    moved.append((actor, self.day[actor] ^ (1 << p) ^ (1 << q)))
                elif next_ not in seen:
                    seen.add(next_)
                    members.append(next_)
        return members, moved

    def change(self, members: Sequence[int], moved: Sequence[tuple[str, int]], p: int, q: int) -> int | None:
        """How many idle slots more there would be; None if that cannot be."""
        there = sum(self.place[m] == p for m in members)
        surplus = 2 * there - len(members)
        if self.held[q] + surplus > self.tables[q] or self.held[p] - surplus > self.tables[p]:
            return None
        if self.programme.interpreters is not None and not self._heard(members, p, q):
            return None
        more = 0
        for actor, day in moved:
            to = q if day >> q & 1 else p
            if not self.programme.can(actor, self.programme.slots[self.slot[to]]) or day & self.clashes[to]:
                return None
            idle = self.idle(day)
            if idle is None:
                return None
            more += idle - (self.idle(self.day[actor]) or 0)
        return more

    def _heard(self, members: Sequence[int], p: int, q: int) -> bool:
        most = self.programme.interpreters or 0
        surplus = sum((1 if self.place[m] == p else -1) for m in members if self.foreign[m])
        if self.slot[p] == self.slot[q]:
            return True
        return self.interpreted[self.slot[q]] + surplus <= most and self.interpreted[self.slot[p]] - surplus <= most

    def swap(self, members: Sequence[int], moved: Sequence[tuple[str, int]], p: int, q: int) -> None:
        """Change places."""
        for m in members:
            for actor in self.who[m]:
                self.at[self.place[m]].pop(actor, None)
        for m in members:
            before, after = self.place[m], q if self.place[m] == p else p
            self.place[m] = after
            self.held[before] -= 1
            self.held[after] += 1
            self.interpreted[self.slot[before]] -= self.foreign[m]
            self.interpreted[self.slot[after]] += self.foreign[m]
            for actor in self.who[m]:
                self.at[after][actor] = m
        for actor, day in moved:
            self.day[actor] = day

    def idle(self, day: int) -> int | None:
        """Idle slots of a day; None if it has no break where one is due."""
        if day not in self._idle:
            busy = {self.slot[n] for n in range(len(self.slot)) if day >> n & 1}
            self._idle[day] = None if self.programme.tires(busy) else self.programme.idle(busy)
        return self._idle[day]

    def meetings(self, place: Sequence[int]) -> tuple[PlannedMeeting, ...]:
        """The schedule with its meetings at these places, each at the next free table."""
        free = [list(reversed(p.tables)) for p in self.programme.places]
        found = []
        standing = [(n, who) for who, n in zip(self.who, place, strict=True) if n >= 0]
        for n, who in sorted(standing):
            at: MeetingPlace = self.programme.places[n]
            found.append(PlannedMeeting(at.slot, at.site, free[n].pop(), who))
        return tuple(found)


def reduce_idle_slots(
    programme: MeetingProblem, meetings: Sequence[PlannedMeeting], *, least: int, seconds: float
) -> tuple[PlannedMeeting, ...]:
    """The same meetings with as few idle slots as are found.

    Parameters
    ----------
    least
        Stop at so few: there cannot be fewer.
    seconds
        Stop then, however many chains are left to try.
    """
    if not meetings or len(programme.places) < 2:
        return tuple(meetings)
    random = Random(SEED)  # noqa: S311 a search, not a secret
    state = KempeSwapper(programme, meetings)
    idle = best = sum(state.idle(day) or 0 for day in state.day.values())
    places = list(state.place)
    begun, warmth, actors = time.perf_counter(), WARM, sorted(state.day)
    most = SWAPS * len(meetings)
    for number in range(most):
        if best <= least:
            break
        if number % GLANCE == 0:
            gone_by = max((time.perf_counter() - begun) / seconds, number / most)
            if gone_by >= 1:
                break
            warmth = WARM * (COLD / WARM) ** gone_by
        actor, q = random.choice(actors), random.randrange(len(programme.places))
        if not state.idle(state.day[actor]):
            actor = random.choice(actors)
        p = random.choice([n for n in range(len(programme.places)) if state.day[actor] >> n & 1])
        if p == q:
            continue
        members, moved = state.chain(state.at[p][actor], q)
        more = state.change(members, moved, p, q)
        if more is None or (more > 0 and random.random() >= math.exp(-more / warmth)):
            continue
        state.swap(members, moved, p, q)
        idle += more
        if idle < best:
            best, places = idle, list(state.place)
    return state.meetings(places)
