"""Endpoints for rankings, both ways, and for marks."""

from dataclasses import replace
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.api import PageQuery, Words, part
from bridgehead.kit.pages import Viewer, allow, viewer
from bridgehead.match import queries
from bridgehead.match.core.marks import DECLINED
from bridgehead.match.core.results import Match, by_additionality
from bridgehead.match.services import marks as services
from bridgehead.match.services import match_opportunity
from bridgehead.match.services.answers import of_fittings, of_mark, of_match
from bridgehead.match.services.fitting import opportunities_for

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


class Judged(BaseModel):
    """Fit, eligibility and additionality, with reasons."""

    score: float
    eligible: bool | None
    additionality: float | None
    additionality_known: int | None
    additionality_unknown: int | None
    reasons: list[ReasonOut]


class CandidateOut(Judged):
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


class FittingOut(Judged):
    """An opportunity for a member."""

    opportunity: str
    title: str
    deadline: str


class Fittings(BaseModel):
    """What a member could go for."""

    actor: str
    opportunities: list[FittingOut]
    considered: int


class MarkOut(BaseModel):
    """What was said of an actor for an opportunity."""

    opportunity: str
    actor: str
    mark: str
    date: str
    by: str
    reason: str


class Marks(BaseModel):
    """A page of marks."""

    count: int
    items: list[MarkOut]


class Said(BaseModel):
    """What comes with a mark."""

    reason: str = ""


class Top(BaseModel):
    """How much of a ranking is wanted."""

    top: int = Field(20, ge=1, le=MOST)


class Ranked(Top):
    """Which ranking of an opportunity is wanted."""

    members_of: Words = ""
    country: Words = ""
    by: Literal["fit", "additionality"] = "fit"
    sme_floor: float = Field(0.0, ge=0, le=1)


RankedQuery = Query[Ranked]
TopQuery = Query[Top]


@router.get("/opportunities/{opportunity}/candidates", response=Candidates)
def candidates(request: HttpRequest, opportunity: str, asked: RankedQuery) -> dict[str, Any]:
    """Who should answer an opportunity, with reasons; a member finds its own organisation only."""
    who = viewer(request)
    who.require(Verb.VIEW, Kind.MATCH, owner=who.actor)
    sees_all = who.may(Verb.VIEW, Kind.MATCH)
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
    answer = of_match(found)
    kept = [c for c in answer["candidates"] if who.may(Verb.VIEW, Kind.MATCH, owner=c["actor"])]
    return answer | {"candidates": kept}


@router.get("/members/{actor}/opportunities", response=Fittings)
def fittings(request: HttpRequest, actor: str, asked: TopQuery) -> dict[str, Any]:
    """What is open for a member, the best fit first, with reasons."""
    allow(request, Verb.VIEW, Kind.MATCH, owner=actor)
    return of_fittings(opportunities_for(actor, top=asked.top))


@router.get("/marks", response=Marks)
def marks(request: HttpRequest, page: PageQuery, opportunity: Words = "", actor: Words = "") -> dict[str, Any]:
    """What was said of actors for opportunities, the latest first; a member reads its own answers."""
    who = viewer(request)
    found = queries.marks(opportunity=opportunity, actor=actor)
    if not who.may(Verb.VIEW, Kind.MARK):
        who.require(Verb.VIEW, Kind.ANSWER, owner=who.actor)
        found = found.filter(actor=who.actor, mark=DECLINED)
    answer = part(found, page)
    return answer | {"items": [of_mark(mark) for mark in answer["items"]]}


@router.put("/opportunities/{opportunity}/marks/{actor}/{mark}", response=MarkOut)
def put_mark(request: HttpRequest, opportunity: str, actor: str, mark: str, said: Said) -> dict[str, Any]:
    """Say something of an actor for an opportunity; saying it again changes the reason only."""
    who = _speaker(request, actor, mark)
    return of_mark(services.mark(opportunity, actor, mark, why=said.reason, by=who.name, who=who.id).result)


@router.delete("/opportunities/{opportunity}/marks/{actor}/{mark}", response={204: None})
def take_back(request: HttpRequest, opportunity: str, actor: str, mark: str) -> Status[None]:
    """Take back what was said, whoever said it."""
    services.take_back(opportunity, actor, mark, who=_speaker(request, actor, mark).id)
    return Status(204, None)


def _speaker(request: HttpRequest, actor: str, mark: str) -> Viewer:
    """Whoever asks, if the mark is theirs to give: staff's words, or the actor's own "no thanks"."""
    if mark == DECLINED:
        return allow(request, Verb.CHANGE, Kind.ANSWER, owner=actor)
    return allow(request, Verb.CHANGE, Kind.MARK)
