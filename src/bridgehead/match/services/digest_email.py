"""The weekly mail as a letter: HTML and plain text, with signed links that need no account."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from bridgehead.ecosystem.queries import workspace_name
from bridgehead.kit.signed_links import read_token, sign_token
from bridgehead.match import phrases
from bridgehead.match.core.coded_phrase import CodedPhrase
from bridgehead.match.core.match_result import Reason
from bridgehead.match.services.mail_recipients import MailRecipient
from bridgehead.opportunities.models import Opportunity

NO, STOP = "no", "stop"
UNSIGNED = "rehearsed"
DAYS = 90
"""How long a link of a mail can be followed."""


@dataclass(frozen=True)
class DigestItem:
    """One thing that may fit a member.

    Attributes
    ----------
    fit
        From 0 to 1.
    eligible
        None where a fact is missing or a condition is left to a person.
    eligibility, reasons, adds
        What there is to say: on being eligible, on the fit, on what it would add for the member.
    """

    opportunity: Opportunity
    fit: float
    eligible: bool | None
    eligibility: tuple[CodedPhrase, ...]
    reasons: tuple[Reason, ...]
    adds: tuple[CodedPhrase, ...] = ()


def build_email(
    to: MailRecipient, items: Sequence[DigestItem], *, rehearsed: bool = False, message_id: str = ""
) -> EmailMultiAlternatives:
    """The mail to one reader, ready to send.

    It names its list and how to leave it (RFC 2369), with one press where the mail program has it (RFC 8058).

    Parameters
    ----------
    rehearsed
        Whether somebody else is to read it: its links then answer for nobody.
    message_id
        By which mail servers know it; made anew where it is blank.
    """

    def token(what: str, opportunity: str = "") -> str:
        return UNSIGNED if rehearsed else sign_link(what, to, opportunity)

    stop = _address("mail-stop", token(STOP))
    cluster = workspace_name()
    name = " ".join(to.actor.name.split())
    context: dict[str, Any] = {
        "to": to,
        "cluster": cluster,
        "subject": phrases.digest_subject(cluster, name, len(items)),
        "opening": phrases.digest_opening(to.name, name),
        "items": [
            {
                "item": item,
                "page": _address("opportunity", item.opportunity.pk),
                "no": _address("mail-no", token(NO, item.opportunity.pk)),
            }
            for item in items
        ],
        "stop": stop,
        "home": settings.ADDRESS,
        "days": DAYS,
    }
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string("match/mail/digest.txt", context),
        to=[to.email],
        headers=headers | ({"Message-ID": message_id} if message_id else {}),
    )
    mail.attach_alternative(render_to_string("match/mail/digest.html", context), "text/html")
    return mail


def sign_link(what: str, to: MailRecipient, opportunity: str = "") -> str:
    """A token that says what a link does, for whom; nobody else can make one."""
    return sign_token([to.id, to.actor.pk, opportunity], f"bridgehead.mail.{what}")


def read_link(what: str, token: str) -> tuple[str, str, str]:
    """What a token says: the reader's id, the actor's, the opportunity's (blank where it is of none).

    Raises
    ------
    NotFound
        If we did not sign it for this, or too long ago.
    """
    said = read_token(token, f"bridgehead.mail.{what}", days=DAYS, invalid=phrases.link_invalid())
    reader, actor, opportunity = said
    return reader, actor, opportunity


def _address(route: str, key: str) -> str:
    return settings.ADDRESS + reverse(route, args=[key])
