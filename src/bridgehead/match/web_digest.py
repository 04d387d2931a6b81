"""Whom the weekly mail reaches, what it would say, and sending it now."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bridgehead.kit.access import Kind, Verb
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.pages import allow, page
from bridgehead.match import queries
from bridgehead.match.core.digest import is_due
from bridgehead.match.forms import SendForm
from bridgehead.match.mail import letter
from bridgehead.match.services.digest import next_mail
from bridgehead.match.services.readers import reader, readers
from bridgehead.match.services.weekly import send_now

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
    """Who hears from us, and when."""
    viewer = allow(request, Verb.VIEW, Kind.CONTACT)
    last = queries.last_offered()
    today = timezone.localdate()
    rows = [(found, last.get(found.id, ""), is_due(last.get(found.id, ""), today)) for found in readers()]
    return page(
        request,
        "match/mail/overview.html",
        rows=rows,
        due=sum(due for _, _, due in rows),
        day=settings.DIGEST_DAY,
        may_send=viewer.may(Verb.CHANGE, Kind.CONTACT),
    )


def preview(request: HttpRequest, actor: str, id_: str) -> HttpResponse:
    """The mail that a reader would get, as they would see it."""
    allow(request, Verb.VIEW, Kind.CONTACT)
    found = reader(id_, actor)
    if found is None:
        raise NotFound(_("nobody of that name gets mails"))
    items = next_mail(found)
    if not items:
        return page(request, "match/mail/nothing.html", to=found)
    html = str(letter(found, items, rehearsed=True).alternatives[0][0])
    return HttpResponse(html, headers={"Content-Security-Policy": POLICY})


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send what is due, in the background."""
    allow(request, Verb.CHANGE, Kind.CONTACT)
    form = SendForm(request.POST)
    if not form.is_valid():
        raise InputError("the form of this page", found=form.problem)
    send_now.enqueue()
    messages.success(request, _("What is due is being sent. What went out stands here, and on each member's page."))
    return HttpResponseRedirect(reverse("mails"))
