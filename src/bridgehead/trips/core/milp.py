"""Whole-number programmes with few rows, by branch and bound (HiGHS: Huangfu & Hall 2018)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

OPTIMAL = 0
"""SciPy's word for it."""

Floats = npt.NDArray[np.float64]
Rows = list[Mapping[int, float]]


@dataclass(frozen=True)
class MilpSolution:
    """What was found: values (empty if nothing was), what no solution exceeds, and whether they are the best."""

    chosen: Floats
    bound: float
    proven: bool


def solve(
    value: Floats, binary: int, rows: Sequence[Mapping[int, float]], limits: Sequence[float], seconds: float
) -> MilpSolution:
    """Maximise value · x with rows · x ≤ limits and x whole, from 0 on.

    Parameters
    ----------
    value
        Of the first variables; those behind them, which only rows name, are worth nothing.
    binary
        So many of the first variables are at most 1.
    rows
        Variable to coefficient, a mapping a row.
    """
    count = max([len(value), *(max(row, default=-1) + 1 for row in rows)])
    cells = [(n, k, c) for n, row in enumerate(rows) for k, c in row.items()]
    matrix = csr_array(
        ([c for _, _, c in cells], ([n for n, _, _ in cells], [k for _, k, _ in cells])), shape=(len(rows), count)
    )
    cost = np.zeros(count)
    cost[: len(value)] = -value
    upper = np.where(np.arange(count) < binary, 1.0, np.inf)
    found = milp(
        cost,
        integrality=np.ones(count, np.uint8),
        bounds=Bounds(0, upper),
        constraints=LinearConstraint(matrix, -np.inf, np.array(limits)),
        options={"time_limit": seconds},
    )
    chosen = np.empty(0) if found.x is None else np.asarray(found.x)
    bound = float(np.inf) if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    return MilpSolution(chosen, bound, found.status == OPTIMAL)
