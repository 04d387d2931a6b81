"""The shapes of a search for teams and of applications, as the commands give them (docs/reference/consortium.md)."""

from collections.abc import Iterable

from pydantic import BaseModel

from bridgehead.consortium import phrases
from bridgehead.consortium.core.newcomers import Newcomers
from bridgehead.consortium.core.problem import NamedBuyer
from bridgehead.consortium.core.result import Consortium, TeamMember, TeamProposal
from bridgehead.consortium.models import Application
from bridgehead.framework.versions import VersionedAnswer, versions


class SeatOut(BaseModel):
    """A member of a team; `share` is what was entered."""

    actor: str
    role: str
    covers: list[str]
    reasons: list[str]
    share: float | None
    in_already: bool


class RuleCheckOut(BaseModel):
    """A rule on a team; `met` is null where a person has to check."""

    rule: str
    met: bool | None
    detail: str


class FundedShareOut(BaseModel):
    """How often funded teams had a share of newcomers above `above` and up to `up_to`."""

    share: float
    interval: tuple[float, float]
    teams: int
    above: float
    up_to: float


class NewcomersOut(BaseModel):
    """How many members are new to funded projects; `reason` says why a figure is null."""

    count: int | None
    share: float | None
    funded: FundedShareOut | None
    reason: str | None


class BuyerOut(BaseModel):
    """Who the opportunity names as buyer, beside the team; `actor` is null where the name is nobody's on record."""

    actor: str | None
    name: str
    country: str | None


class TeamOut(BaseModel):
    """A team; `objective`, `bound` and `terms` are points."""

    status: str
    objective: float
    bound: float
    differs: int
    members: list[SeatOut]
    rules: list[RuleCheckOut]
    terms: dict[str, float]
    lacks: list[str]
    newcomers: NewcomersOut


class ConflictItemOut(BaseModel):
    """A requirement of a conflict; `lifts` if a team exists without it."""

    rule: str
    detail: str
    lifts: bool


class HelperOut(BaseModel):
    """An organisation from outside that would make a team possible."""

    actor: str
    name: str
    country: str


class ProofScopeOut(BaseModel):
    """What the proof is about."""

    rule_set: str
    day: str
    candidates: int
    trust: str
    shortlist: list[str]
    seconds: float
    limit: float


class ConsortiumOut(VersionedAnswer):
    """The best teams for an opportunity, or the conflict that leaves none."""

    status: str
    objective: float | None
    bound: float | None
    buyer: BuyerOut | None
    teams: list[TeamOut]
    conflict: list[ConflictItemOut]
    together: list[str]
    repairs: list[HelperOut]
    scope: ProofScopeOut


def consortium(found: Consortium) -> ConsortiumOut:
    """The answer to a search."""
    return ConsortiumOut(
        versions=versions(found.method.version),
        status=found.status,
        objective=found.objective,
        bound=found.bound,
        buyer=None if found.buyer is None else _buyer(found.buyer),
        teams=[_team(team) for team in found.teams],
        conflict=[
            ConflictItemOut(rule=item.rule, detail=phrases.phrase(item.detail), lifts=item.lifts)
            for item in found.conflict
        ],
        together=[phrases.phrase(each) for each in found.together],
        repairs=[HelperOut(actor=m.actor, name=m.name, country=m.country) for m in found.repairs],
        scope=ProofScopeOut.model_validate(found.scope, from_attributes=True),
    )


def _team(team: TeamProposal) -> TeamOut:
    return TeamOut(
        status=team.status,
        objective=team.objective,
        bound=team.bound,
        differs=team.differs,
        members=[_seat(member) for member in team.members],
        rules=[
            RuleCheckOut(rule=check.rule, met=check.met, detail=phrases.phrase(check.detail)) for check in team.rules
        ],
        terms=dict(team.terms),
        lacks=list(team.lacks),
        newcomers=_newcomers(team.newcomers),
    )


def _newcomers(found: Newcomers) -> NewcomersOut:
    funded = None if found.funded is None else FundedShareOut.model_validate(found.funded, from_attributes=True)
    return NewcomersOut(count=found.count, share=found.share, funded=funded, reason=found.reason or None)


def _buyer(buyer: NamedBuyer) -> BuyerOut:
    return BuyerOut(actor=buyer.actor or None, name=buyer.name, country=buyer.country or None)


def _seat(member: TeamMember) -> SeatOut:
    return SeatOut(
        actor=member.actor,
        role=member.role,
        covers=list(member.covers),
        reasons=[phrases.reason(each) for each in member.reasons],
        share=member.share,
        in_already=member.in_already,
    )


class ApplicationOut(BaseModel):
    """An application; amounts are in euros."""

    id: str
    opportunity: str
    name: str
    lead: str | None
    owner: str
    stage: str
    deadline: str
    amount_asked: float | None
    amount_granted: float | None
    submitted: str
    decided: str
    activity: str | None


class ApplicationListOut(BaseModel):
    """Applications as the command `applications` gives them."""

    applications: list[ApplicationOut]


def applications(found: Iterable[Application]) -> ApplicationListOut:
    """The answer to a search for applications."""
    return ApplicationListOut(applications=[_application(each) for each in found])


def _application(found: Application) -> ApplicationOut:
    return ApplicationOut(
        id=found.pk,
        opportunity=found.opportunity_id,
        name=found.name,
        lead=found.lead_id,
        owner=found.owner,
        stage=found.stage,
        deadline=found.opportunity.deadline,
        amount_asked=found.amount_asked,
        amount_granted=found.amount_granted,
        submitted=found.submitted,
        decided=found.decided,
        activity=found.activity_id,
    )
