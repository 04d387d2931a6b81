"""A trip: its schedule, everybody's day, and the live page on which results are noted."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.pages import Viewer, allow, page
from bridgehead.support import files, queries, services, web_company
from bridgehead.support.core.schedule import OutOfTime, Schedule
from bridgehead.support.queries import CANCELLED
from bridgehead.support.services import Kept, Limits, Part

SECONDS = 10.0
NEXT = 12
"""So many meetings wait on the live page to be noted."""


@dataclass(frozen=True)
class Row:
    """A meeting with the names of those who meet."""

    meeting: Kept
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

    @property
    def group(self) -> bool:
        """Whether a host meets several at once."""
        return len(self.people) > 2


@dataclass(frozen=True)
class Person:
    """Somebody who takes part, with the names of whom it wishes for and does not meet."""

    part: Part
    name: str
    unmet: tuple[str, ...]


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/schedule"
    return [
        path(base, trip, name="trip"),
        path(f"{base}/make", make, name="trip-make"),
        path(f"{base}/wishes", wishes, name="trip-wishes"),
        path(f"{base}/cancel", cancel, name="trip-cancel"),
        path(f"{base}/live", live, name="trip-live"),
        path(f"{base}/live/<id:meeting>", note, name="trip-note"),
        path(f"{base}/<id:actor>", day, name="trip-day"),
        path(f"{base}/<id:actor>/day.<id:kind>", take, name="trip-take"),
        *web_company.urls(),
    ]


def trip(request: HttpRequest, id_: str) -> HttpResponse:
    """Who meets whom, when; and what the day is made from."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    return _trip(request, id_, viewer)


def _trip(request: HttpRequest, id_: str, viewer: Viewer, *, problem: str = "", status: int = 200) -> HttpResponse:
    limits, all_ = _limits(request), _sees_all(viewer)
    found = services.overview(id_, limits)
    rows = _rows(found.meetings, viewer, found.interpreted)
    activity = ecosystem.activity(id_)
    response = page(
        request,
        "support/trip.html",
        activity=activity,
        takes_along=activity.kind in services.TRIPS,
        found=found,
        rows=[row for row in rows if row.meeting.status != CANCELLED],
        cancelled=[row for row in rows if row.meeting.status == CANCELLED],
        several_days=len({row.day for row in rows}) > 1,
        people=_people(found) if all_ else (),
        chain=queries.chain(id_) if all_ else None,
        limits=limits,
        problem=problem or (found.mistake if all_ else ""),
        may_change=all_,
    )
    response.status_code = status
    return response


@require_POST
def make(request: HttpRequest, id_: str) -> HttpResponse:
    """Schedule from the wishes, and keep it."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    try:
        found = services.plan(id_, _limits(request))
    except (InputError, OutOfTime) as error:
        return _trip(request, id_, viewer, problem=str(error), status=400)
    services.save(id_, found.meetings, who=viewer.id)
    messages.success(request, _said(found))
    return _back(request, id_)


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


@require_POST
def cancel(request: HttpRequest, id_: str) -> HttpResponse:
    """Somebody cannot come: repair with as few changes as possible."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    gone = [request.POST.get("actor", "")]
    try:
        found = services.replan(id_, gone=gone, limits=_limits(request))
    except (InputError, OutOfTime) as error:
        return _trip(request, id_, viewer, problem=str(error), status=400)
    services.save(id_, found.meetings, gone=gone, who=viewer.id)
    if found.status == "optimal":
        text = _("Repaired with the fewest changes: %(changed)d other meetings moved, %(count)d stand.")
    else:
        text = _("Repaired: %(changed)d other meetings moved, %(count)d stand; fewer changes are not ruled out.")
    text += " " + _("Undo it under Changes.")
    messages.success(request, text % {"changed": found.changed, "count": len(found.meetings)})
    return _back(request, id_)


@require_POST
def wishes(request: HttpRequest, id_: str) -> HttpResponse:
    """Take in who would like to meet whom, from a CSV file."""
    viewer = allow(request, Verb.CHANGE, Kind.ACTIVITY)
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > settings.UPLOAD_LIMIT:
        expected = _("Choose a CSV file of at most %(n)s bytes.") % {"n": f"{settings.UPLOAD_LIMIT:,}"}
        return _trip(request, id_, viewer, problem=expected, status=400)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / get_valid_filename(file.name or "wishes.csv")
        place.write_bytes(file.read())
        try:
            tally = services.import_wishes(id_, place, who=viewer.id)
        except InputError as error:
            return _trip(request, id_, viewer, problem=str(error), status=400)
    text = _("%(new)d wishes are new, %(changed)d changed. Undo it under Changes.")
    messages.success(request, text % {"new": tally.added, "changed": tally.changed})
    return _back(request, id_)


