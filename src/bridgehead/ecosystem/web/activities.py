"""The list of activities, and an activity."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import places
from bridgehead.ecosystem.queries.participations_seen import parts_seen
from bridgehead.ecosystem.tables import activity_table, participant_table, resulting_tie_table
from bridgehead.framework.loader import load_framework
from bridgehead.kit.list_page import ListFilter, ListPage, choices, country_filter, words_in
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.tags import TAG, sees_tags, tag_filter, tagged

ACTIVITY_SORTS = {"name": ("name",), "kind": ("kind", "-start"), "start": ("start",)}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("activities", activities, name="activities"),
        path("activities/<id:id_>", activity, name="activity"),
        path("activities/<id:id_>/peek", activity_peek, name="activity-peek"),
    ]


def activities(request: HttpRequest) -> HttpResponse:
    """Activities of the cluster and its members."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    listing = activity_list(request.GET, viewer)
    listing.show(found_activities(listing).select_related("organiser"))
    counts = queries.participant_counts(row.pk for row in listing.rows)
    return render_page(request, "ecosystem/activities.html", listing=listing, table=activity_table(listing, counts))


def activity_list(given: QueryDict, who: Viewer) -> ListPage[Activity]:
    """What an address asks of the list."""
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Name, programme, description")),
            ListFilter("kind", _("Kind"), choices(load_framework().vocabularies["activity_kind"].items())),
            country_filter("market", _("Market"), queries.markets_of_activities()),
            *_actor_filter(words_in(given, "actor")),
            *tag_filter(Activity, given, who, Resource.ACTIVITY),
        ),
        sorts=ACTIVITY_SORTS,
        order="-start",
        tags=sees_tags(who, Resource.ACTIVITY),
    )


def found_activities(listing: ListPage[Activity]) -> QuerySet[Activity]:
    """The activities that a list asks for."""
    values = dict(listing.values)
    tag = values.pop(TAG, "")
    return tagged(queries.activities(**values), tag)


def activity(request: HttpRequest, id_: str) -> HttpResponse:
    """An activity: its participants and resulting ties."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    found = queries.activity(id_)
    parts = parts_seen(queries.participants(id_), viewer)
    ties = [
        tie
        for tie in queries.ties_through(id_)
        if viewer.may(Verb.VIEW, Resource.TIE, owner=tie.a_id) or viewer.may(Verb.VIEW, Resource.TIE, owner=tie.b_id)
    ]
    return render_page(
        request,
        "ecosystem/activity.html",
        activity=found,
        participants=participant_table(parts),
        ties=resulting_tie_table(ties),
        sees_all_ties=viewer.may(Verb.VIEW, Resource.TIE),
        said=places.zone_said(found) if found.start_time else None,
        place=places.place_of(found),
        funder=queries.names_of([found.funder]).get(found.funder),
    )


def activity_peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An activity, opened in its row."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    found, parts = queries.activity(id_), parts_seen(queries.participants(id_)[:12], viewer)
    return render_page(request, "ecosystem/activity_peek.html", activity=found, participants=parts)


def _actor_filter(id_: str) -> list[ListFilter]:
    """The filter on one actor, which a page of that actor leads to; it is shown once it is in use."""
    if not id_:
        return []
    everybody = choices([], _("All organisations"))
    return [ListFilter("actor", _("Participant or organiser"), everybody, known=queries.name_of)]
