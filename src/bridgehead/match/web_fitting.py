"""What a member could go for: a part of its page and of its home that loads on its own, or a page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.ecosystem.queries import actor
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.pages import Viewer, page, viewer
from bridgehead.match import web_marks
from bridgehead.match.core.results import Candidate, added_first
from bridgehead.match.services.fitting import Fitting, opportunities_for
from bridgehead.opportunities.models import Opportunity

FEW, MANY = 5, 20
"""How many opportunities a part of another page shows, and the page itself."""


@dataclass(frozen=True)
class Row:
    """An opportunity, the member as a candidate for it, what was and may be said of the two."""

    opportunity: Opportunity
    candidate: Candidate
    marking: web_marks.Marking


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("members/<id:id_>/opportunities", fitting, name="fitting")]


def fitting(request: HttpRequest, id_: str) -> HttpResponse:
    """Open opportunities ranked for one member; the part shows few, and none that does not let it in."""
    who = viewer(request)
    who.require(Verb.VIEW, Kind.MATCH, owner=id_)
    part = bool(request.headers.get("HX-Request"))
    found = opportunities_for(id_, top=FEW if part else MANY, only_eligible=part)
    ordered = request.GET.get("by") == "additionality"
    return page(
        request,
        "match/fitting.html" if part else "match/fitting_alone.html",
        actor=actor(id_),
        rows=_rows(found.found, ordered, who),
        considered=found.considered,
        by_additionality=ordered,
        alone=not part,
    )


def _rows(found: tuple[Fitting, ...], ordered: bool, who: Viewer) -> list[Row]:
    rows = [
        Row(
            f.opportunity,
            f.candidate,
            web_marks.markings(f.opportunity.pk, [f.candidate.actor], who)[f.candidate.actor],
        )
        for f in found
    ]
    return sorted(rows, key=lambda row: added_first(row.candidate)) if ordered else rows