def day(request: HttpRequest, id_: str, actor: str) -> HttpResponse:
    """One participant's meetings."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    rows = [row for row in _rows(services.kept(id_), viewer) if actor in row.meeting.participants]
    return page(
        request,
        "support/day.html",
        activity=ecosystem.activity(id_),
        who=ecosystem.actor(actor),
        several_days=len({row.day for row in rows}) > 1,
        rows=[row for row in rows if row.meeting.status != CANCELLED],
    )


def take(request: HttpRequest, id_: str, actor: str, kind: str) -> HttpResponse:
    """One participant's meetings as PDF or calendar."""
    viewer = allow(request, Verb.VIEW, Kind.ACTIVITY)
    activity = ecosystem.activity(id_)
    meetings = [row.meeting for row in _rows(services.kept(id_), viewer)]
    names = ecosystem.names_of({a for m in meetings for a in m.participants} | {actor})
    if kind == "ics":
        content, form = files.calendar(activity, actor, names, meetings, at=queries.changed_at(id_)), "text/calendar"
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
    who = request.GET.get("who", "")
    every = [row for row in _rows(services.kept(id_), viewer) if row.meeting.status != CANCELLED]
    rows = [row for row in every if not who or who in row.meeting.participants]
    open_ = [row for row in rows if not row.meeting.useful]
    return page(
        request,
        "support/live.html",
        activity=ecosystem.activity(id_),
        rows=open_,
        shown=open_[:NEXT],
        noted=[row for row in rows if row.meeting.useful],
        several_days=len({row.day for row in every}) > 1,
        people=sorted({pair for row in every for pair in row.people}, key=lambda pair: pair[1].casefold()),
        who=who,
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
    who = request.POST.get("who", "").replace("\0", "")
    return HttpResponseRedirect(reverse("trip-live", args=[id_]) + (f"?{urlencode({'who': who})}" if who else ""))


def _sees_all(viewer: Viewer) -> bool:
    return viewer.may(Verb.CHANGE, Kind.ACTIVITY)


def _limits(request: HttpRequest) -> Limits:
    """What the day keeps to, as the form says; what it says wrongly is as usual."""
    asked, usual = request.POST or request.GET, Limits()

    def whole(name: str, default: int, least: int, most: int) -> int:
        text = asked.get(name, "")
        return max(least, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 5 else default

    return Limits(
        travel=whole("travel", usual.travel, 0, 600),
        group=whole("group", usual.group, 1, 100),
        row=whole("row", usual.row, 0, 100),
        seconds=SECONDS,
    )


def _back(request: HttpRequest, id_: str) -> HttpResponse:
    """The trip's page, with the limits that were chosen in its address."""
    chosen, usual = _limits(request), Limits()
    moved = {n: getattr(chosen, n) for n in ("travel", "group", "row") if getattr(chosen, n) != getattr(usual, n)}
    return HttpResponseRedirect(reverse("trip", args=[id_]) + (f"?{urlencode(moved)}" if moved else ""))


def _rows(meetings: Sequence[Kept], viewer: Viewer, interpreted: Collection[str] = ()) -> list[Row]:
    """The meetings that a viewer sees: all, or those of their own organisation."""
    seen = [m for m in meetings if _sees_all(viewer) or viewer.actor in m.participants]
    names = ecosystem.names_of({a for m in seen for a in m.participants})
    return [Row(m, tuple((a, names.get(a, a)) for a in m.participants), m.id in interpreted) for m in seen]


def _people(found: services.Overview) -> list[Person]:
    """Everybody who takes part, by name; who cancelled stands last."""
    names = ecosystem.names_of({p.actor for p in found.parts})
    people = [Person(p, names.get(p.actor, p.actor), tuple(names.get(a, a) for a in p.unmet)) for p in found.parts]
    return sorted(people, key=lambda person: (person.part.cancelled, person.name.casefold()))


def _dues() -> list[tuple[str, str]]:
    """By when, as a thumb chooses it."""
    today = timezone.localdate()
    spans = ((7, _("in a week")), (30, _("in a month")), (90, _("in three months")))
    return [*(((today + timedelta(days=days)).isoformat(), label) for days, label in spans), ("", _("no date"))]
