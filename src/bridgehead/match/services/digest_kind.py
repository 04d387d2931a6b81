"""The weekly mail as a kind of mail of the outbox: who still wants it, and offers that were never sent."""

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Viewer
from bridgehead.mail.models import DIGEST
from bridgehead.mail.services.mail_kinds import About, MailKind
from bridgehead.match.core.mark_types import OFFERED
from bridgehead.match.models import Mark
from bridgehead.match.services.mail_recipients import mail_recipient


def wants_digest(about: About) -> bool:
    """Whether a reader is one still: they may have left the member or said no since the mail was written."""
    return mail_recipient(str(about.get("reader", "")), str(about.get("actor", ""))) is not None


def withdraw_offers(about: About, viewer: Viewer) -> None:
    """Forget what a mail offered that never went out, so that it can be offered again."""
    actor = Actor.objects.filter(pk=about.get("actor", "")).first()
    if actor is None:
        return
    row = {"actor_id": actor.pk, "mark": OFFERED, "date": about.get("date", ""), "by": about.get("reader", "")}
    keys = [Mark.key_of({**row, "opportunity_id": id_}) for id_ in about.get("opportunities", ())]
    with batch("digest.withdraw", actor.pk, viewer=viewer, actor=actor.name) as writer:
        writer.remove(Mark, keys)


MAIL_KINDS = {DIGEST: MailKind(wants_digest, withdraw_offers)}
