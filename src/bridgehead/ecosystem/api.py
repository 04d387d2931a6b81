"""Endpoints for organisations and activities."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.schemas import ActivityPage, ActorOut, ActorPage
from bridgehead.kit.api import PageQuery, Words, cut_page, require_view
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.permissions import Resource

router = Router(tags=["ecosystem"])


@router.get("/members", response=ActorPage)
def members(
    request: HttpRequest,
    page: PageQuery,
    words: Words = "",
    kind: Words = "",
    country: Words = "",
    cluster: Words = "",
) -> dict[str, Any]:
    """Organisations by name, filtered."""
    require_view(request, Resource.ACTOR)
    return cut_page(queries.actors(words=words, kind=kind, country=country_or_text(country), cluster=cluster), page)


@router.get("/members/{actor}", response=ActorOut)
def member(request: HttpRequest, actor: str) -> Actor:
    """One organisation."""
    require_view(request, Resource.ACTOR)
    return queries.actor(actor)


@router.get("/activities", response=ActivityPage)
def activities(
    request: HttpRequest, page: PageQuery, words: Words = "", kind: Words = "", actor: Words = ""
) -> dict[str, Any]:
    """Activities, latest first, filtered."""
    require_view(request, Resource.ACTIVITY)
    return cut_page(queries.activities(words=words, kind=kind, actor=actor), page)
