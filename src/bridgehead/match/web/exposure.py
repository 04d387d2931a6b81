"""Who gets recommended: the page over all lists, and the floor that a list can be given."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.list_page import ListFilter, choices, words_in
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.template_tags import percent
from bridgehead.match.services.exposure import Exposure, exposure, tables
from bridgehead.match.services.index_update import is_index_stale

SME = "sme"
FLOORS = {f"{floor / 100:.1f}": floor / 100 for floor in (10, 20, 30, 40, 50)}
FLOOR = ListFilter(
    "sme_floor",
    gettext_lazy("Floor for SMEs"),
    choices([(key, percent(floor)) for key, floor in FLOORS.items()], gettext_lazy("None")),
)


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [path("exposure", shown, name="exposure")]


def sme_floor(asked: str) -> float:
    """The floor that an address asks for; none where it asks for what is not offered."""
    return FLOORS.get(asked, 0.0)


def shown(request: HttpRequest) -> HttpResponse:
    """Who stands in the lists of what is open, beside who could."""
    require_viewer(request, Verb.VIEW, Resource.MATCH)
    part = bool(request.headers.get("HX-Request"))
    if not part and "now" not in request.GET:
        return render_page(request, "match/exposure.html", reading_in=is_index_stale())
    asked = {name: words_in(request.GET, name) for name in ("members_of", "sme_floor")}
    found = exposure(members_of=asked["members_of"], sme_floor=sme_floor(asked["sme_floor"]))
    clusters = choices(ecosystem.clusters(), _("Everybody"))
    return render_page(
        request,
        "match/exposure_tables.html" if part else "match/exposure.html",
        found=found,
        message=_message(found),
        tables=tables(found),
        filters=(
            (ListFilter("members_of", _("Members of"), clusters), asked["members_of"]),
            (FLOOR, asked["sme_floor"]),
        ),
    )


def _message(found: Exposure) -> str:
    """What the page says first: whether SMEs are seen as much as they are there."""
    smes = next((share for share in found.by_size if share.group == SME), None)
    if smes is None:
        return _("No SME is recorded.")
    if smes.low <= smes.base <= smes.high:
        text = _(
            "SMEs are seen as often as they are there: %(seen)s of what is seen, %(base)s of those who may answer."
        )
    elif smes.exposure < smes.base:
        text = _("SMEs are seen less than they are there: %(seen)s of what is seen, %(base)s of those who may answer.")
    else:
        text = _("SMEs are seen more than they are there: %(seen)s of what is seen, %(base)s of those who may answer.")
    return text % {"seen": percent(smes.exposure), "base": percent(smes.base)}
