"""The JSON shapes of rankings: who should answer an opportunity, what a member could answer."""

from pydantic import BaseModel

from bridgehead.ecosystem.schemas import ScopedAnswer, scope_fields
from bridgehead.framework.versions import versions
from bridgehead.match import phrases
from bridgehead.match.core.match_result import Candidate
from bridgehead.match.services.member_opportunities import MemberOpportunities, MemberOpportunity
from bridgehead.match.services.ranking import ViewerRanking


class RecordOut(BaseModel):
    """A record behind a reason."""

    table: str
    id: str


class ReasonOut(BaseModel):
    """A reason for a rank; reasons for additionality and eligibility move no score."""

    kind: str
    text: str
    weight: float
    records: list[RecordOut]


class AssessmentOut(BaseModel):
    """Fit, eligibility and additionality, with reasons; additionality is null where a text was asked about."""

    score: float
    eligible: bool | None
    additionality: float | None
    additionality_known: int | None
    additionality_unknown: int | None
    reasons: list[ReasonOut]


class RankedActorOut(BaseModel):
    """An actor and its rank."""

    rank: int
    actor: str
    name: str


class CandidateOut(AssessmentOut, RankedActorOut):
    """An actor for an opportunity."""

    in_already: bool


class MethodOut(BaseModel):
    """How a list was ranked: `fusion` (standard weights) or `learned`, and from how much."""

    name: str
    trained: str
    lessons: int
    judged: int


class MinimumShareOut(BaseModel):
    """What a minimum share for SMEs did to a list."""

    asked: float
    share: float
    lifted: list[str]


class RankingOut(ScopedAnswer):
    """Who should answer an opportunity, or a text."""

    opportunity: str | None
    over: bool
    method: MethodOut
    candidates: list[CandidateOut]
    considered: int
    sme_floor: MinimumShareOut | None


class OfferedOpportunityOut(BaseModel):
    """An opportunity by title."""

    opportunity: str
    title: str
    deadline: str


class MemberOpportunityOut(AssessmentOut, OfferedOpportunityOut):
    """An opportunity for a member; what it brought about itself is left out of its figures."""

    left_out: list[str]


class MemberOpportunitiesOut(ScopedAnswer):
    """Open opportunities for a member."""

    actor: str
    opportunities: list[MemberOpportunityOut]
    considered: int


def assessment(found: Candidate) -> AssessmentOut:
    """What is known of a candidate: fit, eligibility, additionality and how many advantages it rests on, reasons."""
    added = found.additionality
    reasons = [
        ReasonOut(
            kind=each.kind,
            text=phrases.reason(each),
            weight=each.weight,
            records=[RecordOut(table=record.table, id=record.id) for record in each.records],
        )
        for each in found.reasons
    ]
    reasons += [
        ReasonOut(kind="additionality", text=phrases.phrase(each), weight=0, records=[])
        for each in (() if added is None else added.reasons)
    ]
    return AssessmentOut(
        score=found.score,
        eligible=found.eligible,
        additionality=None if added is None else added.value,
        additionality_known=None if added is None else len(added.known),
        additionality_unknown=None if added is None else len(added.unknown),
        reasons=reasons,
    )


def ranking_out(found: ViewerRanking) -> RankingOut:
    """A ranking as its viewer may see it."""
    match = found.match
    return RankingOut(
        **scope_fields(match.scope),
        versions=versions(match.method.version),
        opportunity=match.opportunity,
        over=match.over,
        method=MethodOut(
            name=match.method.name,
            trained=match.method.trained,
            lessons=match.method.lessons,
            judged=match.method.judged,
        ),
        candidates=[
            CandidateOut(rank=rank, actor=c.actor, name=c.name, in_already=c.in_already, **dict(assessment(c)))
            for rank, c in found.candidates
        ],
        considered=match.considered,
        sme_floor=None
        if match.floor is None
        else MinimumShareOut(asked=match.floor.asked, share=match.floor.share, lifted=list(match.floor.lifted)),
    )


def member_opportunities_out(found: MemberOpportunities) -> MemberOpportunitiesOut:
    """What a member could go for."""
    return MemberOpportunitiesOut(
        **scope_fields(found.scope),
        versions=versions(found.method.version),
        actor=found.actor,
        opportunities=[_member_opportunity(each) for each in found.found],
        considered=found.considered,
    )


def _member_opportunity(found: MemberOpportunity) -> MemberOpportunityOut:
    about = found.opportunity
    return MemberOpportunityOut(
        opportunity=about.pk,
        title=about.title,
        deadline=about.deadline,
        left_out=sorted(found.scope.left_out),
        **dict(assessment(found.candidate)),
    )
