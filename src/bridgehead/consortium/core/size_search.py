"""The best team, size by size: the mean of trust is a ratio, and for one size it is a sum.

First the best team of all open sizes is sought with every member trusted as by whoever trusts it most: that bounds
them all from above, in a model without pairs. Then the size that it has is solved exactly and closed. It ends when the
bound of the sizes that are open no longer exceeds the best team found, which most sizes never reach.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from bridgehead.consortium.core.candidate_bounds import most_worth
from bridgehead.consortium.core.cp_sat_model import TeamModel
from bridgehead.consortium.core.cp_sat_score import Terms, best_ties, mean_trust_bound, member_terms
from bridgehead.consortium.core.problem import ConsortiumProblem, pair
from bridgehead.consortium.core.requirements import requirements
from bridgehead.methods.cp_sat import LEAST, SOLVED, TimeLimit, run

Different = Sequence[tuple[Collection[str], int]]
"""Teams, each with the seats in which another has to differ from it."""
FIRST = 200
"""How many candidates are tried first."""
SLACK = 1e-3
"""What rounding may take from a bound that is no whole number."""


@dataclass(frozen=True)
class SearchResult:
    """What a search found.

    Attributes
    ----------
    actors, value
        The best team and what it is worth; None where none was found.
    bound
        No team is worth more; None where that is not known either.
    """

    actors: frozenset[str] | None
    value: int | None
    bound: int | None

    @property
    def impossible(self) -> bool:
        """Whether it is known that there is no team."""
        return self.actors is None and self.bound is not None

    @property
    def closed(self) -> bool:
        """Whether it is known that there is no team, or no better one."""
        return self.impossible or (self.value is not None and self.value == self.bound)


NOTHING = SearchResult(None, None, None)


def search(instance: ConsortiumProblem, different: Different, seconds: float) -> SearchResult:
    """The best team within a time; bound and value are equal where it is proven.

    Of many candidates those are tried first that could be in the best teams, then all who could be in a better team
    than the one found.
    """
    clock = TimeLimit(seconds)
    if len(instance.candidates) <= FIRST:
        return _among(instance, different, NOTHING, clock)
    worth, candidates = most_worth(instance), instance.candidates
    order = sorted(range(len(worth)), key=lambda at: (-worth[at], candidates[at].name, candidates[at].actor))
    found, count = NOTHING, FIRST
    while True:
        tried = tuple(candidates[at] for at in sorted(order[:count]))
        found = _among(replace(instance, candidates=tried), different, found, clock)
        others = float(worth[order[count]]) if count < len(order) else -math.inf
        if not found.closed:
            return found if found.bound is None else replace(found, bound=max(found.bound, math.floor(others + SLACK)))
        wanted = -math.inf if found.value is None else found.value + 1 - SLACK
        if others < wanted or count == len(order):
            return found
        count = 8 * count if found.value is None else int(np.count_nonzero(worth >= wanted))


def _among(instance: ConsortiumProblem, different: Different, best: SearchResult, clock: TimeLimit) -> SearchResult:
    """The best team of these candidates, or the one found before if none is better."""
    low, high = instance.members
    sizes = set(range(low, min(high, len(instance.candidates)) + 1))
    upper = None
    while sizes:
        model = _model(instance, different, sizes)
        own = member_terms(model)
        terms = [*own, *mean_trust_bound(model)]
        if best.value is not None:
            model.cp.add(_sum(terms) >= best.value + 1)
        solver, code = _maximum(model, terms, clock)
        if code == cp_model.INFEASIBLE:
            break
        if code == cp_model.UNKNOWN:
            return SearchResult(best.actors, best.value, upper)
        upper = math.floor(solver.best_objective_bound + 1e-6)
        best = _better(best, model, own, solver)
        if best.value == upper or (best.value is not None and len(terms) == len(own)):
            return SearchResult(best.actors, best.value, upper)
        size = sum(solver.boolean_value(seat) for seat in model.seats.values())
        best, closed = _of_size(instance, different, size, best, clock)
        if not closed:
            return SearchResult(best.actors, best.value, upper)
        sizes.remove(size)
    return SearchResult(best.actors, best.value, best.value or 0)


def _of_size(
    instance: ConsortiumProblem, different: Different, size: int, best: SearchResult, clock: TimeLimit
) -> tuple[SearchResult, bool]:
    """A better team of one size, if there is one, and whether it is known that there is no better still."""
    model = _model(instance, different, {size})
    own, weight = member_terms(model), instance.weights.trust
    terms = [(size * worth, v) for worth, v in own] + [(weight * trust, v) for trust, v in best_ties(model)]
    if best.value is not None:
        model.cp.add(_sum(terms) >= size * (best.value + 1))
    solver, code = _maximum(model, terms, clock)
    if code in SOLVED:
        best = _better(best, model, own, solver)
    return best, code in (cp_model.OPTIMAL, cp_model.INFEASIBLE)


def _model(instance: ConsortiumProblem, different: Different, sizes: Collection[int]) -> TeamModel:
    model = TeamModel(instance, requirements(instance))
    for team, seats in different:
        model.differ(team, seats)
    open_sizes = cp_model.Domain.from_values(sorted(sizes))
    model.cp.add_linear_expression_in_domain(model.total(instance.candidates), open_sizes)
    return model


def _sum(terms: Terms) -> Any:
    return cp_model.LinearExpr.weighted_sum([v for _, v in terms], [worth for worth, _ in terms])


def _maximum(model: TeamModel, terms: Terms, clock: TimeLimit) -> tuple[cp_model.CpSolver, int]:
    """One worker that sees the whole linear relaxation proves 20 times sooner than several.

    Of ten thousand candidates three quarters of the time went into making the model simpler before the proof.
    """
    model.cp.maximize(_sum(terms))
    return run(model.cp, max(LEAST, clock.share()), workers=1, linearization=2, simplify_once=True)


def _better(best: SearchResult, model: TeamModel, terms: Terms, solver: cp_model.CpSolver) -> SearchResult:
    """The better of a team and that of a solution, whose mean of trust is counted."""
    actors = frozenset(actor for actor, seat in model.seats.items() if solver.boolean_value(seat))
    value = sum(worth * solver.value(v) for worth, v in terms) + _mean_trust(model.instance, actors)
    return best if best.value is not None and best.value >= value else SearchResult(actors, value, None)


def _mean_trust(instance: ConsortiumProblem, actors: frozenset[str]) -> int:
    whole = 0
    for actor in actors:
        whole += max((instance.trust.get(pair(actor, other), 0) for other in actors if other != actor), default=0)
    return instance.weights.trust * whole // max(1, len(actors))
