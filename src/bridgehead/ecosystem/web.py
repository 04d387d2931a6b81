"""Pages of the cluster's world: lists of actors and activities, and an activity."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.framework.load import load
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.listfiles import csv_file, wants_csv
from bridgehead.kit.listing import Filter, Listing, choices, countries_as_choices, used
from bridgehead.kit.pages import allow, page

MEMBER_SORTS = {
    "name": ("name",),
    "kind": ("kind", "size", "name"),
    "sector": ("sector", "name"),
    "city": ("city", "name"),
}
MEMBER_COLUMNS = ("id", "name", "kind", "size", "sector", "city", "country", "website", "capabilities")
ACTIVITY_COLUMNS = ("id", "name", "kind", "start", "end", "market", "programme", "organiser__name")
CHUNK = 2_000
ACTIVITY_SORTS = {"name": ("name",), "kind": ("kind", "-start"), "start": ("start",)}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members", members, name="members"),
        path("members/<id:id_>/peek", peek, name="member-peek"),
        path("activities", activities, name="activities"),
        path("activities/<id:id_>", activity, name="activity"),
        path("activities/<id:id_>/peek", activity_peek, name="activity-peek"),
    ]


def members(request: HttpRequest) -> HttpResponse:
    """Who our members are, and whom they deal with."""
    viewer = allow(request, Verb.VIEW, Kind.ACTOR)
    clusters, terms = queries.clusters(), load().vocabularies
    listing: Listing[Actor] = Listing(
        request,
        filters=(
            Filter("words", _("Words"), hint=_("name, sector, what they can do")),
            Filter("cluster", _("Members of"), choices(clusters, _("Everybody"))),
            Filter("kind", _("Kind"), choices(terms["actor_kind"].items())),
            Filter("size", _("Size"), choices(terms["actor_size"].items())),
            Filter("country", _("Country"), countries_as_choices(queries.countries_of_actors())),
            Filter("sector", _("Sector"), choices((s, s) for s in queries.sectors())),
        ),
        sorts=MEMBER_SORTS,
        order="name",
    )
    found = queries.actors(**listing.values)
    if wants_csv(request):
        return csv_file("members", MEMBER_COLUMNS, listing.all(found).values_list(*MEMBER_COLUMNS).iterator(CHUNK))
    listing.show(found)
    ids = [row.pk for row in listing.rows]
    return page(
        request,
        "ecosystem/members.html",
        listing=listing,
        cluster=dict(clusters).get(listing.values["cluster"]),
        counts=queries.activity_counts(ids),
        clusters=_cluster_names(listing.rows, dict(clusters)),
        known=listing.narrowed or listing.count > 0,
        may_merge=viewer.may(Verb.CHANGE, Kind.ACTOR) and listing.count > 1,
    )


def peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An actor, opened in its row."""
    allow(request, Verb.VIEW, Kind.ACTOR)
    return page(request, "ecosystem/member_peek.html", actor=queries.actor(id_))


def activities(request: HttpRequest) -> HttpResponse:
    """What was done, and with whom."""
    allow(request, Verb.VIEW, Kind.ACTIVITY)
    listing: Listing[Activity] = Listing(
        request,
        filters=(
            Filter("words", _("Words"), hint=_("name, programme, description")),
            Filter("kind", _("Kind"), choices(load().vocabularies["activity_kind"].items())),
            Filter("market", _("Market"), countries_as_choices(queries.markets_of_activities())),
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
    return page(request, "ecosystem/activities.html", listing=listing, counts=counts)


def activity(request: HttpRequest, id_: str) -> HttpResponse:
    """What came of an activity."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    found = queries.activity(id_)
    parts = list(queries.participants(id_))
    ties = [
        tie
        for tie in queries.ties_through(id_)
        if viewer.may(Verb.VIEW, Kind.TIE, owner=tie.a_id) or viewer.may(Verb.VIEW, Kind.TIE, owner=tie.b_id)
    ]
    return page(
        request,
        "ecosystem/activity.html",
        activity=found,
        participants=parts,
        used=used(parts, "role", "contribution", "outcome") | used(ties, "since", "until", "origin"),
        ties=ties,
        sees_all_ties=viewer.may(Verb.VIEW, Kind.TIE),
        funder=queries.names_of([found.funder]).get(found.funder),
    )


def activity_peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An activity, opened in its row."""
    allow(request, Verb.VIEW, Kind.ACTIVITY)
    found = queries.activity(id_)
    return page(request, "ecosystem/activity_peek.html", activity=found, participants=queries.participants(id_)[:12])


def _actor_filter(id_: str) -> list[Filter]:
    """The filter on one actor, which a page of that actor leads to; it is shown once it is in use."""
    if not id_:
        return []
    name = queries.names_of([id_]).get(id_, id_)
    return [Filter("actor", _("With"), choices([(id_, name)], _("Everybody")))]


def _cluster_names(rows: Iterable[Actor], names: dict[str, str]) -> dict[str, str]:
    found = queries.clusters_of(rows)
    return {member: ", ".join(names.get(id_, id_) for id_ in ids) for member, ids in found.items()}
