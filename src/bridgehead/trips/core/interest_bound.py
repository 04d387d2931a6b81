"""A bound on the mutual interest of a schedule, by a relaxation that forgets when meetings are.

Everybody has so many slots, the tables so many places in all. On two-sided programmes the bound is nearly always
reached: an edge colouring of a bipartite graph needs no more colours than its largest degree (König 1916).
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bridgehead.methods.cp_sat import TimeLimit, TimeLimitReached
from bridgehead.trips.core.milp import Floats, MilpSolution, Rows, solve
from bridgehead.trips.core.problem import MeetingProblem, Pair


def interest_bound(
    programme: MeetingProblem, worth: Mapping[Pair, int], clock: TimeLimit
) -> tuple[int, list[Pair], bool]:
    """A bound on the interest, the pairs that reach it as fairly as is found, and whether that is proven.

    When the meetings are is left out.
    """
    able = [p for p in worth if can_meet(programme, p)]
    if not able:
        return 0, [], True
    value = np.array([worth[p] for p in able], dtype=float)
    rows, limits = _degrees(programme, able)
    best = solve(value, len(able), rows, limits, clock.share(1 / 4))
    if not best.chosen.size:
        raise TimeLimitReached(clock.limit)
    bound = math.floor(best.bound + 1e-6)
    chosen = best.chosen[: len(able)] > 0.5
    even = _fairer(programme, able, chosen, (value, rows, limits), clock.share(1 / 4))
    fair = even.chosen[: len(able)] > 0.5 if even.chosen.size else chosen
    pairs = [p for p, taken in zip(able, fair, strict=True) if taken]
    reached = sum(worth[p] for p in pairs) == bound
    return bound, pairs, reached and even.proven


def can_meet(programme: MeetingProblem, pair: Pair) -> bool:
    """Whether two could meet somewhere."""
    known = set(pair) <= set(programme.participants)
    return known and any(place.tables and all(programme.can(a, place.slot) for a in pair) for place in programme.places)


def _degrees(programme: MeetingProblem, able: Sequence[Pair]) -> tuple[Rows, list[float]]:
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


def _slots(programme: MeetingProblem, actor: str) -> float:
    """In how many slots somebody can meet, breaks left out."""
    return programme.room([n for n, slot in enumerate(programme.slots) if programme.can(actor, slot)])


def _fairer(
    programme: MeetingProblem,
    able: Sequence[Pair],
    chosen: npt.NDArray[np.bool_],
    model: tuple[Floats, Rows, list[float]],
    seconds: float,
) -> MilpSolution:
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
