"""Exposure: the page over all rankings, and the minimum share for SMEs that a ranking can be given."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.list_files import wants_file
from bridgehead.kit.list_page import ListFilter, choices, words_in
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.template_tags import percent
from bridgehead.match import phrases
from bridgehead.match.services.exposure import exposure
from bridgehead.match.services.index_update import is_index_stale
from bridgehead.match.tables.exposure import exposure_tables

SME = "sme"
FLOORS = {f"{floor / 100:.1f}": floor / 100 for floor in (10, 20, 30, 40, 50)}
FLOOR = ListFilter(
    "sme_floor",
    gettext_lazy("Minimum share for SMEs"),
    choices([(key, percent(floor)) for key, floor in FLOORS.items()], gettext_lazy("No minimum")),
)


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("exposure", shown, name="exposure")]


def sme_floor(asked: str) -> float:
    """The minimum share that an address asks for; none where it asks for what is not offered."""
    return FLOORS.get(asked, 0.0)


def shown(request: HttpRequest) -> HttpResponse:
    """Exposure in the rankings of open opportunities, beside who is eligible."""
    require_viewer(request, Verb.VIEW, Resource.MATCH)
    part = bool(request.headers.get("HX-Request"))
    if not part and "now" not in request.GET and not wants_file(request):
        return render_page(request, "match/exposure.html", reading_in=is_index_stale())
    asked = {name: words_in(request.GET, name) for name in ("members_of", "sme_floor")}
    found = exposure(members_of=asked["members_of"], sme_floor=sme_floor(asked["sme_floor"]))
    clusters = choices(ecosystem.clusters(), _("All organisations"))
    return render_page(
        request,
        "match/exposure_tables.html" if part else "match/exposure.html",
        found=found,
        message=phrases.sme_exposure(next((share for share in found.by_size if share.group == SME), None)),
        concentration=phrases.concentration(found.most, found.even),
        tables=exposure_tables(found),
        filters=(
            (ListFilter("members_of", _("Members of"), clusters), asked["members_of"]),
            (FLOOR, asked["sme_floor"]),
        ),
    )
