"""How few idle slots there must be, by counting alone.

Everybody is there for one window of each day: from the first meeting to the last. Who has so many
meetings and can come to so few slots needs a window of some length; the tables of a slot seat so many
at once; of the two sides that meet, equally many are busy in every slot. Who meets whom is left out, so
no schedule has fewer idle slots than this. People who are alike are counted together, which leaves a
whole-number programme that is small and has no symmetries.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from bridgehead.trips.core.bipartition import Side, sides
from bridgehead.trips.core.milp import Rows, solve
from bridgehead.trips.core.problem import MeetingProblem, PlannedMeeting, met_pairs

Window = tuple[int, int]


@dataclass(frozen=True)
class ParticipantGroup:
    """People with as many meetings, who can come to the same slots and meet the same side.

    Attributes
    ----------
    side
        None where there are no two sides.
    """

    meetings: int
    able: tuple[int, ...]
    side: Side | None


def idle_slot_bound(programme: MeetingProblem, meetings: Sequence[PlannedMeeting], *, seconds: float) -> int:
    """Idle slots that any schedule of these meetings has at least; 0 where the time leaves it open."""
    people = _people(programme, meetings)
    if not people:
        return 0
    counted = _Counted(programme, people)
    found = solve(np.array(counted.cost), 0, counted.rows, counted.limits, seconds)
    if not math.isfinite(found.bound):
        return 0
    return max(0, math.ceil(-found.bound - 1e-6) - sum(alike.meetings * n for alike, n in people.items()))


def _people(programme: MeetingProblem, meetings: Sequence[PlannedMeeting]) -> Counter[ParticipantGroup]:
    """How many of each; hosts of groups are left out, whose guests can be divided in several ways."""
    busy = Counter(a for m in meetings for a in m.participants if a not in programme.hosts)
    pairs = [pair for m in meetings for pair in met_pairs(programme, m)]
    hosted = any(a in programme.hosts for m in meetings for a in m.participants)
    side = {} if hosted else sides(pairs) or {}
    slots = list(enumerate(programme.slots))
    open_ = {place.slot for place in programme.places if place.tables}
    return Counter(
        ParticipantGroup(number, tuple(n for n, s in slots if s in open_ and programme.can(actor, s)), side.get(actor))
        for actor, number in busy.items()
    )


class _Counted:
    """The programme's rows: how many of each kind of people have which window, and are busy in which slot."""

    def __init__(self, programme: MeetingProblem, people: Mapping[ParticipantGroup, int]) -> None:
        self.programme = programme
        self.cost: list[float] = []
        self.rows: Rows = []
        self.limits: list[float] = []
        busy: dict[int, dict[int, float]] = {}
        balance: dict[tuple[int, int], dict[int, float]] = {}
        for alike, number in people.items():
            for slot, variable in self._kind(alike, number).items():
                busy.setdefault(slot, {})[variable] = 1.0
                if alike.side is not None:
                    part, right = alike.side
                    balance.setdefault((part, slot), {})[variable] = 1.0 if right else -1.0
        for slot, row in busy.items():
            self._at_most(row, self._seats(slot))
        for row in balance.values():
            self._equal(row, 0.0)

    def _seats(self, slot: int) -> float:
        """How many can be busy in a slot: two at a table, or a host's guests."""
        name = self.programme.slots[slot]
        tables = sum(len(place.tables) for place in self.programme.places if place.slot == name)
        groups = min(tables, len(self.programme.hosts))
        return 2.0 * tables + max(0, self.programme.group - 2) * groups

    def _kind(self, alike: ParticipantGroup, number: int) -> dict[int, int]:
        """Variables and rows of people who are alike; slot to the variable of how many are busy."""
        busy = {slot: self._variable(0.0) for slot in alike.able}
        inside: dict[int, dict[int, float]] = {slot: {} for slot in alike.able}
        edge: dict[int, dict[int, float]] = {slot: {} for slot in alike.able}
        for day in self.programme.days:
            windows = {self._variable(-float(b - a + 1)): (a, b) for a, b in self._windows(alike, day)}
            self._at_most(dict.fromkeys(windows, 1.0), float(number))
            if len(self.programme.days) == 1:
                self._at_most(dict.fromkeys(windows, -1.0), -float(number))
            for variable, (a, b) in windows.items():
                for slot in (a, b):
                    edge[slot][variable] = 1.0
                for slot in alike.able:
                    if a <= slot <= b:
                        inside[slot][variable] = -1.0
        for slot, variable in busy.items():
            self._at_most({variable: 1.0, **inside[slot]}, 0.0)
            self._at_most({variable: -1.0, **edge[slot]}, 0.0)
        self._equal(dict.fromkeys(busy.values(), 1.0), float(alike.meetings * number))
        return busy

    def _windows(self, alike: ParticipantGroup, day: Sequence[int]) -> list[Window]:
        """From which slot to which, where all meetings must be on this day wide enough for them."""
        able = [slot for slot in day if slot in alike.able]
        wanted = alike.meetings if len(self.programme.days) == 1 else 1
        ranges = combinations_with_replacement(range(len(able)), 2)
        return [(able[i], able[k]) for i, k in ranges if self.programme.room(able[i : k + 1]) >= wanted]

    def _variable(self, cost: float) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def _at_most(self, row: Mapping[int, float], limit: float) -> None:
        self.rows.append(row)
        self.limits.append(limit)

    def _equal(self, row: Mapping[int, float], value: float) -> None:
        self._at_most(row, value)
        self._at_most({n: -v for n, v in row.items()}, -value)
