"""The thank-you mail to those who came: written, looked at for each person, sent once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.events import phrases, queries
from bridgehead.events.forms.attendance_forms import ThanksForm
from bridgehead.events.phrases.event_mails import usual_thanks
from bridgehead.events.services.thanks import AT_ONCE, ThankYou, not_thanked, send_thanks, thank_you_letter, to_thank
from bridgehead.kit.errors import InputError
from bridgehead.kit.forms import with_status
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer, sent_from
from bridgehead.mail.services.transport import has_transport
from bridgehead.mail.tasks import deliver_outbox


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    base = "activities/<id:id_>/thanks"
    return [path(base, thanks_page, name="thanks"), path(f"{base}/send", send, name="thanks-send")]


def thanks_page(request: HttpRequest, id_: str) -> HttpResponse:
    """What would be written to whom."""
    require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    subject, text = usual_thanks()
    return _page(request, id_, ThanksForm(initial={"subject": subject, "text": text}), ThankYou(subject, text))


@sent_from("thanks", Resource.REGISTRATION)
def send(request: HttpRequest, id_: str) -> HttpResponse:
    """Send it, or show it for somebody else first."""
    who = require_viewer(request, Verb.CHANGE, Resource.REGISTRATION)
    form = ThanksForm(request.POST)
    if form.is_valid() and not form.cleaned_data["send"]:
        try:
            form.said.check()
        except InputError as error:
            form.refuse(error)
            return with_status(_page(request, id_, form, None), form)
        return _page(request, id_, form, form.said, form.cleaned_data["preview"])
    done = form.is_valid() and form.carry_out(send_thanks, id_, form.said, viewer=who)
    if not done:
        return with_status(_page(request, id_, form, None), form)
    deliver_outbox.enqueue()
    messages.success(request, phrases.thanks_written(done.result or 0, sends=has_transport()))
    return redirect("thanks", id_)


def _page(request: HttpRequest, id_: str, form: ThanksForm, said: ThankYou | None, shown: str = "") -> HttpResponse:
    activity, left = ecosystem.activity(id_), to_thank(id_)
    people = left[:AT_ONCE]
    who = next((each for each in people if each.pk == shown), people[0] if people else None)
    counts = queries.event_counts([id_])[id_]
    return render_page(
        request,
        "events/thanks.html",
        activity=activity,
        form=form,
        people=people,
        later=len(left) - len(people),
        who=who,
        letter=thank_you_letter(activity, who, said) if who and said else None,
        cluster=workspace_name(),
        came=counts.here,
        silent=len(not_thanked(id_)) - len(left),
        sends=has_transport(),
    )
