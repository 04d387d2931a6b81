"""The independent checker: counts the rules and the value of a finished team, from the instance alone.

It knows nothing of the solver and shares no function with the model but what names a requirement. What a page
says of a rule comes from here, so that no word about a team rests on the solver's own account of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bridgehead.consortium.core.grounds_verifier import grounds
from bridgehead.consortium.core.problem import CLASSES, ONE, ConsortiumProblem, TeamCandidate, pair
from bridgehead.consortium.core.requirements import eligibility_scope, rule_phrase, team_size
from bridgehead.consortium.core.rule_verifier import RULES, Team, names
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
    """All rules on a team, and what the team is worth term by term, in thousandths times weight.

    Attributes
    ----------
    grounds
        Member to why it is in (`grounds_verifier.grounds`).
    """

    checks: tuple[RuleCheck, ...]
    terms: Mapping[str, int]
    grounds: Mapping[str, Sequence[str]]

    @property
    def stands(self) -> bool:
        """Whether no rule is broken."""
        return all(check.met is not False for check in self.checks)

    @property
    def value(self) -> int:
        """The sum of the terms."""
        return sum(self.terms.values())


def verify_team(instance: ConsortiumProblem, actors: Collection[str], *, lead: str = "") -> TeamVerdict:
    """Count every rule and every term of a team."""
    members = tuple(c for c in instance.candidates if c.actor in set(actors))
    team = Team(instance, members, lead or instance.lead)
    found = grounds(team)
    checks = [_size(team, set(actors)), *_choices(team), _grounded(team, found)]
    for rule in instance.rules.rules:
        met, detail = RULES[rule.kind](team, rule)
        checks.append(RuleCheck(rule.id, rule_phrase(rule), met, detail))
    if instance.conditions:
        checks.append(_admitted(team))
    by_hand = coded("detail.by_hand")
    checks += [RuleCheck("check", coded("rule", says=text), None, by_hand) for text in instance.rules.check]
    return TeamVerdict(tuple(checks), _terms(team), found)


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
        found.append(
            RuleCheck("pinned", coded("pinned"), wanted <= there, names([c for c in team.members if c.actor in wanted]))
        )
    if refused:
        detail = coded("detail.left_out", count=len(refused))
        found.append(RuleCheck("left_out", coded("left_out"), not refused & there, detail))
    return found


def _grounded(team: Team, found: Mapping[str, Sequence[str]]) -> RuleCheck:
    """That everybody covers a need, meets a rule or is asked for."""
    idle = tuple(c.name for c in team.members if not found[c.actor])
    detail = coded("detail.not_met_by", names=idle) if idle else coded("detail.all")
    return RuleCheck("grounds", coded("grounds"), not idle, detail)


def _admitted(team: Team) -> RuleCheck:
    """The opportunity's own conditions, on everybody or on who leads."""
    only_lead = team.instance.rules.eligibility == "lead"
    bound = [c for c in team.members if c.actor == team.lead or not only_lead]
    refused = [c for c in bound if c.eligible is False]
    open_ = [c for c in bound if c.eligible is None]
    met = False if refused or not bound else None if open_ else True
    doubts = tuple((c.name, c.why) for c in refused or open_)
    detail = coded("detail.verdicts", verdicts=doubts) if doubts else names(bound)
    return RuleCheck("eligible", eligibility_scope(team.instance), met, detail)


def _terms(team: Team) -> dict[str, int]:
    weights, members = team.instance.weights, team.members
    wanted = team.instance.capabilities
    covered = {capability for c in members for capability in c.covers} & set(wanted)
    classes = [kinds for kinds in CLASSES.values() if any(_in_class(c, kinds) for c in members)]
    return {
        "fit": weights.fit * sum(c.fit for c in members),
        "coverage": len(covered) * (weights.coverage * ONE // len(wanted)) if wanted else 0,
        "complementarity": len(classes) * (weights.complementarity * ONE // len(CLASSES)),
        "trust": _mean_trust(team),
        "additionality": weights.additionality * sum(c.gain for c in members if c.size == "sme"),
        "size": -weights.size * ONE * len(members),
        "distance": -weights.distance * sum(c.distance for c in members),
    }


def _mean_trust(team: Team) -> int:
    """The mean of what each member is trusted, rounded down."""
    inside = [c.actor for c in team.members]
    whole = sum(trust_in_team(team.instance, actor, inside)[0] for actor in inside)
    return team.instance.weights.trust * whole // len(inside) if inside else 0


def _in_class(candidate: TeamCandidate, kinds: Sequence[tuple[str, str]]) -> bool:
    return any(candidate.kind == kind and size in ("", candidate.size) for kind, size in kinds)


def trust_in_team(instance: ConsortiumProblem, actor: str, members: Collection[str]) -> tuple[int, str]:
    """How much a member is trusted, and through whom in the team; (0, "") if through nobody."""
    best = max(
        (m for m in members if m != actor),
        key=lambda other: (instance.trust.get(pair(actor, other), 0), other),
        default="",
    )
    trust = instance.trust.get(pair(actor, best), 0) if best else 0
    return (trust, best) if trust else (0, "")
