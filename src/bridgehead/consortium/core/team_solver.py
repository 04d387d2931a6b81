"""The best team, others that differ clearly, and, where there is none, why not.

A team is `optimal` when the solver's bound equals its value and the independent checker, which shares
nothing with the model, counts the same value and finds no broken rule.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ortools.sat.python import cp_model

from bridgehead.consortium.core.candidate_reduction import undominated
from bridgehead.consortium.core.cp_sat_model import TeamModel
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, TeamCandidate
from bridgehead.consortium.core.requirements import Requirement, requirements
from bridgehead.consortium.core.size_search import Different, search
from bridgehead.consortium.core.verifier import TeamVerdict, verify_team
from bridgehead.methods.cp_sat import LEAST, TimeLimit, TimeLimitReached, VerificationError, run

Outside = Callable[[], Sequence[TeamCandidate]]


class SolverStatus(StrEnum):
    """What is known of a team: no better one exists, none better was found in time, none exists."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class VerifiedTeam:
    """A team that the checker confirmed.

    Attributes
    ----------
    bound
        No team that satisfies the same demands is worth more.
    differs
        In how many seats it differs at least from each team before it; 0 for the first.
    """

    status: SolverStatus
    members: tuple[TeamCandidate, ...]
    lead: str
    verdict: TeamVerdict
    bound: int
    differs: int = 0

    @property
    def actors(self) -> frozenset[str]:
        """Ids of its members."""
        return frozenset(c.actor for c in self.members)


@dataclass(frozen=True)
class RequirementConflict:
    """Demands that nothing satisfies together, though any proper part of them can be satisfied.

    Attributes
    ----------
    lifts
        Demands of the clash whose loss alone leaves a team; the others stand in a second clash too.
    together
        Where no demand alone is enough because there are several clashes: demands that leave a team when all
        of them are given up, none of which can stay; empty otherwise.
    helpers
        Actors from outside with whom every demand could be satisfied, as few as possible; empty if none.
    """

    demands: tuple[Requirement, ...]
    lifts: frozenset[str]
    together: tuple[Requirement, ...] = ()
    helpers: tuple[TeamCandidate, ...] = ()


@dataclass(frozen=True)
class SolverAnswer:
    """Teams, the best first; or the clash that leaves none.

    Attributes
    ----------
    seconds
        The solver's time, and the limit that it had.
    """

    teams: tuple[VerifiedTeam, ...]
    clash: RequirementConflict | None
    seconds: float
    limit: float

    @property
    def status(self) -> SolverStatus:
        """The standing of the best team."""
        return self.teams[0].status if self.teams else SolverStatus.INFEASIBLE


def solve(
    instance: ConsortiumProblem, *, top: int = 3, seconds: float = 10.0, outside: Outside = tuple
) -> SolverAnswer:
    """The best team and up to `top` − 1 clearly different ones; or a minimal clash and what would repair it.

    Parameters
    ----------
    seconds
        Limit for all searches together; half of it is kept for the alternatives.
    outside
        Gives actors that are no candidates but could be asked; called only where a repair is needed.

    Raises
    ------
    TimeLimitReached
        With the code `no_team` or `conflict_open`: the limit leaves open whether there is a team, or what
        conflicts.
    VerificationError
        If the checker does not confirm a team.
    """
    clock = TimeLimit(seconds)
    first = _search(instance, (), seconds if top == 1 else seconds / 2, teams=1)
    if first is None:
        clash = explain(instance, clock)
        return SolverAnswer(
            (), replace(clash, helpers=repair(instance, outside(), clock)), round(clock.spent, 3), seconds
        )
    teams = [first]
    while len(teams) < top and (other := _another(instance, teams, clock, top - len(teams))) is not None:
        teams.append(other)
    return SolverAnswer(tuple(teams), None, round(clock.spent, 3), seconds)


def _another(
    instance: ConsortiumProblem, teams: Sequence[VerifiedTeam], clock: TimeLimit, wanted: int
) -> VerifiedTeam | None:
    """The best team that differs from all before in half of the free seats, or in as many as is possible."""
    most = max(len(team.actors - instance.anchors) for team in teams)
    for seats in range(math.ceil(most / 2), 0, -1):
        different = [(team.actors, seats) for team in teams]
        found = _search(instance, different, clock.share() / wanted, teams=len(teams) + 1, must=False)
        if found is not None:
            return replace(found, differs=seats)
    return None


def _search(
    instance: ConsortiumProblem, different: Different, seconds: float, *, teams: int, must: bool = True
) -> VerifiedTeam | None:
    """Search once; None if nothing satisfies the demands (or, unless it `must` be known, nothing was found).

    Parameters
    ----------
    teams
        How many teams this one and those from which it differs are.
    """
    found = search(undominated(instance, teams), different, seconds)
    if found.actors is None or found.value is None or found.bound is None:
        if must and not found.impossible:
            raise TimeLimitReached("no_team")
        return None
    members = tuple(c for c in instance.candidates if c.actor in found.actors)
    return _confirmed(instance, members, found.value, found.bound)


