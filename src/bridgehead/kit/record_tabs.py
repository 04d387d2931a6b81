"""Pages on one record, side by side: stages register theirs, and each of these pages shows them all as tabs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise

from bridgehead.kit.permissions import Resource, Verb, Viewer


def _always(_record: Any) -> bool:
    return True


@dataclass(frozen=True)
class RecordTab:
    """A page on a record.

    Attributes
    ----------
    route
        The page it leads to.
    verb, kind
        What one must be allowed to do, with the record as owner, to see it.
    rank
        Its place: tabs come in the order of their ranks.
    parameter
        The name under which the address has the record's id; blank where the id is part of its path.
    fits
        Whether a record has such a page.
    """

    label: str | Promise
    route: str
    verb: Verb
    kind: Resource
    rank: int
    parameter: str = ""
    fits: Callable[[Any], bool] = _always

    def address(self, id_: str) -> str:
        """Where the page of a record is."""
        if self.parameter:
            return f"{reverse(self.route)}?{urlencode({self.parameter: id_})}"
        return reverse(self.route, args=[id_])


RecordTabs = Mapping[type[models.Model], Sequence[RecordTab]]
_providers: list[Callable[[], RecordTabs]] = []


def provide(source: Callable[[], RecordTabs]) -> None:
    """Say where the tabs come from; the latest word counts."""
    _providers[:] = [source]


def tabs_of(record: models.Model, who: Viewer) -> list[tuple[str, str]]:
    """The pages on a record that somebody may open: what each is called, and its address."""
    found = _providers[0]().get(type(record), ()) if _providers else ()
    id_ = str(record.pk)
    return [
        (str(tab.label), tab.address(id_))
        for tab in sorted(found, key=lambda tab: tab.rank)
        if who.may(tab.verb, tab.kind, owner=id_) and tab.fits(record)
    ]
