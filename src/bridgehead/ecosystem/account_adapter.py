"""Sign-in: the cluster creates accounts, nobody signs up; what is written to accounts goes into the outbox."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from bridgehead.ecosystem.services.mail_choice import is_to_be_asked
from bridgehead.mail.models import ACCOUNT
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.mail.tasks import deliver_outbox

RESET = "account_reset_password_from_key"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in without sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: `bridgehead user add` creates accounts."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a lost password: to the address that the settings name, whatever the request was sent to."""
        return settings.ADDRESS + reverse(RESET, kwargs=dict(zip(("uidb36", "key"), key.split("-", 1), strict=True)))

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """Go on as usual, past the question whether mails are wanted where nobody knows it."""
        response: HttpResponse = super().post_login(request, user, **how)
        if response.status_code != HTTPStatus.FOUND or not is_to_be_asked(user):
            return response
        onwards = urlencode({"next": response.headers["Location"]})
        return HttpResponseRedirect(f"{reverse('mail-choice')}?{onwards}")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail on an account into the outbox; the worker sends it."""
        request = allauth.request
        given = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        queue_mail(self.render_mail(template_prefix, email, given), kind=ACCOUNT)
        transaction.on_commit(deliver_outbox.enqueue)
