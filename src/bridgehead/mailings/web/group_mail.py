"""A mail to a group: written, looked at person by person, sent."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from bridgehead.kit.errors import InputError
from bridgehead.kit.forms import with_status
from bridgehead.kit.list_page import words_in
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.request_context import onward, render_page, require_viewer
from bridgehead.mail.services.transport import has_transport
from bridgehead.mail.tasks import deliver_outbox
from bridgehead.mailings import phrases
from bridgehead.mailings.forms import SUBJECT, TEXT, GroupMailForm
from bridgehead.mailings.models import MailTemplate
from bridgehead.mailings.services.group_mail import preview, send_group_mail
from bridgehead.mailings.tables import recipient_table, template_table

PREVIEW, SEND, CHANGE = "preview", "send", "change"
"""What a press of the page asks for; a list that sends its ticked rows asks for nothing."""


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("mailings", mailing, name="mailing")]


def mailing(request: HttpRequest) -> HttpResponse:
    """Write a mail to the ticked rows of a list, or to a saved view; without either, the templates."""
    who = require_viewer(request, Verb.CHANGE, Resource.MAIL)
    if request.method != "POST":
        view = words_in(request.GET, "view")
        return _compose(request, GroupMailForm(initial={"view": view})) if view else _templates(request)
    form = GroupMailForm(request.POST)
    step = form.sent("step")
    if step not in (PREVIEW, SEND, CHANGE):
        return _compose(request, GroupMailForm(initial=form.group))
    if step == CHANGE or not form.is_valid():
        return _compose(request, form)
    if step == SEND:
        done = form.carry_out(_send, form, viewer=who)
        if done is not None:
            return _sent(request, form, done)
    return _preview(request, form, who) if form.is_valid() else _compose(request, form)


def _send(form: GroupMailForm, *, viewer: Viewer) -> Receipt[int]:
    return send_group_mail(form.asked, viewer=viewer)


def _sent(request: HttpRequest, form: GroupMailForm, done: Receipt[int | None]) -> HttpResponse:
    deliver_outbox.enqueue()
    count = done.result if done.result is not None else done.tallies["interaction"].added
    show_done(request, phrases.written(count, sends=has_transport()), done.batch)
    return HttpResponseRedirect(onward(request, form.sent("next"), "outbox"))


def _compose(request: HttpRequest, form: GroupMailForm) -> HttpResponse:
    keys = form["keys"].value() or []
    shown = render_page(request, "mailings/compose.html", form=form.without_steps(), keys=keys, back=form.sent("next"))
    sent = form if form.is_bound and form.errors else None
    return with_status(shown, sent)


def _preview(request: HttpRequest, form: GroupMailForm, who: Viewer) -> HttpResponse:
    try:
        found = preview(form.asked, viewer=who)
    except InputError as error:
        form.refuse(error)
        return _compose(request, form)
    opened = form.cleaned_data["edit"]
    edits = [(SUBJECT + id_, text.subject, TEXT + id_, text.text) for id_, text in form.edits.items() if id_ != opened]
    return render_page(
        request,
        "mailings/preview.html",
        form=form.without_steps(),
        keys=form.cleaned_data["keys"],
        edits=edits,
        opened=next((each for each in found if each.person.pk == opened and each.gets_it), None),
        shown=next((each for each in found if each.gets_it), None),
        table=recipient_table(found),
        count=sum(each.gets_it for each in found),
        sends=phrases.sends_count(sum(each.gets_it for each in found)),
        purpose=phrases.purpose_text(form.cleaned_data["purpose"]),
    )


def _templates(request: HttpRequest) -> HttpResponse:
    found = MailTemplate.objects.order_by("name", "language")
    return render_page(request, "mailings/templates.html", table=template_table(found))