def _confirmed(instance: ConsortiumProblem, members: tuple[TeamCandidate, ...], value: int, bound: int) -> VerifiedTeam:
    """The team with the checker's verdict.

    A search that was stopped may not have claimed all that its team is worth, so that the checker may count
    more than the solver; never less, and never more than the bound.
    """
    lead = instance.lead or _leader(instance, members)
    verdict = verify_team(instance, [c.actor for c in members], lead=lead)
    broken = [check.rule for check in verdict.checks if check.met is False]
    if broken or not value <= verdict.value <= bound:
        raise VerificationError(
            f"value {verdict.value}, the solver's {value}, bound {bound}; broken: {', '.join(broken) or 'none'}"
        )
    status = SolverStatus.OPTIMAL if bound == verdict.value else SolverStatus.FEASIBLE
    return VerifiedTeam(status, members, lead, verdict, bound)


def _leader(instance: ConsortiumProblem, members: Sequence[TeamCandidate]) -> str:
    """Where nobody was named: the member that suits best among those that may lead, firms first."""
    able = TeamModel(replace(instance, candidates=tuple(members)), ()).may_lead()
    best = max(members if able is None else able, key=lambda c: (c.kind == "firm", c.fit, c.actor), default=None)
    return best.actor if best else ""


def _run(model: cp_model.CpModel, seconds: float) -> tuple[cp_model.CpSolver, int]:
    """One worker that sees the whole linear relaxation proves 20 times sooner than several."""
    return run(model, max(LEAST, seconds), workers=1, linearization=2)


def explain(instance: ConsortiumProblem, clock: TimeLimit) -> RequirementConflict:
    """A minimal clash among the demands (QuickXplain: Junker 2004).

    Raises
    ------
    TimeLimitReached
        If the limit leaves open whether some of the demands can be satisfied.
    """
    every = requirements(instance)
    clash = _quick(instance, (), every, False, clock)
    lifts = {d.key for d in clash if is_feasible(instance, [other for other in every if other != d], clock)}
    together = () if lifts else _given_up(instance, every, clock)
    return RequirementConflict(tuple(d for d in every if d in clash), frozenset(lifts), together)


def _given_up(instance: ConsortiumProblem, every: Sequence[Requirement], clock: TimeLimit) -> tuple[Requirement, ...]:
    """What cannot be kept beside what stands before it; rules stand before what a user chose."""
    kept: list[Requirement] = []
    lost: list[Requirement] = []
    for demand in every:
        (kept if is_feasible(instance, [*kept, demand], clock) else lost).append(demand)
    return tuple(lost)


def _quick(
    instance: ConsortiumProblem,
    held: Sequence[Requirement],
    asked: Sequence[Requirement],
    added: bool,
    clock: TimeLimit,
) -> Sequence[Requirement]:
    """A minimal part of `asked` that clashes together with `held`."""
    if added and not is_feasible(instance, held, clock):
        return ()
    if len(asked) == 1:
        return asked
    half = len(asked) // 2
    first, second = asked[:half], asked[half:]
    in_second = _quick(instance, [*held, *first], second, bool(first), clock)
    in_first = _quick(instance, [*held, *in_second], first, bool(in_second), clock)
    return [*in_first, *in_second]


def is_feasible(instance: ConsortiumProblem, active: Sequence[Requirement], clock: TimeLimit) -> bool:
    """Whether some team satisfies these demands.

    Raises
    ------
    TimeLimitReached
        If the limit leaves it open.
    """
    _, code = _run(TeamModel(instance, active).cp, clock.share())
    if code == cp_model.UNKNOWN:
        raise TimeLimitReached("conflict_open")
    return code != cp_model.INFEASIBLE


def repair(
    instance: ConsortiumProblem, outside: Sequence[TeamCandidate], clock: TimeLimit
) -> tuple[TeamCandidate, ...]:
    """As few actors from outside as possible with whom every demand is satisfied; none if that is impossible.

    Of as few, those that fit best and are nearest.
    """
    if not outside:
        return ()
    wider = replace(instance, candidates=(*instance.candidates, *outside))
    model = TeamModel(wider, requirements(wider))
    asked = [(1_000 * ONE - c.fit + c.distance, model.seats[c.actor]) for c in outside]
    model.cp.minimize(cp_model.LinearExpr.weighted_sum([v for _, v in asked], [w for w, _ in asked]))
    solver, code = _run(model.cp, clock.share())
    if code not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return ()
    return tuple(c for c in outside if solver.boolean_value(model.seats[c.actor]))
