"""Introductions: who can introduce us to an organisation."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from bridgehead.kit.errors import NotFound
from bridgehead.kit.list_page import words_in
from bridgehead.kit.list_tables import ListTable
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.network import phrases
from bridgehead.network.queries.actor_network import actor_names, viewer_actor
from bridgehead.network.queries.step_evidence import StepEvidence
from bridgehead.network.services.introductions import Introductions, find_introductions
from bridgehead.network.tables import step_table

MOST_NAMES = 3_000


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("introductions", introductions, name="introductions")]


def introductions(request: HttpRequest) -> HttpResponse:
    """The shortest and the strongest chain to an organisation, with whom to ask at each step."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    asked = {name: words_in(request.GET, name) for name in ("start", "end")}
    context: dict[str, object] = {"asked": asked, "names": actor_names(MOST_NAMES)}
    if not asked["start"] and (us := viewer_actor(viewer.actor)) is not None:
        asked["start"] = us.name
    if all(asked.values()):
        try:
            found = find_introductions(asked["start"], asked["end"], viewer=viewer)
            context |= {"start": found.start, "end": found.end, "ways": _tables(found), "searched": True}
            context["nothing"] = phrases.no_connection(found.start.name, found.end.name)
        except NotFound as error:
            context["problem"] = error
    return render_page(request, "network/introductions.html", **context)


def _tables(found: Introductions) -> list[ListTable[StepEvidence]]:
    """The steps of each chain, once where the two are one."""
    if found.shortest is None or found.strongest is None:
        return []
    if found.are_one:
        return [step_table("introductions", phrases.shortest_and_strongest_path(), found.shortest.steps)]
    return [
        step_table("shortest", phrases.shortest_path(), found.shortest.steps),
        step_table("strongest", phrases.strongest_path(), found.strongest.steps),
    ]
