"""The meeting log: results of meetings, recorded on the day."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.forms import with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.trips import queries, services
from bridgehead.trips.forms import NoteForm
from bridgehead.trips.models import Meeting
from bridgehead.trips.queries import CANCELLED
from bridgehead.trips.tables import MeetingRow, meeting_table
from bridgehead.trips.web.meeting_rows import meeting_rows

NEXT = 12
"""So many meetings wait on the live page to be noted."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("activities/<id:id_>/schedule/live", meeting_log, name="trip-live"),
        path("activities/<id:id_>/schedule/live/<id:meeting>", note, name="trip-note"),
    ]


def meeting_log(request: HttpRequest, id_: str) -> HttpResponse:
    """The meeting log, for a phone: what is next, what came of it."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    return _render_log(request, id_, viewer, request.GET.get("who", ""))


def _render_log(
    request: HttpRequest, id_: str, viewer: Viewer, who: str, *, sent: NoteForm | None = None, noted: str = ""
) -> HttpResponse:
    """The page of a day; a result that was refused stands first, as it was sent, for the meeting `noted`."""
    every = [
        row
        for row in meeting_rows(queries.saved_meetings(id_), viewer)
        if row.meeting.status != CANCELLED or row.at(noted)
    ]
    rows = [row for row in every if not who or who in row.meeting.participants]
    recorded = [row for row in rows if row.meeting.useful]
    open_ = [row for row in rows if not row.meeting.useful and not row.at(noted)]
    return render_page(
        request,
        "trips/meeting_log.html",
        activity=ecosystem.activity(id_),
        left=len(open_),
        shown=[(row, sent) for row in every if row.at(noted)] + _noting(open_[:NEXT], who),
        noted=meeting_table("recorded-meetings", _("Recorded meetings"), id_, recorded),
        several_days=len({row.day for row in every}) > 1,
        people=sorted({pair for row in every for pair in row.people}, key=lambda pair: pair[1].casefold()),
        who=who,
        dues=_dues(),
    )


def _noting(rows: Sequence[MeetingRow], who: str) -> list[tuple[MeetingRow, NoteForm]]:
    """Meetings with the form that notes what came of each."""
    seen = change_log.positions_of(Meeting, [row.meeting.id for row in rows])
    usual = {"who": who, "next_step": "none"}
    return [(row, NoteForm(initial={**usual, "seen": seen.get(row.meeting.id, 0)}, auto_id=False)) for row in rows]


@sent_from("trip-live", Resource.ACTIVITY, "id_")
def note(request: HttpRequest, id_: str, meeting: str) -> HttpResponse:
    """Whether it was useful, the next step, by when."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    if meeting not in {m.id for m in queries.saved_meetings(id_)}:
        raise InputError(expects("meeting"), column="meeting", found=meeting)
    form = NoteForm(request.POST, auto_id=False)
    if form.is_valid() and form.carry_out(
        services.note_result,
        meeting,
        **{name: form.cleaned_data[name] for name in ("useful", "next_step", "due", "seen")},
        viewer=viewer,
    ):
        who = form.cleaned_data["who"]
        return HttpResponseRedirect(reverse("trip-live", args=[id_]) + (f"?{urlencode({'who': who})}" if who else ""))
    return with_status(
        _render_log(request, id_, viewer, form.cleaned_data.get("who", ""), sent=form, noted=meeting), form
    )


def _dues() -> list[tuple[str, str]]:
    """By when, as a thumb chooses it."""
    today = timezone.localdate()
    spans = ((7, _("In a week")), (30, _("In a month")), (90, _("In three months")))
    return [*(((today + timedelta(days=days)).isoformat(), label) for days, label in spans), ("", _("No date"))]
