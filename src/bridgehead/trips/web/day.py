"""One participant's meetings: the page, the sheet and the calendar."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.queries import places
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.trips import queries
from bridgehead.trips.queries import CANCELLED
from bridgehead.trips.queries.calendar_meetings import calendar_meetings
from bridgehead.trips.services import day_sheets
from bridgehead.trips.tables import meeting_table
from bridgehead.trips.web.day_plan import available_times
from bridgehead.trips.web.meeting_rows import meeting_rows, sees_all


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("activities/<id:id_>/schedule/<id:actor>", day, name="trip-day"),
        path("activities/<id:id_>/schedule/<id:actor>/day.<id:kind>", day_file, name="trip-take"),
    ]


def day(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """One participant's meetings."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    every = [r for r in meeting_rows(queries.saved_meetings(id_), viewer) if actor in r.meeting.participants]
    rows = [row for row in every if row.meeting.status != CANCELLED]
    activity = ecosystem.activity(id_)
    return render_page(
        request,
        "trips/day.html",
        activity=activity,
        said=places.zone_said(activity),
        in_calendars=bool(every),
        times=available_times(id_, actor) if sees_all(viewer) else (),
        who=ecosystem.actor(actor),
        table=meeting_table("meetings", _("Meetings"), id_, rows),
    )


def day_file(request: HttpRequest, id_: str, actor: str, kind: str) -> HttpResponse:
    """One participant's meetings as PDF or calendar."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    activity = ecosystem.activity(id_)
    if kind == "ics":
        meetings = [m for m in calendar_meetings(id_) if sees_all(viewer) or viewer.actor in m.concerned]
        names = ecosystem.names_of({a for m in meetings for a in m.concerned} | {actor})
        content, form = day_sheets.day_calendar(activity, actor, names, meetings), "text/calendar"
    elif kind == "pdf":
        rows = [row.meeting for row in meeting_rows(queries.saved_meetings(id_), viewer)]
        names = ecosystem.names_of({a for m in rows for a in m.participants} | {actor})
        content, form = day_sheets.day_pdf(activity, actor, names, rows), "application/pdf"
    else:
        raise NotFound(_("This page offers PDF and calendar files only."))
    response = HttpResponse(content, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="day.{kind}"'
    return response
