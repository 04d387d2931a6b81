"""Mails put into the outbox: the one way in which the product writes to anybody."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives

from bridgehead.mail.models import OTHER, OutboxMail


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
            about=dict(about or {}),
        )
        for address in message.recipients()
    ]
    for row in rows:
        row.save(force_insert=True)
    return rows
