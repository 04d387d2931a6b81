"""Registration for an activity, for the cluster's staff: its form, who registered, whom to invite."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.queries.places import place_of
from bridgehead.events import phrases, queries
from bridgehead.events.core.seats import CALLED_OFF, CANCELLED
from bridgehead.events.forms.registration_forms import CancelRegistration, EventSettings, InvitePeople, TellCalledOff
from bridgehead.events.models import EventForm
from bridgehead.events.services.called_off import tell_called_off, to_tell
from bridgehead.events.services.event_invitations import invite_to_event, people_in
from bridgehead.events.services.event_links import event_address
from bridgehead.events.services.event_mails import when_text
from bridgehead.events.services.event_settings import save_event_form
from bridgehead.events.services.register import cancel_registration
from bridgehead.events.tables import registration_table
from bridgehead.kit import change_log
from bridgehead.kit.errors import NotFound
from bridgehead.kit.forms import VerbForm, drawn, with_status
from bridgehead.kit.list_page import ROWS
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page, require_viewer, sent_from, viewer
from bridgehead.mail.services.transport import has_transport
from bridgehead.mail.tasks import deliver_outbox


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/registration"
    return [
        path(base, registration_page, name="registration"),
        path(f"{base}/form", save_form, name="registration-form"),
        path(f"{base}/invite", invite, name="registration-invite"),
        path(f"{base}/called-off", tell, name="registration-called-off"),
        path(f"{base}/cancel/<id:key>", cancel, name="registration-cancel"),
    ]


def registration_page(request: HttpRequest, id_: str) -> HttpResponse:
    """How one registers, and who did; a member sees those of its organisation."""
    who = viewer(request)
    who.require_some(Verb.VIEW, Resource.REGISTRATION)
    return _page(request, id_, who)


@sent_from("registration", Resource.REGISTRATION)
def save_form(request: HttpRequest, id_: str) -> HttpResponse:
    """Open registration, or change it."""
    who = require_viewer(request, Verb.CHANGE, Resource.ACTIVITY)
    form = EventSettings(request.POST)
    done = form.carry_out(_save, id_, form, viewer=who)
    if done is None:
        return with_status(_page(request, id_, who, form), form)
    deliver_outbox.enqueue()
    show_done(request, phrases.form_saved(done.result or 0), done.batch)
    return redirect("registration", id_)


@sent_from("registration", Resource.REGISTRATION)
def invite(request: HttpRequest, id_: str) -> HttpResponse:
    """Invite people, each by a link of their own."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = InvitePeople(request.POST)
    done = form.carry_out(_invite, id_, form, viewer=who)
    if done is None:
        return with_status(_page(request, id_, who, form), form)
    deliver_outbox.enqueue()
    show_done(request, phrases.invited(*(done.result or (0, 0, 0))), done.batch)
    return redirect("registration", id_)


@sent_from("registration", Resource.REGISTRATION)
def tell(request: HttpRequest, id_: str) -> HttpResponse:
    """Tell those who registered that the event was called off."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = TellCalledOff(request.POST)
    done = form.carry_out(tell_called_off, id_, viewer=who)
    if done is None:
        return with_status(_page(request, id_, who, form), form)
    deliver_outbox.enqueue()
    messages.success(request, phrases.told_called_off(done.result or 0, sends=has_transport()))
    return redirect("registration", id_)


@sent_from("registration", Resource.REGISTRATION, "id_")
def cancel(request: HttpRequest, id_: str, key: str) -> HttpResponse:
    """Cancel somebody's registration for them."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    found = queries.registration(key)
    if found is None or found.activity_id != id_:
        raise NotFound(phrases.no_such_registration())
    form = CancelRegistration(request.POST)
    done = form.carry_out(cancel_registration, key, viewer=who)
    if done is None:
        return with_status(_page(request, id_, who, form), form)
    deliver_outbox.enqueue()
    show_done(request, _("Registration cancelled."), done.batch)
    return redirect("registration", id_)


def _save(id_: str, form: EventSettings, *, viewer: Viewer) -> Receipt[int]:
    seen = form.cleaned_data["seen"]
    return save_event_form(id_, form.form_values, form.question_values, seen=seen, viewer=viewer)


def _invite(id_: str, form: InvitePeople, *, viewer: Viewer) -> Receipt[tuple[int, int, int]]:
    return invite_to_event(id_, people_in(form.cleaned_data["people"]), viewer=viewer)


def _page(request: HttpRequest, id_: str, who: Viewer, sent: VerbForm | None = None) -> HttpResponse:
    """The page; a form that was refused stands there as it was sent."""
    activity, found = ecosystem.activity(id_), queries.event_form(id_)
    questions = queries.event_questions(id_)
    sees_all = who.may(Verb.VIEW, Resource.REGISTRATION)
    rows = queries.registrations(id_) if sees_all else queries.registrations(id_).filter(actor=who.actor)
    changes = who.may(Verb.CHANGE, Resource.REGISTRATION)
    places = queries.waiting_places(id_)
    listed = sorted(rows, key=lambda row: (row.status == CANCELLED, places.get(row.pk, 0)))
    shown = Paginator(listed, ROWS).get_page(request.GET.get("page"))
    phase = queries.event_phase(found, timezone.localdate()) if found else ""
    return render_page(
        request,
        "events/registration.html",
        activity=activity,
        form=found,
        phase=phase,
        untold=len(to_tell(id_)) if changes and phase == CALLED_OFF else 0,
        when=when_text(activity),
        place=place_of(activity),
        address=event_address(id_) if found else "",
        counts=queries.event_counts([id_])[id_] if sees_all else None,
        seats=_seats(found, id_) if found and sees_all else "",
        table=registration_table(shown, questions, request, changes=changes, places=places),
        changes=changes,
        takes=queries.takes_registrations(activity),
        settings=_settings(sent, found, id_) if changes else None,
        inviting=drawn(sent, InvitePeople),
        sent=sent,
    )


def _settings(sent: VerbForm | None, found: EventForm | None, id_: str) -> EventSettings:
    seen = change_log.position_of(EventForm, found.pk) if found else 0
    initial = {**EventSettings.drawn_with(found, queries.event_questions(id_)), "seen": seen}
    return drawn(sent, EventSettings, initial=initial)


def _seats(found: EventForm, id_: str) -> str:
    counts = queries.event_counts([id_])[id_]
    return phrases.seats_text(counts.seated, found.capacity, counts.waiting)
