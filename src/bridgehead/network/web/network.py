"""Pages of the network: the picture, the list, who can introduce us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit.csv_export import wants_csv
from bridgehead.kit.errors import NotFound
from bridgehead.kit.list_page import ListFilter, choices, country_choices, words_in
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.network.core import graph_layout
from bridgehead.network.core.actor_network import ActorNetwork, NetworkFilter
from bridgehead.network.core.introduction_paths import IntroductionPath, introduction_paths, neighbourhood
from bridgehead.network.queries.actor_network import find_actor, read_network, viewer_actor
from bridgehead.network.queries.step_evidence import StepEvidence, step_evidence

SPHERES = (
    ("industry", _("Industry")),
    ("academia", _("Academia")),
    ("government", _("Government")),
    ("between", _("Between")),
)
MOST_NAMES, LISTED = 3_000, 200
STEPS = {"1": _("One step away"), "2": _("Two steps away"), "3": _("Three steps away")}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("network", network, name="network"),
        path("network.svg", drawing, name="network-drawing"),
        path("introductions", introductions, name="introductions"),
    ]


def network(request: HttpRequest) -> HttpResponse:
    """Who is tied to whom."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    found, filters = _asked(request, viewer)
    drawn = graph_layout.draw(found, whole="whole" in request.GET)
    return render_page(
        request,
        "network/network.html",
        picture=drawn,
        strokes=[(stroke, *drawn.ends(stroke)) for stroke in drawn.strokes],
        rows=graph_layout.actor_rows(found, None if wants_csv(request) else LISTED),
        controls=[(f, getattr(filters, f.name)) for f in _filters()],
        filters=filters,
        spheres=SPHERES,
        around=_around(request),
        steps=request.GET.get("steps", ""),
        all_steps=STEPS,
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


def introductions(request: HttpRequest) -> HttpResponse:
    """Who can introduce us to somebody: the shortest and the strongest way."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    asked = {name: words_in(request.GET, name) for name in ("start", "end")}
    context: dict[str, object] = {"asked": asked, "names": queries.actors().values_list("name", flat=True)[:MOST_NAMES]}
    if not asked["start"] and (us := viewer_actor(viewer.actor)) is not None:
        asked["start"] = us.name
    if all(asked.values()):
        try:
            start, end = (find_actor(text) for text in asked.values())
            found = _visible(NetworkFilter(), viewer)
            shortest, strongest = introduction_paths(found, start.pk, end.pk)
            context |= {"start": start, "end": end, "ways": _shown(shortest, strongest, viewer), "searched": True}
        except NotFound as error:
            context["problem"] = error
    return render_page(request, "network/introductions.html", **context)


def _asked(request: HttpRequest, viewer: Viewer) -> tuple[ActorNetwork, NetworkFilter]:
    given = {name: words_in(request.GET, name) for name in NetworkFilter.names()}
    for name in ("since", "until"):
        given[name] = given[name] if given[name].isdecimal() and len(given[name]) == 4 else ""
    filters = NetworkFilter(**given)
    found = _visible(filters, viewer)
    around = _around(request)
    if around is None:
        return found, filters
    steps = request.GET.get("steps", "")
    if steps in STEPS:
        return neighbourhood(found, around.pk, int(steps)), filters
    return graph_layout.group_of(found, around.pk), filters


def _around(request: HttpRequest) -> Actor | None:
    """The actor around which the picture is drawn, if any."""
    if wanted := words_in(request.GET, "find"):
        return find_actor(wanted)
    return Actor.objects.filter(pk=words_in(request.GET, "group")).first()


def _visible(filters: NetworkFilter, viewer: Viewer) -> ActorNetwork:
    return read_network(filters, own=viewer.actor, sees_all_ties=viewer.may(Verb.VIEW, Resource.TIE))


def _filters() -> list[ListFilter]:
    terms = load_framework().vocabularies
    return [
        ListFilter("sphere", _("Sphere"), choices(SPHERES)),
        ListFilter("country", _("Country"), country_choices(queries.countries_of_actors())),
        ListFilter("kind", _("Kind"), choices(terms["actor_kind"].items())),
        ListFilter("origin", _("Origin of ties"), choices(terms["origin"].items())),
        ListFilter("since", _("From year")),
        ListFilter("until", _("To year")),
    ]


def _shown(
    shortest: IntroductionPath | None, strongest: IntroductionPath | None, viewer: Viewer
) -> list[tuple[object, IntroductionPath, list[StepEvidence]]]:
    """The ways with a heading each, once where they are the same, and what stands behind each step."""
    if shortest is None or strongest is None:
        return []
    same = shortest == strongest
    headings = [(_("The shortest and strongest way") if same else _("The shortest way"), shortest)]
    if not same:
        headings.append((_("The strongest way"), strongest))
    told = step_evidence(
        [way for _heading, way in headings], lambda id_: viewer.may(Verb.VIEW, Resource.CONTACT, owner=id_)
    )
    return [(heading, way, steps) for (heading, way), steps in zip(headings, told, strict=True)]
