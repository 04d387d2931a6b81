"""The best schedule: mutual interest first, then fairness, then few idle gaps.

The interest is bounded by a relaxation that forgets when meetings are: everybody has so many slots, the
tables so many places in all. On two-sided programmes that bound is nearly always reached (an edge
colouring of a bipartite graph needs no more colours than its largest degree, König 1916), so the
meetings that it names are placed directly; where they do not fit, the whole model is solved against it.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.sat.python import cp_model

from bridgehead.kit.errors import BridgeheadError
from bridgehead.support.core.check import Verdict, judge
from bridgehead.support.core.greedy import by_worth, together
from bridgehead.support.core.linear import Floats, Rows, Solved, solve
from bridgehead.support.core.programme import Meeting, Pair, Programme, interests, met
from bridgehead.support.core.timetable import Seat, Timetable

WORKERS = 2
SEED = 20
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Disagreement(BridgeheadError):
    """The checker does not confirm the schedule: nothing is shown."""


class OutOfTime(BridgeheadError):
    """The time limit passed before any schedule was found."""


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
    changed
        Meetings of an earlier schedule that could have stayed but moved or went; 0 without one.
    """

    status: str
    meetings: tuple[Meeting, ...]
    verdict: Verdict
    bound: int
    gap_bound: int
    seconds: float
    limit: float
    changed: int = 0


def schedule(programme: Programme, *, seconds: float = 30.0) -> Schedule:
    """Schedule a programme.

    Parameters
    ----------
    seconds
        The solver's time: up to half for interest, the rest for fairness and gaps.

    Raises
    ------
    OutOfTime
        If no schedule was found.
    Disagreement
        If the checker does not confirm it.
    """
    worth = interests(programme)
    clock = [0.0]
    bound, pairs = _most(programme, worth, clock, seconds / 4)
    start = together(programme, pairs)
    placed = start if _complete(programme, start, pairs) else _place(programme, pairs, clock, seconds / 4)
    if placed is None:
        bound, placed = _whole(programme, worth, bound, clock, seconds / 4)
    better, gap_bound = _close(programme, placed, clock, max(0.5, seconds - clock[0]))
    verdict = _confirmed(programme, better)
    status = "optimal" if verdict.interest == bound else "feasible"
    return Schedule(status, better, verdict, bound, gap_bound, round(clock[0], 3), seconds)


def _most(
    programme: Programme, worth: Mapping[Pair, int], clock: list[float], seconds: float
) -> tuple[int, list[Pair]]:
    """A bound on the interest, and the pairs that reach it as fairly as possible, whatever the slots."""
    able = [p for p in worth if _common(programme, p)]
    if not able:
        return 0, []
    value = np.array([worth[p] for p in able], dtype=float)
    rows, limits = _degrees(programme, able)
    best = solve(value, len(able), rows, limits, seconds)
    if not best.chosen.size:
        raise OutOfTime(f"nothing was found within {seconds:g} s: allow more time")
    bound = math.floor(best.bound + 1e-6)
    chosen = best.chosen[: len(able)] > 0.5
    even = _fairer(programme, able, chosen, (value, rows, limits), seconds)
    clock[0] += best.seconds + even.seconds
    fair = even.chosen[: len(able)] > 0.5 if even.chosen.size else chosen
    return bound, [p for p, taken in zip(able, fair, strict=True) if taken]


def _common(programme: Programme, pair: Pair) -> bool:
    known = set(pair) <= set(programme.participants)
    return known and any(place.tables and all(programme.can(a, place.slot) for a in pair) for place in programme.places)


def _degrees(programme: Programme, able: Sequence[Pair]) -> tuple[Rows, list[float]]:
    """Rows and limits: nobody meets more often than there are slots, all together not more often than tables.

    A host's meetings are variables of their own behind those of the pairs: each holds so many guests.
    """
    hosts = sorted(programme.hosts)
    rows: Rows = []
    limits: list[float] = []
    for actor in programme.participants:
        row = {n: 1.0 for n, p in enumerate(able) if actor in p}
        if actor in programme.hosts:
            row[len(able) + hosts.index(actor)] = -float(programme.group)
            rows.append({len(able) + hosts.index(actor): 1.0})
            limits.append(_slots(programme, actor))
        rows.append(row)
        limits.append(0.0 if actor in programme.hosts else _slots(programme, actor))
    rows.append(
        {n: 1.0 for n, p in enumerate(able) if not set(p) & programme.hosts}
        | {len(able) + n: 1.0 for n in range(len(hosts))}
    )
    limits.append(sum(len(place.tables) for place in programme.places))
    return rows, limits


