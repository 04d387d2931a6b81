"""What the links of a mail lead to: saying no, and leaving the list. A signed link stands for an account.

Nothing happens before a button is pressed, since programs that check mails follow every link in them.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from bridgehead.ecosystem import queries as ecosystem
from bridgehead.kit.errors import NotFound
from bridgehead.kit.pages import page
from bridgehead.match import mail, queries
from bridgehead.match.core.marks import DECLINED
from bridgehead.match.services import marks
from bridgehead.match.services.readers import Reader, reader, stop
from bridgehead.opportunities import queries as opportunities


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("mail/no/<str:token>", say_no, name="mail-no"),
        path("mail/stop/<str:token>", leave, name="mail-stop"),
    ]


# The token in the address is what lets somebody in, and no other site knows it: a cookie adds nothing.
@csrf_exempt
@login_not_required
@never_cache
def say_no(request: HttpRequest, token: str) -> HttpResponse:
    """An opportunity is not for the reader's organisation."""
    who, opportunity = _reader(mail.NO, token)
    declined = queries.marks(opportunity=opportunity, actor=who.actor.pk).filter(mark=DECLINED).exists()
    if request.method == "POST" and request.POST.get("back"):
        if declined:
            marks.take_back(opportunity, who.actor.pk, DECLINED)
        declined = False
    elif request.method == "POST":
        why = request.POST.get("reason", "").replace("\0", "")
        marks.mark(opportunity, who.actor.pk, DECLINED, why=why, by=who.id)
        declined = True
    found = opportunities.opportunity(opportunity)
    return page(request, "match/mail/no.html", opportunity=found, actor=who.actor, done=declined)


@csrf_exempt
@login_not_required
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The reader wants no more mails."""
    if request.method != "POST":
        mail.read(mail.STOP, token)
        return page(request, "match/mail/stop.html", done=False)
    try:
        stop(_reader(mail.STOP, token)[0])
    except NotFound:
        # Whoever left before, or was erased, has what they ask for.
        mail.read(mail.STOP, token)
    return page(request, "match/mail/stop.html", done=True)


def _reader(what: str, token: str) -> tuple[Reader, str]:
    id_, actor, opportunity = mail.read(what, token)
    found = reader(id_, ecosystem.actor(actor).pk)
    if found is None:
        raise NotFound(_("nobody gets mails by this link any more"))
    return found, opportunity
