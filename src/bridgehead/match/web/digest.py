"""Whom the weekly mail reaches, what it would say, and sending it now."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.ecosystem.queries.mail_consents import count_open
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.mail.queries import unsent_readers
from bridgehead.mail.services.transport import has_transport
from bridgehead.match import phrases
from bridgehead.match.core.digest_rules import is_due
from bridgehead.match.forms import SendForm
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services.digest import next_mail
from bridgehead.match.services.digest_email import build_email
from bridgehead.match.services.digest_schedule import DAYS
from bridgehead.match.services.mail_recipients import mail_recipient, mail_recipients
from bridgehead.match.tables.recipients import RecipientRow, recipients
from bridgehead.match.tasks import send_now

# The mail brings its own style, as mails do; nothing else of it may run or load.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("mails", overview, name="mails"),
        path("mails/send", send, name="mails-send"),
        path("mails/<id:actor>/<id:id_>", preview, name="mails-preview"),
    ]


def overview(request: HttpRequest) -> HttpResponse:
    """Who gets the weekly mail, and when."""
    viewer = require_viewer(request, Verb.VIEW, Resource.CONTACT)
    offered, today = mark_reads.last_offered(), timezone.localdate()
    unsent = unsent_readers()
    rows = [
        RecipientRow(found, last, is_due([last] if last else [], today), found.id in unsent)
        for found in mail_recipients()
        for last in (offered.get(found.id, ""),)
    ]
    return render_page(
        request,
        "match/mail/recipients.html",
        table=recipients(rows),
        sends=has_transport(),
        due=len({row.recipient.address for row in rows if row.is_due}),
        unasked=count_open(),
        day=WEEKDAYS[DAYS.index(settings.DIGEST_DAY)] if settings.DIGEST_DAY in DAYS else "",
        may_send=viewer.may(Verb.CHANGE, Resource.CONTACT),
    )


def preview(request: HttpRequest, actor: str, id_: str) -> HttpResponse:
    """The mail that a reader would get, as they would see it."""
    require_viewer(request, Verb.VIEW, Resource.CONTACT)
    found = mail_recipient(id_, actor)
    if found is None:
        raise NotFound(phrases.no_recipient(id_))
    items = next_mail(found)
    if not items:
        return render_page(request, "match/mail/empty_preview.html", to=found)
    html = str(build_email(found, items, rehearsed=True).alternatives[0][0])
    return HttpResponse(html, headers={"Content-Security-Policy": POLICY})


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send what is due, in the background."""
    require_viewer(request, Verb.CHANGE, Resource.CONTACT)
    form = SendForm(request.POST)
    if not form.is_valid():
        raise InputError(expects("form_of_page"), found=form.problem)
    send_now.enqueue()
    if has_transport():
        text = _("The emails are being sent. The outbox shows when each went out.")
    else:
        text = _("The emails are being saved in the outbox, not sent. Set a mail server to send them.")
    messages.success(request, text)
    return HttpResponseRedirect(reverse("mails"))
