"""The pages of an event that need no account: registering, and one's own registration by its signed link.

Nothing happens before a button is pressed, since programs that check mails follow every link in them.
"""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from bridgehead.ecosystem.queries.places import place_of
from bridgehead.events import phrases, queries
from bridgehead.events.core.seats import CALLED_OFF, CANCELLED, OPEN, OVER, SEATED, WAITING
from bridgehead.events.forms.registration_forms import CancelRegistration, OwnRegistrationForm, RegisterForm
from bridgehead.events.models import EventForm, Registration
from bridgehead.events.services.event_links import form_of, registration_of
from bridgehead.events.services.event_mails import CALENDAR, calendar_of, when_text
from bridgehead.events.services.register import cancel_own, change_own, register
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import render_page
from bridgehead.mail.services.transport import has_transport
from bridgehead.mail.tasks import deliver_outbox

RATE = "event_registration"
"""The limit of the settings (`ACCOUNT_RATE_LIMITS`) on how many forms one address of the network sends."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("register/<str:token>", register_view, name="register"),
        path("register/own/<str:token>", own_view, name="register-own"),
        path("register/own/<str:token>/cancel", cancel_view, name="register-cancel"),
        path("register/own/<str:token>/calendar", calendar_view, name="register-calendar"),
    ]


# The address lets everybody in who knows it, and nobody acts for an account there: a cookie adds nothing.
@csrf_exempt
@login_not_required
@never_cache
def register_view(request: HttpRequest, token: str) -> HttpResponse:
    """Register for an event."""
    event = form_of(token)
    questions = queries.event_questions(event.activity_id)
    if request.method != "POST":
        return _register_page(request, event, RegisterForm(event=event, questions=questions))
    form = RegisterForm(request.POST, event=event, questions=questions)
    waits = _is_full(event)
    done = form.carry_out(_register, event, form, request)
    if done is None:
        return with_status(_register_page(request, event, form), form)
    deliver_outbox.enqueue()
    said = {"email": form.cleaned_data["email"], "sends": has_transport()}
    said["waits"] = done.result == WAITING if done.result else waits
    return render_page(request, "events/registered.html", **_about(event), **said)


@csrf_exempt
@login_not_required
@never_cache
def own_view(request: HttpRequest, token: str) -> HttpResponse:
    """One's own registration: how it stands, to change."""
    found = registration_of(token)
    event = _event_of(found)
    questions = queries.event_questions(found.activity_id)
    if request.method != "POST":
        return _own_page(request, token, found, event, _own_form(found, event))
    form = OwnRegistrationForm(request.POST, event=event, questions=questions)
    done = form.carry_out(_change, found, form)
    if done is None:
        return with_status(_own_page(request, token, found, event, form), form)
    deliver_outbox.enqueue()
    found = registration_of(token)
    return _own_page(request, token, found, event, _own_form(found, event), saved=True)


@csrf_exempt
@login_not_required
@never_cache
def cancel_view(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel one's own registration."""
    found = registration_of(token)
    event = _event_of(found)
    if request.method != "POST":
        return _own_page(request, token, found, event, _own_form(found, event))
    form = CancelRegistration(request.POST)
    done = form.carry_out(cancel_own, found.pk)
    if done is not None:
        deliver_outbox.enqueue()
        found = registration_of(token)
    page = _own_page(request, token, found, event, _own_form(found, event), problem=form.problem)
    return page if done is not None else with_status(page, form)


@login_not_required
@never_cache
def calendar_view(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of one's own seat; once cancelled, it takes the event out of the calendar."""
    found = registration_of(token)
    event, cancelled = _event_of(found), found.status == CANCELLED
    if not cancelled and found.status not in SEATED:
        raise NotFound(phrases.no_seat())
    content = calendar_of(event, found, cancelled=cancelled)
    if content is None:
        raise NotFound(phrases.no_such_event())
    name = {"Content-Disposition": f'attachment; filename="{CALENDAR}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=name)


def _register(event: EventForm, form: RegisterForm, request: HttpRequest) -> Receipt[str]:
    """Register; a program that fell into the trap is answered as a person is, and nothing is kept."""
    if form.is_trapped:
        return Receipt("registered")
    if not ratelimit.consume(request, action=RATE):
        raise InputError("", sentence=phrases.too_many_attempts())
    return register(event.activity_id, form.answers())


def _change(found: Registration, form: OwnRegistrationForm) -> Receipt[str]:
    return change_own(found.pk, form.answers(found.email))


def _own_form(found: Registration, event: EventForm) -> OwnRegistrationForm:
    questions = queries.event_questions(found.activity_id)
    initial = OwnRegistrationForm.drawn_with(found, questions)
    return OwnRegistrationForm(initial=initial, event=event, questions=questions)


def _event_of(found: Registration) -> EventForm:
    event = queries.event_form(found.activity_id)
    if event is None:
        raise NotFound(phrases.no_such_event())
    return event


def _about(event: EventForm) -> dict[str, object]:
    """What each of these pages says of the event."""
    organiser = event.activity.organiser
    said = {"when": when_text(event.activity), "place": place_of(event.activity)}
    return {"event": event, **said, "organiser": organiser.name if organiser else ""}


def _is_full(event: EventForm) -> bool:
    """Whether whoever registers now has to wait."""
    counts = queries.event_counts([event.activity_id])[event.activity_id]
    return event.capacity is not None and (counts.seated >= event.capacity or counts.waiting > 0)


def _register_page(request: HttpRequest, event: EventForm, form: VerbForm) -> HttpResponse:
    phase = queries.event_phase(event, timezone.localdate())
    closed = "" if phase == OPEN else phase
    full = _is_full(event)
    if not closed and event.access == "invitation":
        closed = "invitation"
    if not closed and full and event.waiting_list != "yes":
        closed = "full"
    return render_page(
        request,
        "events/register.html",
        **_about(event),
        form=form,
        closed=phrases.not_open(closed) if closed else "",
        waits=full,
    )


def _own_page(
    request: HttpRequest,
    token: str,
    found: Registration,
    event: EventForm,
    form: VerbForm,
    *,
    saved: bool = False,
    problem: str = "",
) -> HttpResponse:
    phase = queries.event_phase(event, timezone.localdate())
    stands = found.status in {*SEATED, WAITING}
    return render_page(
        request,
        "events/own_registration.html",
        **_about(event),
        found=found,
        form=form,
        token=token,
        saved=saved,
        sends=has_transport(),
        problem=problem,
        stands=stands,
        closed="" if phase == OPEN or (stands and phase not in {OVER, CALLED_OFF}) else phrases.not_open(phase),
        may_cancel=stands and phase != OVER,
        turn=queries.place_in_line(found) if found.status == WAITING else 0,
    )
