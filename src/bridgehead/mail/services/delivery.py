"""Mails sent from the outbox, each once, with retries; without a mail server they stay and wait.

A mail is claimed before it goes out. Where the process that claimed it ends, the next run sends it under the same
Message-ID, by which a server that had it already can tell.
"""

import base64
import logging
from datetime import timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings as server
from django.core.mail import EmailMultiAlternatives
from django.db import InterfaceError, OperationalError
from django.db.models import Q, QuerySet
from django.utils import timezone

from bridgehead.kit.errors import Busy
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.processes import is_gone, this_process
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock
from bridgehead.mail import phrases
from bridgehead.mail.core.failures import DeliveryFailure, failure_of, next_wait
from bridgehead.mail.models import ACCOUNT, FAILED, OTHER, SENDING, SENT, TEST, WAITING, OutboxMail
from bridgehead.mail.queries import outbox_mail
from bridgehead.mail.services.mail_kinds import is_wanted
from bridgehead.mail.services.outbox import change_unsent, queue_mail
from bridgehead.mail.services.transport import UnreadablePassword, has_transport, sender, transport

OVERDUE = timedelta(minutes=15)
"""After this time a mail that is still being sent is sent by whoever comes next, though its process may live."""
FARTHEST = timedelta(hours=3)
"""No attempt is put off for longer."""
STORE = (Busy, OperationalError, InterfaceError)
"""What the store raises when it is busy or away: no fault of the mail."""

log = logging.getLogger(__name__)


def deliver_waiting() -> int:
    """Send what waits and is due; how many went out. Nothing is touched where nothing sends mail."""
    if not has_transport():
        return 0
    return sum(deliver(id_) == SENT for id_ in _due().order_by("pk").values_list("pk", flat=True))


def stop_unwanted() -> int:
    """Keep from leaving what waits and is wanted no more, since it was undone or refused; how many mails."""
    waiting = OutboxMail.objects.filter(state=WAITING).exclude(kind__in=(OTHER, ACCOUNT, TEST))
    unwanted = [row.pk for row in waiting.order_by("pk") if not is_wanted(row)]
    stopped = OutboxMail.objects.filter(pk__in=unwanted, state=WAITING)
    return stopped.update(state=FAILED, reason="not_wanted", next_at=None)


def deliver(id_: int) -> str:
    """Send one mail if it waits and something sends mail; the state that it is in then.

    What the server refuses is kept with the mail and tried again later, six times in about two and a half hours.
    """
    if not has_transport() or not _claim(id_):
        return outbox_mail(id_).state
    row = outbox_mail(id_)
    try:
        failure = _sent(row) if is_wanted(row) else DeliveryFailure("not_wanted")
    except STORE:
        raise
    except Exception as error:  # noqa: BLE001 whatever it was, it stays with the mail
        failure = failure_of(error)
        log.warning("mail %s was not sent: %s: %s", row.pk, type(error).__name__, failure.answer)
    return _note(row, failure)


def send_again(id_: int, *, viewer: Viewer) -> Receipt[str]:
    """Send a mail that waits or failed, at once; the state that it is in then.

    Raises
    ------
    NotAllowed
        To whoever may not send this mail.
    NotFound
        If there is no such mail.
    InputError
        If it was sent already.
    """
    change_unsent(id_, viewer=viewer, state=WAITING, attempts=0)
    return Receipt(deliver(id_))


def send_test(to: str, cluster: str, *, viewer: Viewer) -> Receipt[OutboxMail]:
    """Send a mail that says that the mail server works, at once; it with what became of it.

    Raises
    ------
    NotAllowed
        To whoever may not change settings.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    message = EmailMultiAlternatives(phrases.trial_subject(cluster), phrases.trial_body(), to=[to])
    (row,) = queue_mail(message, kind=TEST)
    deliver(row.pk)
    found = outbox_mail(row.pk)
    if found.state == WAITING and found.reason:  # nobody wants a test that arrives an hour later
        OutboxMail.objects.filter(pk=row.pk, state=WAITING).update(state=FAILED, next_at=None)
    return Receipt(found)


def _due() -> QuerySet[OutboxMail]:
    now = timezone.now()
    # A moment far ahead was noted by a clock that was wrong.
    waits = Q(state=WAITING) & (Q(next_at=None) | Q(next_at__lte=now) | Q(next_at__gt=now + FARTHEST))
    lost = [
        row.pk
        for row in OutboxMail.objects.filter(state=SENDING).only("pk", "owner", "started_at")
        if is_gone(row.owner) or row.started_at is None or row.started_at < now - OVERDUE
    ]
    return OutboxMail.objects.filter(waits | Q(pk__in=lost))


def _claim(id_: int) -> bool:
    """Note that this process sends this mail, for all to see; whether it does."""
    values = {"state": SENDING, "owner": this_process(), "started_at": timezone.now()}
    with write_lock():  # of two that find it due at once, one sends it
        return bool(_due().filter(pk=id_).exists() and OutboxMail.objects.filter(pk=id_).update(**values))


def _sent(row: OutboxMail) -> DeliveryFailure | None:
    """Hand a mail to the server; why that could not be tried."""
    try:
        way = transport()
    except UnreadablePassword:
        return DeliveryFailure("no_password")
    if "Message-ID" not in row.headers:
        row.headers = {**row.headers, "Message-ID": make_msgid(domain=urlsplit(server.ADDRESS).hostname or "localhost")}
        row.save(update_fields=["headers"])
    message = EmailMultiAlternatives(
        row.subject, row.body, from_email=sender(), to=[row.to], headers=row.headers, connection=way
    )
    if row.html:
        message.attach_alternative(row.html, "text/html")
    for file in row.attachments:
        message.attach(file["name"], base64.b64decode(file["content"]), file["type"])
    message.send()
    return None


def _note(row: OutboxMail, failure: DeliveryFailure | None) -> str:
    """Keep what became of a mail."""
    attempts, now = row.attempts + 1, timezone.now()
    if failure is None:
        values = {"state": SENT, "reason": "", "answer": "", "sent_at": now, "next_at": None}
    else:
        wait = None if failure.is_final else next_wait(attempts)
        values = {
            "state": FAILED if wait is None else WAITING,
            "reason": failure.code,
            "answer": failure.answer,
            "next_at": None if wait is None else now + wait,
        }
    OutboxMail.objects.filter(pk=row.pk).update(attempts=attempts, owner="", **values)
    return str(values["state"])
