"""The page of sign-ins and downloads, for whoever manages accounts."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.phrases.audit import EVENTS
from bridgehead.ecosystem.queries.audit import audit_entries
from bridgehead.ecosystem.tables.audit import audit_table
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.models import AuditEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

SORTS = {"at": ("pk",), "event": ("event",), "who": ("who__username",)}


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("users-log", audit, name="audit")]


def audit(request: HttpRequest) -> HttpResponse:
    """The events, the latest first."""
    require_viewer(request, Verb.CHANGE, Resource.USER)
    listing: ListPage[AuditEntry] = ListPage(
        request.GET,
        filters=(
            ListFilter("words", _("Words"), hint=_("Account, page, command")),
            ListFilter("event", _("Event"), choices(EVENTS.items())),
        ),
        sorts=SORTS,
        order="-at",
    )
    listing.show(audit_entries(**listing.values))
    return render_page(request, "ecosystem/audit.html", listing=listing, table=audit_table(listing.rows, listing.order))
