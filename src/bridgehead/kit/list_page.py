"""A list page: filters and order in the address bar, one page of rows, the count of all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bridgehead.kit import countries, number_format, partial_dates, reference_fields
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.errors import shorten
from bridgehead.kit.folding import same_key
from bridgehead.kit.written_days import read_day

ROWS = 50
LONGEST = 200

WORDS = "words"

M = TypeVar("M", bound=Model)
Label = str | Promise


@dataclass(frozen=True)
class ListFilter:
    """One way to narrow a list; its name is its key in the address.

    Parameters
    ----------
    options
        Value and label of each choice; without options it is a box for words.
    known
        What a value is called that is not among the options, or a record that may be asked for; blank where nothing is.
    takes
        Without options: `words`, `date`, `number`, or a kind of record, which is picked by typing its name.
    folded
        Whether it stands among those that are shown when one asks for more.
    reads
        The value that a text means where it is not the value itself; the text again where it means none.
    """

    name: str
    label: Label
    options: Sequence[tuple[str, Label]] = ()
    hint: Label = ""
    known: Callable[[str], str] | None = None
    takes: str = WORDS
    folded: bool = False
    reads: Callable[[str], str] = str

    def read(self, text: str) -> str | None:
        """The value that a text stands for; None where it stands for none."""
        text = self.reads(text)
        if self.options:
            if text in dict(self.options) or (self.known is not None and self.known(text)):
                return text
            return next((value for value, _label in self.options if value and same_key(value) == same_key(text)), None)
        match self.takes:
            case "words":
                return text
            case "date":
                day = read_day(text)
                return day if partial_dates.is_date(day) else None
            case "number":
                return text if _is_amount(text) else None
            case kind:
                found = reference_fields.record_named(kind, text)
                return found if found is None or self.known is None or self.known(found) else None

    def offers(self, value: str) -> Sequence[tuple[str, Label]]:
        """The choices, with the value that is in use where it is not among them."""
        if not self.options or self.known is None or value in dict(self.options):
            return self.options
        return [*self.options, (value, self.known(value))]


@dataclass(frozen=True)
class FilterControl:
    """A filter as a page draws it: its value, the text that stands for it, its choices."""

    filter: ListFilter
    value: str
    shown: str

    @property
    def options(self) -> Sequence[tuple[str, Label]]:
        """The choices; none where it is typed."""
        return self.filter.offers(self.value)

    @property
    def widget(self) -> str:
        """The control in which a record is picked by typing."""
        return reference_fields.filter_input(self.filter.takes, self.filter.name, self.value, self.shown)


def choices(options: Iterable[tuple[str, Label]], everything: Label = "") -> list[tuple[str, Label]]:
    """Choices of a filter, the one that leaves it open before them."""
    return [("", everything or _("All")), *options]


def country_filter(name: str, label: Label, codes: Iterable[str]) -> ListFilter:
    """A filter on a country: those that occur are offered, any other one is understood."""
    return ListFilter(
        name,
        label,
        country_choices(codes),
        known=lambda code: countries.names().get(code, ""),
        reads=country_or_text,
    )


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


def words_in_each(given: QueryDict, name: str) -> list[str]:
    """The values of a parameter that may be repeated, each of a length that the store can be asked for."""
    return [text for value in given.getlist(name) if (text := value.replace("\0", "")[:LONGEST].strip())]


class ListPage(Generic[M]):
    """What the address asks of a list, and the rows that answer it.

    Parameters
    ----------
    given
        The address's parameters.
    filters
        The filters in the order in which they are shown; the first is the one that `/` reaches.
    sorts
        Key in the address to the fields of that order; a `-` before the key turns it around.
    order
        The order where the address names none.
    tags
        Whether the list shows the tags of its records.
    carried
        Parameters of the address that are no filters, and stay when one is changed.
    """

    def __init__(
        self,
        given: QueryDict,
        *,
        filters: Iterable[ListFilter],
        sorts: Mapping[str, Sequence[str]],
        order: str,
        defaults: Mapping[str, str] | None = None,
        tags: bool = False,
        carried: Mapping[str, str] | None = None,
    ) -> None:
        self.filters = list(filters)
        self.tags = tags
        self.carried = carried or {}
        self.sorts = sorts
        starting = defaults or {}
        self.typed = {f.name: words_in(given, f.name, starting.get(f.name, "")) for f in self.filters}
        read = {f.name: f.read(self.typed[f.name]) if self.typed[f.name] else "" for f in self.filters}
        self.values = {name: starting.get(name, "") if value is None else value for name, value in read.items()}
        self.unknown: list[tuple[Label, str]] = [
            (f.label, shorten(self.typed[f.name])) for f in self.filters if read[f.name] is None
        ]
        asked = given.get("sort", "")
        self.order = asked if asked.lstrip("-") in sorts else order
        self.number = given.get("page", "1")
        self.columns = tuple(dict.fromkeys(words_in_each(given, "columns")))
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
    def controls(self) -> list[FilterControl]:
        """Each filter that is always shown, with the value it has."""
        return [FilterControl(f, self.values[f.name], self.typed[f.name]) for f in self.filters if not f.folded]

    @property
    def folded(self) -> list[FilterControl]:
        """Each filter that is shown when one asks for more."""
        return [FilterControl(f, self.values[f.name], self.typed[f.name]) for f in self.filters if f.folded]

    @property
    def unfolds(self) -> bool:
        """Whether one of those that are folded away is in use."""
        return any(control.shown for control in self.folded)

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


def _is_amount(text: str) -> bool:
    try:
        return number_format.parse(text) >= 0
    except ValueError:
        return False
