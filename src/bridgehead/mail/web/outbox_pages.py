"""The outbox: every mail that the product wrote, what became of it, and what can be done with it."""

import base64
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.kit.forms import VerbForm, with_status
from bridgehead.kit.list_page import ListFilter, ListPage, choices
from bridgehead.kit.notices import show_done
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.request_context import render_page, require_viewer
from bridgehead.mail import phrases, queries
from bridgehead.mail.forms import DiscardMail, SendAgain, SentByHand
from bridgehead.mail.models import FAILED, SENDING, SENT, WAITING, OutboxMail
from bridgehead.mail.services.delivery import send_again
from bridgehead.mail.services.discard import discard_mail
from bridgehead.mail.services.sent_by_hand import mark_sent
from bridgehead.mail.services.transport import has_transport
from bridgehead.mail.tables import outbox_table

SORTS = {"written": ("at",), "to": ("to",), "state": ("state",)}
LONGEST_LINK = 1_800
"""Characters of a text that a link can hand to a mail program; longer ones are copied."""


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("outbox", outbox, name="outbox"),
        path("outbox/<number:id_>", mail_page, name="outbox-mail"),
        path("outbox/<number:id_>/send", send_view, name="outbox-send"),
        path("outbox/<number:id_>/sent", sent_view, name="outbox-sent"),
        path("outbox/<number:id_>/files/<number:place>", attached_file, name="outbox-file"),
        path("outbox/<number:id_>/discard", discard_view, name="outbox-discard"),
    ]


def outbox(request: HttpRequest) -> HttpResponse:
    """The mails, the latest first."""
    require_viewer(request, Verb.VIEW, Resource.MAIL)
    listing: ListPage[OutboxMail] = ListPage(
        request.GET,
        filters=(
            ListFilter("words", _("Words"), hint=_("Recipient, subject")),
            ListFilter("state", _("Status"), choices(phrases.STATES.items())),
        ),
        sorts=SORTS,
        order="-written",
    )
    listing.show(queries.outbox_mails(**listing.values))
    return render_page(
        request,
        "mail/outbox.html",
        listing=listing,
        table=outbox_table(listing.rows, listing.order),
        sends=has_transport(),
    )


def mail_page(request: HttpRequest, id_: int) -> HttpResponse:
    """One mail, whole, to read and to copy."""
    return _page(request, require_viewer(request, Verb.VIEW, Resource.MAIL), id_)


@require_POST
def send_view(request: HttpRequest, id_: int) -> HttpResponse:
    """Send a mail that waits or failed."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MAIL)
    form = SendAgain(request.POST)
    done = form.carry_out(send_again, id_, viewer=viewer)
    if done is None:
        return with_status(_page(request, viewer, id_, form), form)
    found = queries.outbox_mail(id_)
    if found.state == SENT:
        messages.success(request, _("Email sent to {to}.").format(to=found.to))
    elif found.reason:
        messages.error(request, phrases.reason_text(found))
    else:
        messages.error(request, phrases.no_server())
    return redirect("outbox-mail", id_)


@require_POST
def sent_view(request: HttpRequest, id_: int) -> HttpResponse:
    """Note that a mail was sent by hand."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MAIL)
    form = SentByHand(request.POST)
    done = form.carry_out(mark_sent, id_, viewer=viewer)
    if done is None:
        return with_status(_page(request, viewer, id_, form), form)
    show_done(request, _("Email marked as sent."))
    return redirect("outbox-mail", id_)


def attached_file(request: HttpRequest, id_: int, place: int) -> HttpResponse:
    """A file that is attached to a mail, as a download."""
    viewer = require_viewer(request, Verb.VIEW, Resource.MAIL)
    file = queries.attached_file(id_, place, changes_accounts=viewer.may(Verb.CHANGE, Resource.USER))
    answer = HttpResponse(base64.b64decode(file["content"]), "application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file["name"])
    return answer


@require_POST
def discard_view(request: HttpRequest, id_: int) -> HttpResponse:
    """Take a mail out of the outbox."""
    viewer = require_viewer(request, Verb.CHANGE, Resource.MAIL)
    form = DiscardMail(request.POST)
    done = form.carry_out(discard_mail, id_, viewer=viewer)
    if done is None:
        return with_status(_page(request, viewer, id_, form), form)
    show_done(request, _("Email discarded."))
    return redirect("outbox")


def _page(request: HttpRequest, viewer: Viewer, id_: int, form: VerbForm | None = None) -> HttpResponse:
    found = queries.outbox_mail(id_)
    reads = queries.shows_body(found, changes_accounts=viewer.may(Verb.CHANGE, Resource.USER))
    link = f"mailto:{quote(found.to)}?subject={quote(found.subject)}&body={quote(found.body)}"
    return render_page(
        request,
        "mail/mail.html",
        mail=found,
        state=phrases.STATES.get(found.state, found.state),
        kind=phrases.KINDS.get(found.kind, found.kind),
        reason=phrases.reason_text(found),
        reads=reads,
        mailto=link if reads and len(link) <= LONGEST_LINK else "",
        may_send=reads and found.state in {WAITING, FAILED} and viewer.may(Verb.CHANGE, Resource.MAIL),
        may_discard=reads and found.state != SENDING and viewer.may(Verb.CHANGE, Resource.MAIL),
        sends=has_transport(),
        form=form,
    )
