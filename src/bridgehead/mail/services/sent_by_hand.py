"""Mails that somebody sent from their own mail program: they do not leave once more."""

from django.utils import timezone

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail import phrases
from bridgehead.mail.models import FAILED, SENT, WAITING, OutboxMail
from bridgehead.mail.services.outbox import mail_to_change


def mark_sent(id_: int, *, viewer: Viewer) -> Receipt[None]:
    """Note that a mail which waits or failed was sent by hand.

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
    if not unsent.update(state=SENT, reason="by_hand", answer="", sent_at=timezone.now(), next_at=None):
        raise InputError(expects("unsent_mail"), found=found.state, sentence=phrases.already_sent())
    return Receipt(None)
