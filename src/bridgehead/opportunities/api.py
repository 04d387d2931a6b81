"""Endpoints for opportunities."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, ConfigDict

from bridgehead.kit.api import PageQuery, Words, cut_page, require_view
from bridgehead.kit.permissions import Resource
from bridgehead.opportunities import queries
from bridgehead.opportunities.models import Opportunity

router = Router(tags=["opportunities"])


class OpportunityOut(BaseModel):
    """An opportunity."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    kind: str
    buyer: str
    countries: list[str]
    opens: str
    deadline: str
    budget: float | None
    status: str
    eligibility: list[str]
    description: str
    url: str


class OpportunityPage(BaseModel):
    """A page of opportunities."""

    count: int
    items: list[OpportunityOut]


@router.get("/opportunities", response=OpportunityPage)
def opportunities(
    request: HttpRequest, page: PageQuery, words: Words = "", kind: Words = "", status: Words = "", country: Words = ""
) -> dict[str, Any]:
    """Opportunities, the latest deadline first, filtered."""
    require_view(request, Resource.OPPORTUNITY)
    return cut_page(queries.opportunities(words=words, kind=kind, status=status, country=country), page)


@router.get("/opportunities/{opportunity}", response=OpportunityOut)
def opportunity(request: HttpRequest, opportunity: str) -> Opportunity:
    """One opportunity."""
    require_view(request, Resource.OPPORTUNITY)
    return queries.opportunity(opportunity)
