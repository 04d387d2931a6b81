"""An opportunity: its terms, and who should answer it."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from bridgehead.consortium import queries as consortium
from bridgehead.consortium.models import Application
from bridgehead.consortium.tables import application_table
from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.list_tables import ListTable
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.opportunities import queries as opportunities
from bridgehead.opportunities.phrases import condition_phrases


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("opportunities/<id:id_>", opportunity, name="opportunity"),
    ]


def opportunity(request: HttpRequest, id_: str) -> HttpResponse:
    """Who should answer this opportunity. The ranking itself comes from the match stage, by its address."""
    viewer = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    found = opportunities.opportunity(id_)
    return render_page(
        request,
        "pages/opportunity.html",
        opportunity=found,
        components=opportunities.components(id_),
        conditions=condition_phrases(found.eligibility),
        reading_in=is_index_stale(),
        sees_matches=viewer.may(Verb.VIEW, Resource.MATCH, owner=viewer.actor),
        sees_all_matches=viewer.may(Verb.VIEW, Resource.MATCH),
        applications=_applications(id_, viewer),
        buyer=ecosystem.names_of([found.buyer]).get(found.buyer),
        today=timezone.localdate().isoformat(),
    )


def _applications(id_: str, viewer: Viewer) -> ListTable[Application] | None:
    """What was or is applied for; None for whoever may not see all of it."""
    return (
        application_table(list(consortium.applications(opportunity=id_)))
        if viewer.may(Verb.VIEW, Resource.MATCH)
        else None
    )
