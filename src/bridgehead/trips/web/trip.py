"""A trip: its schedule, who takes part, and what the day is made from."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Tally
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.trips import queries, services
from bridgehead.trips.core.solver import Schedule
from bridgehead.trips.forms import CancelForm, LimitsForm, MakeForm, WishesForm
from bridgehead.trips.queries import CANCELLED
from bridgehead.trips.services import ParticipantDay, ScheduleLimits
from bridgehead.trips.web.meeting_rows import meeting_rows, sees_all

SECONDS = 10.0


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


def _back(id_: str, form: LimitsForm) -> HttpResponse:
    """The trip's page, with the limits that were chosen in its address."""
    return HttpResponseRedirect(reverse("trip", args=[id_]) + (f"?{urlencode(form.moved)}" if form.moved else ""))


def _people(found: services.TripOverview) -> list[ParticipantRow]:
    """Everybody who takes part, by name; who cancelled stands last."""
    names = ecosystem.names_of({p.actor for p in found.parts})
    people = [
        ParticipantRow(p, names.get(p.actor, p.actor), tuple(names.get(a, a) for a in p.unmet)) for p in found.parts
    ]
    return sorted(people, key=lambda person: (person.part.cancelled, person.name.casefold()))
