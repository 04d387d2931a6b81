"""Endpoints for actors and activities."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, ConfigDict

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.kit.api import PageQuery, Words, cut_page, require_view
from bridgehead.kit.permissions import Resource

router = Router(tags=["ecosystem"])


class ActorOut(BaseModel):
    """An actor, without its contacts."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    kind: str
    size: str
    country: str
    city: str
    sector: str
    capabilities: list[str]
    description: str
    website: str


class ActorPage(BaseModel):
    """A page of actors."""

    count: int
    items: list[ActorOut]


class ActivityOut(BaseModel):
    """An activity."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    kind: str
    organiser_id: str | None
    start: str
    end: str
    market: str
    programme: str


class ActivityPage(BaseModel):
    """A page of activities."""

    count: int
    items: list[ActivityOut]


@router.get("/members", response=ActorPage)
def members(
    request: HttpRequest,
    page: PageQuery,
    words: Words = "",
    kind: Words = "",
    country: Words = "",
    cluster: Words = "",
) -> dict[str, Any]:
    """Actors by name, filtered."""
    require_view(request, Resource.ACTOR)
    return cut_page(queries.actors(words=words, kind=kind, country=country, cluster=cluster), page)


@router.get("/members/{actor}", response=ActorOut)
def member(request: HttpRequest, actor: str) -> Actor:
    """One actor."""
    require_view(request, Resource.ACTOR)
    return queries.actor(actor)


@router.get("/activities", response=ActivityPage)
def activities(
    request: HttpRequest, page: PageQuery, words: Words = "", kind: Words = "", actor: Words = ""
) -> dict[str, Any]:
    """Activities, the latest first, filtered."""
    require_view(request, Resource.ACTIVITY)
    return cut_page(queries.activities(words=words, kind=kind, actor=actor), page)
