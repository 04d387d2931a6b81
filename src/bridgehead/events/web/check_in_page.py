"""Check-in at the door, on a phone: one tap a person; works without a script."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.events import phrases, queries
from bridgehead.events.core.seats import ATTENDED, CANCELLED
from bridgehead.events.forms.attendance_forms import CheckInForm, WalkInForm
from bridgehead.events.services.check_in import add_walk_in, check_in
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.list_page import words_in
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer, sent_from

SHOWN = 200
"""So many people stand on the page; the others are found by a word of their name."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/check-in"
    return [
        path(base, check_in_page, name="check-in"),
        path(f"{base}/add", add, name="check-in-add"),
        path(f"{base}/person/<id:key>", mark, name="check-in-mark"),
    ]


def check_in_page(request: HttpRequest, id_: str) -> HttpResponse:
    """Who is expected, who is here."""
    require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    return _page(request, id_, words_in(request.GET, "words"), part=request.headers.get("HX-Request") == "true")


@sent_from("check-in", Resource.REGISTRATION, "id_")
def mark(request: HttpRequest, id_: str, key: str) -> HttpResponse:
    """Somebody came, or that is taken back."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    found = queries.registration(key)
    if found is None or found.activity_id != id_:
        raise NotFound(phrases.no_such_registration())
    form = CheckInForm(request.POST)
    done = form.is_valid() and form.carry_out(check_in, key, here=form.cleaned_data["here"] == "yes", viewer=who)
    words = form.cleaned_data.get("words", "")
    if not done:
        return with_status(_page(request, id_, words, form), form)
    if request.headers.get("HX-Request") == "true":
        return _page(request, id_, words, part=True)
    return redirect(reverse("check-in", args=[id_]) + (f"?{urlencode({'words': words})}" if words else ""))


@sent_from("check-in", Resource.REGISTRATION)
def add(request: HttpRequest, id_: str) -> HttpResponse:
    """Somebody came who had not registered."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = WalkInForm(request.POST)
    done = form.is_valid() and form.carry_out(add_walk_in, id_, form.attendee, viewer=who)
    if not done:
        return with_status(_page(request, id_, "", form), form)
    show_done(request, _("{name} is here.").format(name=form.attendee.name), done.batch)
    return redirect("check-in", id_)


def _page(
    request: HttpRequest, id_: str, words: str, sent: VerbForm | None = None, *, part: bool = False
) -> HttpResponse:
    rows = queries.registrations(id_)
    rows = queries.registrations_with(rows, words)
    listed = sorted((row for row in rows if words or row.status != CANCELLED), key=lambda row: row.status == ATTENDED)
    counts = queries.event_counts([id_])[id_]
    return render_page(
        request,
        "events/check_in_people.html" if part else "events/check_in.html",
        activity=ecosystem.activity(id_),
        people=listed[:SHOWN],
        more=phrases.more_people(len(listed) - SHOWN),
        words=words,
        here=phrases.here_text(counts.here, counts.expected),
        walk_in=drawn(sent, WalkInForm),
        sent=sent,
    )
