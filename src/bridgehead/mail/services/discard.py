"""Mails taken out of the outbox, with what was kept of those that never went out."""

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.mail import phrases
from bridgehead.mail.models import SENDING, SENT, OutboxMail
from bridgehead.mail.services.mail_kinds import withdraw
from bridgehead.mail.services.outbox import mail_to_change


def discard_mail(id_: int, *, viewer: Viewer) -> Receipt[None]:
    """Forget a mail; what one that never went out offered is offered no more.

    Raises
    ------
    NotAllowed
        To whoever may not discard this mail.
    NotFound
        If there is no such mail.
    InputError
        If it is being sent.
    Busy
        If others wrote for longer than one waits.
    """
    found = mail_to_change(id_, viewer=viewer)
    with write_lock():
        removed, _by_model = OutboxMail.objects.filter(pk=id_).exclude(state=SENDING).delete()
        if not removed:
            raise InputError(expects("unsent_mail"), found=found.state, sentence=phrases.being_sent())
        if found.state != SENT:
            withdraw(found, viewer)
    return Receipt(None)
