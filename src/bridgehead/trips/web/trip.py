"""A trip: its schedule, everybody's day, and the live page on which results are noted."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit import change_log
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Tally
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.trips import queries, services
from bridgehead.trips.core.solver import Schedule
from bridgehead.trips.forms import CancelForm, LimitsForm, MakeForm, NoteForm, WishesForm
from bridgehead.trips.models import Meeting
from bridgehead.trips.queries import CANCELLED
from bridgehead.trips.services import ParticipantDay, ScheduledMeeting, ScheduleLimits, day_sheets

SECONDS = 10.0
NEXT = 12
"""So many meetings wait on the live page to be noted."""


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with the names of those who meet."""

    meeting: ScheduledMeeting
    people: tuple[tuple[str, str], ...]
    interpreted: bool = False

    @property
    def day(self) -> str:
        """Its day, where the slot has one."""
        return self.meeting.start[:10] if len(self.meeting.start) > len("09:00") else ""

    @property
    def time(self) -> str:
        """From when to when; the slot's name where it has no time."""
        return " – ".join(part[-5:] for part in (self.meeting.start, self.meeting.end) if part) or self.meeting.slot

    def at(self, meeting: str) -> bool:
        """Whether it is this one."""
        return self.meeting.id == meeting

    @property
    def group(self) -> bool:
        """Whether a host meets several at once."""
        return len(self.people) > 2


@dataclass(frozen=True)
class ParticipantRow:
    """Somebody who takes part, with the names of whom it wishes for and does not meet."""

    part: ParticipantDay
    name: str
    unmet: tuple[str, ...]


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/schedule"
    return [
        path(base, trip, name="trip"),
        path(f"{base}/make", schedule_view, name="trip-make"),
        path(f"{base}/wishes", wishes, name="trip-wishes"),
        path(f"{base}/cancel", cancel, name="trip-cancel"),
        path(f"{base}/live", meeting_log, name="trip-live"),
        path(f"{base}/live/<id:meeting>", note, name="trip-note"),
        path(f"{base}/<id:actor>", day, name="trip-day"),
        path(f"{base}/<id:actor>/day.<id:kind>", day_file, name="trip-take"),
    ]


def trip(request: HttpRequest, id_: str) -> HttpResponse:
    """Who meets whom, when; and what the day is made from."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    return _trip(request, id_, viewer, LimitsForm(request.GET).limits(SECONDS))


def _trip(
    request: HttpRequest, id_: str, viewer: Viewer, limits: ScheduleLimits, *, sent: VerbForm | None = None
) -> HttpResponse:
    """The page of a trip; a form that was refused stands there as it was sent."""
    all_ = _sees_all(viewer)
    problem = " ".join(map(str, sent.non_field_errors())) if sent else ""
    found = services.overview(id_, limits)
    rows = _rows(found.meetings, viewer, found.interpreted)
    activity = ecosystem.activity(id_)
    return render_page(
        request,
        "trips/trip.html",
        activity=activity,
        takes_along=activity.kind in services.TRIPS,
        found=found,
        rows=[row for row in rows if row.meeting.status != CANCELLED],
        cancelled=[row for row in rows if row.meeting.status == CANCELLED],
        several_days=len({row.day for row in rows}) > 1,
        people=_people(found) if all_ else (),
        chain=queries.outcome_chain(id_) if all_ else None,
        limits=limits,
        problem=problem or (found.mistake if all_ else ""),
        scheduling=sent if isinstance(sent, MakeForm | CancelForm) else MakeForm(auto_id=False),
        wishing=sent if isinstance(sent, WishesForm) else WishesForm(auto_id=False),
        may_change=all_,
    )


@sent_from("trip", Resource.ACTIVITY)
def schedule_view(request: HttpRequest, id_: str) -> HttpResponse:
    """Schedule from the wishes, and keep it."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = MakeForm(request.POST, auto_id=False)
    limits = form.limits(SECONDS)
    done = form.carry_out(services.make, id_, limits, who=viewer.id)
    if done is None:
        return with_status(_trip(request, id_, viewer, limits, sent=form), form)
    messages.success(request, _said(done.result) if done.result else _("The schedule is saved."))
    return _back(id_, form)


