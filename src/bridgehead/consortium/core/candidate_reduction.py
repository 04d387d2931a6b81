"""Fewer candidates with the same best teams.

A candidate is left out where enough others could take its seat and none of them is worse in anything that a rule,
a term or an alternative asks: counted by the same rules, of the same country and class, covering what it covers,
trusted as much, worth at least as much by itself. Enough is as many as all the teams asked for could hold: then
one of them is free whatever else is chosen, the swap breaks nothing, and no team is worth less for it.
"""

from collections import Counter
from dataclasses import replace

from bridgehead.consortium.core.problem import CLASSES, ConsortiumProblem, TeamCandidate, is_of, pair

Bundle = tuple[frozenset[str], tuple[int, ...]]
"""What somebody covers, and how much each anchor trusts it."""


def undominated(instance: ConsortiumProblem, teams: int) -> ConsortiumProblem:
    """The same problem without candidates that the best `teams` teams can do without."""
    enough = teams * instance.members[1]
    if len(instance.candidates) <= enough or any(rule.kind == "budget" for rule in instance.rules.rules):
        return instance
    anchors = sorted(instance.anchors)
    stay, odd = _wished(instance), _odd(instance)
    tied = {actor for both in instance.trust if not instance.anchors.intersection(both) for actor in both}
    kept: set[str] = set()
    signatures: dict[tuple[object, ...], tuple[object, ...]] = {}
    alike: dict[tuple[object, ...], Counter[Bundle]] = {}
    for c in sorted(instance.candidates, key=lambda c: (-instance.own_worth(c), c.name, c.actor)):
        if c.actor in stay:
            kept.add(c.actor)
            continue
        bundle = _bundle(instance, c, anchors)
        facts = (c.kind, c.size, c.country, c.role, c.eligible)
        if facts not in signatures:
            signatures[facts] = _signature(instance, c)
        better = alike.setdefault(signatures[facts], Counter())
        if c.actor in tied or not _has(better, bundle, enough):
            kept.add(c.actor)
            better[bundle] += c.actor not in odd
    return replace(instance, candidates=tuple(c for c in instance.candidates if c.actor in kept))


def _wished(instance: ConsortiumProblem) -> frozenset[str]:
    """Of whom the user said something."""
    return instance.anchors | instance.without | instance.declined | frozenset(instance.shares)


def _odd(instance: ConsortiumProblem) -> set[str]:
    """Who could not take every seat of others like it: a competitor, or an owner's other company, may be in."""
    apart = {actor for both in instance.competitors | instance.owners for actor in both}
    groups = Counter(c.group or c.actor for c in instance.candidates)
    return apart | {c.actor for c in instance.candidates if groups[c.group or c.actor] > 1}


def _signature(instance: ConsortiumProblem, c: TeamCandidate) -> tuple[object, ...]:
    """What rules and terms can tell about a candidate beside what it is worth."""
    selected = tuple(instance.selects(rule.who, c) for rule in instance.rules.rules)
    classes = tuple(is_of(c, kinds) for kinds in CLASSES.values())
    return c.country, c.eligible, c.kind == "firm", selected, classes


def _bundle(instance: ConsortiumProblem, c: TeamCandidate, anchors: list[str]) -> Bundle:
    trust = tuple(instance.trust.get(pair(c.actor, anchor), 0) for anchor in anchors)
    return c.covers & frozenset(instance.capabilities), trust


def _has(better: Counter[Bundle], bundle: Bundle, enough: int) -> bool:
    """Whether so many cover as much and are trusted as much."""
    if better.total() < enough:
        return False
    covers, trust = bundle
    count = 0
    for (others, trusted), n in better.items():
        if covers <= others and all(a <= b for a, b in zip(trust, trusted, strict=True)):
            count += n
            if count >= enough:
                return True
    return False
