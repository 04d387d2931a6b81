"""Mails taken out of the outbox, with what was kept of those that never went out."""

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mail import phrases
from bridgehead.mail.models import SENDING, SENT, OutboxMail
from bridgehead.mail.queries import outbox_mail
from bridgehead.mail.services.mail_kinds import withdraw


def discard_mail(id_: int, *, viewer: Viewer) -> Receipt[None]:
    """Forget a mail; what one that never went out offered is offered no more.

    Raises
    ------
    NotAllowed
        To whoever may not change the outbox.
    NotFound
        If there is no such mail.
    InputError
        If it is being sent.
    """
    viewer.require(Verb.CHANGE, Resource.MAIL)
    found = outbox_mail(id_)
    removed, _by_model = OutboxMail.objects.filter(pk=id_).exclude(state=SENDING).delete()
    if not removed:
        raise InputError(expects("unsent_mail"), found=found.state, sentence=phrases.being_sent())
    if found.state != SENT:
        withdraw(found, viewer)
    return Receipt(None)
