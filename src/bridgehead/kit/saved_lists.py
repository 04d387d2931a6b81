"""The lists whose views can be saved, as their stages register them: what an address asks, and what answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from bridgehead.kit.access_table import Resource
from bridgehead.kit.list_page import ListPage
from bridgehead.kit.permissions import Viewer


@dataclass(frozen=True)
class SavedList:
    """A list whose views can be saved.

    Attributes
    ----------
    label
        What the list is called.
    kind
        What one must be allowed to see.
    model
        What its rows are.
    asks
        What an address asks of it, as far as somebody may ask it.
    finds
        The rows that answer it, of those that somebody may see.
    due
        Where the day stands on which a row is due, as the store is asked for it; blank where none has one.
    """

    label: str | Promise
    kind: Resource
    model: type[Model]
    asks: Callable[[QueryDict, Viewer], ListPage[Any]]
    finds: Callable[[ListPage[Any], Viewer], QuerySet[Any]]
    due: str = ""


SavedLists = Mapping[str, SavedList]
_providers: list[Callable[[], SavedLists]] = []


def provide(source: Callable[[], SavedLists]) -> None:
    """Say where the lists come from, by the name of their page; the latest word counts."""
    _providers[:] = [source]


def saved_list(page: str) -> SavedList | None:
    """The list of a page; None where views of it cannot be saved."""
    return _providers[0]().get(page)
