"""What stands above a list whose views can be saved: the views, the columns, and saving what is shown."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from bridgehead.kit import doors
from bridgehead.kit.access_table import Resource
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.list_tables import ListTable
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.saved_lists import saved_list
from bridgehead.views import phrases
from bridgehead.views.forms import NewView
from bridgehead.views.models import SavedView
from bridgehead.views.queries import address_of, may_change, owns, parts_in, query_of, views_of

register = template.Library()
HELD = ("columns", "page", "list", "format")
"""Parameters that the form of columns sets, or that another choice of columns does not take along."""


WRITTEN_TO = ("members", "people", "activities")
"""The lists whose people can be written to."""


@register.inclusion_tag("views/list_views.html", takes_context=True)
def list_views(
    context: Mapping[str, Any], listing: ListPage[Any], table: ListTable[Any] | None = None
) -> dict[str, Any]:
    """The views of a list, the columns that it can show as a table, and a form that saves what it shows."""
    request, who = context["request"], context.get("viewer")
    page = request.resolver_match.url_name if request.resolver_match else ""
    if who is None or saved_list(page) is None or request.method == "POST":
        return {}
    found = list(views_of(page, who))
    current = next((each for each in found if each.pk == request.GET.get("view")), None)
    shown = query_of(parts_in(listing, request.GET))
    changes = current is not None and may_change(current, who)
    saves = who.may(Verb.CHANGE, Resource.SAVED_VIEW, by=who.id)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "mine": [(each, address_of(each)) for each in found if owns(each, who)],
        "others": [(each, address_of(each)) for each in found if not owns(each, who)],
        "current": current,
        "changes": changes,
        "differs": current is not None and shown != query_of(vars(current)),
        "mails": phrases.MAILS.get(current.mail, "") if current and owns(current, who) else "",
        "may_remove": current is not None and may_change(current, who, Verb.REMOVE),
        "mail_to": _mail_to(current, who),
        "columns": table.choosable if table else (),
        "kept": [(name, value) for name, values in request.GET.lists() if name not in HELD for value in values],
        "listing": listing,
        "address": request.GET.urlencode(),
        "form": NewView(initial={"page": page, "address": request.GET.urlencode()}, viewer=who) if saves else None,
    }


def _mail_to(current: SavedView | None, who: Viewer) -> str:
    """Where a mail to the people of a view is written; blank where it has none, or they may not."""
    if current is None or current.page not in WRITTEN_TO or not doors.may_open(who, "mailing", {}):
        return ""
    return f"{reverse('mailing')}?{urlencode({'view': current.pk})}"
