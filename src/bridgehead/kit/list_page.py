"""A list page: filters and order in the address bar, one page of rows, the count of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bridgehead.kit import countries

ROWS = 50
LONGEST = 200

M = TypeVar("M", bound=Model)
Label = str | Promise


@dataclass(frozen=True)
class ListFilter:
    """One way to narrow a list; its name is its key in the address.

    Parameters
    ----------
    options
        Value and label of each choice; without options it is a box for words.
    """

    name: str
    label: Label
    options: Sequence[tuple[str, Label]] = ()
    hint: Label = ""


def choices(options: Iterable[tuple[str, Label]], everything: Label = "") -> list[tuple[str, Label]]:
    """Choices of a filter, the one that leaves it open before them."""
    return [("", everything or _("All")), *options]


def country_choices(codes: Iterable[str]) -> list[tuple[str, Label]]:
    """Countries as choices of a filter, by name."""
    return choices(sorted(((code, countries.name(code)) for code in codes), key=lambda pair: pair[1]))


def filled_columns(rows: Iterable[Model], *names: str) -> set[str]:
    """Which of these attributes any row has a value for: a column that nobody fills is not drawn."""
    kept = list(rows)
    return {name for name in names if any(getattr(row, name) not in ("", None) for row in kept)}


def words_in(given: QueryDict, name: str, usual: str = "") -> str:
    """What somebody looks for: words out of an address, of a length that the store can be asked for."""
    return given.get(name, usual).replace("\0", "")[:LONGEST].strip()


class ListPage(Generic[M]):
    """What the address asks of a list, and the rows that answer it.

    Parameters
    ----------
    filters
        The filters in the order in which they are shown; the first is the one that `/` reaches.
    sorts
        Key in the address to the fields of that order; a `-` before the key turns it around.
    order
        The order where the address names none.
    """

    def __init__(
        self,
        request: HttpRequest,
        *,
        filters: Iterable[ListFilter],
        sorts: Mapping[str, Sequence[str]],
        order: str,
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        self.filters = list(filters)
        self.sorts = sorts
        given = request.GET
        starting = defaults or {}
        self.values = {f.name: words_in(given, f.name, starting.get(f.name, "")) for f in self.filters}
        asked = given.get("sort", "")
        self.order = asked if asked.lstrip("-") in sorts else order
        self.number = given.get("page", "1")
        self.rows: Page[M]

    def show(self, found: QuerySet[M]) -> "ListPage[M]":
        """Take the page of `found` that the address asks for, in its order."""
        self.rows = Paginator(self.all(found), ROWS).get_page(self.number)
        return self

    def all(self, found: QuerySet[M]) -> QuerySet[M]:
        """Every row of `found` in the order that the address asks for."""
        return found.order_by(*self._fields(), "pk")

    @property
    def count(self) -> int:
        """How many things there are on all pages."""
        return self.rows.paginator.count

    @property
    def narrowed(self) -> bool:
        """Whether any filter is in use."""
        return any(self.values.values())

    @property
    def controls(self) -> list[tuple[ListFilter, str]]:
        """Each filter with the value it has."""
        return [(f, self.values[f.name]) for f in self.filters]

    def next_order(self, key: str) -> str:
        """What the heading of a column asks for when it is pressed."""
        return f"-{key}" if self.order == key else key

    def direction(self, key: str) -> str:
        """`ascending` or `descending` if the list is in the order of this column, else blank."""
        return {key: "ascending", f"-{key}": "descending"}.get(self.order, "")

    def _fields(self) -> list[str]:
        fields = list(self.sorts[self.order.lstrip("-")])
        if not self.order.startswith("-"):
            return fields
        return [name[1:] if name.startswith("-") else f"-{name}" for name in fields]