def _said(found: Schedule) -> str:
    """A schedule's standing in words: what is proven, what is left open."""
    said: dict[str, object] = {
        "count": len(found.meetings),
        "interest": f"{found.verdict.interest / 1000:g}",
        "bound": f"{found.bound / 1000:g}",
        "gaps": found.verdict.gaps,
        "least": found.gap_bound,
    }
    if found.status == "optimal":
        text = _("%(count)d meetings. Interest %(interest)s, proven to be the most there is.") % said
    else:
        text = _("%(count)d meetings. Interest %(interest)s; in the time allowed %(bound)s is not ruled out.") % said
    if found.verdict.gaps == found.gap_bound:
        return text + " " + _("%(gaps)d idle slots, proven to be the fewest for these meetings.") % said
    return text + " " + _("%(gaps)d idle slots; %(least)d must be.") % said


@sent_from("trip", Resource.ACTIVITY)
def cancel(request: HttpRequest, id_: str) -> HttpResponse:
    """Somebody cannot come: repair with as few changes as possible."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = CancelForm(request.POST, auto_id=False)
    limits = form.limits(SECONDS)
    if form.is_valid() and (
        done := form.carry_out(services.cancel, id_, gone=[form.cleaned_data["actor"]], limits=limits, who=viewer.id)
    ):
        messages.success(request, f"{_repaired(done.result)} {_('Undo it under Changes.')}")
        return _back(id_, form)
    return with_status(_trip(request, id_, viewer, limits, sent=form), form)


def _repaired(found: Schedule | None) -> str:
    """A repair's standing in words; None is one that was made before."""
    if found is None:
        return _("The schedule is saved.")
    if found.status == "optimal":
        text = _("Repaired with the fewest changes: %(changed)d other meetings moved, %(count)d stand.")
    else:
        text = _("Repaired: %(changed)d other meetings moved, %(count)d stand; fewer changes are not ruled out.")
    return text % {"changed": found.changed, "count": len(found.meetings)}


@sent_from("trip", Resource.ACTIVITY)
def wishes(request: HttpRequest, id_: str) -> HttpResponse:
    """Take in who would like to meet whom, from a CSV file."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = WishesForm(request.POST, request.FILES, auto_id=False)
    if form.is_valid():
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / form.cleaned_data["file"].name
            place.write_bytes(form.cleaned_data["file"].read())
            done = form.carry_out(services.import_wishes, id_, place, who=viewer.id)
        if done is not None:
            tally = done.tallies.get("wish", Tally())
            text = _("%(new)d wishes are new, %(changed)d changed. Undo it under Changes.")
            messages.success(request, text % {"new": tally.added, "changed": tally.changed})
            return HttpResponseRedirect(reverse("trip", args=[id_]))
    return with_status(_trip(request, id_, viewer, ScheduleLimits(seconds=SECONDS), sent=form), form)


def day(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """One participant's meetings."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    rows = [row for row in _rows(services.saved_meetings(id_), viewer) if actor in row.meeting.participants]
    return render_page(
        request,
        "trips/day.html",
        activity=ecosystem.activity(id_),
        who=ecosystem.actor(actor),
        several_days=len({row.day for row in rows}) > 1,
        rows=[row for row in rows if row.meeting.status != CANCELLED],
    )


