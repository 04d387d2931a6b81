"""Hours: a week of a colleague as a table of days."""

import re
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.followup.forms import WeekForm, rows_of
from bridgehead.followup.queries import followups
from bridgehead.followup.services.staff_hours import DAYS, save_week
from bridgehead.kit import change_log
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer

WEEK = timedelta(days=DAYS)
WEEK_NAME = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
YEARS = range(1900, 2200)
"""The years of which there are weeks: those that the calendar shows."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("hours", this_week, name="hours"),
        path("hours/<id:week>", week_view, name="hours-week"),
    ]


def this_week(request: HttpRequest) -> HttpResponse:
    """The week of today."""
    require_viewer(request, Verb.VIEW, Resource.HOURS)
    return HttpResponseRedirect(_address(timezone.localdate()))


def week_view(request: HttpRequest, week: str) -> HttpResponse:
    """One's own hours of a week (`2026-W49`), to enter and to correct."""
    who = require_viewer(request, Verb.VIEW, Resource.HOURS)
    monday = _monday(week)
    if request.method != "POST":
        return _page(request, who, monday, None)
    who.require(Verb.CHANGE, Resource.HOURS)
    form = WeekForm(request.POST)
    done = None
    if form.is_valid():
        done = form.carry_out(save_week, who.name, monday, form.worked, seen=form.cleaned_data["seen"], viewer=who)
    if done is None:
        return with_status(_page(request, who, monday, form), form)
    show_done(request, _("Hours saved."), done.batch)
    return HttpResponseRedirect(_address(monday))


def _page(request: HttpRequest, who: Viewer, monday: date, sent: WeekForm | None) -> HttpResponse:
    days = [monday + timedelta(days=n) for n in range(DAYS)]
    stored = followups.week_hours(who.name, [day.isoformat() for day in days])
    before = followups.week_hours(who.name, [(day - WEEK).isoformat() for day in days])
    rows = rows_of(stored, monday)
    known = {(row["activity"], row["actor"]) for row in rows}
    usual = [{"activity": row["activity"], "actor": row["actor"]} for row in rows_of(before, monday - WEEK)]
    rows += [row for row in usual if (row["activity"], row["actor"]) not in known]
    worked = [sum(one.hours or 0 for one in stored if one.date == day.isoformat()) for day in days]
    return render_page(
        request,
        "followup/hours.html",
        form=sent or WeekForm(rows=rows, initial={"seen": change_log.last_line()}),
        days=days,
        worked=worked,
        total=sum(worked),
        before=_address(monday - WEEK),
        after=_address(monday + WEEK),
        may_enter=who.may(Verb.CHANGE, Resource.HOURS),
    )


def _monday(week: str) -> date:
    """The first day of a week.

    Raises
    ------
    NotFound
        If the text names no week.
    """
    named = WEEK_NAME.fullmatch(week)
    if named is None or int(named[1]) not in YEARS:
        raise NotFound(_("There is no such week."))
    try:
        return date.fromisocalendar(int(named[1]), int(named[2]), 1)
    except ValueError as error:
        raise NotFound(_("There is no such week.")) from error


def _address(day: date) -> str:
    year, week, _day = day.isocalendar()
    return reverse("hours-week", args=[f"{year}-W{week:02}"])
