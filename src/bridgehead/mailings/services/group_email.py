"""A mail to one of a group as a letter, with a link that takes back the consent it rests on."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from bridgehead.kit.signed_links import read_token, sign_token
from bridgehead.mailings import phrases

SALT = "bridgehead.mailing.unsubscribe"
DAYS = 730
"""How long the link can be followed."""


def build_group_email(
    to: str, person: str, *, subject: str, text: str, purpose: str, cluster: str
) -> EmailMultiAlternatives:
    """A mail to one person, ready to send; it says why it comes and how to leave (RFC 2369, RFC 8058)."""
    stop = settings.ADDRESS + reverse("mailing-unsubscribe", args=[sign_unsubscribe(person, purpose)])
    context = {
        "subject": subject,
        "text": text,
        "why": phrases.why_written_to(purpose, cluster),
        "stop": stop,
        "cluster": cluster,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("mailings/mail/group.txt", context),
        to=[to],
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    mail.attach_alternative(render_to_string("mailings/mail/group.html", context), "text/html")
    return mail


def sign_unsubscribe(person: str, purpose: str) -> str:
    """A token that takes back a person's consent to one purpose; nobody else can make one."""
    return sign_token([person, purpose], SALT)


def read_unsubscribe(token: str) -> tuple[str, str]:
    """The person and the purpose that a token names.

    Raises
    ------
    NotFound
        If we did not sign it, or too long ago.
    """
    person, purpose = read_token(token, SALT, days=DAYS, invalid=phrases.link_invalid())
    return person, purpose
