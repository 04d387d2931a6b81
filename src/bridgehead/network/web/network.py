"""The network: drawn, listed, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit.list_files import wants_file
from bridgehead.kit.list_page import ListFilter, choices, country_choices, words_in
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.network import phrases
from bridgehead.network.core import graph_layout
from bridgehead.network.core.actor_network import ActorNetwork, NetworkFilter
from bridgehead.network.queries.actor_network import group_actor
from bridgehead.network.services.introductions import named_actor, network_around, visible_network
from bridgehead.network.tables import actor_table

MOST_NAMES, LISTED = 3_000, 200


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("network", network, name="network"),
        path("network.svg", drawing, name="network-drawing"),
    ]


def network(request: HttpRequest) -> HttpResponse:
    """The network of actors, whole or around one."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    found, filters = _asked(request, viewer)
    drawn = graph_layout.draw(found, whole="whole" in request.GET)
    return render_page(
        request,
        "network/network.html",
        picture=drawn,
        strokes=[(stroke, *drawn.ends(stroke)) for stroke in drawn.strokes],
        table=actor_table(graph_layout.actor_rows(found, None if wants_file(request) else LISTED)),
        controls=[(f, getattr(filters, f.name)) for f in _filters()],
        filters=filters,
        spheres=phrases.SPHERES.items(),
        around=_around(request),
        steps=request.GET.get("steps", ""),
        all_steps=phrases.STEPS,
        names=sorted({found.points[p].name for p in found.actors()})[:MOST_NAMES],
        size=(graph_layout.WIDTH, graph_layout.HEIGHT),
    )


def drawing(request: HttpRequest) -> HttpResponse:
    """The picture alone, as an SVG file that stands by itself."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    found, _given = _asked(request, viewer)
    drawn = graph_layout.draw(found, whole="whole" in request.GET)
    strokes = [(stroke, *drawn.ends(stroke)) for stroke in drawn.strokes]
    context = {"picture": drawn, "strokes": strokes, "size": (graph_layout.WIDTH, graph_layout.HEIGHT), "alone": True}
    response = render(request, "network/network_drawing.svg", context, content_type="image/svg+xml")
    response.headers["Content-Disposition"] = 'attachment; filename="network.svg"'
    return response


def _asked(request: HttpRequest, viewer: Viewer) -> tuple[ActorNetwork, NetworkFilter]:
    given = {name: words_in(request.GET, name) for name in NetworkFilter.names()}
    for name in ("since", "until"):
        given[name] = given[name] if given[name].isdecimal() and len(given[name]) == 4 else ""
    filters = NetworkFilter(**given)
    found = visible_network(filters, viewer)
    around = _around(request)
    if around is None:
        return found, filters
    steps = request.GET.get("steps", "")
    if steps in phrases.STEPS:
        return network_around(found, around, int(steps)), filters
    return graph_layout.group_of(found, around.pk), filters


def _around(request: HttpRequest) -> Actor | None:
    """The actor around which the picture is drawn, if any."""
    if wanted := words_in(request.GET, "find"):
        return named_actor(wanted)
    return group_actor(words_in(request.GET, "group"))


def _filters() -> list[ListFilter]:
    terms = load_framework().vocabularies
    return [
        ListFilter("sphere", _("Sphere"), choices(phrases.SPHERES.items())),
        ListFilter("country", _("Country"), country_choices(queries.countries_of_actors())),
        ListFilter("kind", _("Kind"), choices(terms["actor_kind"].items())),
        ListFilter("origin", _("Origin of ties"), choices(terms["origin"].items())),
        ListFilter("since", _("From year")),
        ListFilter("until", _("To year")),
    ]
