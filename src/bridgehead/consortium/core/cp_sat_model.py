"""The CP-SAT model of a consortium: which candidates, so that the budget can be shared as the rules ask.

Every function adds one kind of demand; the terms of the value are in `cp_sat_score.py`. `verifier.py` counts the
same things in another way and shares nothing with these files.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from bridgehead.consortium.core.cp_sat_grounds import require_grounds
from bridgehead.consortium.core.cp_sat_score import Terms
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, TeamCandidate
from bridgehead.consortium.core.requirements import Requirement
from bridgehead.framework.consortium_rules import ActorSelector, Rule

LEAST_SHARE = 1
"""Thousandths of the budget that a member bears at least where nothing was stated."""


class TeamModel:
    """The variables and the constraints of one instance.

    Parameters
    ----------
    active
        The demands that hold; others are left out, which is how clashes are found.
    """

    def __init__(self, instance: ConsortiumProblem, active: Sequence[Requirement]) -> None:
        self.instance = instance
        self.lead = next((demand.of for demand in active if demand.kind == "lead"), "")
        self.cp = cp_model.CpModel()
        self.seats = {c.actor: self.cp.new_bool_var("") for c in instance.candidates}
        self.bearers: list[tuple[list[TeamCandidate], Any]] = []
        self.leaders: set[str] | None = None
        """Who may lead; None where nothing asks."""
        for demand in active:
            DEMANDS[demand.kind](self, demand)
        if self.leaders is not None:
            self._led(self.leaders)

    def among(self, who: ActorSelector) -> list[TeamCandidate]:
        """The candidates that a rule speaks of."""
        return [c for c in self.instance.candidates if self.instance.selects(who, c)]

    def total(self, candidates: Iterable[TeamCandidate]) -> Any:
        """How many of these are in."""
        return cp_model.LinearExpr.sum([self.seats[c.actor] for c in candidates])

    def present(self, candidates: Sequence[TeamCandidate]) -> Any:
        """A variable that can be 1 only if one of these is in."""
        found = self.cp.new_bool_var("")
        self.cp.add_bool_or([*(self.seats[c.actor] for c in candidates), ~found])
        return found

    def coverage(self, weight: int) -> Terms:
        """The capabilities that somebody who is in covers, each at a weight."""
        capable = ([c for c in self.instance.candidates if need in c.covers] for need in self.instance.capabilities)
        return [(weight, self.present(members)) for members in capable if members]

    def by_country(self, rule: Rule) -> dict[str, list[TeamCandidate]]:
        """The candidates that a rule on countries counts: those of a spread are in eligible ones."""
        counted = [c for c in self.among(rule.who) if c.country]
        if rule.kind == "spread" and not rule.who.where:
            counted = [c for c in counted if c.country in self.instance.standings.eligible]
        found: dict[str, list[TeamCandidate]] = {}
        for c in counted:
            found.setdefault(c.country, []).append(c)
        return found

    def may_lead(self) -> list[TeamCandidate] | None:
        """Whom the rules and the opportunity's conditions let lead; None where neither says anything of it."""
        rules = [rule for rule in self.instance.rules.rules if rule.kind == "lead"]
        bound = bool(self.instance.conditions) and self.instance.rules.eligibility == "lead"
        if not rules and not bound:
            return None
        return [
            c
            for c in self.instance.candidates
            if all(self.instance.selects(rule.who, c) for rule in rules) and not (bound and c.eligible is False)
        ]

    def let_lead(self, candidates: Iterable[TeamCandidate]) -> None:
        """Only one of these leads, and of those that another demand names."""
        able = {c.actor for c in candidates}
        self.leaders = able if self.leaders is None else self.leaders & able

    def _led(self, able: Collection[str]) -> None:
        if not self.lead:
            self.cp.add_bool_or([self.seats[actor] for actor in sorted(able)])
        elif self.lead not in able:
            self.impossible()

    def impossible(self) -> None:
        """Nothing satisfies what was asked."""
        self.cp.add_bool_or([])

    def differ(self, team: Collection[str], seats: int) -> None:
        """At least so many of the seats that are free to change are taken by others than in `team`."""
        free = [a for a in team if a not in self.instance.anchors]
        stay = cp_model.LinearExpr.sum([self.seats[a] for a in free if a in self.seats])
        self.cp.add(stay <= len(free) - min(seats, len(free)))


def _size(model: TeamModel, demand: Requirement) -> None:
    low, high = model.instance.members
    model.cp.add_linear_constraint(model.total(model.instance.candidates), low, high)


def _in(model: TeamModel, demand: Requirement) -> None:
    if demand.of in model.seats:
        model.cp.add(model.seats[demand.of] == 1)
    else:
        model.impossible()


def _out(model: TeamModel, demand: Requirement) -> None:
    if demand.of in model.seats:
        model.cp.add(model.seats[demand.of] == 0)


def _eligible(model: TeamModel, demand: Requirement) -> None:
    """What a missing fact leaves open is not refused: the checker says so, and a person looks."""
    refused = [c for c in model.instance.candidates if c.eligible is False]
    if model.instance.rules.eligibility == "lead":
        model.let_lead(c for c in model.instance.candidates if c.eligible is not False)
    else:
        model.cp.add(model.total(refused) == 0)


def _rule(model: TeamModel, demand: Requirement) -> None:
    if demand.rule is not None:
        RULES[demand.rule.kind](model, demand.rule)


def _count(model: TeamModel, rule: Rule) -> None:
    beside = int(model.instance.counts_buyer(rule.who))
    high = len(model.seats) + beside if rule.high is None else int(rule.high)
    model.cp.add_linear_constraint(model.total(model.among(rule.who)) + beside, int(rule.low or 0), high)


