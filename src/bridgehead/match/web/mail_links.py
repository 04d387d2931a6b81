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
from bridgehead.kit.permissions import Role, Viewer
from bridgehead.kit.request_context import render_page
from bridgehead.match.core.mark_types import DECLINED
from bridgehead.match.forms import DeclineForm, LeaveForm
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services import digest_email, marks
from bridgehead.match.services.mail_recipients import MailRecipient, mail_recipient, unsubscribe
from bridgehead.opportunities import queries as opportunities


def urls() -> list[URLPattern]:
    """Where these pages stand."""
    return [
        path("mail/no/<str:token>", decline_view, name="mail-no"),
        path("mail/stop/<str:token>", unsubscribe_view, name="mail-stop"),
    ]


# The token in the address is what lets somebody in, and no other site knows it: a cookie adds nothing.
@csrf_exempt
@login_not_required
@never_cache
def decline_view(request: HttpRequest, token: str) -> HttpResponse:
    """An opportunity is not for the reader's organisation."""
    who, opportunity = _reader(digest_email.NO, token)
    form = DeclineForm(request.POST) if request.method == "POST" else DeclineForm()
    done = request.method != "POST" or _answered(form, who, opportunity)
    response = render_page(
        request,
        "match/mail/decline.html",
        opportunity=opportunities.opportunity(opportunity),
        actor=who.actor,
        form=form,
        done=mark_reads.marks(opportunity=opportunity, actor=who.actor.pk).filter(mark=DECLINED).exists(),
    )
    return response if done else with_status(response, form)


def _answered(form: DeclineForm, who: MailRecipient, opportunity: str) -> bool:
    """Whether what the reader pressed is so now."""
    if not form.is_valid():
        return False
    said, viewer = form.cleaned_data, _as_viewer(who)
    if not said["back"]:
        given = {"viewer": viewer, "why": said["reason"], "by": who.id}
        return form.carry_out(marks.mark, opportunity, who.actor.pk, DECLINED, **given) is not None
    try:
        done = form.carry_out(marks.remove_mark, opportunity, who.actor.pk, DECLINED, viewer=viewer)
    except NotFound:
        return True  # removed before
    return done is not None


@csrf_exempt
@login_not_required
@never_cache
def unsubscribe_view(request: HttpRequest, token: str) -> HttpResponse:
    """The reader wants no more mails."""
    if request.method != "POST":
        digest_email.read_link(digest_email.STOP, token)
        return render_page(request, "match/mail/unsubscribe.html", form=LeaveForm(), done=False)
    form = LeaveForm(request.POST)
    try:
        reader, _opportunity = _reader(digest_email.STOP, token)
        done = form.carry_out(unsubscribe, reader, viewer=_as_viewer(reader))
    except NotFound:
        # Whoever left before, or was erased, has what they ask for.
        digest_email.read_link(digest_email.STOP, token)
        return render_page(request, "match/mail/unsubscribe.html", done=True)
    response = render_page(request, "match/mail/unsubscribe.html", form=form, done=done is not None)
    return response if done else with_status(response, form)


def _as_viewer(reader: MailRecipient) -> Viewer:
    """Whoever follows a signed link acts for the reader's organisation, whoever they are."""
    return Viewer(None, Role.MEMBER_COLLEAGUE, reader.actor.pk)


def _reader(what: str, token: str) -> tuple[MailRecipient, str]:
    id_, actor, opportunity = digest_email.read_link(what, token)
    found = mail_recipient(id_, ecosystem.actor(actor).pk)
    if found is None:
        raise NotFound(_("This link is for a recipient who gets no mails any more."))
    return found, opportunity
