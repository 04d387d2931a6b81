"""What a member could go for: a part of its page and of its home that loads on its own, or a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem import phrases
from bridgehead.ecosystem.queries import activity_names, actor
from bridgehead.ecosystem.services.scope_control import scope_control
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, viewer
from bridgehead.match.core.match_result import additionality_key
from bridgehead.match.queries.mark_controls import mark_controls
from bridgehead.match.services.member_opportunities import MemberOpportunities, opportunities_for
from bridgehead.match.tables.ranking import OpportunityRow, member_opportunities

FEW, MANY = 5, 20
"""How many opportunities a part of another page shows, and the page itself."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("members/<id:id_>/opportunities", fitting, name="fitting")]


def fitting(request: HttpRequest, id_: str) -> HttpResponse:
    """Open opportunities ranked for one member; the part shows few, and none that does not let it in."""
    who = viewer(request)
    who.require(Verb.VIEW, Resource.MATCH, owner=id_)
    part = bool(request.headers.get("HX-Request"))
    control = scope_control(request.GET, who, actor=id_)
    found = opportunities_for(id_, top=FEW if part else MANY, only_eligible=part, scope=control.scope)
    ordered = request.GET.get("by") == "additionality"
    return render_page(
        request,
        "match/member_opportunities.html" if part else "match/member_opportunities_page.html",
        actor=actor(id_),
        table=member_opportunities(_rows(found, ordered, who), request, by_additionality=ordered, method=found.method),
        base=request.path,
        considered=found.considered,
        scope_control=control,
        by_additionality=ordered,
        alone=not part,
    )


def _rows(found: MemberOpportunities, ordered: bool, who: Viewer) -> list[OpportunityRow]:
    names = activity_names({id_ for f in found.found for id_ in f.scope.left_out})
    order = sorted(found.found, key=lambda f: additionality_key(f.candidate)) if ordered else found.found
    return [
        OpportunityRow(
            place,
            f.candidate,
            f.opportunity,
            mark_controls(f.opportunity.pk, [f.candidate.actor], who)[f.candidate.actor],
            phrases.left_out(names[id_] for id_ in sorted(own)) if own else "",
        )
        for place, f in enumerate(order, 1)
        for own in [f.scope.left_out - found.scope.left_out]
    ]
