"""Pages of the network: the picture, the list, who can introduce us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.desk.network import picture
from bridgehead.desk.network.behind import Behind, behind
from bridgehead.desk.network.paths import Way, ways, within
from bridgehead.desk.network.reading import Filters, Network, called, ourselves, read
from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import NotFound
from bridgehead.kit.listfiles import wants_csv
from bridgehead.kit.listing import Filter, choices, countries_as_choices, words_in
from bridgehead.kit.pages import Viewer, allow, page

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
    viewer = allow(request, Verb.VIEW, Kind.ACTOR)
    found, filters = _asked(request, viewer)
    drawn = picture.draw(found, whole="whole" in request.GET)
    return page(
        request,
        "desk/network.html",
        picture=drawn,
        strokes=[(stroke, *drawn.ends(stroke)) for stroke in drawn.strokes],
        rows=picture.listed(found, None if wants_csv(request) else LISTED),
        controls=[(f, getattr(filters, f.name)) for f in _filters()],
        filters=filters,
        spheres=SPHERES,
        around=_around(request),
        steps=request.GET.get("steps", ""),
        all_steps=STEPS,
        names=sorted({found.points[p].name for p in found.actors()})[:MOST_NAMES],
        size=(picture.WIDTH, picture.HEIGHT),
    )


def drawing(request: HttpRequest) -> HttpResponse:
    """The picture alone, as an SVG file that stands by itself."""
    viewer = allow(request, Verb.VIEW, Kind.ACTOR)
    found, _given = _asked(request, viewer)
    drawn = picture.draw(found, whole="whole" in request.GET)
    strokes = [(stroke, *drawn.ends(stroke)) for stroke in drawn.strokes]
    context = {"picture": drawn, "strokes": strokes, "size": (picture.WIDTH, picture.HEIGHT), "alone": True}
    response = render(request, "desk/network_drawing.svg", context, content_type="image/svg+xml")
    response.headers["Content-Disposition"] = 'attachment; filename="network.svg"'
    return response


def introductions(request: HttpRequest) -> HttpResponse:
    """Who can introduce us to somebody: the shortest and the strongest way."""
    viewer = allow(request, Verb.VIEW, Kind.ACTOR)
    asked = {name: words_in(request.GET, name) for name in ("start", "end")}
    context: dict[str, object] = {"asked": asked, "names": queries.actors().values_list("name", flat=True)[:MOST_NAMES]}
    if not asked["start"] and (us := ourselves(viewer.actor)) is not None:
        asked["start"] = us.name
    if all(asked.values()):
        try:
            start, end = (called(text) for text in asked.values())
            found = _visible(Filters(), viewer)
            shortest, strongest = ways(found, start.pk, end.pk)
            context |= {"start": start, "end": end, "ways": _shown(shortest, strongest, viewer), "searched": True}
        except NotFound as error:
            context["problem"] = error
    return page(request, "desk/introductions.html", **context)


def _asked(request: HttpRequest, viewer: Viewer) -> tuple[Network, Filters]:
    given = {name: words_in(request.GET, name) for name in Filters.names()}
    for name in ("since", "until"):
        given[name] = given[name] if given[name].isdecimal() and len(given[name]) == 4 else ""
    filters = Filters(**given)
    found = _visible(filters, viewer)
    around = _around(request)
    if around is None:
        return found, filters
    steps = request.GET.get("steps", "")
    if steps in STEPS:
        return within(found, around.pk, int(steps)), filters
    return picture.group_of(found, around.pk), filters


def _around(request: HttpRequest) -> Actor | None:
    """The actor around which the picture is drawn, if any."""
    if wanted := words_in(request.GET, "find"):
        return called(wanted)
    return Actor.objects.filter(pk=words_in(request.GET, "group")).first()


def _visible(filters: Filters, viewer: Viewer) -> Network:
    return read(filters, own=viewer.actor, sees_all_ties=viewer.may(Verb.VIEW, Kind.TIE))


def _filters() -> list[Filter]:
    terms = load().vocabularies
    return [
        Filter("sphere", _("Sphere"), choices(SPHERES)),
        Filter("country", _("Country"), countries_as_choices(queries.countries_of_actors())),
        Filter("kind", _("Kind"), choices(terms["actor_kind"].items())),
        Filter("origin", _("Origin of ties"), choices(terms["origin"].items())),
        Filter("since", _("From year")),
        Filter("until", _("To year")),
    ]


def _shown(shortest: Way | None, strongest: Way | None, viewer: Viewer) -> list[tuple[object, Way, list[Behind]]]:
    """The ways with a heading each, once where they are the same, and what stands behind each step."""
    if shortest is None or strongest is None:
        return []
    same = shortest == strongest
    headings = [(_("The shortest and strongest way") if same else _("The shortest way"), shortest)]
    if not same:
        headings.append((_("The strongest way"), strongest))
    told = behind([way for _heading, way in headings], lambda id_: viewer.may(Verb.VIEW, Kind.CONTACT, owner=id_))
    return [(heading, way, steps) for (heading, way), steps in zip(headings, told, strict=True)]
