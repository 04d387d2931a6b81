"""A trip: its schedule, everybody's day, and the live page on which results are noted."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.pages import Viewer, allow, page
from bridgehead.support import files, queries, services
from bridgehead.support.services import Kept, Limits

SECONDS = 10.0


@dataclass(frozen=True)
class Row:
    """A meeting with the names of those who meet."""

    meeting: Kept
    people: tuple[tuple[str, str], ...]


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<str:id_>/schedule"
    return [
        path(base, trip, name="trip"),
        path(f"{base}/make", make, name="trip-make"),
        path(f"{base}/cancel", cancel, name="trip-cancel"),
        path(f"{base}/live", live, name="trip-live"),
        path(f"{base}/live/<str:meeting>", note, name="trip-note"),
        path(f"{base}/<str:actor>", day, name="trip-day"),
        path(f"{base}/<str:actor>/day.<str:kind>", take, name="trip-take"),
    ]


def trip(request: HttpRequest, id_: str) -> HttpResponse:
    """Who meets whom, when."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    rows = _rows(id_, viewer)
    people = sorted(
        {pair for row in rows if row.meeting.status != "cancelled" for pair in row.people}, key=lambda pair: pair[1]
    )
    return page(
        request,
        "support/trip.html",
        activity=ecosystem.activity(id_),
        rows=rows,
        people=people,
        chain=queries.chain(id_) if _sees_all(viewer) else None,
        has_slots=bool(queries.slots(id_)),
        may_change=_sees_all(viewer),
    )


@require_POST
def make(request: HttpRequest, id_: str) -> HttpResponse:
    """Schedule from the wishes, and keep it."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    found = services.plan(id_, Limits(seconds=SECONDS))
    services.save(id_, found.meetings, who=viewer.id)
    said = {
        "count": len(found.meetings),
        "interest": f"{found.verdict.interest / 1000:g}",
        "bound": f"{found.bound / 1000:g}",
        "gaps": found.verdict.gaps,
    }
    if found.status == "optimal":
        text = _("%(count)d meetings. Interest %(interest)s, proven to be the most there is; %(gaps)d idle slots.")
    else:
        text = _("%(count)d meetings. Interest %(interest)s of at most %(bound)s; %(gaps)d idle slots.")
    messages.success(request, text % said)
    return HttpResponseRedirect(reverse("trip", args=[id_]))


@require_POST
def cancel(request: HttpRequest, id_: str) -> HttpResponse:
    """Somebody cannot come: repair with as few changes as possible."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    gone = [request.POST.get("actor", "")]
    found = services.replan(id_, gone=gone, limits=Limits(seconds=SECONDS))
    services.save(id_, found.meetings, gone=gone, who=viewer.id)
    text = _("Repaired: %(changed)d other meetings moved, %(count)d stand. Undo it under Changes.")
    messages.success(request, text % {"changed": found.changed, "count": len(found.meetings)})
    return HttpResponseRedirect(reverse("trip", args=[id_]))


def day(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """One participant's meetings."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    rows = [row for row in _rows(id_, viewer) if actor in row.meeting.participants]
    return page(
        request,
        "support/day.html",
        activity=ecosystem.activity(id_),
        who=ecosystem.actor(actor),
        rows=[row for row in rows if row.meeting.status != "cancelled"],
    )


def take(request: HttpRequest, id_: str, actor: str, kind: str) -> HttpResponse:
    """One participant's meetings as PDF or calendar."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    activity = ecosystem.activity(id_)
    meetings = [row.meeting for row in _rows(id_, viewer)]
    names = ecosystem.names_of({a for m in meetings for a in m.participants} | {actor})
    if kind == "ics":
        content, form = files.calendar(activity, actor, names, meetings), "text/calendar"
    elif kind == "pdf":
        content, form = files.paper(activity, actor, names, meetings), "application/pdf"
    else:
        raise NotFound("a day is handed out as pdf or ics")
    response = HttpResponse(content, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="day.{kind}"'
    return response


def live(request: HttpRequest, id_: str) -> HttpResponse:
    """The day as it goes, on a phone: what is next, what came of it."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    rows = [row for row in _rows(id_, viewer) if row.meeting.status != "cancelled"]
    open_ = [row for row in rows if not row.meeting.useful]
    return page(
        request,
        "support/live.html",
        activity=ecosystem.activity(id_),
        rows=open_,
        noted=[row for row in rows if row.meeting.useful],
        steps=list(services.STEPS),
        dues=_dues(),
    )


@require_POST
def note(request: HttpRequest, id_: str, meeting: str) -> HttpResponse:
    """Whether it was useful, the next step, by when."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    if meeting not in {m.id for m in services.kept(id_)}:
        raise InputError("a meeting of this activity", column="meeting", found=meeting)
    services.note_result(
        meeting,
        useful=request.POST.get("useful", ""),
        next_step=request.POST.get("next_step", "none"),
        due=request.POST.get("due", ""),
        who=viewer.id,
    )
    return HttpResponseRedirect(reverse("trip-live", args=[id_]))


def _sees_all(viewer: Viewer) -> bool:
    return viewer.may(Verb.CHANGE, Kind.ACTIVITY)


def _rows(activity: str, viewer: Viewer) -> list[Row]:
    """The meetings that a viewer sees: all, or those of their own organisation."""
    seen = [m for m in services.kept(activity) if _sees_all(viewer) or viewer.actor in m.participants]
    names = ecosystem.names_of({a for m in seen for a in m.participants})
    return [Row(m, tuple((a, names.get(a, a)) for a in m.participants)) for m in seen]


def _dues() -> list[tuple[str, str]]:
    """By when, as a thumb chooses it."""
    today = timezone.localdate()
    spans = ((7, _("in a week")), (30, _("in a month")), (90, _("in three months")))
    return [("", _("no date")), *(((today + timedelta(days=days)).isoformat(), label) for days, label in spans)]
