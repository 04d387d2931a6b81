"""Mails that somebody sent from their own mail program: they do not leave once more."""

from django.utils import timezone

from bridgehead.kit.permissions import Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail.models import SENT
from bridgehead.mail.services.outbox import change_unsent


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
    change_unsent(id_, viewer=viewer, state=SENT, reason="by_hand", answer="", sent_at=timezone.now())
    return Receipt(None)
