"""The best schedule: mutual interest first, then fairness, then few idle gaps.

The interest is bounded by a relaxation (`interest_bound.py`), and the meetings that the bound names are placed
directly; where they do not fit, the whole model is solved against it.
Idle gaps are closed with the meetings fixed: chains of them change places until there are no more gaps
than must be (`idle_slot_bound.py`), and the exact model looks for what the chains have missed.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from bridgehead.methods.cp_sat import SOLVED, TimeLimit, VerificationError, run
from bridgehead.trips.core.cp_sat_model import ScheduleModel, Seat
from bridgehead.trips.core.greedy_schedule import greedy_schedule, pack_meetings
from bridgehead.trips.core.idle_slot_bound import idle_slot_bound
from bridgehead.trips.core.interest_bound import can_meet, interest_bound
from bridgehead.trips.core.kempe_swaps import reduce_idle_slots
from bridgehead.trips.core.problem import MeetingProblem, Pair, PlannedMeeting, met_pairs, pair_interests
from bridgehead.trips.core.site_rotation import rotation
from bridgehead.trips.core.verifier import ScheduleVerdict, verify_schedule

WORKERS = 2
CHAINS = 0.8
"""Share of the time for gaps in which chains are swapped; the exact model gets what is left."""
LARGE = 20_000
"""Seats above which the exact model has no time to find what the chains have missed."""


@dataclass(frozen=True)
class Schedule:
    """A schedule that the checker confirmed.

    Attributes
    ----------
    status
        `optimal` if the interest equals its bound, else `feasible`.
    bound
        No schedule can have more interest, in thousandths.
    gap_bound
        These meetings cannot be placed with fewer idle slots.
    fair
        Whether no schedule of that interest leaves fewer meetings missing to the average, proven.
    proof
        Seconds after which the interest was proven; None if it was not.
    changed
        Meetings of an earlier schedule that could have stayed but moved or went; 0 without one.
    unchanged
        Meetings of an earlier schedule that stay at their time and site.
    """

    status: str
    meetings: tuple[PlannedMeeting, ...]
    verdict: ScheduleVerdict
    bound: int
    gap_bound: int
    seconds: float
    limit: float
    fair: bool = False
    proof: float | None = None
    changed: int = 0
    unchanged: int = 0


def schedule(programme: MeetingProblem, *, seconds: float = 30.0) -> Schedule:
    """Schedule a programme.

    Parameters
    ----------
    seconds
        The limit, of which interest takes up to half; the rest is for gaps.

    Raises
    ------
    TimeLimitReached
        If no schedule was found.
    VerificationError
        If the checker does not confirm it.
    """
    worth = pair_interests(programme)
    clock = TimeLimit(seconds)
    bound, pairs, fair = interest_bound(programme, worth, clock)
    start = pack_meetings(programme, pairs, seconds=clock.share(1 / 2))
    placed = start if _complete(programme, start, pairs) else _place(programme, pairs, start, clock)
    if placed is None:
        fair = False
        bound, placed = _solve_full_model(programme, worth, bound, start, clock)
    proof = clock.spent
    better, gap_bound = _close_gaps(programme, placed, clock)
    verdict = verify_solution(programme, better)
    proven = verdict.interest == bound
    return Schedule(
        status="optimal" if proven else "feasible",
        meetings=better,
        verdict=verdict,
        bound=bound,
        gap_bound=gap_bound,
        seconds=round(clock.spent, 3),
        limit=seconds,
        fair=fair,
        proof=round(proof, 3) if proven else None,
    )


def _place(
    programme: MeetingProblem, pairs: Sequence[Pair], start: Sequence[PlannedMeeting], clock: TimeLimit
) -> tuple[PlannedMeeting, ...] | None:
    """Slots for exactly these pairs, from where most of them sit, if they all fit and are found in time."""
    table = ScheduleModel(programme, pairs, must=True)
    table.hint(start)
    solver, code = search(table.cp, clock.share(1 / 3))
    return table.meetings(solution_seats(solver, table)) if code in SOLVED else None


def _complete(programme: MeetingProblem, meetings: Sequence[PlannedMeeting], pairs: Sequence[Pair]) -> bool:
    return {p for m in meetings for p in met_pairs(programme, m)} == set(pairs)


def _solve_full_model(
    programme: MeetingProblem,
    worth: Mapping[Pair, int],
    bound: int,
    start: tuple[PlannedMeeting, ...],
    clock: TimeLimit,
) -> tuple[int, tuple[PlannedMeeting, ...]]:
    """The most interesting schedule of all pairs that is found in time, from the best of three on, and its bound."""
    tried = (
        start,
        greedy_schedule(programme, worth, seconds=clock.share(1 / 4)),
        rotation(programme, worth, seconds=clock.share(1 / 3)),
    )
    first = max(tried, key=lambda meetings: verify_schedule(programme, meetings).interest)
    table = ScheduleModel(programme, [p for p in worth if can_meet(programme, p)])
    value = value_of(table, worth)
    table.cp.add(value <= bound)
    table.cp.maximize(value)
    table.hint(first)
    solver, code = search(table.cp, clock.share(1 / 3))
    if code not in SOLVED or solver.objective_value < verify_schedule(programme, first).interest:
        return bound, first
    return min(bound, math.floor(solver.best_objective_bound + 1e-6)), table.meetings(solution_seats(solver, table))


def _close_gaps(
    programme: MeetingProblem, placed: tuple[PlannedMeeting, ...], clock: TimeLimit
) -> tuple[tuple[PlannedMeeting, ...], int]:
    """The same meetings with as few idle slots as are found in time, and a bound on them."""
    if not placed:
        return placed, 0
    least = idle_slot_bound(programme, placed, seconds=clock.share(1 / 4))
    closed = reduce_idle_slots(programme, placed, least=least, seconds=clock.share(CHAINS))
    if verify_schedule(programme, closed).gaps <= least:
        return closed, least
    return _search(programme, closed, least, clock)


def _search(
    programme: MeetingProblem, closed: tuple[PlannedMeeting, ...], least: int, clock: TimeLimit
) -> tuple[tuple[PlannedMeeting, ...], int]:
    """What the exact model finds beyond the chains, and the better of both bounds."""
    table = ScheduleModel(programme, [p for m in closed for p in met_pairs(programme, m)], must=True)
    if len(table.seats) > LARGE:
        return closed, least
    table.hint(closed)
    gaps = table.gaps()
    table.cp.add(gaps >= least)
    table.cp.minimize(gaps)
    _complete_hint(table.cp, clock.share(1 / 4))
    solver, code = search(table.cp, clock.share())
    if code not in SOLVED:
        return closed, least
    found = table.meetings(solution_seats(solver, table))
    better = found if verify_schedule(programme, found).gaps < verify_schedule(programme, closed).gaps else closed
    return better, max(least, math.ceil(solver.best_objective_bound - 1e-6))


def _complete_hint(cp: cp_model.CpModel, seconds: float) -> None:
    """Extend a hint on the seats to every variable, so that the search begins at that schedule."""
    solver, code = search(cp, seconds, held=True)
    if code in SOLVED:
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for n in range(len(cp.proto.variables)):
            variable = cp.get_int_var_from_proto_index(n)
            cp.add_hint(variable, solver.value(variable))


def value_of(table: ScheduleModel, worth: Mapping[Pair, int]) -> Any:
    """The interest of what is seated."""
    seats = list(table.seats.items())
    return cp_model.LinearExpr.weighted_sum([seat for _, seat in seats], [worth.get(p, 0) for (p, _), _ in seats])


def solution_seats(solver: cp_model.CpSolver, table: ScheduleModel) -> dict[Seat, bool]:
    """The seats of a solution."""
    return {seat: solver.boolean_value(variable) for seat, variable in table.seats.items()}


def verify_solution(programme: MeetingProblem, meetings: Sequence[PlannedMeeting]) -> ScheduleVerdict:
    """The checker's verdict.

    Raises
    ------
    VerificationError
        If it finds anything wrong.
    """
    verdict = verify_schedule(programme, meetings)
    if verdict.wrong:
        raise VerificationError(verdict.wrong[0])
    return verdict


def search(model: cp_model.CpModel, seconds: float, *, held: bool = False) -> tuple[cp_model.CpSolver, int]:
    """Solve a model of a schedule."""
    return run(model, seconds, workers=WORKERS, hints_fixed=held)
