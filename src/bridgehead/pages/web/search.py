"""The search over all pages and records."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.kit.list_page import words_in
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.pages.services.search import find, is_behind
from bridgehead.pages.tasks import queue_update


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("search", search, name="search")]


def search(request: HttpRequest) -> HttpResponse:
    """Where something is."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    words = words_in(request.GET, "q")
    if words and is_behind():
        queue_update()
    groups = find(words, viewer) if words else []
    return render_page(
        request,
        "pages/search.html",
        words=words,
        groups=groups,
        behind=bool(words) and not groups and is_behind(),
        ranks=viewer.may(Verb.VIEW, Resource.MATCH),
    )
