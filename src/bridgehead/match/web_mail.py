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
from bridgehead.kit.forms import with_status
from bridgehead.kit.pages import page
from bridgehead.match import mail, queries
from bridgehead.match.core.marks import DECLINED
from bridgehead.match.forms import DeclineForm, LeaveForm
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
    form = DeclineForm(request.POST) if request.method == "POST" else DeclineForm()
    done = request.method != "POST" or _answered(form, who, opportunity)
    response = page(
        request,
        "match/mail/no.html",
        opportunity=opportunities.opportunity(opportunity),
        actor=who.actor,
        form=form,
        done=queries.marks(opportunity=opportunity, actor=who.actor.pk).filter(mark=DECLINED).exists(),
    )
    return response if done else with_status(response, form)


def _answered(form: DeclineForm, who: Reader, opportunity: str) -> bool:
    """Whether what the reader pressed is so now."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    if not said["back"]:
        done = form.carry_out(marks.mark, opportunity, who.actor.pk, DECLINED, why=said["reason"], by=who.id)
        return done is not None
    try:
        return form.carry_out(marks.take_back, opportunity, who.actor.pk, DECLINED) is not None
    except NotFound:
        return True  # taken back before


@csrf_exempt
@login_not_required
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The reader wants no more mails."""
    if request.method != "POST":
        mail.read(mail.STOP, token)
        return page(request, "match/mail/stop.html", form=LeaveForm(), done=False)
    form = LeaveForm(request.POST)
    try:
        done = form.carry_out(stop, _reader(mail.STOP, token)[0])
    except NotFound:
        # Whoever left before, or was erased, has what they ask for.
        mail.read(mail.STOP, token)
        return page(request, "match/mail/stop.html", done=True)
    response = page(request, "match/mail/stop.html", form=form, done=done is not None)
    return response if done else with_status(response, form)


def _reader(what: str, token: str) -> tuple[Reader, str]:
    id_, actor, opportunity = mail.read(what, token)
    found = reader(id_, ecosystem.actor(actor).pk)
    if found is None:
        raise NotFound(_("nobody gets mails by this link any more"))
    return found, opportunity
