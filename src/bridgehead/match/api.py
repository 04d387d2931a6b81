"""Endpoints for rankings, both ways, and for feedback."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from bridgehead.ecosystem.queries.record_scope import asked_scope
from bridgehead.kit.api import PageQuery, Words, cut_page
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import require_viewer, viewer
from bridgehead.match.core.mark_types import DECLINED
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.schemas.feedback import MarkOut, MarkPage, mark_out
from bridgehead.match.schemas.ranking import MemberOpportunitiesOut, RankingOut, member_opportunities_out, ranking_out
from bridgehead.match.services import marks as services
from bridgehead.match.services.member_opportunities import opportunities_for
from bridgehead.match.services.ranking import RankingRequest, ranking_for

router = Router(tags=["matching"])
MOST = 100
"""How long a ranking may be asked for."""


class MarkIn(BaseModel):
    """The reason of a feedback."""

    reason: str = ""


class RankingLimit(BaseModel):
    """How much of a ranking is wanted, as of which day and without which activities."""

    top: int = Field(20, ge=1, le=MOST)
    as_of: Words = ""
    leave_out: list[str] = Field(default_factory=list)


class RankingQuery(RankingLimit):
    """Which ranking of an opportunity is wanted."""

    members_of: Words = ""
    country: Words = ""
    by: Literal["fit", "additionality"] = "fit"
    sme_floor: float = Field(0.0, ge=0, le=1)


RankedQuery = Query[RankingQuery]
TopQuery = Query[RankingLimit]


@router.get("/opportunities/{opportunity}/candidates", response=RankingOut)
def candidates(request: HttpRequest, opportunity: str, asked: RankedQuery) -> RankingOut:
    """Rank who should answer an opportunity, with reasons; a member finds its own organisation only."""
    wanted = RankingRequest(
        country=country_or_text(asked.country),
        members_of=asked.members_of,
        sme_floor=asked.sme_floor,
        by_additionality=asked.by == "additionality",
        top=asked.top,
        scope=asked_scope(asked.as_of, asked.leave_out),
    )
    return ranking_out(ranking_for(viewer(request), opportunity, asked=wanted))


@router.get("/members/{actor}/opportunities", response=MemberOpportunitiesOut)
def member_opportunities(request: HttpRequest, actor: str, asked: TopQuery) -> MemberOpportunitiesOut:
    """List open opportunities for a member, the best fit first, with reasons."""
    require_viewer(request, Verb.VIEW, Resource.MATCH, owner=actor)
    return member_opportunities_out(
        opportunities_for(actor, top=asked.top, scope=asked_scope(asked.as_of, asked.leave_out))
    )


@router.get("/marks", response=MarkPage)
def marks(request: HttpRequest, page: PageQuery, opportunity: Words = "", actor: Words = "") -> dict[str, Any]:
    """List feedback on actors for opportunities, the latest first; a member reads its own answers."""
    who = viewer(request)
    found = mark_reads.marks(opportunity=opportunity, actor=actor)
    if not who.may(Verb.VIEW, Resource.MARK):
        who.require(Verb.VIEW, Resource.ANSWER, owner=who.actor)
        found = found.filter(actor=who.actor, mark=DECLINED)
    answer = cut_page(found, page)
    return answer | {"items": [mark_out(each) for each in answer["items"]]}


@router.put("/opportunities/{opportunity}/marks/{actor}/{mark}", response=MarkOut)
def set_mark(request: HttpRequest, opportunity: str, actor: str, mark: str, said: MarkIn) -> MarkOut:
    """Record feedback on an actor for an opportunity; giving it again changes the reason only."""
    who = viewer(request)
    return mark_out(services.mark(opportunity, actor, mark, viewer=who, why=said.reason, by=who.name).result)


@router.delete("/opportunities/{opportunity}/marks/{actor}/{mark}", response={204: None})
def remove_mark(request: HttpRequest, opportunity: str, actor: str, mark: str) -> Status[None]:
    """Remove feedback, whoever gave it."""
    services.remove_mark(opportunity, actor, mark, viewer=viewer(request))
    return Status(204, None)
