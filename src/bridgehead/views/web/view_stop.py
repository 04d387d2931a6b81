"""What the link of a view's mail leads to: it stops. A signed link stands for its owner's account.

Nothing happens before a button is pressed, since programs that check mails follow every link in them.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from bridgehead.kit.forms import with_status
from bridgehead.kit.request_context import render_page
from bridgehead.views.forms import ViewButton
from bridgehead.views.models import SavedView
from bridgehead.views.queries.owners import viewer_named
from bridgehead.views.services.saved_views import stop_mails
from bridgehead.views.services.view_email import read_stop


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("mail/view/<str:token>", stop_view, name="view-mail-stop")]


# The token in the address is what lets somebody in, and no other site knows it: a cookie adds nothing.
@csrf_exempt
@login_not_required
@never_cache
def stop_view(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of a view wants no more of its mails."""
    id_, owner = read_stop(token)
    found = SavedView.objects.filter(pk=id_, owner=owner).exclude(mail="").first()
    as_owner = viewer_named(owner)
    context = {"name": found.name if found else ""}
    if found is None or as_owner is None:  # stopped before, or removed: whoever asks has what they ask for
        return render_page(request, "views/mail_stop.html", done=True, **context)
    if request.method != "POST":
        return render_page(request, "views/mail_stop.html", form=ViewButton(), done=False, **context)
    form = ViewButton(request.POST)
    done = form.carry_out(stop_mails, id_, viewer=as_owner)
    shown = render_page(request, "views/mail_stop.html", form=form, done=done is not None, **context)
    return shown if done else with_status(shown, form)
