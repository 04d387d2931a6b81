"""The list of opportunities."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bridgehead.framework.loader import load_framework
from bridgehead.kit import partial_dates
from bridgehead.kit.list_page import Label, ListFilter, ListPage, choices, country_filter
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.tags import TAG, sees_tags, tag_filter, tagged
from bridgehead.opportunities import queries
from bridgehead.opportunities.models import Opportunity
from bridgehead.opportunities.queries.eligible import NOT_NO, YES, eligible_opportunities
from bridgehead.opportunities.queries.money_and_purpose import with_money_and_purpose
from bridgehead.opportunities.tables import opportunity_table

SORTS = {
    "title": ("title",),
    "kind": ("kind", "title"),
    "deadline": ("undated", "deadline", "title"),
    "status": ("standing", "undated", "deadline", "title"),
    "budget": ("budget", "title"),
}
PERIODS = (
    ("14", _("Within 14 days")),
    ("30", _("Within 30 days")),
    ("90", _("Within 90 days")),
    ("365", _("Within a year")),
)
ANSWERS = (("", _("Yes or unclear")), (YES, _("Yes")))


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("opportunities", opportunities, name="opportunities"),
        path("opportunities/<id:id_>/peek", peek, name="opportunity-peek"),
    ]


def opportunities(request: HttpRequest) -> HttpResponse:
    """Opportunities, what is open and near first."""
    viewer = require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    listing = opportunity_list(request.GET, viewer)
    listing.show(found_opportunities(listing))
    return render_page(
        request,
        "opportunities/list.html",
        listing=listing,
        table=opportunity_table(listing, _today()),
        asks=viewer.may(Verb.VIEW, Resource.MATCH),
    )


def opportunity_list(given: QueryDict, who: Viewer) -> ListPage[Opportunity]:
    """What an address asks of the list."""
    terms = load_framework().vocabularies

    def ranks_of(member: str) -> str:
        """The member, if whether it is eligible is shown to whoever asks."""
        return member if who.may(Verb.VIEW, Resource.MATCH, owner=member) else ""

    statuses: list[tuple[str, Label]] = [(queries.CURRENT, _("Not closed")), *terms["opportunity_status"].items()]
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Title, description")),
            ListFilter("kind", _("Kind"), choices(terms["opportunity_kind"].items())),
            country_filter("country", _("Country"), queries.countries_of_opportunities()),
            ListFilter("status", _("Status"), choices(statuses)),
            ListFilter("deadline", _("Deadline"), choices(PERIODS, _("Any time"))),
            ListFilter("member", _("Eligible"), known=ranks_of, takes="actor", folded=True),
            ListFilter("eligible", _("Eligibility"), ANSWERS, folded=True),
            ListFilter("due_from", _("Due from"), takes="date", folded=True),
            ListFilter("due_to", _("Due until"), takes="date", folded=True),
            ListFilter("budget_from", _("Budget from, euros"), takes="number", folded=True),
            ListFilter("budget_to", _("Budget up to, euros"), takes="number", folded=True),
            ListFilter("purpose", _("Purpose"), hint=_("Capability or CPV code"), folded=True),
            *(replace(f, folded=True) for f in tag_filter(Opportunity, given, who, Resource.OPPORTUNITY)),
            ListFilter("raises", _("Strengthens"), choices(terms["component"].items()), folded=True),
        ),
        sorts=SORTS,
        order="status",
        tags=sees_tags(who, Resource.OPPORTUNITY),
    )


def found_opportunities(listing: ListPage[Opportunity]) -> QuerySet[Opportunity]:
    """The opportunities that a list asks for."""
    values = dict(listing.values)
    member, answer, tag = values.pop("member"), values.pop("eligible"), values.pop(TAG, "")
    more = {name: values.pop(name) for name in ("budget_from", "budget_to", "purpose", "raises")}
    found = with_money_and_purpose(tagged(queries.opportunities(**_asked(values)), tag), **more)
    if member:
        found = eligible_opportunities(found, member, answer or NOT_NO, timezone.localdate())
    return queries.by_standing(found, _today())


def peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An opportunity, opened in its row."""
    require_viewer(request, Verb.VIEW, Resource.OPPORTUNITY)
    return render_page(request, "opportunities/peek.html", opportunity=queries.opportunity(id_))


def _asked(values: dict[str, str]) -> dict[str, str]:
    """The list's filters as the query takes them; a period becomes two dates, of which the nearer bound counts."""
    days, since, until = values.pop("deadline"), values.pop("due_from"), values.pop("due_to")
    until = partial_dates.ends(until).isoformat() if until else ""
    if days in dict(PERIODS):
        last = (timezone.localdate() + timedelta(days=int(days))).isoformat()
        since, until = max(since, _today()), min(until or last, last)
    return values | {"deadline_from": since, "deadline_to": until}


def _today() -> str:
    return timezone.localdate().isoformat()
