"""Mails put into the outbox: the one way in which the product writes to anybody."""

import base64
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.mail import phrases
from bridgehead.mail.models import ACCOUNT, FAILED, OTHER, WAITING, OutboxMail
from bridgehead.mail.queries import outbox_mail


def queue_mail(message: EmailMessage, *, kind: str = OTHER, about: Mapping[str, Any] | None = None) -> list[OutboxMail]:
    """Keep a mail to be sent, one row a recipient; nothing goes out before the transaction is committed.

    Parameters
    ----------
    message
        As Django's; its sender is left out: that of the settings counts when it is sent.
    kind
        Out of `models.KINDS`.
    about
        What it was made of, for whoever made it.
    """
    html = ""
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(content) for content, kind_ in message.alternatives if kind_ == "text/html"), "")
    rows = [
        OutboxMail(
            kind=kind,
            to=address[:320],
            subject=" ".join(str(message.subject).split())[:1_000],
            body=str(message.body),
            html=html,
            headers=dict(message.extra_headers),
            attachments=_attached(message),
            about=dict(about or {}),
        )
        for address in message.recipients()
    ]
    for row in rows:
        row.save(force_insert=True)
    return rows


def _attached(message: EmailMessage) -> list[dict[str, str]]:
    """The files of a mail, as its row keeps them."""
    found = []
    for each in message.attachments:
        name, content, kind = each if isinstance(each, tuple) else (None, b"", None)
        packed = content.encode() if isinstance(content, str) else bytes(content)
        kept = {"name": str(name or ""), "type": str(kind or "application/octet-stream")}
        found.append(kept | {"content": base64.b64encode(packed).decode("ascii")})
    return found


def change_unsent(id_: int, *, viewer: Viewer, **values: Any) -> None:
    """Give a mail that waits or has failed other values, and no further attempt of its own.

    Raises
    ------
    NotAllowed
        To whoever may not send this mail.
    NotFound
        If there is no such mail.
    InputError
        If it was sent already, or is being sent.
    """
    found = mail_to_change(id_, viewer=viewer)
    unsent = OutboxMail.objects.filter(pk=id_, state__in=(WAITING, FAILED))
    if not unsent.update(next_at=None, **values):
        raise InputError(expects("unsent_mail"), found=found.state, sentence=phrases.already_sent())


def mail_to_change(id_: int, *, viewer: Viewer) -> OutboxMail:
    """A mail that somebody may send or discard: one on an account is for those who change accounts.

    Raises
    ------
    NotAllowed
        To whoever may not change the outbox, or accounts where the mail is on one.
    NotFound
        If there is no such mail.
    """
    viewer.require(Verb.CHANGE, Resource.MAIL)
    found = outbox_mail(id_)
    if found.kind == ACCOUNT:
        viewer.require(Verb.CHANGE, Resource.USER)
    return found
