"""Whether whoever signed in wants mails: asked where nobody knows it, and changed here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from bridgehead.ecosystem.forms.mail_choice import MailChoice
from bridgehead.ecosystem.queries import workspace_name
from bridgehead.ecosystem.services import mail_choice as services
from bridgehead.kit.forms import with_status
from bridgehead.kit.notices import show_done
from bridgehead.kit.request_context import onward, render_page
from bridgehead.kit.request_context import viewer as viewer_of_request


def urls() -> list[URLPattern]:
    """Where the page stands."""
    return [path("my-emails", mail_choice, name="mail-choice")]


def mail_choice(request: HttpRequest) -> HttpResponse:
    """Ask whether mails are wanted; keep the answer and go on."""
    account: Any = request.user
    asked = {"next": request.GET.get("next", "")}
    form = MailChoice(request.POST) if request.method == "POST" else MailChoice(initial=asked)
    onwards = onward(request, form["next"].value() or "", "home")
    if form.is_valid():
        wants = form.cleaned_data["wants"] == "yes"
        done = form.carry_out(services.choose_mails, account, wants=wants, viewer=viewer_of_request(request))
        if done is not None:
            show_done(request, _("Your answer is saved."), done.batch)
            return redirect(onwards)
    page = render_page(
        request,
        "ecosystem/mail_choice.html",
        form=form,
        onwards=onwards,
        cluster=workspace_name(),
        can_be_asked=services.can_be_asked(account),
        wants=services.wants_mails(account),
        email=account.email,
    )
    return with_status(page, form if form.is_bound else None)