def _slots(programme: Programme, actor: str) -> float:
    """In how many slots somebody can meet, breaks left out."""
    slots = sum(programme.can(actor, slot) for slot in programme.slots)
    if programme.row is None or actor in programme.available:
        return slots
    return programme.row * (slots // (programme.row + 1)) + min(programme.row, slots % (programme.row + 1))


def _fairer(
    programme: Programme,
    able: Sequence[Pair],
    chosen: npt.NDArray[np.bool_],
    model: tuple[Floats, Rows, list[float]],
    seconds: float,
) -> Solved:
    """Pairs of the same interest that leave the fewest meetings missing to the average, over all participants."""
    value, rows, limits = model
    behind = len(able) + len(programme.hosts)
    average = 2 * int(chosen.sum()) // max(1, len(programme.participants))
    short: Rows = []
    wanted: list[float] = []
    for k, actor in enumerate(programme.participants):
        its = {n: -1.0 for n, p in enumerate(able) if actor in p}
        short.append({**its, behind + k: -1.0})
        wanted.append(-float(min(average, len(its), _slots(programme, actor))))
    keep = {n: -float(v) for n, v in enumerate(value)}
    total = -float(value[chosen].sum())
    cost = np.zeros(behind + len(programme.participants))
    cost[behind:] = -1.0
    return solve(cost, len(able), [*rows, *short, keep], [*limits, *wanted, total], seconds)


def _place(
    programme: Programme, pairs: Sequence[Pair], clock: list[float], seconds: float
) -> tuple[Meeting, ...] | None:
    """Slots for exactly these pairs, if they all fit and are found in time."""
    table = Timetable(programme, pairs, must=True)
    solver, code = _run(table.cp, clock, seconds)
    return table.meetings(_taken(solver, table)) if code in SOLVED else None


def _complete(programme: Programme, meetings: Sequence[Meeting], pairs: Sequence[Pair]) -> bool:
    return {p for m in meetings for p in met(programme, m)} == set(pairs)


def _whole(
    programme: Programme,
    worth: Mapping[Pair, int],
    bound: int,
    clock: list[float],
    seconds: float,
) -> tuple[int, tuple[Meeting, ...]]:
    """The most interesting schedule of all pairs that is found in time, from a greedy one on, and its bound."""
    start = by_worth(programme, worth)
    table = Timetable(programme, [p for p in worth if _common(programme, p)])
    value = _value(table, worth)
    table.cp.add(value <= bound)
    table.cp.maximize(value)
    table.hint(start)
    solver, code = _run(table.cp, clock, seconds)
    if code not in SOLVED or solver.objective_value < judge(programme, start).interest:
        return bound, start
    return min(bound, math.floor(solver.best_objective_bound + 1e-6)), table.meetings(_taken(solver, table))


def _close(
    programme: Programme, placed: tuple[Meeting, ...], clock: list[float], seconds: float
) -> tuple[tuple[Meeting, ...], int]:
    """The same meetings with as few idle slots as are found in time, and a bound on them."""
    if not placed:
        return placed, 0
    table = Timetable(programme, [p for m in placed for p in met(programme, m)], must=True)
    table.hint(placed)
    table.cp.minimize(table.gaps())
    _complete_hint(table.cp, clock)
    solver, code = _run(table.cp, clock, seconds)
    if code not in SOLVED:
        return placed, 0
    return table.meetings(_taken(solver, table)), math.ceil(solver.best_objective_bound - 1e-6)


def _complete_hint(cp: cp_model.CpModel, clock: list[float]) -> None:
    """Extend a hint on the seats to every variable, so that the search begins at that schedule."""
    solver, code = _run(cp, clock, 2.0, held=True)
    if code in SOLVED:
        cp.clear_hints()  # type: ignore[no-untyped-call]
        for n in range(len(cp.proto.variables)):
            variable = cp.get_int_var_from_proto_index(n)
            cp.add_hint(variable, solver.value(variable))


def repair(
    programme: Programme, before: Sequence[Meeting], *, gone: Collection[str] = (), seconds: float = 20.0
) -> Schedule:
    """Schedule again after somebody cancelled: few changes first, then interest in what became free.

    Parameters
    ----------
    before
        The schedule so far; meetings that are still possible stay at their slot and site if that can be.
    gone
        Who cancelled.
    """
    left = tuple(a for a in programme.participants if a not in set(gone))
    wishes = {p: w for p, w in programme.wishes.items() if not set(p) & set(gone)}
    now = Programme(**{**programme.__dict__, "participants": left, "wishes": wishes})
    worth = interests(now)
    held = {(p, (m.slot, m.site)) for m in before for p in met(programme, m) if not set(p) & set(gone)}
    pairs = {p for p in worth if _common(now, p)} | {p for p, _ in held if _common(now, p)}
    clock = [0.0]
    table = Timetable(now, sorted(pairs))
    stays = [seat for (p, n), seat in table.seats.items() if _holds(now, held, p, n)]
    table.hint(before)
    step = sum(worth.values()) + 1
    table.cp.maximize(step * cp_model.LinearExpr.sum(stays) + _value(table, worth))
    solver, code = _run(table.cp, clock, seconds)
    if code not in SOLVED:
        raise OutOfTime(f"no schedule was found within {seconds:g} s: allow more time")
    meetings = _same_tables(now, table.meetings(_taken(solver, table)), before)
    verdict = _confirmed(now, meetings)
    kept = sum(solver.boolean_value(seat) for seat in stays)
    bound = math.floor(solver.best_objective_bound + 1e-6) - step * kept
    status = "optimal" if bound == verdict.interest else "feasible"
    changed = len(held) - kept
    return Schedule(status, meetings, verdict, bound, 0, round(clock[0], 3), seconds, changed)


def _holds(programme: Programme, held: Collection[tuple[Pair, tuple[str, str]]], pair: Pair, n: int) -> bool:
    return (pair, (programme.places[n].slot, programme.places[n].site)) in held


def _same_tables(programme: Programme, meetings: Sequence[Meeting], before: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """Tables as they were, for meetings that stay; the free ones for the others."""
    old = {(m.slot, m.site, p): m.table for m in before for p in met(programme, m)}
    tables = {(place.slot, place.site): place.tables for place in programme.places}
    taken: dict[tuple[str, str], set[str]] = {}
    kept: dict[Meeting, str] = {}
    for m in meetings:
        wanted = next((t for p in met(programme, m) if (t := old.get((m.slot, m.site, p)))), "")
        its = taken.setdefault((m.slot, m.site), set())
        if wanted in tables[m.slot, m.site] and wanted not in its:
            its.add(wanted)
            kept[m] = wanted
    found = []
    for m in meetings:
        its = taken[m.slot, m.site]
        table = kept.get(m) or next(t for t in tables[m.slot, m.site] if t not in its)
        its.add(table)
        found.append(Meeting(m.slot, m.site, table, m.participants))
    return tuple(found)


def _value(table: Timetable, worth: Mapping[Pair, int]) -> Any:
    seats = list(table.seats.items())
    return cp_model.LinearExpr.weighted_sum([seat for _, seat in seats], [worth.get(p, 0) for (p, _), _ in seats])


def _taken(solver: cp_model.CpSolver, table: Timetable) -> dict[Seat, bool]:
    return {seat: solver.boolean_value(variable) for seat, variable in table.seats.items()}


def _confirmed(programme: Programme, meetings: Sequence[Meeting]) -> Verdict:
    verdict = judge(programme, meetings)
    if verdict.wrong:
        raise Disagreement(f"the checker does not confirm the schedule ({verdict.wrong[0]}): please report this")
    return verdict


def _run(
    model: cp_model.CpModel, clock: list[float], seconds: float, *, held: bool = False
) -> tuple[cp_model.CpSolver, int]:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.5, seconds)
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = SEED
    solver.parameters.fix_variables_to_their_hinted_value = held
    code = solver.solve(model)
    clock[0] += solver.wall_time
    return solver, int(code)
