"""What every exact search shares: its time limit, a run of CP-SAT, and the faults that are ours."""

import time

from ortools.sat.python import cp_model

from bridgehead.kit.errors import BridgeheadError

LEAST = 0.5
"""Seconds that a part gets at least, however little is left."""
SEED = 20
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class VerificationError(BridgeheadError):
    """The independent checker does not confirm what the solver says: nothing is shown, and the fault is ours."""

    status = 500


class TimeLimitReached(BridgeheadError):
    """The time limit passed before anything was found, or before it was shown that there is nothing."""

    status = 503


class TimeLimit:
    """The time that a search may take, all of its parts together; it runs from when it is made."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._begun = time.perf_counter()

    @property
    def spent(self) -> float:
        """Seconds so far."""
        return time.perf_counter() - self._begun

    def share(self, part: float = 1.0) -> float:
        """Seconds for a search that may take this part of what is left."""
        return max(LEAST, part * (self.limit - self.spent))


def run(
    model: cp_model.CpModel,
    seconds: float,
    *,
    workers: int,
    linearization: int = 1,
    hints_fixed: bool = False,
    simplify_once: bool = False,
) -> tuple[cp_model.CpSolver, int]:
    """One search: the solver with its solution, and CP-SAT's status.

    Parameters
    ----------
    seconds
        The limit of this search.
    workers
        Searches side by side; the same number and seed give the same answer.
    linearization
        How much of the model the linear relaxation sees, from 0 to 2.
    hints_fixed
        Whether hinted variables keep their hinted values.
    simplify_once
        Whether the model is simplified in one pass that tries no values: for models whose proof is short beside it.
    """
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.linearization_level = linearization
    solver.parameters.random_seed = SEED
    solver.parameters.fix_variables_to_their_hinted_value = hints_fixed
    if simplify_once:
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
    return solver, int(solver.solve(model))
