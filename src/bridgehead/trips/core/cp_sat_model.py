"""The CP-SAT model of a schedule: which pair meets at which place."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from bridgehead.trips.core.problem import MeetingPlace, MeetingProblem, Pair, PlannedMeeting, met_pairs

Seat = tuple[Pair, int]


class ScheduleModel:
    """Variables and constraints of a programme.

    Parameters
    ----------
    pairs
        Those that may meet.
    must
        Whether each of them does.
    """

    def __init__(self, programme: MeetingProblem, pairs: Iterable[Pair], *, must: bool = False) -> None:
        self.programme = programme
        self.cp = cp_model.CpModel()
        self.seats: dict[Seat, Any] = {}
        self.groups: dict[tuple[str, int], Any] = {}
        self._at: dict[tuple[str, int], list[Any]] = {}
        """Actor and place to what is 1 if the actor meets there."""
        for pair in pairs:
            self._may_meet(pair, must=must)
        self._host()
        self._one_at_a_time()
        self._tables()
        self._interpret()
        self._rest()

    def host_of(self, pair: Pair) -> str:
        """The host of a group meeting, or blank."""
        return next((a for a in pair if a in self.programme.hosts), "")

    def _may_meet(self, pair: Pair, *, must: bool) -> None:
        options = []
        for n, place in enumerate(self.programme.places):
            if place.tables and all(self.programme.can(actor, place.slot) for actor in pair):
                seat = self.cp.new_bool_var("")
                self.seats[pair, n] = seat
                options.append(seat)
                host = self.host_of(pair)
                for actor in pair:
                    if actor != host:
                        self._at.setdefault((actor, n), []).append(seat)
        if must:
            self.cp.add_exactly_one(options)
        else:
            self.cp.add_at_most_one(options)

    def _host(self) -> None:
        guests: dict[tuple[str, int], list[Any]] = {}
        for (pair, n), seat in self.seats.items():
            if host := self.host_of(pair):
                guests.setdefault((host, n), []).append(seat)
        for (host, n), seats in guests.items():
            receives = self.cp.new_bool_var("")
            self.groups[host, n] = receives
            self._at.setdefault((host, n), []).append(receives)
            self.cp.add(cp_model.LinearExpr.sum(seats) <= self.programme.group * receives)
            for seat in seats:
                self.cp.add_implication(seat, receives)
            self.cp.add_bool_or([*seats, ~receives])

    def _one_at_a_time(self) -> None:
        """Nobody at two places that clash; all places of a slot at once, others two by two."""
        places = self.programme.places
        by_actor: dict[str, list[int]] = {}
        for actor, n in self._at:
            by_actor.setdefault(actor, []).append(n)
        far = [
            (m, n)
            for m, n in combinations(range(len(places)), 2)
            if places[m].slot != places[n].slot and self.programme.clash(places[m], places[n])
        ]
        for actor, numbers in by_actor.items():
            slots: dict[str, list[Any]] = {}
            for n in numbers:
                slots.setdefault(places[n].slot, []).extend(self._at[actor, n])
            for seats in slots.values():
                self.cp.add_at_most_one(seats)
            for m, n in far:
                self.cp.add_at_most_one([*self._at.get((actor, m), ()), *self._at.get((actor, n), ())])

    def _tables(self) -> None:
        taken: dict[int, list[Any]] = {}
        for (pair, n), seat in self.seats.items():
            if not self.host_of(pair):
                taken.setdefault(n, []).append(seat)
        for (_, n), receives in self.groups.items():
            taken.setdefault(n, []).append(receives)
        for n, seats in taken.items():
            self.cp.add(cp_model.LinearExpr.sum(seats) <= len(self.programme.places[n].tables))

    def _interpret(self) -> None:
        if self.programme.interpreters is None:
            return
        needed: dict[str, list[Any]] = {}
        interpreted: dict[tuple[str, int], Any] = {}
        for (pair, n), seat in self.seats.items():
            if pair not in self.programme.foreign:
                continue
            host = self.host_of(pair)
            if not host:
                needed.setdefault(self.programme.places[n].slot, []).append(seat)
                continue
            if (host, n) not in interpreted:
                interpreted[host, n] = self.cp.new_bool_var("")
                needed.setdefault(self.programme.places[n].slot, []).append(interpreted[host, n])
            self.cp.add_implication(seat, interpreted[host, n])
        for seats in needed.values():
            self.cp.add(cp_model.LinearExpr.sum(seats) <= self.programme.interpreters)

    def _rest(self) -> None:
        row = self.programme.row
        if row is None:
            return
        slots = self.programme.slots
        windows = [day[start : start + row + 1] for day in self.programme.days for start in range(len(day) - row)]
        for actor in self.programme.participants:
            for numbers in windows:
                window = [seat for n in numbers for seat in self.busy(actor, slots[n])]
                if window:
                    self.cp.add(cp_model.LinearExpr.sum(window) <= row)

    def busy(self, actor: str, slot: str) -> list[Any]:
        """What is 1 if somebody meets in a slot; at most one of them is."""
        places = self.programme.places
        return [seat for n in range(len(places)) if places[n].slot == slot for seat in self._at.get((actor, n), ())]

    def gaps(self) -> Any:
        """Empty slots between everybody's first and last meeting of each day."""
        found = []
        slots = self.programme.slots
        for actor in self.programme.participants:
            for day in self.programme.days:
                busy = [cp_model.LinearExpr.sum(self.busy(actor, slots[n])) for n in day]
                came, stays = self._running(busy), list(reversed(self._running(list(reversed(busy)))))
                for here, before, after in zip(busy, came, stays, strict=True):
                    gap = self.cp.new_bool_var("")
                    self.cp.add(gap >= before + after - 1 - here)
                    found.append(gap)
        return cp_model.LinearExpr.sum(found)

    def _running(self, busy: list[Any]) -> list[Any]:
        """For each slot, what is 1 if there was a meeting in it or before."""
        found: list[Any] = []
        for here in busy:
            there = self.cp.new_bool_var("")
            self.cp.add(there >= here)
            if found:
                self.cp.add_implication(found[-1], there)
            found.append(there)
        return found

    def hint(self, meetings: Iterable[PlannedMeeting]) -> None:
        """Start from a schedule."""
        there = {(p, m.slot, m.site) for m in meetings for p in met_pairs(self.programme, m)}
        for (pair, n), seat in self.seats.items():
            place = self.programme.places[n]
            self.cp.add_hint(seat, int((pair, place.slot, place.site) in there))

    def meetings(self, chosen: Mapping[Seat, bool]) -> tuple[PlannedMeeting, ...]:
        """The meetings of a solution, each at the next free table of its place."""
        at: dict[int, list[tuple[str, ...]]] = {}
        groups: dict[tuple[str, int], list[str]] = {}
        for (pair, n), taken in chosen.items():
            host = self.host_of(pair)
            if taken and host:
                groups.setdefault((host, n), []).append(next(a for a in pair if a != host))
            elif taken:
                at.setdefault(n, []).append(pair)
        for (host, n), guests in groups.items():
            at.setdefault(n, []).append((host, *sorted(guests)))
        return tuple(
            _meeting(self.programme.places[n], table, who)
            for n in sorted(at)
            for table, who in zip(self.programme.places[n].tables, sorted(at[n]), strict=False)
        )


def _meeting(place: MeetingPlace, table: str, who: tuple[str, ...]) -> PlannedMeeting:
    return PlannedMeeting(place.slot, place.site, table, who)
