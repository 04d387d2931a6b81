"""Attendance: a list dropped on an activity, who did not come, and the participations that come of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.events import phrases, queries
from bridgehead.events.forms.attendance_forms import AbsentForm, AttendanceListForm, ParticipationsForm
from bridgehead.events.phrases.attendance_lines import not_taken
from bridgehead.events.services.attendance import make_participations, review_attendance
from bridgehead.events.services.check_in import ListOutcome, add_attendance_list, mark_absent
from bridgehead.importers.readers.attendance_lists import read_attendance
from bridgehead.kit.errors import InputError
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.uploads import file_on_disk


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/attendance"
    return [
        path(base, attendance_page, name="attendance"),
        path(f"{base}/list", take_list, name="attendance-list"),
        path(f"{base}/absent", take_absent, name="attendance-absent"),
        path(f"{base}/participations", take_participations, name="attendance-participations"),
    ]


def attendance_page(request: HttpRequest, id_: str) -> HttpResponse:
    """Who came, by organisation; unknown names are asked."""
    require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    return _page(request, id_)


@sent_from("attendance", Resource.REGISTRATION)
def take_list(request: HttpRequest, id_: str) -> HttpResponse:
    """Read an attendance list."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = AttendanceListForm(request.POST, request.FILES)
    lines: list[InputError] = []
    done = form.carry_out(_read, id_, form, lines, viewer=who)
    if done is None:
        return with_status(_page(request, id_, form), form)
    found = done.result or ListOutcome(0, 0)
    told = [phrases.list_read(found.known, found.added, found.before, found.same), *not_taken(lines)]
    show_done(request, " ".join(told), done.batch)
    return redirect("attendance", id_)


@sent_from("attendance", Resource.REGISTRATION)
def take_absent(request: HttpRequest, id_: str) -> HttpResponse:
    """Note that everybody else did not come."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = AbsentForm(request.POST)
    done = form.carry_out(mark_absent, id_, viewer=who)
    if done is None:
        return with_status(_page(request, id_, form), form)
    show_done(request, phrases.absent_marked(done.result or 0), done.batch)
    return redirect("attendance", id_)


@sent_from("attendance", Resource.REGISTRATION)
def take_participations(request: HttpRequest, id_: str) -> HttpResponse:
    """Make participations of who came."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = ParticipationsForm(request.POST, asked=review_attendance(id_).asked)
    done = form.carry_out(_make, id_, form, viewer=who)
    if done is None:
        return with_status(_page(request, id_, form), form)
    show_done(request, phrases.participations_made(done.result or 0), done.batch)
    return redirect("attendance", id_)


def _read(id_: str, form: AttendanceListForm, lines: list[InputError], *, viewer: Viewer) -> Receipt[ListOutcome]:
    """Read what was sent through the readers of spreadsheets, by a file for the time of the request.

    Parameters
    ----------
    lines
        Is given what is wrong with rows and cells that are not taken.
    """
    file = form.cleaned_data["file"]
    name, chunks = (file.name, file.chunks()) if file else ("list.csv", [form.cleaned_data["text"].encode()])
    with file_on_disk(name, chunks) as place:
        people = read_attendance(place, refuse=lines.append)
    return add_attendance_list(id_, people, viewer=viewer)


def _make(id_: str, form: ParticipationsForm, *, viewer: Viewer) -> Receipt[int]:
    return make_participations(id_, form.choices, viewer=viewer)


def _page(request: HttpRequest, id_: str, sent: VerbForm | None = None) -> HttpResponse:
    review = review_attendance(id_)
    counts = queries.event_counts([id_])[id_]
    return render_page(
        request,
        "events/attendance.html",
        activity=ecosystem.activity(id_),
        review=review,
        counts=counts,
        asking=drawn(sent, ParticipationsForm, asked=review.asked),
        dropping=drawn(sent, AttendanceListForm),
        sent=sent,
    )
