"""The list of members and of the organisations they deal with."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.phrases import member_of
from bridgehead.ecosystem.queries.colleagues import owners
from bridgehead.ecosystem.tables import member_table
from bridgehead.framework.loader import load_framework
from bridgehead.kit.list_page import ListFilter, ListPage, choices, country_filter
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.kit.tags import TAG, sees_tags, tag_filter, tagged

MEMBER_SORTS = {
    "members": ("-is_member", "name"),
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
    clusters, listing = dict(queries.clusters()), member_list(request.GET, viewer)
    listing.show(found_members(listing))
    ids = [row.pk for row in listing.rows]
    return render_page(
        request,
        "ecosystem/members.html",
        listing=listing,
        cluster=clusters.get(listing.values["cluster"]),
        table=member_table(listing, _cluster_names(listing.rows, clusters), queries.activity_counts(ids)),
        may_merge=viewer.may(Verb.CHANGE, Resource.ACTOR) and listing.count > 1,
    )


def member_list(given: QueryDict, who: Viewer) -> ListPage[Actor]:
    """What an address asks of the list."""
    terms = load_framework().vocabularies
    return ListPage(
        given,
        filters=(
            ListFilter("words", _("Words"), hint=_("Name, sector, capability")),
            ListFilter("cluster", _("Show"), _whom(queries.clusters()), known=queries.name_of),
            ListFilter("kind", _("Kind"), choices(terms["actor_kind"].items())),
            ListFilter("size", _("Size"), choices(terms["actor_size"].items())),
            country_filter("country", _("Country"), queries.countries_of_actors()),
            ListFilter(
                "sector", _("Sector"), choices((s, s) for s in queries.sectors()), known=queries.recorded_sector
            ),
            *_owner_filter(who),
            *tag_filter(Actor, given, who, Resource.ACTOR),
        ),
        sorts=MEMBER_SORTS,
        order="members",
        tags=sees_tags(who, Resource.ACTOR),
    )


def _owner_filter(who: Viewer) -> list[ListFilter]:
    """Whose members, where colleagues look after some; first one's own."""
    found = owners() if who.may(Verb.VIEW, Resource.TASK) else {}
    mine = [(who.name, _("My members"))] if who.name in found else []
    others = [(account, name) for account, name in found.items() if account != who.name]
    return [ListFilter("owner", _("Owner"), choices([*mine, *others]))] if found else []


def found_members(listing: ListPage[Actor]) -> QuerySet[Actor]:
    """The organisations that a list asks for."""
    values = dict(listing.values)
    tag = values.pop(TAG, "")
    return tagged(queries.actors(**values), tag)


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
