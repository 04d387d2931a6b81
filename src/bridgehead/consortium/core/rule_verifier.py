"""How a finished team meets each rule, counted from the instance alone: one function a kind of rule."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, NamedBuyer, TeamCandidate
from bridgehead.framework.consortium_rules import ActorSelector, Rule
from bridgehead.match.core.coded_phrase import CodedPhrase, coded


@dataclass(frozen=True)
class Team:
    """Who is in, and who leads."""

    instance: ConsortiumProblem
    members: tuple[TeamCandidate, ...]
    lead: str


def names(members: Sequence[TeamCandidate | NamedBuyer]) -> CodedPhrase:
    """Some of a team by name."""
    return coded("detail.names", names=tuple(c.name for c in members))


def counts(candidate: TeamCandidate | NamedBuyer, rule: Rule, team: Team) -> bool:
    """Whether a rule speaks of somebody."""
    who = rule.who
    if who.kinds and candidate.kind not in who.kinds:
        return False
    if who.sizes and candidate.size not in who.sizes:
        return False
    if who.countries and candidate.country not in who.countries:
        return False
    if who.roles and getattr(candidate, "role", "buyer") not in who.roles:
        return False
    return not who.where or candidate.country in _places(team, who)


def _places(team: Team, who: ActorSelector) -> frozenset[str]:
    programmes = {"": team.instance.standings, **team.instance.programmes}
    return programmes[who.programme].of(who.where)


def counted_beside(team: Team, rule: Rule) -> bool | None:
    """Whether a rule counts the named buyer; None where the buyer is a name of whom nothing is on record."""
    buyer = team.instance.buyer
    if buyer is None or "buyer" not in rule.who.roles:
        return False
    return counts(buyer, rule, team) if buyer.actor else None


def _count(team: Team, rule: Rule) -> tuple[bool | None, CodedPhrase]:
    found: list[TeamCandidate | NamedBuyer] = [c for c in team.members if counts(c, rule, team)]
    beside, buyer = counted_beside(team, rule), team.instance.buyer
    if buyer is not None and beside is not False:
        found.append(buyer)
    enough = (rule.low is None or len(found) >= rule.low) and (rule.high is None or len(found) <= rule.high)
    return (None if enough and beside is None else enough), names(found)


def _each(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    others = [c.name for c in team.members if not counts(c, rule, team)]
    return not others, coded("detail.not_met_by", names=tuple(others)) if others else coded("detail.all")


def _lead(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    leads = [c for c in team.members if c.actor == team.lead and counts(c, rule, team)]
    if leads:
        return True, names(leads[:1])
    return False, coded("detail.cannot_lead", names=tuple(c.name for c in team.members if c.actor == team.lead))


def _countries(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    found = sorted({c.country for c in team.members if c.country and counts(c, rule, team)})
    enough = (rule.low is None or len(found) >= rule.low) and (rule.high is None or len(found) <= rule.high)
    return enough, coded("detail.countries", countries=tuple(found))


def _spread(team: Team, rule: Rule) -> tuple[bool, CodedPhrase]:
    """Whether so many different entities can each stand for another country: a matching in a bipartite graph."""
    eligible = team.instance.standings.eligible
    counted = [c for c in team.members if counts(c, rule, team) and (rule.who.where or c.country in eligible)]
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
    called = {c.group or c.actor: c.name for c in reversed(counted)} | {c.actor: c.name for c in counted}
    pairs = tuple((country, called[entity]) for entity, country in sorted(stands.items(), key=lambda s: s[1]))
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


def _share(team: Team, rule: Rule) -> tuple[bool | None, CodedPhrase]:
    """Shares are what was stated: where one is missing, a person has to check."""
    stated = team.instance.shares
    missing = [c for c in team.members if c.actor not in stated]
    if missing:
        some = len(missing) < len(team.members)
        return None, coded("detail.shares_missing", names=tuple(c.name for c in missing) if some else ())
    if sum(stated[c.actor] for c in team.members) != ONE:
        return False, coded("detail.shares_wrong")
    borne: Counter[str] = Counter()
    for c in team.members:
        if rule.of == "group" and not counts(c, rule, team):
            continue
        borne[{"partner": c.name, "country": c.country, "group": "together"}[rule.of]] += stated[c.actor]
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
    called = {c.actor: c.name for c in team.members}
    found = tuple((called[a], called[b]) for a, b in sorted(tied) if a in called and b in called)
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
