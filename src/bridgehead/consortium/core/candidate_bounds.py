"""At most what a team is worth that a candidate is in: whoever cannot be in a better team than one found is left out.

Coverage and complementarity are relaxed: at any prices of 0 or more for a need or class that is met, a team is worth
no more than what the needs and classes are worth beyond their prices, and its members by themselves and at these
prices. The best prices are the dual values of the linear relaxation (Lagrangian relaxation: Fisher 1981, Management
Science 27(1)). Rules only make teams fewer, so that they need not be looked at; each member counts as trusted by
whoever trusts it most, for one size of the team at a time, of which the mean is a sum.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, is_of

Floats = npt.NDArray[np.float64]

PRICED = 6
"""Sizes of a team for which the best prices are looked for; the others take those of the size below."""


def most_worth(instance: ConsortiumProblem) -> Floats:
    """For each candidate a bound on the worth of every team that it is in; infinite for who is in them all."""
    anchored = np.array([c.actor in instance.anchors for c in instance.candidates])
    own = np.array([instance.own_worth(c) for c in instance.candidates], dtype=np.float64)
    trusted = instance.weights.trust * _most_trust(instance)
    met, worth = _met(instance)
    found = np.where(anchored, np.inf, -np.inf)
    low, high = max(instance.members[0], anchored.sum() + 1), min(instance.members[1], len(own))
    priced, prices = {*np.linspace(low, high, PRICED, dtype=int).tolist()}, np.zeros(len(worth))
    for size in range(low, high + 1):
        alone = own + trusted / size
        if size in priced:
            prices = _prices(alone, anchored, met, worth, size)
        paid = alone + met.T @ prices
        rest = float(np.maximum(worth - prices, 0).sum() + paid[anchored].sum())
        free = size - int(anchored.sum())
        best = -np.sort(-paid[~anchored])
        beside = np.where(paid >= best[free - 1], best[:free].sum() - paid, best[: free - 1].sum())
        found = np.maximum(found, rest + paid + beside)
    return found


def _most_trust(instance: ConsortiumProblem) -> Floats:
    """How much whoever trusts it most trusts each candidate."""
    most = {c.actor: 0 for c in instance.candidates}
    for (a, b), trust in instance.trust.items():
        if a in most and b in most:
            most[a], most[b] = max(most[a], trust), max(most[b], trust)
    return np.array(list(most.values()), dtype=np.float64)


def _met(instance: ConsortiumProblem) -> tuple[Floats, Floats]:
    """Who meets each need and is of each class (needs and classes × candidates), and what meeting it is worth."""
    weights, needs = instance.weights, instance.capabilities
    rows: list[Sequence[bool]] = [[need in c.covers for c in instance.candidates] for need in needs]
    alike = {(c.kind, c.size): c for c in instance.candidates}
    for kinds in CLASSES.values():
        fits = {(c.kind, c.size): is_of(c, kinds) for c in alike.values()}
        rows.append([fits[c.kind, c.size] for c in instance.candidates])
    worth = [weights.coverage * ONE // len(needs)] * len(needs) if needs else []
    worth += [weights.complementarity * ONE // len(CLASSES)] * len(CLASSES)
    return np.array(rows, dtype=np.float64), np.array(worth, dtype=np.float64)


def _prices(alone: Floats, anchored: npt.NDArray[np.bool_], met: Floats, worth: Floats, size: int) -> Floats:
    """Dual values of what is met in the linear relaxation for one size; any others would do, less well."""
    least = np.r_[anchored, np.zeros(len(worth))]
    solved = linprog(
        -np.r_[alone, worth],
        A_ub=np.hstack([-met, np.eye(len(worth))]),
        b_ub=np.zeros(len(worth)),
        A_eq=np.r_[np.ones(len(alone)), np.zeros(len(worth))][None, :],
        b_eq=np.array([size]),
        bounds=[(low, 1.0) for low in least.tolist()],
        method="highs",
    )
    return np.zeros(len(worth)) if solved.x is None else np.maximum(-solved.ineqlin.marginals, 0)
