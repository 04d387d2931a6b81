"""The independent checker: counts the rules and the value of a finished team, from the instance alone.

It knows nothing of the solver and shares no function with the model but what names a requirement. What a page
says of a rule comes from here, so that no word about a team rests on the solver's own account of it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, TeamCandidate, pair
from bridgehead.consortium.core.requirements import eligibility_scope, rule_phrase, team_size
from bridgehead.framework.consortium_rules import Rule
from bridgehead.match.core.coded_phrase import CodedPhrase, coded


@dataclass(frozen=True)
class RuleCheck:
    """One rule on one team.

    Attributes
    ----------
    met
        None where the records do not tell: a person has to check.
    """

    rule: str
    says: CodedPhrase
    met: bool | None
    detail: CodedPhrase


@dataclass(frozen=True)
class TeamVerdict:
    """All rules on a team, and what the team is worth term by term, in thousandths times weight."""

    checks: tuple[RuleCheck, ...]
    terms: Mapping[str, int]

    @property
    def stands(self) -> bool:
        """Whether no rule is broken."""
        return all(check.met is not False for check in self.checks)

    @property
    def value(self) -> int:
        """The sum of the terms."""
        return sum(self.terms.values())


@dataclass(frozen=True)
class Team:
    """Who is in, who leads, and each member's share of the budget in thousandths (none where no rule asks)."""

    instance: ConsortiumProblem
    members: tuple[TeamCandidate, ...]
    lead: str
    shares: Mapping[str, int]


def verify_team(
    instance: ConsortiumProblem, actors: Collection[str], *, lead: str = "", shares: Mapping[str, int]
) -> TeamVerdict:
    """Count every rule and every term of a team.

    Parameters
    ----------
    shares
        Member to thousandths of the budget; empty where no rule asks for shares.
    """
    members = tuple(c for c in instance.candidates if c.actor in set(actors))
    team = Team(instance, members, lead or instance.lead, shares)
    checks = [_size(team, set(actors)), *_choices(team)]
    for rule in instance.rules.rules:
        met, detail = RULES[rule.kind](team, rule)
        checks.append(RuleCheck(rule.id, rule_phrase(rule), met, detail))
    if instance.conditions:
        checks.append(_admitted(team))
    by_hand = coded("detail.by_hand")
    checks += [RuleCheck("check", coded("rule", says=text), None, by_hand) for text in instance.rules.check]
    return TeamVerdict(tuple(checks), _terms(team))


def _size(team: Team, actors: set[str]) -> RuleCheck:
    low, high = team.instance.members
    known = len(team.members) == len(actors)
    detail = coded("detail.members", count=len(actors)) if known else coded("detail.no_candidate")
    return RuleCheck("size", team_size(team.instance), known and low <= len(actors) <= high, detail)


def _choices(team: Team) -> list[RuleCheck]:
    """Pins, exclusions and refusals."""
    there = {c.actor for c in team.members}
    wanted, refused = team.instance.anchors, team.instance.without | team.instance.declined
    found = []
    if wanted:
        found.append(RuleCheck("pinned", coded("pinned"), wanted <= there, _named(team, wanted)))
    if refused:
        detail = coded("detail.left_out", count=len(refused))
        found.append(RuleCheck("left_out", coded("left_out"), not refused & there, detail))
    return found


def _admitted(team: Team) -> RuleCheck:
    """The opportunity's own conditions, on everybody or on who leads."""
    only_lead = team.instance.rules.eligibility == "lead"
    bound = [c for c in team.members if c.actor == team.lead or not only_lead]
    refused = [c for c in bound if c.eligible is False]
    open_ = [c for c in bound if c.eligible is None]
    met = False if refused or not bound else None if open_ else True
    doubts = tuple((c.name, c.why) for c in refused or open_)
    detail = coded("detail.verdicts", verdicts=doubts) if doubts else _names(bound)
    return RuleCheck("eligible", eligibility_scope(team.instance), met, detail)


def _named(team: Team, actors: Collection[str]) -> CodedPhrase:
    return _names([c for c in team.members if c.actor in actors])


def _names(members: Sequence[TeamCandidate]) -> CodedPhrase:
    return coded("detail.names", names=tuple(c.name for c in members))


def _is(candidate: TeamCandidate, rule: Rule, team: Team) -> bool:
    who = rule.who
    if who.kinds and candidate.kind not in who.kinds:
        return False
    if who.sizes and candidate.size not in who.sizes:
        return False
    if who.countries and candidate.country not in who.countries:
        return False
    if who.roles and candidate.role not in who.roles:
        return False
    return not who.where or candidate.country in team.instance.standings.of(who.where)


