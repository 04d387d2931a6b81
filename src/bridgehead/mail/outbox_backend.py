"""The mail backend of this product: what a library sends goes into the outbox, and from there by the worker."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from bridgehead.mail.services.outbox import queue_mail
from bridgehead.mail.tasks import deliver_outbox


class OutboxBackend(BaseEmailBackend):
    """Keeps mails instead of sending them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put them into the outbox and have the worker send them; how many were kept."""
        for message in email_messages:
            queue_mail(message)
        transaction.on_commit(deliver_outbox.enqueue)
        return len(email_messages)
