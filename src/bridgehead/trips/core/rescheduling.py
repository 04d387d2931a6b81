"""A schedule after somebody cancelled: as few changes as possible, then interest in what became free."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from bridgehead.methods.cp_sat import SOLVED, TimeLimit, TimeLimitReached
from bridgehead.trips.core.cp_sat_model import ScheduleModel
from bridgehead.trips.core.interest_bound import can_meet
from bridgehead.trips.core.problem import MeetingProblem, Pair, PlannedMeeting, met_pairs, pair_interests
from bridgehead.trips.core.schedule_solver import Schedule, search, solution_seats, value_of, verify_solution


def repair(
    programme: MeetingProblem, before: Sequence[PlannedMeeting], *, gone: Collection[str] = (), seconds: float = 20.0
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
    now = replace(programme, participants=left, wishes=wishes)
    worth = pair_interests(now)
    held = {(p, (m.slot, m.site)) for m in before for p in met_pairs(programme, m) if not set(p) & set(gone)}
    pairs = {p for p in worth if can_meet(now, p)} | {p for p, _ in held if can_meet(now, p)}
    clock = TimeLimit(seconds)
    table = ScheduleModel(now, sorted(pairs))
    stays = [seat for (p, n), seat in table.seats.items() if _holds(now, held, p, n)]
    table.hint(before)
    step = sum(worth.values()) + 1
    table.cp.maximize(step * cp_model.LinearExpr.sum(stays) + value_of(table, worth))
    solver, code = search(table.cp, clock.share())
    if code not in SOLVED:
        raise TimeLimitReached(seconds)
    meetings = _same_tables(now, table.meetings(solution_seats(solver, table)), before)
    verdict = verify_solution(now, meetings)
    kept = sum(solver.boolean_value(seat) for seat in stays)
    bound = math.floor(solver.best_objective_bound + 1e-6) - step * kept
    status = "optimal" if bound == verdict.interest else "feasible"
    changed = len(held) - kept
    same = _unchanged(meetings, before, gone)
    spent = round(clock.spent, 3)
    return Schedule(status, meetings, verdict, bound, 0, spent, seconds, changed=changed, unchanged=same)


def _unchanged(meetings: Iterable[PlannedMeeting], before: Iterable[PlannedMeeting], gone: Collection[str]) -> int:
    """How many meetings stay at their time and site, with those of their participants who still come."""
    held = {(m.slot, m.site, frozenset(m.participants) - set(gone)) for m in before}
    return sum((m.slot, m.site, frozenset(m.participants)) in held for m in meetings)


def _holds(programme: MeetingProblem, held: Collection[tuple[Pair, tuple[str, str]]], pair: Pair, n: int) -> bool:
    return (pair, (programme.places[n].slot, programme.places[n].site)) in held


def _same_tables(
    programme: MeetingProblem, meetings: Sequence[PlannedMeeting], before: Sequence[PlannedMeeting]
) -> tuple[PlannedMeeting, ...]:
    """Tables as they were, for meetings that stay; the free ones for the others."""
    old = {(m.slot, m.site, p): m.table for m in before for p in met_pairs(programme, m)}
    tables = {(place.slot, place.site): place.tables for place in programme.places}
    taken: dict[tuple[str, str], set[str]] = {}
    kept: dict[PlannedMeeting, str] = {}
    for m in meetings:
        wanted = next((t for p in met_pairs(programme, m) if (t := old.get((m.slot, m.site, p)))), "")
        its = taken.setdefault((m.slot, m.site), set())
        if wanted in tables[m.slot, m.site] and wanted not in its:
            its.add(wanted)
            kept[m] = wanted
    found = []
    for m in meetings:
        its = taken[m.slot, m.site]
        table = kept.get(m) or next(t for t in tables[m.slot, m.site] if t not in its)
        its.add(table)
        found.append(PlannedMeeting(m.slot, m.site, table, m.participants))
    return tuple(found)
