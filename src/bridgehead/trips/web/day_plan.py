"""What a day of meetings is made from, made in the page: time slots, wishes, who can meet when."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.queries import places
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.trips import phrases, queries
from bridgehead.trips.core.slot_plan import SlotChange
from bridgehead.trips.forms.day_plan import NONE, AvailabilityForm, SlotsForm, WishGridForm
from bridgehead.trips.services.slot_making import make_slots, slot_change
from bridgehead.trips.services.wish_grid import WEIGHTS, grid_sides, set_availability, set_wishes

CELLS = 800
"""So many wishes are asked for on a page; a form has at most 1,000 values."""


@dataclass(frozen=True)
class WishCell:
    """A wish of a grid: what it is called, what it counts now, and what can be chosen, by the value that is sent."""

    label: str
    other: str
    choices: list[tuple[str, str, bool]]


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/schedule"
    return [
        path(f"{base}/slots", slots, name="trip-slots"),
        path(f"{base}/wish-grid", wish_grid, name="trip-wish-grid"),
        path(f"{base}/<id:actor>/availability", availability, name="trip-availability"),
    ]


def slots(request: HttpRequest, id_: str) -> HttpResponse:
    """Time slots from days, hours, length, tables and sites: what they would be, and made."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    activity = ecosystem.activity(id_)
    there = queries.slots(id_)
    if request.method != "POST":
        return _slots_page(request, activity, SlotsForm(initial=_usual(activity)), len(there))
    form = SlotsForm(request.POST)
    if not form.is_valid():
        return with_status(_slots_page(request, activity, form, len(there)), form)
    if form.cleaned_data["preview"]:
        found = form.carry_out(_previewed, id_, form, viewer=viewer)
        page = _slots_page(request, activity, form, len(there), found.result if found else None)
        return page if found else with_status(page, form)
    done = form.carry_out(make_slots, id_, form.plan, replace=form.replaces, viewer=viewer)
    if done is None:
        return with_status(_slots_page(request, activity, form, len(there)), form)
    show_done(request, phrases.slot_outcome(done.result) if done.result else _("Time slots made."), done.batch)
    return HttpResponseRedirect(reverse("trip", args=[id_]))


def wish_grid(request: HttpRequest, id_: str) -> HttpResponse:
    """Who would like to meet whom, as a grid."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = WishGridForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        done = form.carry_out(set_wishes, id_, form.cleaned_data["wish"], viewer=viewer)
        if done is not None:
            show_done(request, phrases.wishes_set(done.result or 0), done.batch)
            return HttpResponseRedirect(reverse("trip", args=[id_]))
    return with_status(_grid_page(request, id_, form), form)


@sent_from("trip-day", Resource.ACTIVITY)
def availability(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """The times at which a participant can meet."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = AvailabilityForm(request.POST)
    done = (
        form.carry_out(set_availability, id_, actor, form.cleaned_data["slots"], viewer=viewer)
        if form.is_valid()
        else None
    )
    if done is not None:
        show_done(request, _("Availability saved."), done.batch)
        return HttpResponseRedirect(reverse("trip-day", args=[id_, actor]))
    page = render_page(
        request,
        "trips/availability.html",
        activity=ecosystem.activity(id_),
        who=ecosystem.actor(actor),
        times=available_times(id_, actor),
        form=form,
    )
    return with_status(page, form)


def available_times(activity: str, actor: str) -> list[tuple[str, str, bool]]:
    """Each time of a trip: its name, when it is, and whether somebody can meet then."""
    ticked = {slot for who, slot in queries.availability(activity) if who == actor}
    return [(slot, when, not ticked or slot in ticked) for slot, when in queries.slot_times(activity).items()]


def _previewed(activity: str, form: SlotsForm, *, viewer: object) -> Receipt[SlotChange]:
    return Receipt(slot_change(activity, form.plan, replace=form.replaces))


def _usual(activity: Activity) -> dict[str, object]:
    """The plan that a form begins with: the days of the trip."""
    first, last = places.first_day(activity), places.last_day(activity)
    return {
        "first": first,
        "days": min((last - first).days + 1, 31) if first and last else 1,
        "begin": activity.start_time or "9:00",
        "end": activity.end_time or "16:00",
        "sites": activity.venue.replace(";", ","),
    }


def _slots_page(
    request: HttpRequest, activity: Activity, form: SlotsForm, there: int, found: SlotChange | None = None
) -> HttpResponse:
    said = phrases.slot_preview(found) if found else []
    return render_page(request, "trips/slots.html", activity=activity, form=form, there=there, said=said)


def _grid_page(request: HttpRequest, id_: str, sent: VerbForm | None) -> HttpResponse:
    ours, theirs = grid_sides(id_)
    of_hosts = request.GET.get("of") == "hosts"
    names = ecosystem.names_of({*ours, *theirs})
    rows, columns = (theirs, ours) if of_hosts else (ours, theirs)
    rows, columns = (sorted(side, key=lambda a: str(names.get(a, a)).casefold()) for side in (rows, columns))
    step = max(CELLS // max(len(columns), 1), 1)
    start = _number(request.GET.get("from", "")) // step * step
    stored = {(a, b): weight for a, b, weight in queries.wishes(id_)}
    return render_page(
        request,
        "trips/wish_grid.html",
        activity=ecosystem.activity(id_),
        columns=[names.get(a, a) for a in columns],
        rows=[
            (names.get(a, a), [_cell(a, b, names, stored.get((a, b))) for b in columns])
            for a in rows[start : start + step]
        ],
        of_hosts=of_hosts,
        both=set(ours) != set(theirs),
        further=start + step if start + step < len(rows) else 0,
        earlier=start > 0,
        too_wide=len(columns) > CELLS,
        form=drawn(sent, WishGridForm),
    )


def _cell(a: str, b: str, names: dict[str, str], weight: float | None) -> WishCell | None:
    """The wish of one for another; nobody wishes for themselves."""
    if a == b:
        return None
    stands = {value: key for key, value in WEIGHTS.items()}
    now = NONE if weight is None else stands.get(weight, "other")
    choices = [(NONE, "–"), *((key, str(label)) for key, label in phrases.WEIGHTS.items())]
    if now == "other":
        choices.append((now, f"{weight:g}"))
    label = _("{a} for {b}").format(a=names.get(a, a), b=names.get(b, b))
    return WishCell(label, names.get(b, b), [(f"{key} {now} {a} {b}", text, key == now) for key, text in choices])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
