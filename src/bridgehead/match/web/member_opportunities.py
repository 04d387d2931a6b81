"""What a member could go for: a part of its page and of its home that loads on its own, or a page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.queries import actor
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, viewer
from bridgehead.match import tables
from bridgehead.match.core.match_result import Candidate, additionality_key
from bridgehead.match.services.member_opportunities import MemberOpportunity, opportunities_for
from bridgehead.match.web import marks
from bridgehead.opportunities.models import Opportunity

FEW, MANY = 5, 20
"""How many opportunities a part of another page shows, and the page itself."""


@dataclass(frozen=True)
class OpportunityRow:
    """An opportunity, the member as a candidate for it, what was and may be said of the two."""

    opportunity: Opportunity
    candidate: Candidate
    marking: marks.MarkControls


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("members/<id:id_>/opportunities", fitting, name="fitting")]


def fitting(request: HttpRequest, id_: str) -> HttpResponse:
    """Open opportunities ranked for one member; the part shows few, and none that does not let it in."""
    who = viewer(request)
    who.require(Verb.VIEW, Resource.MATCH, owner=id_)
    part = bool(request.headers.get("HX-Request"))
    found = opportunities_for(id_, top=FEW if part else MANY, only_eligible=part)
    ordered = request.GET.get("by") == "additionality"
    rows = _rows(found.found, ordered, who)
    return render_page(
        request,
        "match/member_opportunities.html" if part else "match/member_opportunities_page.html",
        actor=actor(id_),
        rows=rows,
        table=tables.member_opportunities([row.candidate for row in rows], [row.opportunity for row in rows]),
        base=request.path,
        considered=found.considered,
        by_additionality=ordered,
        alone=not part,
    )


def _rows(found: tuple[MemberOpportunity, ...], ordered: bool, who: Viewer) -> list[OpportunityRow]:
    rows = [
        OpportunityRow(
            f.opportunity,
            f.candidate,
            marks.markings(f.opportunity.pk, [f.candidate.actor], who)[f.candidate.actor],
        )
        for f in found
    ]
    return sorted(rows, key=lambda row: additionality_key(row.candidate)) if ordered else rows
