"""The CP-SAT model of a consortium: which candidates, at which shares of the budget.

Every function adds one kind of demand or one term of the value. `verifier.py` counts the same things in
another way and shares nothing with this file.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, TeamCandidate, pair
from bridgehead.consortium.core.requirements import Requirement
from bridgehead.framework.consortium_rules import ActorSelector, Rule

Terms = list[tuple[int, Any]]


class TeamModel:
    """The variables and the constraints of one instance.

    Parameters
    ----------
    active
        The demands that hold; others are left out, which is how clashes are found.
    one_by_one
        Whether each member has a share of the budget of its own, or those that are alike a common one.
    """

    def __init__(self, instance: ConsortiumProblem, active: Sequence[Requirement], *, one_by_one: bool = False) -> None:
        self.instance = instance
        self.lead = next((demand.of for demand in active if demand.kind == "lead"), "")
        self.one_by_one = one_by_one
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
        places = self.instance.standings.of(who.where) if who.where else None
        return [
            c
            for c in self.instance.candidates
            if (not who.kinds or c.kind in who.kinds)
            and (not who.sizes or c.size in who.sizes)
            and (not who.countries or c.country in who.countries)
            and (not who.roles or c.role in who.roles)
            and (places is None or c.country in places)
        ]

    def total(self, candidates: Iterable[TeamCandidate]) -> Any:
        """How many of these are in."""
        return cp_model.LinearExpr.sum([self.seats[c.actor] for c in candidates])

    def present(self, candidates: Sequence[TeamCandidate]) -> Any:
        """A variable that can be 1 only if one of these is in."""
        found = self.cp.new_bool_var("")
        self.cp.add_bool_or([*(self.seats[c.actor] for c in candidates), ~found])
        return found

    def may_lead(self, candidates: Iterable[TeamCandidate]) -> None:
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

    def maximise(self) -> None:
        """Add the value of a team."""
        terms = value(self)
        self.cp.maximize(cp_model.LinearExpr.weighted_sum([v for _, v in terms], [w for w, _ in terms]))

    def differ(self, team: Collection[str], seats: int) -> None:
        """At least so many of the seats that are free to change are taken by others than in `team`."""
        free = [self.seats[a] for a in team if a not in self.instance.anchors]
        self.cp.add(cp_model.LinearExpr.sum(free) <= len(free) - seats)


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
        model.may_lead(c for c in model.instance.candidates if c.eligible is not False)
    else:
        model.cp.add(model.total(refused) == 0)


def _rule(model: TeamModel, demand: Requirement) -> None:
    if demand.rule is not None:
        RULES[demand.rule.kind](model, demand.rule)


def _count(model: TeamModel, rule: Rule) -> None:
    high = len(model.seats) if rule.high is None else int(rule.high)
    model.cp.add_linear_constraint(model.total(model.among(rule.who)), int(rule.low or 0), high)


def _each(model: TeamModel, rule: Rule) -> None:
    fine = {c.actor for c in model.among(rule.who)}
    model.cp.add(model.total(c for c in model.instance.candidates if c.actor not in fine) == 0)


def _lead(model: TeamModel, rule: Rule) -> None:
    model.may_lead(model.among(rule.who))


def _by_country(candidates: Iterable[TeamCandidate]) -> dict[str, list[TeamCandidate]]:
    found: dict[str, list[TeamCandidate]] = {}
    for c in candidates:
        found.setdefault(c.country, []).append(c)
    return found


def _countries(model: TeamModel, rule: Rule) -> None:
    found = _by_country(c for c in model.among(rule.who) if c.country)
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
    counted = model.among(rule.who)
    if not rule.who.where:
        counted = [c for c in counted if c.country in model.instance.standings.eligible]
    sizes: dict[str, int] = {}
    for c in model.instance.candidates:
        sizes[c.group or c.actor] = sizes.get(c.group or c.actor, 0) + 1
    stands: dict[str, list[Any]] = {}
    by_entity: dict[str, list[Any]] = {}
    for country, members in _by_country(counted).items():
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
    """Who bears the budget together and how much, made once: it adds up to all of it.

    Candidates of one country, kind, size, role and range of shares are alike to every rule, so they bear a
    common share; a range for each is a range for the sum, and any sum in it can be divided again.
    """
    if not model.bearers:
        alike: dict[object, list[TeamCandidate]] = {}
        for c in model.instance.candidates:
            alike.setdefault(c.actor if model.one_by_one else (c.country, c.kind, c.size, c.role, c.share), []).append(
                c
            )
        for members in alike.values():
            share = model.cp.new_int_var(0, ONE, "")
            low, high = members[0].share
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
    model.cp.add(cp_model.LinearExpr.sum([v for _, v in _coverage(model, 1)]) >= least)


def _budget(model: TeamModel, rule: Rule) -> None:
    if model.instance.budget is None:
        return
    most = math.floor((rule.high or 1) * model.instance.budget)
    costs = [(c.cost or 0, model.seats[c.actor]) for c in model.instance.candidates]
    model.cp.add(cp_model.LinearExpr.weighted_sum([v for _, v in costs], [w for w, _ in costs]) <= most)


def _coverage(model: TeamModel, weight: int) -> Terms:
    capable = ([c for c in model.instance.candidates if wanted in c.covers] for wanted in model.instance.capabilities)
    return [(weight, model.present(members)) for members in capable if members]


def value(model: TeamModel) -> Terms:
    """The terms of a team's value, each with its weight."""
    instance, weights = model.instance, model.instance.weights
    terms: Terms = [
        (
            weights.fit * c.fit
            + (weights.additionality * c.gain if c.size == "sme" else 0)
            - weights.size * ONE
            - weights.distance * c.distance,
            model.seats[c.actor],
        )
        for c in instance.candidates
    ]
    if instance.capabilities:
        terms += _coverage(model, weights.coverage * ONE // len(instance.capabilities))
    for kinds in CLASSES.values():
        able = [c for c in instance.candidates if any(c.kind == k and s in ("", c.size) for k, s in kinds)]
        if able:
            terms.append((weights.complementarity * ONE // len(CLASSES), model.present(able)))
    return terms + (_trust_to_anchors(model) if instance.to_anchors else _trust(model))


def _trust_to_anchors(model: TeamModel) -> Terms:
    instance = model.instance
    anchors = [a for a in instance.anchors if a in model.seats]
    best = {
        c.actor: max((instance.trust.get(pair(c.actor, a), 0) for a in anchors if a != c.actor), default=0)
        for c in instance.candidates
    }
    return [(instance.weights.trust * trust, model.seats[actor]) for actor, trust in best.items() if trust]


def _trust(model: TeamModel) -> Terms:
    """Each member is trusted through one other: the best that is in."""
    through: dict[str, list[tuple[int, str]]] = {}
    for (a, b), trust in model.instance.trust.items():
        if trust and a in model.seats and b in model.seats:
            through.setdefault(a, []).append((trust, b))
            through.setdefault(b, []).append((trust, a))
    terms: Terms = []
    for actor, others in through.items():
        chosen = []
        for trust, other in others:
            through_other = model.cp.new_bool_var("")
            model.cp.add_implication(through_other, model.seats[other])
            chosen.append(through_other)
            terms.append((model.instance.weights.trust * trust, through_other))
        model.cp.add(cp_model.LinearExpr.sum(chosen) <= model.seats[actor])
    return terms


DEMANDS: Mapping[str, Callable[[TeamModel, Requirement], None]] = {
    "rule": _rule,
    "eligible": _eligible,
    "size": _size,
    "lead": _in,
    "pin": _in,
    "without": _out,
    "declined": _out,
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
