"""The list of members and of everybody they deal with."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.framework.loader import load_framework
from bridgehead.kit.csv_export import wants_csv
from bridgehead.kit.list_files import csv_file
from bridgehead.kit.list_page import ListFilter, ListPage, choices, country_choices
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

MEMBER_SORTS = {
    "name": ("name",),
    "kind": ("kind", "size", "name"),
    "sector": ("sector", "name"),
    "city": ("city", "name"),
}
MEMBER_COLUMNS = ("id", "name", "kind", "size", "sector", "city", "country", "website", "capabilities")
CHUNK = 2_000


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members", members, name="members"),
        path("members/<id:id_>/peek", peek, name="member-peek"),
    ]


def members(request: HttpRequest) -> HttpResponse:
    """Who our members are, and whom they deal with."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    clusters, terms = queries.clusters(), load_framework().vocabularies
    listing: ListPage[Actor] = ListPage(
        request,
        filters=(
            ListFilter("words", _("Words"), hint=_("name, sector, what they can do")),
            ListFilter("cluster", _("Members of"), choices(clusters, _("Everybody"))),
            ListFilter("kind", _("Kind"), choices(terms["actor_kind"].items())),
            ListFilter("size", _("Size"), choices(terms["actor_size"].items())),
            ListFilter("country", _("Country"), country_choices(queries.countries_of_actors())),
            ListFilter("sector", _("Sector"), choices((s, s) for s in queries.sectors())),
        ),
        sorts=MEMBER_SORTS,
        order="name",
    )
    found = queries.actors(**listing.values)
    if wants_csv(request):
        return csv_file("members", MEMBER_COLUMNS, listing.all(found).values_list(*MEMBER_COLUMNS).iterator(CHUNK))
    listing.show(found)
    ids = [row.pk for row in listing.rows]
    return render_page(
        request,
        "ecosystem/members.html",
        listing=listing,
        cluster=dict(clusters).get(listing.values["cluster"]),
        counts=queries.activity_counts(ids),
        clusters=_cluster_names(listing.rows, dict(clusters)),
        known=listing.narrowed or listing.count > 0,
        may_merge=viewer.may(Verb.CHANGE, Resource.ACTOR) and listing.count > 1,
    )


def peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An actor, opened in its row."""
    require_viewer(request, Verb.VIEW, Resource.ACTOR)
    return render_page(request, "ecosystem/member_peek.html", actor=queries.actor(id_))


def _cluster_names(rows: Iterable[Actor], names: dict[str, str]) -> dict[str, str]:
    found = queries.clusters_of(rows)
    return {member: ", ".join(names.get(id_, id_) for id_ in ids) for member, ids in found.items()}
