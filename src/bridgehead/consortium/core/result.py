"""The result of a search for teams: each member with reasons, each rule, each term; or the conflict."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bridgehead.consortium.core.newcomers import FundedHistory, Newcomers
from bridgehead.consortium.core.problem import ONE, ConsortiumProblem, NamedBuyer
from bridgehead.consortium.core.team_solver import SolverAnswer, VerifiedTeam
from bridgehead.consortium.core.verifier import RuleCheck
from bridgehead.match.core.coded_phrase import CodedPhrase
from bridgehead.match.core.match_result import RankingMethod, Reason


@dataclass(frozen=True)
class TeamMember:
    """One member of a team and why it is in it.

    Attributes
    ----------
    role
        `lead`, `buyer` or `partner`.
    covers
        The capabilities that it has.
    share
        Of the budget, 0 to 1, as stated; None where nothing was.
    in_already
        Whether it takes part in something that the opportunity brought about, or went abroad by it.
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
    in_already: bool = False


@dataclass(frozen=True)
class TeamProposal:
    """One team. `objective`, `bound` and `terms` are in points: thousandths times weight, divided by 1,000.

    Attributes
    ----------
    shares_asked
        Whether a rule is about shares of the budget, so that they have to be stated.
    newcomers
        Who of them is new to funded projects, and how common that was.
    """

    status: str
    members: tuple[TeamMember, ...]
    rules: tuple[RuleCheck, ...]
    terms: Mapping[str, float]
    objective: float
    bound: float
    differs: int
    lacks: tuple[str, ...]
    newcomers: Newcomers
    shares_asked: bool = False


@dataclass(frozen=True)
class ProofScope:
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
class ConflictItem:
    """One demand of a minimal clash; `lifts` if its loss alone leaves a team."""

    rule: str
    detail: CodedPhrase
    lifts: bool


@dataclass(frozen=True)
class Consortium:
    """The answer to "who should go together?".

    Attributes
    ----------
    buyer
        Who the opportunity names; it stands beside every team.
    together
        Where no demand of the conflict is enough alone: what would have to be given up together.
    method
        How the fit of the members was ranked.
    """

    opportunity: str
    title: str
    teams: tuple[TeamProposal, ...]
    conflict: tuple[ConflictItem, ...]
    together: tuple[CodedPhrase, ...]
    repairs: tuple[TeamMember, ...]
    scope: ProofScope
    status: str
    buyer: NamedBuyer | None = None
    method: RankingMethod = field(default_factory=RankingMethod)

    @property
    def objective(self) -> float | None:
        """Value of the best team."""
        return self.teams[0].objective if self.teams else None

    @property
    def bound(self) -> float | None:
        """What no team can exceed."""
        return self.teams[0].bound if self.teams else None


Reasons = Mapping[str, tuple[Reason, ...]]


def to_points(value: int) -> float:
    """Thousandths times weight as points."""
    return round(value / ONE, 3)


def proposal(
    instance: ConsortiumProblem,
    team: VerifiedTeam,
    reasons: Reasons,
    history: FundedHistory,
    in_already: Collection[str] = (),
) -> TeamProposal:
    """A team in the words of an answer; `reasons` by member."""
    covered = {wanted for c in team.members for wanted in c.covers}
    return TeamProposal(
        status=team.status.value,
        members=tuple(
            TeamMember(
                actor=c.actor,
                name=c.name,
                kind=c.kind,
                size=c.size,
                country=c.country,
                role="lead" if c.actor == team.lead else c.role,
                covers=tuple(wanted for wanted in instance.capabilities if wanted in c.covers),
                reasons=reasons.get(c.actor, ()),
                share=instance.shares[c.actor] / ONE if c.actor in instance.shares else None,
                in_already=c.actor in in_already,
            )
            for c in sorted(team.members, key=lambda c: (c.actor != team.lead, -c.fit, c.name, c.actor))
        ),
        rules=team.verdict.checks,
        terms={name: to_points(value) for name, value in team.verdict.terms.items()},
        objective=to_points(team.verdict.value),
        bound=to_points(team.bound),
        differs=team.differs,
        lacks=tuple(wanted for wanted in instance.capabilities if wanted not in covered),
        newcomers=history.newcomers(team.actors),
        shares_asked=any(rule.kind == "share" for rule in instance.rules.rules),
    )


@dataclass(frozen=True)
class TeamDifference:
    """What other weights change in the best team: who comes, who goes."""

    came: tuple[TeamMember, ...]
    went: tuple[TeamMember, ...]


def team_difference(before: TeamProposal, after: TeamProposal) -> TeamDifference:
    """The difference between two teams."""
    old, new = ({m.actor for m in team.members} for team in (before, after))
    return TeamDifference(
        tuple(m for m in after.members if m.actor not in old), tuple(m for m in before.members if m.actor not in new)
    )


def conflicts(answer: SolverAnswer) -> tuple[ConflictItem, ...]:
    """The clash of an answer, demand by demand."""
    if answer.clash is None:
        return ()
    return tuple(ConflictItem(d.key, d.says, d.key in answer.clash.lifts) for d in answer.clash.demands)