def _count(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    found = [c for c in team.members if _is(c, rule, team)]
    enough = (rule.low is None or len(found) >= rule.low) and (rule.high is None or len(found) <= rule.high)
    return enough, _names(found)


def _each(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    others = [c.name for c in team.members if not _is(c, rule, team)]
    return not others, coded("detail.not_met_by", names=tuple(others)) if others else coded("detail.all")


def _lead(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    leads = [c for c in team.members if c.actor == team.lead and _is(c, rule, team)]
    if leads:
        return True, _names(leads[:1])
    return False, coded("detail.cannot_lead", names=tuple(c.name for c in team.members if c.actor == team.lead))


def _countries(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    found = sorted({c.country for c in team.members if c.country and _is(c, rule, team)})
    enough = (rule.low is None or len(found) >= rule.low) and (rule.high is None or len(found) <= rule.high)
    return enough, coded("detail.countries", countries=tuple(found))


def _spread(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    """Whether so many different entities can each stand for another country: a matching in a bipartite graph."""
    eligible = team.instance.standings.eligible
    counted = [c for c in team.members if _is(c, rule, team) and (rule.who.where or c.country in eligible)]
    entities: dict[str, set[str]] = {}
    for c in counted:
        entities.setdefault(c.country, set()).add((c.group or c.actor) if rule.independent else c.actor)
    where, least = rule.of_which or ("eligible", 0)
    preferred = [country for country in entities if country in team.instance.standings.of(where)]
    stands: dict[str, str] = {}
    inside = sum(_augment(country, entities, stands, set()) for country in sorted(preferred))
    every = inside + sum(
        _augment(country, entities, stands, set()) for country in sorted(set(entities) - set(preferred))
    )
    names = {c.group or c.actor: c.name for c in reversed(counted)} | {c.actor: c.name for c in counted}
    pairs = tuple((country, names[entity]) for entity, country in sorted(stands.items(), key=lambda s: s[1]))
    return every >= (rule.low or 0) and inside >= least, coded("detail.spread", pairs=pairs)


def _augment(country: str, entities: Mapping[str, set[str]], stands: dict[str, str], seen: set[str]) -> bool:
    """Find an entity that stands for a country, moving others where needed (Kuhn 1955).

    A country that stands keeps standing, so the first countries tried stay in.
    """
    for entity in sorted(entities[country] - seen):
        seen.add(entity)
        if entity not in stands or _augment(stands[entity], entities, stands, seen):
            stands[entity] = country
            return True
    return False


def _share(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    bounds = all(c.share[0] <= team.shares.get(c.actor, -1) <= c.share[1] for c in team.members)
    if not bounds or sum(team.shares.values()) != ONE:
        return False, coded("detail.shares_wrong")
    borne: Counter[str] = Counter()
    for c in team.members:
        if rule.of == "group" and not _is(c, rule, team):
            continue
        borne[{"partner": c.name, "country": c.country, "group": "together"}[rule.of]] += team.shares[c.actor]
    if rule.of == "group":
        part = Fraction(borne["together"], ONE)
        fine = (rule.low is None or part >= _exact(rule.low)) and (rule.high is None or part <= _exact(rule.high))
        return fine, coded("detail.group_share", share=float(part))
    most = max(borne, key=lambda bearer: (borne[bearer], bearer))
    fine = rule.high is None or Fraction(borne[most], ONE) <= _exact(rule.high)
    return fine, coded(f"detail.most_by_{rule.of}", bearer=most, share=borne[most] / ONE)


def _exact(share: float) -> Fraction:
    return Fraction(str(share))


def _apart(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    tied = team.instance.competitors if rule.tie == "competitor" else team.instance.owners
    names = {c.actor: c.name for c in team.members}
    found = tuple((names[a], names[b]) for a, b in sorted(tied) if a in names and b in names)
    return not found, coded("detail.pairs", pairs=found)


def _covered(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    lacking = [wanted for wanted in team.instance.capabilities if not any(wanted in c.covers for c in team.members)]
    whole = len(team.instance.capabilities)
    fine = whole - len(lacking) >= _exact(rule.low or 0) * whole
    if lacking:
        return fine, coded("detail.not_covered", capabilities=tuple(lacking))
    return fine, coded("detail.covered", count=whole)


def _budget(team: Team, rule: Rule) -> tuple[bool | None, CodedPhrase]:
    if team.instance.budget is None:
        return None, coded("detail.budget_unknown")
    asked = sum(c.cost or 0 for c in team.members)
    unknown = sum(c.cost is None for c in team.members)
    detail = coded("detail.budget", asked=asked, budget=team.instance.budget, unknown=unknown)
    return asked <= _exact(rule.high or 1) * team.instance.budget, detail


def _terms(team: Team) -> dict[str, int]:
    weights, members = team.instance.weights, team.members
    wanted = team.instance.capabilities
    covered = {capability for c in members for capability in c.covers} & set(wanted)
    classes = [kinds for kinds in CLASSES.values() if any(_in_class(c, kinds) for c in members)]
    return {
        "fit": weights.fit * sum(c.fit for c in members),
        "coverage": len(covered) * (weights.coverage * ONE // len(wanted)) if wanted else 0,
        "complementarity": len(classes) * (weights.complementarity * ONE // len(CLASSES)),
        "trust": weights.trust
        * sum(trust_in_team(team.instance, c.actor, [m.actor for m in members])[0] for c in members),
        "additionality": weights.additionality * sum(c.gain for c in members if c.size == "sme"),
        "size": -weights.size * ONE * len(members),
        "distance": -weights.distance * sum(c.distance for c in members),
    }


def _in_class(candidate: TeamCandidate, kinds: Sequence[tuple[str, str]]) -> bool:
    return any(candidate.kind == kind and size in ("", candidate.size) for kind, size in kinds)


def trust_in_team(instance: ConsortiumProblem, actor: str, members: Collection[str]) -> tuple[int, str]:
    """How much a member is trusted, and through whom in the team; (0, "") if through nobody."""
    others = [m for m in members if m != actor and (not instance.to_anchors or m in instance.anchors)]
    best = max(others, key=lambda other: (instance.trust.get(pair(actor, other), 0), other), default="")
    trust = instance.trust.get(pair(actor, best), 0) if best else 0
    return (trust, best) if trust else (0, "")


RULES: Mapping[str, Callable[[Team, Rule], tuple[bool | None, CodedPhrase]]] = {
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