def _each(model: TeamModel, rule: Rule) -> None:
    fine = {c.actor for c in model.among(rule.who)}
    model.cp.add(model.total(c for c in model.instance.candidates if c.actor not in fine) == 0)


def _lead(model: TeamModel, rule: Rule) -> None:
    model.let_lead(model.among(rule.who))


def _countries(model: TeamModel, rule: Rule) -> None:
    found = model.by_country(rule)
    present = []
    for members in found.values():
        there = model.present(members)
        for c in members:
            model.cp.add_implication(model.seats[c.actor], there)
        present.append(there)
    high = len(found) if rule.high is None else int(rule.high)
    model.cp.add_linear_constraint(cp_model.LinearExpr.sum(present), int(rule.low or 0), high)


def _spread(model: TeamModel, rule: Rule) -> None:
    """Entities stand for a country each; an entity (all that are tied by ownership) stands for one at most."""
    sizes: dict[str, int] = {}
    for c in model.instance.candidates:
        sizes[c.group or c.actor] = sizes.get(c.group or c.actor, 0) + 1
    stands: dict[str, list[Any]] = {}
    by_entity: dict[str, list[Any]] = {}
    for country, members in model.by_country(rule).items():
        entities: dict[str, list[TeamCandidate]] = {}
        for c in members:
            shared = rule.independent and sizes[c.group or c.actor] > 1
            entities.setdefault(c.group if shared else "", []).append(c)
        for entity, its in entities.items():
            there = model.present(its)
            stands.setdefault(country, []).append(there)
            if entity:
                by_entity.setdefault(entity, []).append(there)
    for alternatives in [*stands.values(), *by_entity.values()]:
        model.cp.add_at_most_one(alternatives)
    every = [v for alternatives in stands.values() for v in alternatives]
    model.cp.add(cp_model.LinearExpr.sum(every) >= int(rule.low or 0))
    if rule.of_which is not None:
        where, least = rule.of_which
        there = [v for country in model.instance.standings.of(where) for v in stands.get(country, ())]
        model.cp.add(cp_model.LinearExpr.sum(there) >= least)


def _share(model: TeamModel, rule: Rule) -> None:
    bearers = _bearers(model)
    high = ONE if rule.high is None else math.floor(round(rule.high * ONE, 6))
    low = math.ceil(round((rule.low or 0) * ONE, 6))
    if rule.of == "partner":
        for bearer, share in bearers:
            model.cp.add(share <= high * model.total(bearer))
        return
    able = {c.actor for c in model.among(rule.who)}
    together: dict[str, list[Any]] = {}
    for bearer, share in bearers:
        if rule.of == "country":
            together.setdefault(bearer[0].country, []).append(share)
        elif bearer[0].actor in able:
            together.setdefault("", []).append(share)
    for shares in together.values():
        model.cp.add_linear_constraint(cp_model.LinearExpr.sum(shares), 0 if rule.of == "country" else low, high)
    if rule.of == "group" and not together and low:
        model.impossible()


def _bearers(model: TeamModel) -> Sequence[tuple[list[TeamCandidate], Any]]:
    """Who can bear the budget together and how much, made once: it adds up to all of it.

    Candidates of one country, kind, size and role are alike to every rule, so they bear a common share; those
    whose share was stated bear that.
    """
    if not model.bearers:
        stated = model.instance.shares
        alike: dict[object, list[TeamCandidate]] = {}
        for c in model.instance.candidates:
            key = c.actor if c.actor in stated else (c.country, c.kind, c.size, c.role)
            alike.setdefault(key, []).append(c)
        for members in alike.values():
            share = model.cp.new_int_var(0, ONE, "")
            its = stated.get(members[0].actor)
            low, high = (LEAST_SHARE, ONE) if its is None else (its, its)
            model.cp.add(share <= high * model.total(members))
            model.cp.add(share >= low * model.total(members))
            model.bearers.append((members, share))
        model.cp.add(cp_model.LinearExpr.sum([share for _, share in model.bearers]) == ONE)
    return model.bearers


def _apart(model: TeamModel, rule: Rule) -> None:
    pairs = model.instance.competitors if rule.tie == "competitor" else model.instance.owners
    for a, b in sorted(pairs):
        if a in model.seats and b in model.seats:
            model.cp.add_at_most_one([model.seats[a], model.seats[b]])


def _covered(model: TeamModel, rule: Rule) -> None:
    wanted = model.instance.capabilities
    least = math.ceil(round((rule.low or 0) * len(wanted), 6))
    model.cp.add(cp_model.LinearExpr.sum([v for _, v in model.coverage(1)]) >= least)


def _budget(model: TeamModel, rule: Rule) -> None:
    if model.instance.budget is None:
        return
    most = math.floor((rule.high or 1) * model.instance.budget)
    costs = [(c.cost or 0, model.seats[c.actor]) for c in model.instance.candidates]
    model.cp.add(cp_model.LinearExpr.weighted_sum([v for _, v in costs], [w for w, _ in costs]) <= most)


def _grounded(model: TeamModel, demand: Requirement) -> None:
    require_grounds(model)


DEMANDS: Mapping[str, Callable[[TeamModel, Requirement], None]] = {
    "rule": _rule,
    "eligible": _eligible,
    "size": _size,
    "lead": _in,
    "pin": _in,
    "without": _out,
    "declined": _out,
    "grounds": _grounded,
}
RULES: Mapping[str, Callable[[TeamModel, Rule], None]] = {
    "count": _count,
    "each": _each,
    "lead": _lead,
    "countries": _countries,
    "spread": _spread,
    "share": _share,
    "apart": _apart,
    "covered": _covered,
    "budget": _budget,
}
