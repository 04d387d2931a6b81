"""Subscriptions: one's own, new ones, and the file that a calendar program reads without signing in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from bridgehead.calendar import phrases
from bridgehead.calendar.forms import RevokeForm, SubscribeForm, SubscribeTripForm
from bridgehead.calendar.queries.calendar_items import shown_kinds
from bridgehead.calendar.queries.feeds import feeds_of
from bridgehead.calendar.services import feeds as services
from bridgehead.calendar.services.feed_file import feed_file
from bridgehead.calendar.tables import feed_table
from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer

SECONDS = 15 * 60
"""How long a file may be kept on its way."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("calendar/subscriptions", subscriptions, name="calendar-subscriptions"),
        path("calendar/subscriptions/<number:id_>/remove", remove, name="calendar-revoke"),
        path("calendar/subscriptions/trip/<id:activity>", subscribe_trip, name="calendar-trip"),
        path("calendar/feed/<str:token>.ics", feed, name="calendar-feed"),
    ]


def subscriptions(request: HttpRequest) -> HttpResponse:
    """One's subscriptions, and a form for another one."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    if request.method != "POST":
        return _page(request, viewer)
    form = SubscribeForm(request.POST)
    form.keep_to(shown_kinds(viewer))
    done = form.carry_out(_subscribe, form, viewer=viewer)
    return _done(request, viewer, form) if done is None else _said(request, done.result)


def remove(request: HttpRequest, id_: int) -> HttpResponse:
    """Remove a subscription of one's own."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    if request.method != "POST":  # the address of a form that came back, asked for again
        return redirect("calendar-subscriptions")
    form = RevokeForm(request.POST)
    done = form.carry_out(services.revoke, id_, viewer=viewer)
    if done is None:
        return _done(request, viewer, form)
    show_done(request, phrases.revoked(done.result or ""))
    return redirect("calendar-subscriptions")


def subscribe_trip(request: HttpRequest, activity: str) -> HttpResponse:
    """Subscribe to the meetings of a trip, all that one sees or a participant's."""
    viewer = require_viewer(request, Verb.VIEW, Resource.ACTIVITY)
    if request.method != "POST":  # the address of a form that came back, asked for again
        return redirect("calendar-subscriptions")
    trip = ecosystem.activity(activity)
    form = SubscribeTripForm(request.POST)
    done = form.carry_out(_subscribe_trip, form, trip.pk, trip.name, viewer=viewer)
    return _done(request, viewer, form) if done is None else _said(request, done.result)


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a subscription, for whoever has its address."""
    found = services.find_feed(token)
    content = feed_file(found, timezone.localdate())
    services.note_read(found, timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = f"private, max-age={SECONDS}"
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def _subscribe(form: SubscribeForm, *, viewer: Viewer) -> Receipt[str]:
    return services.subscribe(**form.values, viewer=viewer)


def _subscribe_trip(form: SubscribeTripForm, trip: str, name: str, *, viewer: Viewer) -> Receipt[str]:
    actor = form.cleaned_data["actor"]
    if actor:
        name = f"{ecosystem.actor(actor).name}, {name}"
    return services.subscribe(name[:200], activity=trip, actor=actor, viewer=viewer)


def _said(request: HttpRequest, address: str | None) -> HttpResponse:
    if address:
        show_done(request, phrases.subscribed(settings.ADDRESS + address))
    return redirect("calendar-subscriptions")


def _done(request: HttpRequest, viewer: Viewer, form: VerbForm) -> HttpResponse:
    return with_status(_page(request, viewer, form), form)


def _page(request: HttpRequest, viewer: Viewer, sent: VerbForm | None = None) -> HttpResponse:
    offered = shown_kinds(viewer)
    form = drawn(sent, SubscribeForm, initial={"kinds": list(offered)})
    form.keep_to(offered)
    found = list(feeds_of(viewer))
    names = ecosystem.names_of({feed.actor for feed in found}) | ecosystem.activity_names(
        {feed.activity for feed in found}
    )
    return render_page(
        request,
        "calendar/subscriptions.html",
        form=form,
        problem="" if isinstance(sent, SubscribeForm) or sent is None else sent.problem,
        table=feed_table(found, names, request),
    )
