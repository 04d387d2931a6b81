"""Invitations to sign in: the link by which somebody chooses a password, and the mail that brings it."""

from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import transaction
from django_tasks.base import Task

from bridgehead.ecosystem import phrases, queries
from bridgehead.ecosystem.services.accounts import find_account, password_link
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.models import ACCOUNT
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.mail.services.transport import has_transport


@dataclass(frozen=True)
class InvitationLink:
    """The link of an invitation.

    Attributes
    ----------
    link
        Whole address of the page on which a password is chosen; it works once.
    email
        Whom it was written to; blank where the account has no address.
    goes_out
        Whether a mail server is there to send it.
    """

    link: str
    email: str
    goes_out: bool


def send_invitation(name: str, *, base: str, viewer: Viewer, deliver: Task[[], None]) -> Receipt[InvitationLink]:
    """Make the link of an invitation, and put a mail with it into the outbox if the account has an address.

    Parameters
    ----------
    base
        The address of this server, before the path.
    deliver
        The task that sends what waits.

    Raises
    ------
    NotAllowed
        To whoever may not change accounts.
    NotFound
        If there is no such account.
    """
    link = base + password_link(name, viewer=viewer).result
    email = find_account(name, viewer=viewer).email
    if email:
        who = queries.workspace_name()
        text = phrases.invitation_body(name, who, link)
        queue_mail(EmailMessage(phrases.invitation_subject(who), text, to=[email]), kind=ACCOUNT)
        transaction.on_commit(deliver.enqueue)
    return Receipt(InvitationLink(link, email, has_transport()))
