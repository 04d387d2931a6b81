"""That nobody is in a team for nothing, in the CP-SAT model.

A member that covers no need and was not asked for is in only if a rule counts it and counts no more than it asks
for, so that the rule would be broken without it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from bridgehead.consortium.core.problem import TeamCandidate
from bridgehead.framework.consortium_rules import Rule

if TYPE_CHECKING:
    from bridgehead.consortium.core.cp_sat_model import TeamModel

Grounds = dict[str, list[Any]]
"""Actor to variables, of which one at least is 1 where it is in for no other reason."""


def require_grounds(model: "TeamModel") -> None:
    """Every member covers a need, meets a rule or is asked for."""
    instance = model.instance
    needs = set(instance.capabilities)
    others = [c for c in instance.candidates if not c.covers & needs and c.actor not in instance.anchors]
    found: Grounds = {c.actor: [] for c in others}
    if not others:
        return
    model.cp.add(model.total(others) <= _most(model))
    _few(model, instance.candidates, instance.members[0], found)
    for rule in instance.rules.rules:
        if rule.kind == "count":
            _few(model, model.among(rule.who), int(rule.low or 0) - int(instance.counts_buyer(rule.who)), found)
        elif rule.kind == "share" and rule.low:
            _few(model, model.among(rule.who), 1, found)
        elif rule.kind in ("countries", "spread"):
            _alone(model, rule, found)
    able = model.may_lead()
    if able is not None and not instance.lead:
        _few(model, able, 1, found)
    for actor, grounds in found.items():
        model.cp.add_bool_or([*grounds, ~model.seats[actor]])


def _most(model: "TeamModel") -> int:
    """How many rules can need at the most: not needed for what is right, but it bounds the linear relaxation."""
    rules = model.instance.rules.rules
    asked = sum(int(rule.low or 0) for rule in rules if rule.kind in ("count", "countries", "spread"))
    asked += sum(rule.of_which[1] for rule in rules if rule.of_which is not None)
    asked += sum(rule.kind == "share" for rule in rules) + (model.may_lead() is not None)
    return max(model.instance.members[0], asked)


def _few(model: "TeamModel", counted: Sequence[TeamCandidate], low: int, found: Grounds) -> None:
    """Those of whom the team has no more than a rule asks for."""
    if low > 0:
        needed = model.cp.new_bool_var("")
        model.cp.add(model.total(counted) <= low).only_enforce_if(needed)
        _note(counted, needed, found)


def _alone(model: "TeamModel", rule: Rule, found: Grounds) -> None:
    """Those who are alone in their country, where the team has no more countries than a rule asks for."""
    by_country = model.by_country(rule)
    present: dict[str, Any] = {}
    for country, members in by_country.items():
        present[country] = model.cp.new_bool_var("")
        for c in members:
            model.cp.add_implication(model.seats[c.actor], present[country])
    _alone_in(model, present, by_country, int(rule.low or 0), found)
    if rule.of_which is not None:
        where, least = rule.of_which
        there = {c: v for c, v in present.items() if c in model.instance.standings.of(where)}
        _alone_in(model, there, by_country, least, found)


def _alone_in(
    model: "TeamModel",
    present: Mapping[str, Any],
    by_country: Mapping[str, Collection[TeamCandidate]],
    low: int,
    found: Grounds,
) -> None:
    if not low or not present:
        return
    few = model.cp.new_bool_var("")
    model.cp.add(cp_model.LinearExpr.sum(list(present.values())) <= low).only_enforce_if(few)
    for country in present:
        needed = model.cp.new_bool_var("")
        model.cp.add_implication(needed, few)
        model.cp.add(model.total(by_country[country]) <= 1).only_enforce_if(needed)
        _note(by_country[country], needed, found)


def _note(counted: Iterable[TeamCandidate], needed: Any, found: Grounds) -> None:
    for c in counted:
        if c.actor in found:
            found[c.actor].append(needed)
