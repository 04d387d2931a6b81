"""The independent checker: counts the rules and the value of a finished team, from the instance alone.

It knows nothing of the solver and shares no function with the model. What a page says of a rule comes
from here, so that no word about a team rests on the solver's own account of it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, TeamCandidate, pair
from bridgehead.framework.consortium_rules import Rule


@dataclass(frozen=True)
class RuleCheck:
    """One rule on one team.

    Attributes
    ----------
    met
        None where the records do not tell: a person has to check.
    """

    rule: str
    says: str
    met: bool | None
    detail: str


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
        checks.append(RuleCheck(rule.id, rule.says, met, detail))
    if instance.conditions:
        checks.append(_admitted(team))
    checks += [RuleCheck("check", text, None, "to be checked by a person") for text in instance.rules.check]
    return TeamVerdict(tuple(checks), _terms(team))


def _size(team: Team, actors: set[str]) -> RuleCheck:
    low, high = team.instance.members
    known = len(team.members) == len(actors)
    detail = f"{len(actors)} members" if known else "a member is no candidate"
    return RuleCheck("size", f"{low} to {high} members", known and low <= len(actors) <= high, detail)


def _choices(team: Team) -> list[RuleCheck]:
    """Pins, exclusions and refusals."""
    there = {c.actor for c in team.members}
    wanted, refused = team.instance.anchors, team.instance.without | team.instance.declined
    found = []
    if wanted:
        found.append(RuleCheck("pinned", "Who must be in is in", wanted <= there, _names(team, wanted)))
    if refused:
        out = not refused & there
        found.append(RuleCheck("left_out", "Who declined or is left out is out", out, f"{len(refused)} left out"))
    return found


def _admitted(team: Team) -> RuleCheck:
    """The opportunity's own conditions, on everybody or on who leads."""
    only_lead = team.instance.rules.eligibility == "lead"
    bound = [c for c in team.members if c.actor == team.lead or not only_lead]
    refused = [c for c in bound if c.eligible is False]
    open_ = [c for c in bound if c.eligible is None]
    said = "; ".join(f"{c.name}: {c.why}" for c in refused or open_) or ", ".join(c.name for c in bound)
    met = False if refused or not bound else None if open_ else True
    who = "Who leads" if only_lead else "Everybody"
    return RuleCheck("eligible", f"{who} is whom the opportunity asks for: {team.instance.conditions}", met, said)


def _names(team: Team, actors: Collection[str]) -> str:
    return ", ".join(c.name for c in team.members if c.actor in actors) or "nobody"


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


def _count(team: Team, rule: Rule) -> tuple[bool, str]:
    found = [c for c in team.members if _is(c, rule, team)]
    enough = (rule.low is None or len(found) >= rule.low) and (rule.high is None or len(found) <= rule.high)
    return enough, ", ".join(c.name for c in found) or "nobody"


def _each(team: Team, rule: Rule) -> tuple[bool, str]:
    others = [c.name for c in team.members if not _is(c, rule, team)]
    return not others, f"not so: {', '.join(others)}" if others else "all of them"


def _lead(team: Team, rule: Rule) -> tuple[bool, str]:
    leads = [c for c in team.members if c.actor == team.lead and _is(c, rule, team)]
    return bool(leads), leads[0].name if leads else f"{_names(team, [team.lead])} does not qualify"


def _countries(team: Team, rule: Rule) -> tuple[bool, str]:
    found = sorted({c.country for c in team.members if c.country and _is(c, rule, team)})
    enough = (rule.low is None or len(found) >= rule.low) and (rule.high is None or len(found) <= rule.high)
    return enough, ", ".join(found) or "none"


def _spread(team: Team, rule: Rule) -> tuple[bool, str]:
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
    detail = ", ".join(f"{country} {names[entity]}" for entity, country in sorted(stands.items(), key=lambda s: s[1]))
    return every >= (rule.low or 0) and inside >= least, detail or "nobody in an eligible country"


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


def _share(team: Team, rule: Rule) -> tuple[bool, str]:
    bounds = all(c.share[0] <= team.shares.get(c.actor, -1) <= c.share[1] for c in team.members)
    if not bounds or sum(team.shares.values()) != ONE:
        return False, "no shares that add up"
    borne: Counter[str] = Counter()
    for c in team.members:
        if rule.of == "group" and not _is(c, rule, team):
            continue
        borne[{"partner": c.name, "country": c.country or "unknown", "group": "together"}[rule.of]] += team.shares[
            c.actor
        ]
    if rule.of == "group":
        part = Fraction(borne["together"], ONE)
        fine = (rule.low is None or part >= _exact(rule.low)) and (rule.high is None or part <= _exact(rule.high))
        return fine, f"{float(part):.1%}"
    most = max(borne, key=lambda bearer: (borne[bearer], bearer))
    fine = rule.high is None or Fraction(borne[most], ONE) <= _exact(rule.high)
    return fine, f"most: {most} {borne[most] / ONE:.1%}"


def _exact(share: float) -> Fraction:
    return Fraction(str(share))


def _apart(team: Team, rule: Rule) -> tuple[bool, str]:
    tied = team.instance.competitors if rule.tie == "competitor" else team.instance.owners
    names = {c.actor: c.name for c in team.members}
    found = [f"{names[a]} and {names[b]}" for a, b in sorted(tied) if a in names and b in names]
    return not found, "; ".join(found) or "none known"


def _covered(team: Team, rule: Rule) -> tuple[bool, str]:
    lacking = [wanted for wanted in team.instance.capabilities if not any(wanted in c.covers for c in team.members)]
    whole = len(team.instance.capabilities)
    fine = whole - len(lacking) >= _exact(rule.low or 0) * whole
    return fine, f"not covered: {', '.join(lacking)}" if lacking else f"{whole} of {whole}"


def _budget(team: Team, rule: Rule) -> tuple[bool | None, str]:
    if team.instance.budget is None:
        return None, "the budget is not known"
    asked = sum(c.cost or 0 for c in team.members)
    unknown = sum(c.cost is None for c in team.members)
    note = f", unknown for {unknown}" if unknown else ""
    return asked <= _exact(rule.high or 1) * team.instance.budget, f"{asked:,} of {team.instance.budget:,} euros{note}"


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


RULES: Mapping[str, Callable[[Team, Rule], tuple[bool | None, str]]] = {
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
