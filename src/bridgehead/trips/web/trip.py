"""A trip: its schedule, who takes part, and what the day is made from."""

from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.queries import places
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt, Tally
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.kit.uploads import file_on_disk
from bridgehead.trips import phrases, queries, services
from bridgehead.trips.forms import CancelForm, LimitsForm, MakeForm, WishesForm
from bridgehead.trips.queries import CANCELLED
from bridgehead.trips.services import ScheduleLimits
from bridgehead.trips.tables import ParticipantRow, meeting_table, participant_table
from bridgehead.trips.web.meeting_rows import meeting_rows, sees_all

SECONDS = 10.0
FAULTS = 5
"""So many faults of a schedule are shown."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/schedule"
    return [
        path(base, trip, name="trip"),
        path(f"{base}/make", schedule_view, name="trip-make"),
        path(f"{base}/wishes", wishes, name="trip-wishes"),
        path(f"{base}/cancel", cancel, name="trip-cancel"),
    ]


def trip(request: HttpRequest, id_: str) -> HttpResponse:
    """Who meets whom, when; and what the day is made from."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    return _trip(request, id_, viewer, LimitsForm(request.GET).limits(SECONDS))


def _trip(
    request: HttpRequest, id_: str, viewer: Viewer, limits: ScheduleLimits, *, sent: VerbForm | None = None
) -> HttpResponse:
    """The page of a trip; a form that was refused stands there as it was sent."""
    all_ = sees_all(viewer)
    problem = " ".join(map(str, sent.non_field_errors())) if sent else ""
    found = services.overview(id_, limits)
    rows = meeting_rows(found.meetings, viewer, found.interpreted)
    planned = [row for row in rows if row.meeting.status != CANCELLED]
    cancelled = [row for row in rows if row.meeting.status == CANCELLED]
    people = _people(found) if all_ else []
    activity = ecosystem.activity(id_)
    return render_page(
        request,
        "trips/trip.html",
        activity=activity,
        said=places.zone_said(activity),
        takes_along=activity.kind in services.TRIPS,
        found=found,
        meetings=meeting_table("meetings", _("Meetings"), id_, planned),
        cancelled=meeting_table("cancelled-meetings", _("Cancelled meetings"), id_, cancelled),
        people=people,
        participants=participant_table(id_, people),
        faults=_faults(found, id_) if all_ else (),
        chain=queries.outcome_chain(id_) if all_ else None,
        limits=limits,
        problem=problem or (found.mistake if all_ else ""),
        scheduling=sent if isinstance(sent, MakeForm | CancelForm) else MakeForm(auto_id=False),
        wishing=sent if isinstance(sent, WishesForm) else WishesForm(auto_id=False),
        may_change=all_,
    )


@sent_from("trip", Resource.ACTIVITY)
def schedule_view(request: HttpRequest, id_: str) -> HttpResponse:
    """Create the schedule from the wishes and save it."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = MakeForm(request.POST, auto_id=False)
    limits = form.limits(SECONDS)
    done = form.carry_out(services.create_schedule, id_, limits, viewer=viewer)
    if done is None:
        return with_status(_trip(request, id_, viewer, limits, sent=form), form)
    text = phrases.schedule_outcome(done.result) if done.result else phrases.schedule_saved()
    show_done(request, text, done.batch)
    return _back(id_, form)


@sent_from("trip", Resource.ACTIVITY)
def cancel(request: HttpRequest, id_: str) -> HttpResponse:
    """Cancel a participant, and update the schedule with as few changes as possible."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = CancelForm(request.POST, auto_id=False)
    limits = form.limits(SECONDS)
    if form.is_valid() and (
        done := form.carry_out(services.cancel, id_, gone=[form.cleaned_data["actor"]], limits=limits, viewer=viewer)
    ):
        text = phrases.repair_outcome(done.result) if done.result else phrases.schedule_saved()
        show_done(request, text, done.batch)
        return _back(id_, form)
    return with_status(_trip(request, id_, viewer, limits, sent=form), form)


@sent_from("trip", Resource.ACTIVITY)
def wishes(request: HttpRequest, id_: str) -> HttpResponse:
    """Import who would like to meet whom, from a CSV file."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = WishesForm(request.POST, request.FILES, auto_id=False)
    if form.is_valid():
        done = form.carry_out(_import_wishes, id_, form.cleaned_data["file"], viewer=viewer)
        if done is not None:
            tally = done.tallies.get("wish", Tally())
            show_done(request, phrases.wishes_imported(tally.added, tally.changed), done.batch)
            return HttpResponseRedirect(reverse("trip", args=[id_]))
    return with_status(_trip(request, id_, viewer, ScheduleLimits(seconds=SECONDS), sent=form), form)


def _import_wishes(id_: str, file: "UploadedFile[bytes]", *, viewer: Viewer) -> Receipt[None]:
    with file_on_disk(file.name or "", file.chunks()) as place:
        return services.import_wishes(id_, place, viewer=viewer)


def _back(id_: str, form: LimitsForm) -> HttpResponse:
    """The trip's page, with the limits that were chosen in its address."""
    return HttpResponseRedirect(reverse("trip", args=[id_]) + (f"?{urlencode(form.moved)}" if form.moved else ""))


def _faults(found: services.TripOverview, id_: str) -> list[str]:
    """What is wrong with the saved schedule since its records changed, the first few of it."""
    wrong = found.verdict.wrong[:FAULTS] if found.verdict else ()
    if not wrong:
        return []
    names, times = ecosystem.names_of({a for fault in wrong for a in fault.actors}), queries.slot_times(id_)
    return [phrases.fault_phrase(fault, names, times) for fault in wrong]


def _people(found: services.TripOverview) -> list[ParticipantRow]:
    """Everybody who takes part, by name; who cancelled stands last."""
    names = ecosystem.names_of({p.actor for p in found.parts})
    people = [
        ParticipantRow(p, names.get(p.actor, p.actor), tuple(names.get(a, a) for a in p.unmet)) for p in found.parts
    ]
    return sorted(people, key=lambda person: (person.part.cancelled, person.name.casefold()))
