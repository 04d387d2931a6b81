"""What a day of meetings is made from: who, when, where, and who would like to meet whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

THOUSAND = 1000
"""A wish of weight 1."""

MINUTES = 24 * 60
"""Of a day."""

RETURNED = 2
"""A meeting that both wish for counts so much more than one that only one side wishes for."""


@dataclass(frozen=True)
class MeetingPlace:
    """A slot at a site, with its tables.

    Attributes
    ----------
    start, end
        Minutes; None where the slot has no time. Places of one slot are at the same time.
    """

    slot: str
    site: str
    tables: tuple[str, ...]
    start: int | None = None
    end: int | None = None


Pair = tuple[str, str]


@dataclass(frozen=True)
class MeetingProblem:
    """A day of meetings before it is scheduled.

    Attributes
    ----------
    places
        In the order of time.
    wishes
        (who wishes, whom) to weight in thousandths.
    available
        Actor to the slots it can come to; an actor that is missing can come to all.
    hosts
        Actors that meet a group at once (a ministry meets a group more readily than one firm).
    group
        Most guests of a host at once.
    travel
        Minutes between two sites.
    row
        Most meetings in a row before a break; None for any number.
    interpreters
        How many meetings at once can have one; None where that is no limit.
    foreign
        Pairs without a language in common.
    """

    participants: tuple[str, ...]
    places: tuple[MeetingPlace, ...]
    wishes: Mapping[Pair, int]
    available: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    group: int = 6
    travel: int = 30
    row: int | None = None
    interpreters: int | None = None
    foreign: frozenset[Pair] = frozenset()

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The slots in order."""
        return tuple(dict.fromkeys(place.slot for place in self.places))

    @cached_property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the slots, day by day; slots without a time are one day."""
        found: dict[int, list[int]] = {}
        starts = {place.slot: place.start for place in self.places}
        for n, slot in enumerate(self.slots):
            found.setdefault((starts[slot] or 0) // MINUTES, []).append(n)
        return tuple(tuple(its) for its in found.values())

    def idle(self, busy: Collection[int]) -> int:
        """Empty slots between the first and the last meeting of each day, of somebody who meets in these slots."""
        met_in = [[n for n in day if n in busy] for day in self.days]
        return sum(its[-1] - its[0] + 1 - len(its) for its in met_in if its)

    def tires(self, busy: Collection[int]) -> bool:
        """Whether meetings in these slots leave no break where one is due."""
        if self.row is None:
            return False
        width = self.row + 1
        windows = (day[n : n + width] for day in self.days for n in range(len(day) - self.row))
        return any(all(n in busy for n in window) for window in windows)

    def room(self, slots: Sequence[int]) -> int:
        """How many meetings fit into these slots, in order, with a break where one is due."""
        if self.row is None:
            return len(slots)
        mornings = {day[0] for day in self.days}
        count = run = 0
        last = -1
        for slot in slots:
            run = run + 1 if slot == last + 1 and slot not in mornings else 1
            if run <= self.row:
                count, last = count + 1, slot
        return count

    def can(self, actor: str, slot: str) -> bool:
        """Whether somebody can come to a slot."""
        return actor not in self.available or slot in self.available[actor]

    def clash(self, one: MeetingPlace, other: MeetingPlace) -> bool:
        """Whether nobody can meet at both: at the same time, or without the time to travel between them."""
        if one.slot == other.slot:
            return True
        if one.start is None or one.end is None or other.start is None or other.end is None:
            return False
        first, second = sorted(((one.start, one.end), (other.start, other.end)))
        return second[0] < first[1] + (self.travel if one.site != other.site else 0)


@dataclass(frozen=True)
class PlannedMeeting:
    """Who meets when and where; a host's guests sit at one meeting together."""

    slot: str
    site: str
    table: str
    participants: tuple[str, ...]


def pair_interests(programme: MeetingProblem) -> dict[Pair, int]:
    """Pair (sorted) to what its meeting is worth: both wishes, doubled if they are mutual."""
    found: dict[Pair, int] = {}
    for (a, b), weight in programme.wishes.items():
        key = (a, b) if a < b else (b, a)
        back = programme.wishes.get((b, a), 0)
        if weight + back > 0 and a != b:
            found[key] = (weight + back) * (RETURNED if weight and back else 1)
    return found


def met_pairs(programme: MeetingProblem, meeting: PlannedMeeting) -> list[Pair]:
    """The pairs that a meeting brings together: any two, or a host and each guest."""
    head = next((a for a in meeting.participants if a in programme.hosts), None)
    if head is None:
        return list(combinations(sorted(meeting.participants), 2))
    return [(min(head, guest), max(head, guest)) for guest in meeting.participants if guest != head]
