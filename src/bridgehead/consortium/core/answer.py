"""What is said of an answer: each member with reasons, each rule, each term; as data for pages, files and JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.consortium.core.check import Check
from bridgehead.consortium.core.instance import ONE, Instance
from bridgehead.consortium.core.solve import Answer, Chosen
from bridgehead.match.core.results import Reason


@dataclass(frozen=True)
class Member:
    """One member of a team and why it is in it.

    Attributes
    ----------
    role
        `lead`, `buyer` or `partner`.
    covers
        The capabilities that it has.
    share
        Of the budget, 0 to 1; None where no rule asks.
    """

    actor: str
    name: str
    kind: str
    size: str
    country: str
    role: str
    covers: tuple[str, ...]
    reasons: tuple[Reason, ...]
    share: float | None = None


@dataclass(frozen=True)
class Proposal:
    """One team. `objective`, `bound` and `terms` are in points: thousandths times weight, divided by 1,000."""

    status: str
    members: tuple[Member, ...]
    rules: tuple[Check, ...]
    terms: Mapping[str, float]
    objective: float
    bound: float
    differs: int
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """What the proof is about.

    Attributes
    ----------
    candidates
        How many actors could be chosen.
    trust
        `members`: counted between any two; `anchors`: to the lead and those pinned only.
    shortlist
        The candidates where trust between any two was wanted among more than could be proven; else empty.
    seconds, limit
        The solver's time and the limit it had.
    """

    rule_set: str
    day: str
    candidates: int
    trust: str
    shortlist: tuple[str, ...]
    seconds: float
    limit: float


@dataclass(frozen=True)
class Conflict:
    """One demand of a minimal clash; `lifts` if its loss alone leaves a team."""

    rule: str
    detail: str
    lifts: bool


@dataclass(frozen=True)
class Consortium:
    """The answer to "who should go together?".

    Attributes
    ----------
    together
        Where no demand of the conflict is enough alone: what would have to be given up together, in words.
    """

    opportunity: str
    title: str
    teams: tuple[Proposal, ...]
    conflict: tuple[Conflict, ...]
    together: tuple[str, ...]
    repairs: tuple[Member, ...]
    scope: Scope
    status: str

    @property
    def objective(self) -> float | None:
        """Value of the best team."""
        return self.teams[0].objective if self.teams else None

    @property
    def bound(self) -> float | None:
        """What no team can exceed."""
        return self.teams[0].bound if self.teams else None


Reasons = Mapping[str, tuple[Reason, ...]]


def points(value: int) -> float:
    """Thousandths times weight as points."""
    return round(value / ONE, 3)


def proposal(instance: Instance, team: Chosen, reasons: Reasons) -> Proposal:
    """A team in the words of an answer; `reasons` by member."""
    covered = {wanted for c in team.members for wanted in c.covers}
    return Proposal(
        status=team.status.value,
        members=tuple(
            Member(
                actor=c.actor,
                name=c.name,
                kind=c.kind,
                size=c.size,
                country=c.country,
                role="lead" if c.actor == team.lead else c.role,
                covers=tuple(wanted for wanted in instance.capabilities if wanted in c.covers),
                reasons=reasons.get(c.actor, ()),
                share=team.shares[c.actor] / ONE if team.shares else None,
            )
            for c in sorted(team.members, key=lambda c: (c.actor != team.lead, -c.fit, c.actor))
        ),
        rules=team.verdict.checks,
        terms={name: points(value) for name, value in team.verdict.terms.items()},
        objective=points(team.verdict.value),
        bound=points(team.bound),
        differs=team.differs,
        lacks=tuple(wanted for wanted in instance.capabilities if wanted not in covered),
    )


@dataclass(frozen=True)
class Moved:
    """What other weights change in the best team: who comes, who goes."""

    came: tuple[Member, ...]
    went: tuple[Member, ...]


def moved(before: Proposal, after: Proposal) -> Moved:
    """The difference between two teams."""
    old, new = ({m.actor for m in team.members} for team in (before, after))
    return Moved(
        tuple(m for m in after.members if m.actor not in old), tuple(m for m in before.members if m.actor not in new)
    )


def conflicts(answer: Answer) -> tuple[Conflict, ...]:
    """The clash of an answer, demand by demand."""
    if answer.clash is None:
        return ()
    return tuple(Conflict(d.key, d.says, d.key in answer.clash.lifts) for d in answer.clash.demands)


def as_json(found: Consortium) -> dict[str, Any]:
    """The documented shape (docs/reference/consortium.md)."""
    return {
        "status": found.status,
        "objective": found.objective,
        "bound": found.bound,
        "teams": [_team(team) for team in found.teams],
        "conflict": [{"rule": c.rule, "detail": c.detail, "lifts": c.lifts} for c in found.conflict],
        "together": list(found.together),
        "repairs": [{"actor": m.actor, "name": m.name, "country": m.country} for m in found.repairs],
        "scope": {
            "rule_set": found.scope.rule_set,
            "day": found.scope.day,
            "candidates": found.scope.candidates,
            "trust": found.scope.trust,
            "shortlist": list(found.scope.shortlist),
            "seconds": found.scope.seconds,
            "limit": found.scope.limit,
        },
    }


def _team(team: Proposal) -> dict[str, Any]:
    return {
        "status": team.status,
        "objective": team.objective,
        "bound": team.bound,
        "differs": team.differs,
        "members": [
            {
                "actor": m.actor,
                "role": m.role,
                "covers": list(m.covers),
                "reasons": [reason.text for reason in m.reasons],
                "share": m.share,
            }
            for m in team.members
        ],
        "rules": [{"rule": check.rule, "met": check.met, "detail": check.detail} for check in team.rules],
        "terms": dict(team.terms),
        "lacks": list(team.lacks),
    }
