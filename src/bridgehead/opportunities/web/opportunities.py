"""The list of opportunities."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bridgehead.framework.loader import load_framework
from bridgehead.kit.list_page import ListFilter, ListPage, choices, country_choices
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.opportunities import queries
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.tables import opportunity_table

SORTS = {
    "title": ("title",),
    "kind": ("kind", "title"),
    "deadline": ("undated", "deadline", "title"),
    "status": ("standing", "undated", "deadline", "title"),
    "budget": ("budget", "title"),
}
PERIODS = (("30", _("Within 30 days")), ("90", _("Within 90 days")), ("365", _("Within a year")))


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("opportunities", opportunities, name="opportunities"),
        path("opportunities/<id:id_>/peek", peek, name="opportunity-peek"),
    ]


def opportunities(request: HttpRequest) -> HttpResponse:
    """Opportunities, what is open and near first."""
    viewer = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    terms = load_framework().vocabularies
    listing: ListPage[Opportunity] = ListPage(
        request,
        filters=(
            ListFilter("words", _("Words"), hint=_("Title, description")),
            ListFilter("kind", _("Kind"), choices(terms["opportunity_kind"].items())),
            ListFilter("country", _("Country"), country_choices(queries.countries_of_opportunities())),
            ListFilter(
                "status",
                _("Status"),
                choices([(queries.CURRENT, _("Not closed")), *terms["opportunity_status"].items()]),
            ),
            ListFilter("deadline", _("Deadline"), choices(PERIODS, _("Any time"))),
        ),
        sorts=SORTS,
        order="status",
    )
    found = queries.by_standing(queries.opportunities(**_asked(listing.values)), _today())
    listing.show(found)
    return render_page(
        request,
        "opportunities/list.html",
        listing=listing,
        table=opportunity_table(listing, _today()),
        asks=viewer.may(Verb.VIEW, Resource.MATCH),
    )


def peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An opportunity, opened in its row."""
    require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    return render_page(request, "opportunities/peek.html", opportunity=queries.opportunity(id_))


def _asked(values: dict[str, str]) -> dict[str, str]:
    """The list's filters as the query takes them; a period becomes two dates."""
    asked = {name: value for name, value in values.items() if name != "deadline"}
    days = values["deadline"]
    if days in dict(PERIODS):
        until = timezone.localdate() + timedelta(days=int(days))
        asked |= {"deadline_from": _today(), "deadline_to": until.isoformat()}
    return asked


def _today() -> str:
    return timezone.localdate().isoformat()
