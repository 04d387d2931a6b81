"""On which page each record is shown, as its stage registers it, so that whoever names one can lead there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RecordPage:
    """The page of a kind of record.

    Attributes
    ----------
    route
        Of the page.
    attribute
        Of the record, which the route takes; blank where it takes none.
    edits
        The columns that can be edited there.
    otherwise
        An attribute and its values with other routes.
    """

    route: str
    attribute: str = "id"
    edits: frozenset[str] = frozenset()
    otherwise: tuple[str, Mapping[str, str]] = ("", {})

    def route_of(self, row: Row) -> str:
        """The route of this record's page."""
        attribute, routes = self.otherwise
        return routes.get(row[attribute], self.route) if attribute else self.route


RecordPages = Mapping[type[models.Model], RecordPage]
_providers: list[Callable[[], RecordPages]] = []


def provide(source: Callable[[], RecordPages]) -> None:
    """Say where the pages come from; the latest word counts."""
    _providers[:] = [source]


def needed(model: type[models.Model]) -> tuple[str, ...]:
    """The attributes of a record that tell its page."""
    page = _page(model)
    return () if page is None else tuple(name for name in (page.attribute, page.otherwise[0]) if name)


def edited(model: type[models.Model]) -> frozenset[str]:
    """The columns that can be edited on the page of a record."""
    page = _page(model)
    return frozenset() if page is None else page.edits


def path_of(model: type[models.Model], row: Row) -> str:
    """The path of the page on which a record is shown; blank where there is none.

    Parameters
    ----------
    row
        At least what `needed` names.
    """
    page = _page(model)
    if page is None:
        return ""
    route = page.route_of(row)
    return reverse(route, args=[row[page.attribute]]) if page.attribute else reverse(route)


def path_to(record: models.Model) -> str:
    """The path of the page on which a record that was read is shown; blank where there is none."""
    return path_of(type(record), {name: getattr(record, name) for name in (*needed(type(record)), "pk")})


def address(model: type[models.Model], row: Row) -> str:
    """The same as a whole address, for what leaves the workspace."""
    path = path_of(model, row)
    return settings.ADDRESS + path if path else ""


def own_page(table: str) -> str:
    """The route of the page that a record of a table has to itself; blank where it has none."""
    pages = _providers[0]() if _providers else {}
    return next((p.route for m, p in pages.items() if m.__name__.lower() == table and p.attribute == "id"), "")


def _page(model: type[models.Model]) -> RecordPage | None:
    return _providers[0]().get(model) if _providers else None
