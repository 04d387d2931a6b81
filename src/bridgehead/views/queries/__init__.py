"""Reads of saved views."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from bridgehead.kit import change_log
from bridgehead.kit.access_table import Resource
from bridgehead.kit.errors import NotFound
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.saved_lists import saved_list
from bridgehead.views import phrases
from bridgehead.views.models import SavedView


def saved_view(id_: str) -> SavedView:
    """One view.

    Raises
    ------
    NotFound
        If there is none of that id.
    """
    found = SavedView.objects.filter(pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_such_view(id_))
    return found


def offered_view(id_: str, viewer: Viewer) -> SavedView:
    """One view that somebody is offered: their own, or a shared one.

    Raises
    ------
    NotFound
        If there is none of that id, or it is somebody else's alone.
    """
    found = SavedView.objects.filter(_offered(viewer), pk=id_).first()
    if found is None:
        raise NotFound(phrases.no_such_view(id_))
    return found


def views_of(page: str, viewer: Viewer) -> QuerySet[SavedView]:
    """The views of a list that somebody is offered: their own, and what others share; by name."""
    return SavedView.objects.filter(page=page).filter(_offered(viewer)).order_by("name", "pk")


def owns(found: SavedView, viewer: Viewer) -> bool:
    """Whether a view is somebody's own."""
    return bool(viewer.name) and found.owner == viewer.name


def may_change(found: SavedView, viewer: Viewer, verb: Verb = Verb.CHANGE) -> bool:
    """Whether somebody may change a view, or remove it."""
    return viewer.may(verb, Resource.SAVED_VIEW, by=author(found, viewer))


def author(found: SavedView, viewer: Viewer) -> int | None:
    """The account whose view it is: its owner's, who may not be the one that entered it."""
    return viewer.id if owns(found, viewer) else change_log.author_of(SavedView, found.pk)


def parts_of(page: str, address: str, viewer: Viewer) -> dict[str, object]:
    """Filters, order and columns of the end of an address, as a view keeps them; what the list does not know is left.

    Raises
    ------
    NotFound
        If views of such a list cannot be saved.
    """
    given = QueryDict(address)
    known = saved_list(page)
    if known is None:
        raise NotFound(phrases.no_such_list(page))
    return parts_in(known.asks(given, viewer), given)


def parts_in(listing: ListPage[Any], given: QueryDict) -> dict[str, object]:
    """What is asked of a list, as a view keeps it."""
    asked = {f.name: listing.values[f.name] for f in listing.filters if listing.values[f.name]}
    sort = given.get("sort", "")
    return {
        "filters": urlencode(asked),
        "order": sort if sort.lstrip("-") in listing.sorts else "",
        "shows": list(listing.columns),
    }


def query_of(parts: Mapping[str, object]) -> str:
    """Filters, order and columns as the end of an address."""
    query = QueryDict(str(parts["filters"]), mutable=True)
    if parts["order"]:
        query["sort"] = str(parts["order"])
    columns = parts["shows"]
    query.setlist("columns", list(columns) if isinstance(columns, list | tuple) else [])
    return query.urlencode()


def given_of(found: SavedView) -> QueryDict:
    """What a view asks of its list, as an address has it."""
    return QueryDict(query_of(vars(found)))


def address_of(found: SavedView) -> str:
    """Where a view is looked at; blank where its list is none."""
    if saved_list(found.page) is None:
        return ""
    query = query_of(vars(found))
    return f"{reverse(found.page)}?{query}{'&' if query else ''}{urlencode({'view': found.pk})}"


def _offered(viewer: Viewer) -> Q:
    shared = Q(shared="yes")
    return shared | Q(owner=viewer.name) if viewer.name else shared
