"""Endpoints for opportunities."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from bridgehead.kit.api import PageQuery, Words, cut_page, require_view
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.permissions import Resource
from bridgehead.opportunities import queries
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.schemas import OpportunityOut, OpportunityPage

router = Router(tags=["opportunities"])


@router.get("/opportunities", response=OpportunityPage)
def opportunities(
    request: HttpRequest, page: PageQuery, words: Words = "", kind: Words = "", status: Words = "", country: Words = ""
) -> dict[str, Any]:
    """Opportunities, latest deadline first, filtered."""
    require_view(request, Resource.OPPORTUNITY)
    return cut_page(
        queries.opportunities(words=words, kind=kind, status=status, country=country_or_text(country)), page
    )


@router.get("/opportunities/{opportunity}", response=OpportunityOut)
def opportunity(request: HttpRequest, opportunity: str) -> Opportunity:
    """One opportunity."""
    require_view(request, Resource.OPPORTUNITY)
    return queries.opportunity(opportunity)
