"""The list of members and of the organisations they deal with."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.phrases import member_of
from bridgehead.ecosystem.tables import member_table
from bridgehead.framework.loader import load_framework
from bridgehead.kit.list_page import ListFilter, ListPage, choices, country_choices
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

MEMBER_SORTS = {
    "name": ("name",),
    "kind": ("kind", "size", "name"),
    "sector": ("sector", "name"),
    "city": ("city", "name"),
}


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("members", members, name="members"),
        path("members/<id:id_>/peek", peek, name="member-peek"),
    ]


def members(request: HttpRequest) -> HttpResponse:
    """Members, and the organisations they deal with."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTOR)
    clusters, terms = queries.clusters(), load_framework().vocabularies
    listing: ListPage[Actor] = ListPage(
        request,
        filters=(
            ListFilter("words", _("Words"), hint=_("Name, sector, capability")),
            ListFilter("cluster", _("Show"), _whom(clusters)),
            ListFilter("kind", _("Kind"), choices(terms["actor_kind"].items())),
            ListFilter("size", _("Size"), choices(terms["actor_size"].items())),
            ListFilter("country", _("Country"), country_choices(queries.countries_of_actors())),
            ListFilter("sector", _("Sector"), choices((s, s) for s in queries.sectors())),
        ),
        sorts=MEMBER_SORTS,
        order="name",
    )
    found = queries.actors(**listing.values)
    listing.show(found)
    ids = [row.pk for row in listing.rows]
    return render_page(
        request,
        "ecosystem/members.html",
        listing=listing,
        cluster=dict(clusters).get(listing.values["cluster"]),
        table=member_table(listing, _cluster_names(listing.rows, dict(clusters)), queries.activity_counts(ids)),
        may_merge=viewer.may(Verb.CHANGE, Resource.ACTOR) and listing.count > 1,
    )


def peek(request: HttpRequest, id_: str) -> HttpResponse:
    """An organisation, opened in its row."""
    require_viewer(request, Verb.VIEW, Resource.ACTOR)
    return render_page(request, "ecosystem/member_peek.html", actor=queries.actor(id_))


def _whom(clusters: Sequence[tuple[str, str]]) -> list[tuple[str, str | Promise]]:
    """The choices of whose members are shown."""
    labels = [(id_, format_lazy(_("Members of {cluster}"), cluster=name)) for id_, name in clusters]
    return choices(labels, _("All organisations"))


def _cluster_names(rows: Iterable[Actor], names: dict[str, str]) -> dict[str, str]:
    found = queries.clusters_of(rows)
    return {member: member_of(names.get(id_, id_) for id_ in ids) for member, ids in found.items()}