def day_file(request: HttpRequest, id_: str, actor: str, kind: str) -> HttpResponse:
    """One participant's meetings as PDF or calendar."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    activity = ecosystem.activity(id_)
    meetings = [row.meeting for row in _rows(services.saved_meetings(id_), viewer)]
    names = ecosystem.names_of({a for m in meetings for a in m.participants} | {actor})
    if kind == "ics":
        content, form = (
            day_sheets.day_calendar(activity, actor, names, meetings, at=queries.changed_at(id_)),
            "text/calendar",
        )
    elif kind == "pdf":
        content, form = day_sheets.day_pdf(activity, actor, names, meetings), "application/pdf"
    else:
        raise NotFound("a day is handed out as pdf or ics")
    response = HttpResponse(content, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="day.{kind}"'
    return response


def meeting_log(request: HttpRequest, id_: str) -> HttpResponse:
    """The day as it goes, on a phone: what is next, what came of it."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    return _live(request, id_, viewer, request.GET.get("who", ""))


def _live(
    request: HttpRequest, id_: str, viewer: Viewer, who: str, *, sent: NoteForm | None = None, noted: str = ""
) -> HttpResponse:
    """The page of a day; a result that was refused stands first, as it was sent, for the meeting `noted`."""
    every = [
        row for row in _rows(services.saved_meetings(id_), viewer) if row.meeting.status != CANCELLED or row.at(noted)
    ]
    rows = [row for row in every if not who or who in row.meeting.participants]
    open_ = [row for row in rows if not row.meeting.useful and not row.at(noted)]
    return render_page(
        request,
        "trips/meeting_log.html",
        activity=ecosystem.activity(id_),
        left=len(open_),
        shown=[(row, sent) for row in every if row.at(noted)] + _noting(open_[:NEXT], who),
        noted=[row for row in rows if row.meeting.useful],
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
    if meeting not in {m.id for m in services.saved_meetings(id_)}:
        raise InputError("a meeting of this activity", column="meeting", found=meeting)
    form = NoteForm(request.POST, auto_id=False)
    if form.is_valid() and form.carry_out(
        services.note_result,
        meeting,
        **{name: form.cleaned_data[name] for name in ("useful", "next_step", "due", "seen")},
        who=viewer.id,
    ):
        who = form.cleaned_data["who"]
        return HttpResponseRedirect(reverse("trip-live", args=[id_]) + (f"?{urlencode({'who': who})}" if who else ""))
    return with_status(_live(request, id_, viewer, form.cleaned_data.get("who", ""), sent=form, noted=meeting), form)


def _sees_all(viewer: Viewer) -> bool:
    return viewer.may(Verb.CHANGE, Resource.ACTIVITY)


def _back(id_: str, form: LimitsForm) -> HttpResponse:
    """The trip's page, with the limits that were chosen in its address."""
    return HttpResponseRedirect(reverse("trip", args=[id_]) + (f"?{urlencode(form.moved)}" if form.moved else ""))


def _rows(meetings: Sequence[ScheduledMeeting], viewer: Viewer, interpreted: Collection[str] = ()) -> list[MeetingRow]:
    """The meetings that a viewer sees: all, or those of their own organisation."""
    seen = [m for m in meetings if _sees_all(viewer) or viewer.actor in m.participants]
    names = ecosystem.names_of({a for m in seen for a in m.participants})
    return [MeetingRow(m, tuple((a, names.get(a, a)) for a in m.participants), m.id in interpreted) for m in seen]


def _people(found: services.TripOverview) -> list[ParticipantRow]:
    """Everybody who takes part, by name; who cancelled stands last."""
    names = ecosystem.names_of({p.actor for p in found.parts})
    people = [
        ParticipantRow(p, names.get(p.actor, p.actor), tuple(names.get(a, a) for a in p.unmet)) for p in found.parts
    ]
    return sorted(people, key=lambda person: (person.part.cancelled, person.name.casefold()))


def _dues() -> list[tuple[str, str]]:
    """By when, as a thumb chooses it."""
    today = timezone.localdate()
    spans = ((7, _("in a week")), (30, _("in a month")), (90, _("in three months")))
    return [*(((today + timedelta(days=days)).isoformat(), label) for days, label in spans), ("", _("no date"))]
