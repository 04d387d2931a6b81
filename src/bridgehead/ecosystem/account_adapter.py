"""Sign-in: the cluster creates accounts, nobody signs up; what is written to accounts goes into the outbox."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bridgehead.ecosystem.services.mail_choice import is_to_be_asked
from bridgehead.kit.audit_log import Event, record_event
from bridgehead.mail.models import ACCOUNT
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.mail.tasks import deliver_outbox

RESET = "account_reset_password_from_key"
PASSWORDS = "account/email/password"
"""How the notices on a password are called; the others are on the second step."""


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

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, all steps being done."""
        super().login(request, user)
        record_event(Event.SIGNED_IN, who=user.pk, request=request)

    def logout(self, request: HttpRequest) -> None:
        """Sign out."""
        record_event(Event.SIGNED_OUT, who=request.user.pk, request=request)
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to look at a password where too many were wrong before.

        Raises
        ------
        ValidationError
            Saying so.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_event(Event.REFUSED, who=_account_of(credentials), request=request)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Put down that a password was wrong, and for which account where there is one."""
        record_event(Event.FAILED, who=_account_of(credentials), request=request)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Put down that somebody changed how they sign in, and tell them by mail."""
        event = Event.PASSWORD if template_prefix.startswith(PASSWORDS) else Event.SECOND_STEP
        record_event(event, who=user.pk, request=allauth.request)
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail on an account into the outbox; the worker sends it."""
        request = allauth.request
        given = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        queue_mail(self.render_mail(template_prefix, email, given), kind=ACCOUNT)
        transaction.on_commit(deliver_outbox.enqueue)


def _account_of(credentials: dict[str, Any]) -> int | None:
    """The account that somebody tried to open; None where there is none of that name."""
    name, email = str(credentials.get("username") or ""), str(credentials.get("email") or "")
    wanted = Q(username__iexact=name) if name else Q()
    if email:
        wanted |= Q(email__iexact=email)
    found = get_user_model().objects.filter(wanted).values_list("pk", flat=True).first() if wanted else None
    return None if found is None else int(found)


class LongestPassword:
    """Takes passwords of up to 128 characters: what is longer is no password, and costs time to look at."""

    MOST = 128

    def validate(self, password: str, user: Any = None) -> None:
        """Look at a password.

        Raises
        ------
        ValidationError
            If it is longer.
        """
        if len(password) > self.MOST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """What to enter."""
        return _("Enter a password of at most {n} characters.").format(n=self.MOST)
