"""Endpoints for rankings, both ways, and for marks."""

from dataclasses import replace
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from bridgehead.kit.api import PageQuery, Words, cut_page
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import require_viewer, viewer
from bridgehead.match.core.mark_types import DECLINED
from bridgehead.match.core.match_result import Match, by_additionality
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.schemas import mark_json, match_json, member_opportunities_json
from bridgehead.match.services import marks as services
from bridgehead.match.services import match_opportunity
from bridgehead.match.services.member_opportunities import opportunities_for

router = Router(tags=["matching"])
MOST = 100
"""How long a ranking may be asked for; a member is looked for among as many."""


class RecordOut(BaseModel):
    """What a reason rests on."""

    table: str
    id: str


class ReasonOut(BaseModel):
    """Why somebody stands where they stand."""

    kind: str
    text: str
    weight: float
    records: list[RecordOut]


class AssessmentOut(BaseModel):
    """Fit, eligibility and additionality, with reasons."""

    score: float
    eligible: bool | None
    additionality: float | None
    additionality_known: int | None
    additionality_unknown: int | None
    reasons: list[ReasonOut]


class CandidateOut(AssessmentOut):
    """An actor for an opportunity."""

    rank: int
    actor: str
    name: str


class MethodOut(BaseModel):
    """How a list was ranked."""

    name: str
    trained: str
    lessons: int
    judged: int


class FloorOut(BaseModel):
    """What a floor for SMEs did."""

    asked: float
    share: float
    lifted: list[str]


class Candidates(BaseModel):
    """Who should answer an opportunity."""

    opportunity: str
    over: bool
    method: MethodOut
    candidates: list[CandidateOut]
    considered: int
    sme_floor: FloorOut | None


class MemberOpportunityOut(AssessmentOut):
    """An opportunity for a member."""

    opportunity: str
    title: str
    deadline: str


class MemberOpportunitiesOut(BaseModel):
    """What a member could go for."""

    actor: str
    opportunities: list[MemberOpportunityOut]
    considered: int


class MarkOut(BaseModel):
    """What was said of an actor for an opportunity."""

    opportunity: str
    actor: str
    mark: str
    date: str
    by: str
    reason: str


class MarkPage(BaseModel):
    """A page of marks."""

    count: int
    items: list[MarkOut]


class MarkIn(BaseModel):
    """What comes with a mark."""

    reason: str = ""


class RankingLimit(BaseModel):
    """How much of a ranking is wanted."""

    top: int = Field(20, ge=1, le=MOST)


class RankingQuery(RankingLimit):
    """Which ranking of an opportunity is wanted."""

    members_of: Words = ""
    country: Words = ""
    by: Literal["fit", "additionality"] = "fit"
    sme_floor: float = Field(0.0, ge=0, le=1)


RankedQuery = Query[RankingQuery]
TopQuery = Query[RankingLimit]


@router.get("/opportunities/{opportunity}/candidates", response=Candidates)
def candidates(request: HttpRequest, opportunity: str, asked: RankedQuery) -> dict[str, Any]:
    """Who should answer an opportunity, with reasons; a member finds its own organisation only."""
    who = viewer(request)
    who.require(Verb.VIEW, Resource.MATCH, owner=who.actor)
    sees_all = who.may(Verb.VIEW, Resource.MATCH)
    found = match_opportunity(
        opportunity,
        country=asked.country,
        members_of=asked.members_of,
        sme_floor=asked.sme_floor if sees_all else 0.0,
        top=asked.top if sees_all else MOST,
    )
    if asked.by == "additionality":
        found = replace(found, candidates=by_additionality(found.candidates))
    return _seen(found, who)


def _seen(found: Match, who: Viewer) -> dict[str, Any]:
    """A ranking without the candidates that are not for the viewer; ranks stay."""
    answer = match_json(found)
    kept = [c for c in answer["candidates"] if who.may(Verb.VIEW, Resource.MATCH, owner=c["actor"])]
    return answer | {"candidates": kept}


@router.get("/members/{actor}/opportunities", response=MemberOpportunitiesOut)
def fittings(request: HttpRequest, actor: str, asked: TopQuery) -> dict[str, Any]:
    """What is open for a member, the best fit first, with reasons."""
    require_viewer(request, Verb.VIEW, Resource.MATCH, owner=actor)
    return member_opportunities_json(opportunities_for(actor, top=asked.top))


@router.get("/marks", response=MarkPage)
def marks(request: HttpRequest, page: PageQuery, opportunity: Words = "", actor: Words = "") -> dict[str, Any]:
    """What was said of actors for opportunities, the latest first; a member reads its own answers."""
    who = viewer(request)
    found = mark_reads.marks(opportunity=opportunity, actor=actor)
    if not who.may(Verb.VIEW, Resource.MARK):
        who.require(Verb.VIEW, Resource.ANSWER, owner=who.actor)
        found = found.filter(actor=who.actor, mark=DECLINED)
    answer = cut_page(found, page)
    return answer | {"items": [mark_json(mark) for mark in answer["items"]]}


@router.put("/opportunities/{opportunity}/marks/{actor}/{mark}", response=MarkOut)
def set_mark(request: HttpRequest, opportunity: str, actor: str, mark: str, said: MarkIn) -> dict[str, Any]:
    """Say something of an actor for an opportunity; saying it again changes the reason only."""
    who = viewer(request)
    return mark_json(services.mark(opportunity, actor, mark, viewer=who, why=said.reason, by=who.name).result)


@router.delete("/opportunities/{opportunity}/marks/{actor}/{mark}", response={204: None})
def remove_mark(request: HttpRequest, opportunity: str, actor: str, mark: str) -> Status[None]:
    """Take back what was said, whoever said it."""
    services.remove_mark(opportunity, actor, mark, viewer=viewer(request))
    return Status(204, None)
