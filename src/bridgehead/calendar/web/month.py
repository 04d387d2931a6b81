"""A month of the calendar, as weeks or as a list."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format

from bridgehead.calendar import phrases
from bridgehead.calendar.core.month_view import (
    STARTS,
    CalendarItem,
    MonthDay,
    MonthView,
    days_of,
    month_beside,
    month_view,
    read_month,
)
from bridgehead.calendar.queries.calendar_items import Wanted, calendar_items, shown_kinds
from bridgehead.calendar.tables import item_page, item_table, note_of
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer

LIST = "list"
UNDATED = 5
"""So many items without a day are seen at once."""


@dataclass(frozen=True)
class ItemLink:
    """An item as the page links it."""

    item: CalendarItem
    url: str
    kind: str
    edge: str = ""
    clock: str = ""
    note: str = ""


@dataclass(frozen=True)
class DayCell:
    """A day as the page shows it: what is seen at once, how many more unfold, and those."""

    at: MonthDay
    shown: list[ItemLink]
    more: str
    folded: list[ItemLink]


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("calendar", calendar_page, name="calendar")]


def calendar_page(request: HttpRequest) -> HttpResponse:
    """Deadlines, activities, trips and tasks of a month."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    today = timezone.localdate()
    year, month = read_month(request.GET.get("month", ""), today)
    offered = shown_kinds(viewer)
    chosen = [kind for kind in offered if kind in request.GET.getlist("kind")] or list(offered)
    mine = request.GET.get("mine") == "yes"
    first, last = days_of(year, month)
    found = month_view(year, month, calendar_items(Wanted(first, last, chosen, mine), viewer))
    name = f"{year:04}-{month:02}"
    return render_page(
        request,
        "calendar/month.html",
        month=found,
        name=name,
        title=date_format(date(year, month, 1), "F Y"),
        cells=[_cell(day) for week in found.weeks for day in week],
        weekdays=[day.day for day in found.weeks[0]],
        some_day=_undated(found.some_day),
        some_month=_undated(found.some_month),
        throughout=_undated(found.throughout),
        table=item_table(_of_month(found)),
        as_list=request.GET.get("view") == LIST,
        today=today,
        this_month=f"{today:%Y-%m}",
        earlier=month_beside(year, month, -1),
        later=month_beside(year, month, 1),
        kinds=[(kind, phrases.KINDS[kind], kind in chosen) for kind in offered],
        all_kinds=len(chosen) == len(offered),
        mine=mine,
    )


def _link(item: CalendarItem, edge: str = "") -> ItemLink:
    begins = edge in ("", STARTS)
    return ItemLink(
        item,
        item_page(item),
        str(phrases.KIND[item.kind]),
        str(phrases.EDGES.get(edge, "")),
        item.clock[: len("09:30")] if begins else "",
        note_of(item),
    )


def _cell(day: MonthDay) -> DayCell:
    return DayCell(
        day,
        [_link(e.item, e.edge) for e in day.shown],
        phrases.more_items(len(day.folded)),
        [_link(e.item, e.edge) for e in day.folded],
    )


def _undated(items: tuple[CalendarItem, ...]) -> tuple[list[ItemLink], str, list[ItemLink]]:
    """Items without a day: those seen at once, how many more there are, and those."""
    links = [_link(item) for item in items]
    return links[:UNDATED], phrases.more_items(len(links) - UNDATED), links[UNDATED:]


def _of_month(found: MonthView) -> list[CalendarItem]:
    """The items of a month, each once, by the first of its days; then those without a day."""
    items = [entry.item for day in found.days for entry in day.entries]
    return list(dict.fromkeys([*items, *found.throughout, *found.some_day, *found.some_month]))
