"""Mails on events as a kind of mail of the outbox: who still gets one, and thanks that were never sent."""

from bridgehead.events.core.seats import CALLED_OFF, CANCELLED, REGISTERED, SEATED
from bridgehead.events.models import Registration
from bridgehead.events.services.thanks import THANKS
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Viewer
from bridgehead.mail.models import EVENT
from bridgehead.mail.services.mail_kinds import About, MailKind


def is_still_true(about: About) -> bool:
    """Whether the registration that a mail is about is still there, and it and the event stand as the mail says.

    Of an event that was called off meanwhile only that is told, and that somebody has cancelled.
    """
    found = Registration.objects.filter(pk=about.get("registration", "")).exclude(email="")
    row = found.select_related("activity").first()
    if row is None:
        return False
    off, what = row.activity.cancelled == "yes", about.get("what")
    if what == CALLED_OFF or (off and what != CANCELLED):
        return off and what == CALLED_OFF
    said = about.get("status", row.status)
    return row.status == said or (said == REGISTERED and row.status in SEATED)


def withdraw_thanks(about: About, viewer: Viewer) -> None:
    """Forget that somebody was thanked by a mail that never went out, so that they can be."""
    found = Registration.objects.filter(pk=about.get("registration", "")).select_related("activity").first()
    if found is None or about.get("what") != THANKS:
        return
    with batch("registration.unthank", found.activity_id, viewer=viewer, activity=found.activity.name) as writer:
        writer.put(Registration, [{"id": found.pk, "thanked": ""}])


MAIL_KINDS = {EVENT: MailKind(is_still_true, withdraw_thanks)}
