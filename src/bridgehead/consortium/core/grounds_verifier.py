"""Why each member of a finished team is in it: a need that it covers, a rule that needs it, or a wish of the user.

A rule needs a member if it counts it and counts no more than it asks for. Counted from the instance alone;
`cp_sat_grounds.py` says the same to the solver in another way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bridgehead.consortium.core.problem import TeamCandidate
from bridgehead.consortium.core.rule_verifier import Team, counted_beside, counts
from bridgehead.framework.consortium_rules import Rule

NEED, WISH, SIZE, LEAD = "need", "wish", "size", "lead"
"""Grounds beside rules, which go by their ids."""


def grounds(team: Team) -> Mapping[str, Sequence[str]]:
    """Member to its grounds: `need`, `wish`, `size`, `lead` or ids of rules; empty for whoever is in for nothing."""
    instance = team.instance
    found: dict[str, list[str]] = {c.actor: [] for c in team.members}
    for c in team.members:
        if c.covers & set(instance.capabilities):
            found[c.actor].append(NEED)
        if c.actor in instance.anchors:
            found[c.actor].append(WISH)
    for rule in instance.rules.rules:
        for actor in _needed(team, rule):
            found[actor].append(rule.id)
    able = _able_to_lead(team)
    if able is not None and not instance.lead and len(able) == 1:
        found[able[0].actor].append(LEAD)
    if len(team.members) <= instance.members[0]:
        for its in found.values():
            its.append(SIZE)
    return found


def _needed(team: Team, rule: Rule) -> Iterable[str]:
    counted = [c for c in team.members if counts(c, rule, team)]
    if rule.kind == "count":
        beside = counted_beside(team, rule) is not False
        return [c.actor for c in counted] if len(counted) + beside <= (rule.low or 0) else []
    if rule.kind == "share":
        return [c.actor for c in counted] if rule.low and len(counted) == 1 else []
    if rule.kind not in ("countries", "spread"):
        return []
    placed = [c for c in counted if c.country]
    if rule.kind == "spread" and not rule.who.where:
        placed = [c for c in placed if c.country in team.instance.standings.eligible]
    needed = _alone(placed, rule.low or 0)
    if rule.of_which is not None:
        where, least = rule.of_which
        needed |= _alone([c for c in placed if c.country in team.instance.standings.of(where)], least)
    return sorted(needed)


def _alone(placed: Sequence[TeamCandidate], low: float) -> set[str]:
    """Those who are alone in their country, where there are no more countries than a rule asks for."""
    there = Counter(c.country for c in placed)
    return {c.actor for c in placed if there[c.country] == 1} if len(there) <= low else set()


def _able_to_lead(team: Team) -> list[TeamCandidate] | None:
    rules = [rule for rule in team.instance.rules.rules if rule.kind == "lead"]
    bound = bool(team.instance.conditions) and team.instance.rules.eligibility == "lead"
    if not rules and not bound:
        return None
    able = [c for c in team.members if all(counts(c, rule, team) for rule in rules)]
    return [c for c in able if not bound or c.eligible is not False]
