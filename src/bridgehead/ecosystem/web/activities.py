"""The list of activities, and an activity."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Activity
from bridgehead.framework.loader import load_framework
from bridgehead.kit.csv_export import wants_csv
from bridgehead.kit.list_files import csv_file
from bridgehead.kit.list_page import ListFilter, ListPage, choices, country_choices, filled_columns
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

ACTIVITY_COLUMNS = ("id", "name", "kind", "start", "end", "market", "programme", "organiser__name")


CHUNK = 2_000
ACTIVITY_SORTS = {"name": ("name",), "kind": ("kind", "-start"), "start": ("start",)}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("activities", activities, name="activities"),
        path("activities/<id:id_>", activity, name="activity"),
        path("activities/<id:id_>/peek", activity_peek, name="activity-peek"),
    ]


def activities(request: HttpRequest) -> HttpResponse:
    """What was done, and with whom."""
    require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    listing: ListPage[Activity] = ListPage(
        request,
        filters=(
            ListFilter("words", _("Words"), hint=_("name, programme, description")),
            ListFilter("kind", _("Kind"), choices(load_framework().vocabularies["activity_kind"].items())),
            ListFilter("market", _("Market"), country_choices(queries.markets_of_activities())),
            *_actor_filter(request.GET.get("actor", "")),
        ),
        sorts=ACTIVITY_SORTS,
        order="-start",
    )
    found = queries.activities(**listing.values).select_related("organiser")
    if wants_csv(request):
        rows = listing.all(found).values_list(*ACTIVITY_COLUMNS).iterator(CHUNK)
        return csv_file("activities", ACTIVITY_COLUMNS, rows)
    listing.show(found)
    counts = queries.participant_counts(row.pk for row in listing.rows)
    return render_page(request, "ecosystem/activities.html", listing=listing, counts=counts)


def activity(request: HttpRequest, id_: str) -> HttpResponse:
    """What came of an activity."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    found = queries.activity(id_)
    parts = list(queries.participants(id_))
    ties = [
        tie
        for tie in queries.ties_through(id_)
        if viewer.may(Verb.VIEW, Resource.TIE, owner=tie.a_id) or viewer.may(Verb.VIEW, Resource.TIE, owner=tie.b_id)
    ]
    return render_page(
        request,
        "ecosystem/activity.html",
        activity=found,
        participants=parts,
        used=filled_columns(parts, "role", "contribution", "outcome")
        | filled_columns(ties, "since", "until", "origin"),
        ties=ties,
        sees_all_ties=viewer.may(Verb.VIEW, Resource.TIE),
        funder=queries.names_of([found.funder]).get(found.funder),
    )


def activity_peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An activity, opened in its row."""
    require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    found = queries.activity(id_)
    return render_page(
        request, "ecosystem/activity_peek.html", activity=found, participants=queries.participants(id_)[:12]
    )


def _actor_filter(id_: str) -> list[ListFilter]:
    """The filter on one actor, which a page of that actor leads to; it is shown once it is in use."""
    if not id_:
        return []
    name = queries.names_of([id_]).get(id_, id_)
    return [ListFilter("actor", _("With"), choices([(id_, name)], _("Everybody")))]
