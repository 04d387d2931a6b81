"""How each figure is computed: the page to which figures lead."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, viewer
from bridgehead.pages.services.figures import sections


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("figures", figures, name="figures")]


def figures(request: HttpRequest) -> HttpResponse:
    """Definitions, formulas, assumptions, sources and worked examples."""
    opening, found = sections()
    sees_study = viewer(request).may(Verb.VIEW, Resource.FIGURE)
    return render_page(request, "pages/figures.html", opening=opening, sections=found, sees_study=sees_study)
