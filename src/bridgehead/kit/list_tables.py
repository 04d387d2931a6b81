"""Lists as declared columns: the page, the CSV file and the workbook come from one declaration.

A stage's `tables.py` says which columns a list has: what each holds, how a page shows it, by what it can be sorted.
`render_page` finds the lists among what a page is made of and hands one out as a file where the address asks for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.paginator import Page
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

R = TypeVar("R")
Label = str | Promise
Cell = str | int | float | None
CHUNK = 2_000


@dataclass(frozen=True)
class ListColumn(Generic[R]):
    """One column of a list.

    Attributes
    ----------
    key
        Its name in the address (`sort=KEY`) and, where a file keeps machine names, its heading there.
    label
        Its heading.
    value
        What it holds for a row, as a file has it: text, a number, or None where it is unknown.
    html
        How a page shows it; None shows the value, numbers with their thousands set apart.
    style
        Classes of its cells: `lead` (the row's head), `number`, `nowrap`, `tight`.
    sorts
        Whether the list can be put in its order.
    on_page, in_file
        Where it stands: a button is only on the page, an id only in the file.
    """

    key: str
    label: Label
    value: Callable[[R], Cell]
    html: Callable[[R], str] | None = None
    style: str = ""
    sorts: bool = False
    on_page: bool = True
    in_file: bool = True

    @property
    def is_head(self) -> bool:
        """Whether its cell is the head of the row."""
        return "lead" in self.style.split()

    @property
    def is_fixed(self) -> bool:
        """Whether it is always shown: what names the row, and what opens it."""
        return self.is_head or "open" in self.style.split()

    def shown(self, row: R) -> str:
        """The cell as a page shows it."""
        if self.html is not None:
            return self.html(row)
        value = self.value(row)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number_format(value, None if value % 1 else 0, force_grouping=True)
        return "" if value is None else str(value)


class ShownRow(NamedTuple):
    """A row as a page shows it: the id of its record, its classes, each cell with its column."""

    key: str
    style: str
    cells: list[tuple[ListColumn[Any], str]]

    @property
    def head(self) -> str:
        """The cell that names the row; its key where none does."""
        return next((cell for column, cell in self.cells if column.is_head), self.key)


@dataclass(frozen=True)
class ListTable(Generic[R]):
    """A list: its columns and the rows that it has now.

    Attributes
    ----------
    name
        Its name in the address (`list=NAME`) and the name of its file.
    caption
        What it lists, for a screen reader, a link and a workbook's sheet.
    rows
        All of them, or the page of them that is shown; a file has all.
    order
        The key of the column by which it is sorted now, with `-` before it where downwards; blank for none.
    record
        The kind of record that a row is, where its form is one click away for whoever may edit it.
    ticks
        The kind of record that a row is, where rows can be ticked and several be edited, removed or taken along at
        once by whoever may edit them.
    removes
        Whether ticked rows can be removed: not from a list of candidates, where one might mean the place in it.
    keys_as_headings
        Whether its files are headed by the columns' keys, for programs, instead of their labels.
    row_style
        Classes of a row on the page.
    style
        Classes of the table on the page, such as `ranking`.
    computed_by
        The rules and the model by which its estimates are computed; blank where it has none. A file says it in a
        column of its own, the last.
    chosen
        The keys of the columns that the page shows, beside the head; the usual ones where it has none of them.
    has_files
        Whether it can be downloaded: what a form that was sent shows has no address to ask again.
    tick_form
        The id of a form of the page's own whose ticks one box in the head sets; blank where it has none.
    """

    name: str
    caption: Label
    columns: Sequence[ListColumn[R]]
    rows: "Sequence[R] | QuerySet[Any] | Page[Any]"
    order: str = ""
    record: str = ""
    ticks: str = ""
    removes: bool = True
    keys_as_headings: bool = False
    row_style: Callable[[R], str] | None = None
    style: str = ""
    computed_by: str = ""
    chosen: Sequence[str] = ()
    has_files: bool = True
    tick_form: str = ""

    @property
    def choosable(self) -> list[tuple[ListColumn[R], bool]]:
        """The columns that one may show or hide, each with whether it is shown; of two for one thing the page's own."""
        labels = {str(column.label) for column in self.columns if column.on_page}
        shown = self._on_page
        return [
            (column, column in shown)
            for column in self.columns
            if not column.is_fixed and (column.on_page or str(column.label) not in labels)
        ]

    @property
    def headings(self) -> list[dict[str, Any]]:
        """What the head of the table shows, a column each."""
        return [
            {
                "label": column.label,
                "style": column.style.replace("lead", "").strip(),
                "order": (f"-{column.key}" if self.order == column.key else column.key) if column.sorts else "",
                "direction": {column.key: "ascending", f"-{column.key}": "descending"}.get(self.order, ""),
            }
            for column in self._filled
        ]

    @property
    def shown(self) -> "Iterator[ShownRow]":
        """The rows as a page shows them, without the columns that none of them fills."""
        filled = {column.key for column in self._filled}
        return (row._replace(cells=[cell for cell in row.cells if cell[0].key in filled]) for row in self._rows)

    @cached_property
    def _rows(self) -> list[ShownRow]:
        style = self.row_style or (lambda _row: "")
        return [
            ShownRow(str(getattr(row, "pk", "")), style(row), [(column, column.shown(row)) for column in self._on_page])
            for row in self.rows
        ]

    @cached_property
    def _filled(self) -> list[ListColumn[R]]:
        """The columns of the page that hold something; of a list that goes on over pages, all of them."""
        if isinstance(self.rows, Page) or not self._rows:
            return self._on_page
        filled = {column.key for row in self._rows for column, cell in row.cells if cell != ""}
        return [column for column in self._on_page if column.is_head or column.sorts or column.key in filled]

    @property
    def count(self) -> int:
        """How many rows there are in all."""
        if isinstance(self.rows, Page):
            return self.rows.paginator.count
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)

    def file_headings(self) -> list[str]:
        """The headings of its file."""
        return [column.key if self.keys_as_headings else str(column.label) for column in self._in_file]

    def file_rows(self) -> Iterator[list[Cell]]:
        """Every row as its file has it."""
        rows: Any = self.rows.paginator.object_list if isinstance(self.rows, Page) else self.rows
        every: Iterable[R] = rows.iterator(CHUNK) if isinstance(rows, QuerySet) else rows
        return ([column.value(row) for column in self._in_file] for row in every)

    @property
    def _on_page(self) -> list[ListColumn[R]]:
        usual = [column for column in self.columns if column.on_page]
        labels = {str(column.label) for column in usual}
        wanted = [
            column
            for column in self.columns
            if column.key in self.chosen and (column.on_page or str(column.label) not in labels)
        ]
        if not any(not column.is_fixed for column in wanted):
            return usual
        return [column for column in self.columns if column in wanted or (column.is_fixed and column.on_page)]

    @property
    def _in_file(self) -> list[ListColumn[R]]:
        return [column for column in self.columns if column.in_file]


def tables_in(context: Mapping[str, Any]) -> list[ListTable[Any]]:
    """The lists among what a page is made of, in order."""
    found = [value for value in context.values() if isinstance(value, ListTable)]
    for value in context.values():
        if isinstance(value, list | tuple):
            found += [each for each in value if isinstance(each, ListTable)]
    return found


def link(route: str, id_: str, text: str) -> SafeString:
    """A link to the page of a record."""
    return format_html('<a href="{}">{}</a>', reverse(route, args=[id_]), text)
