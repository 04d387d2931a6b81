"""What the link of a mail to a group leads to: its purpose is taken from the reader's consent.

Nothing happens before a button is pressed, since programs that check mails follow every link in them.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from bridgehead.ecosystem.models import Person
from bridgehead.kit.forms import with_status
from bridgehead.kit.permissions import Role, Viewer
from bridgehead.kit.request_context import render_page
from bridgehead.mailings import phrases
from bridgehead.mailings.forms import WithdrawConsent
from bridgehead.mailings.services.group_email import read_unsubscribe
from bridgehead.mailings.services.unsubscribe import still_agrees, withdraw_consent


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("mail/leave/<str:token>", leave, name="mailing-unsubscribe")]


# The token in the address is what lets somebody in, and no other site knows it: a cookie adds nothing.
@csrf_exempt
@login_not_required
@never_cache
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The reader takes back their consent to one purpose."""
    person, purpose = read_unsubscribe(token)
    context = {"purpose": phrases.purpose_text(purpose)}
    if not still_agrees(person, purpose):  # left before, or erased: whoever asks has what they ask for
        return render_page(request, "mailings/unsubscribe.html", done=True, **context)
    if request.method != "POST":
        return render_page(request, "mailings/unsubscribe.html", form=WithdrawConsent(), done=False, **context)
    owner = Person.objects.filter(pk=person).values_list("actor_id", flat=True).first()
    form = WithdrawConsent(request.POST)
    done = form.carry_out(withdraw_consent, person, purpose, viewer=Viewer(None, Role.MEMBER_COLLEAGUE, owner))
    shown = render_page(request, "mailings/unsubscribe.html", form=form, done=done is not None, **context)
    return shown if done else with_status(shown, form)
