"""The calendar of a month as a list."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bridgehead.calendar.core.month_view import ACTIVITY, DEADLINE, TASK, TRIP, CalendarItem
from bridgehead.calendar.models import CalendarFeed
from bridgehead.calendar.phrases import KIND, KINDS
from bridgehead.framework.template_tags import term
from bridgehead.kit.list_tables import ListColumn, ListTable
from bridgehead.kit.phrases import and_list
from bridgehead.kit.template_tags import period_text

NOT_HELD = frozenset({"project", "innovation_project", "reference_project", "funding_application"})
"""Kinds of activity that nobody comes to: a calendar says that it is one."""
ROUTES = {DEADLINE: "opportunity", ACTIVITY: "activity", TRIP: "trip"}


def item_page(item: CalendarItem) -> str:
    """The page of an item; of a task its form."""
    if item.kind == TASK:
        return reverse("record-edit", args=["task", item.id])
    return reverse(ROUTES[item.kind], args=[item.id])


def state_of(item: CalendarItem) -> str:
    """What is to be said of an item besides when it is."""
    if item.cancelled:
        return _("Called off")
    return _("Done") if item.over else ""


def note_of(item: CalendarItem) -> str:
    """What a title leaves open: whose task it is and about whom, or that it is the day of an application."""
    return str(term(item.sort, "activity_kind")) if item.sort in NOT_HELD else item.about


def item_table(items: Sequence[CalendarItem]) -> ListTable[CalendarItem]:
    """What stands in a month, by day."""

    def when(item: CalendarItem) -> str:
        if not item.end or item.end == item.start:
            days = period_text(item.start or item.end, item.start or item.end)
        else:
            days = period_text(item.start, item.end) if item.start else period_text(item.end, item.end)
        return days if not item.clock else days + format_html('<span class="second">{}</span>', item.clock)

    columns = (
        ListColumn[CalendarItem]("start", _("Date"), lambda i: i.start, html=when, style="nowrap"),
        ListColumn[CalendarItem]("end", _("End"), lambda i: i.end, on_page=False),
        ListColumn[CalendarItem]("clock", _("Time"), lambda i: i.clock, on_page=False),
        ListColumn[CalendarItem](
            "title",
            _("Title"),
            lambda i: i.title,
            html=lambda i: format_html('<a href="{}">{}</a>', item_page(i), i.title),
            style="lead",
        ),
        ListColumn[CalendarItem]("kind", _("Kind"), lambda i: str(KIND[i.kind]), style="nowrap"),
        ListColumn[CalendarItem]("about", _("About"), note_of),
        ListColumn[CalendarItem]("place", _("Place"), lambda i: i.place),
        ListColumn[CalendarItem]("state", _("Status"), state_of, style="nowrap"),
        ListColumn[CalendarItem]("id", _("Id"), lambda i: i.id, on_page=False),
    )
    return ListTable("calendar", _("Calendar"), columns, items)


def feed_table(
    feeds: Sequence[CalendarFeed], names: Mapping[str, str], request: HttpRequest
) -> ListTable[CalendarFeed]:
    """The subscriptions of an account."""

    def holds(feed: CalendarFeed) -> str:
        if feed.activity:
            who = [names[feed.actor]] if feed.actor in names else []
            return and_list([names.get(feed.activity, feed.activity), *who])
        kinds = and_list(str(KINDS[kind]) for kind in feed.kinds)
        return _("{kinds}, only mine").format(kinds=kinds) if feed.mine else kinds

    columns = (
        ListColumn[CalendarFeed]("name", _("Name"), lambda f: f.name, style="lead"),
        ListColumn[CalendarFeed]("holds", _("What it holds"), holds),
        ListColumn[CalendarFeed](
            "made", _("Made"), lambda f: date_format(localtime(f.made_at), "j M Y"), style="nowrap"
        ),
        ListColumn[CalendarFeed](
            "read",
            _("Last read"),
            lambda f: date_format(localtime(f.read_at), "j M Y") if f.read_at else _("Not yet"),
            style="nowrap",
        ),
        ListColumn[CalendarFeed](
            "remove",
            _("Remove"),
            lambda _feed: "",
            html=lambda f: render_to_string("calendar/revoke.html", {"feed": f}, request),
            style="open",
            in_file=False,
        ),
    )
    return ListTable("subscriptions", _("Subscriptions"), columns, feeds)
