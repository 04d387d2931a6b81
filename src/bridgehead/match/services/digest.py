"""The weekly mail: what may fit a member and is new to the reader, at most once a week, at most five things.

What was offered is kept as marks (`offered`, by whom it was offered to), so that nothing is said twice and whoever
asks can see what was sent. A mail is meant, sent, marked: the intent is committed before the mail goes out, and goes
in one batch with the marks. Of two processes only one sends; where one ends between, the next run sends what it meant;
where a mail cannot be sent, nothing is left of it.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import make_msgid
from time import monotonic, sleep
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Busy
from bridgehead.kit.permissions import COMMAND_LINE, Resource, Verb, Viewer
from bridgehead.kit.processes import is_gone, this_process
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.kit.write_lock import write_lock
from bridgehead.match.core.digest_rules import is_due
from bridgehead.match.core.mark_types import OFFERED
from bridgehead.match.models import DigestIntent, Mark
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services.digest_email import DigestItem, build_email
from bridgehead.match.services.mail_recipients import MailRecipient, mail_recipients
from bridgehead.match.services.mail_recipients import mail_recipient as find_reader
from bridgehead.match.services.member_opportunities import LOOKED_AT, MemberOpportunity, opportunities_for
from bridgehead.opportunities.models import Opportunity

MOST = 5
REASONS = 3
LEAST = 0.05
"""The least fit that is worth a line in a mail: below it a member and a text share a word."""
USUAL = frozenset({"eligibility", "role", "country", "career"})
"""Kinds of reason that many have: they belong to a ranking, not into a mail."""
SENT, FAILED, REHEARSED = "sent", "failed", "rehearsed"
OVERDUE = timedelta(minutes=15)
"""After this time a mail that is still only meant is sent by whoever comes next, though its process may live."""
PATIENCE = 600.0
"""Seconds that a mail which is out waits for the store to keep what it offered."""
STORE = (Busy, OperationalError, InterfaceError)
"""What the store raises when it is busy or away: no reader's failure, so that the run ends and is tried again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DigestOutcome:
    """One mail and what became of it: `sent`, `failed` (the log says why) or `rehearsed`."""

    reader: MailRecipient
    items: tuple[DigestItem, ...]
    outcome: str


def send_digests(
    *, viewer: Viewer, member: str = "", dry_run: bool = False, progress: Progress = no_progress
) -> list[DigestOutcome]:
    """Write to every reader who has something new and had no mail for a week.

    Parameters
    ----------
    member
        Only to the readers of this actor.
    dry_run
        Only say what would be sent.

    Raises
    ------
    NotAllowed
        If the viewer may not write to members' contacts.
    NotFound
        If there is no such actor.
    Busy
        If others wrote for longer than one waits; who is not written to yet is, by the next run.
    """
    viewer.require(Verb.CHANGE, Resource.CONTACT)
    if member:
        find_actor(member)
    today = timezone.localdate()
    fitting: dict[str, list[DigestItem]] = {}
    found = []
    everybody = mail_recipients(member)
    for reader in progress(everybody, "Writing"):
        try:
            digest = _digest(reader, fitting, today, dry_run=dry_run)
        except STORE:
            raise
        except Exception:
            log.exception("the digest to %s of %s failed", reader.id, reader.actor.pk)
            digest = DigestOutcome(reader, (), FAILED)
        if digest is not None:
            found.append(digest)
    if not member and not dry_run:
        _forget_strays(everybody)
    return found


def next_mail(reader: MailRecipient) -> tuple[DigestItem, ...]:
    """What a reader's next mail would hold if it went out today."""
    before = dict(mark_reads.offered(reader.id))
    return tuple(item for item in _fitting(reader.actor) if item.opportunity.pk not in before)[:MOST]


def _fitting(actor: Actor) -> list[DigestItem]:
    """What may fit a member, the best first, each with a reason of the member's own; nothing that hardly fits."""
    found = opportunities_for(actor.pk, top=LOOKED_AT, only_eligible=True).found
    return [item for each in found if (item := _item(each)).fit >= LEAST and item.reasons]


def _item(found: MemberOpportunity) -> DigestItem:
    candidate, added = found.candidate, found.candidate.additionality
    return DigestItem(
        found.opportunity,
        fit=candidate.score,
        eligible=candidate.eligible,
        eligibility=candidate.eligibility,
        reasons=tuple(reason for reason in candidate.reasons if reason.kind not in USUAL)[:REASONS],
        adds=tuple(each for each in added.reasons if each != added.answered) if added and added.value else (),
    )


def _digest(
    reader: MailRecipient, fitting: dict[str, list[DigestItem]], today: date, *, dry_run: bool
) -> DigestOutcome | None:
    """A reader's mail; None where none is due, nothing is new, or another process sends it."""
    meant = DigestIntent.objects.filter(pk=reader.id).first()
    before = dict(mark_reads.offered(reader.id))
    if not _may_send(meant, before, today):
        return None
    if reader.actor.pk not in fitting:
        fitting[reader.actor.pk] = _fitting(reader.actor)
    fits = fitting[reader.actor.pk]
    again = [item for item in fits if meant is not None and item.opportunity.pk in meant.opportunities]
    items = again or [item for item in fits if item.opportunity.pk not in before][:MOST]
    if dry_run:
        return DigestOutcome(reader, tuple(items), REHEARSED) if items else None
    intent = _claim(reader, items, today)
    if intent is None:
        return None
    return DigestOutcome(reader, tuple(items), _send(reader, items, intent, today))


def _may_send(meant: DigestIntent | None, before: Mapping[str, str], today: date) -> bool:
    """Whether a reader is due, or a mail to them was meant by a process that will not send it any more."""
    if meant is not None:
        return is_gone(meant.owner) or meant.at < timezone.now() - OVERDUE
    return is_due(max(before.values(), default=""), today)


def _claim(reader: MailRecipient, items: Sequence[DigestItem], today: date) -> DigestIntent | None:
    """Note that this process sends this mail, for all to see before it goes out; None where it is not to."""
    with write_lock():
        # What two processes saw at once, only one of them finds here.
        meant = DigestIntent.objects.filter(pk=reader.id).first()
        if not _may_send(meant, dict(mark_reads.offered(reader.id)), today):
            return None
        if not items or find_reader(reader.id, reader.actor.pk) is None:
            DigestIntent.objects.filter(pk=reader.id).delete()
            return None
        opportunities = [item.opportunity.pk for item in items]
        same = meant is not None and set(opportunities) <= set(meant.opportunities)
        # A mail server that has had it, just before its process ended, can tell that it is the same.
        named = meant.message_id if meant is not None and same else _message_id()
        values = {"actor": reader.actor.pk, "opportunities": opportunities, "message_id": named}
        intent, _made = DigestIntent.objects.update_or_create(
            reader=reader.id, defaults={**values, "owner": this_process(), "at": timezone.now()}
        )
    return intent


def _message_id() -> str:
    return make_msgid(domain=urlsplit(settings.ADDRESS).hostname or "localhost")


def _send(reader: MailRecipient, items: Sequence[DigestItem], intent: DigestIntent, today: date) -> str:
    try:
        build_email(reader, items, message_id=intent.message_id).send()
    except Exception:
        log.exception("the digest to %s of %s could not be sent", reader.id, reader.actor.pk)
        DigestIntent.objects.filter(pk=intent.pk, owner=intent.owner, at=intent.at).delete()
        return FAILED
    _keep_when_possible(intent, today)
    return SENT


def _keep_when_possible(intent: DigestIntent, today: date) -> None:
    """Keep what was offered. The mail is out, so this waits for a store that is busy or away."""
    until = monotonic() + PATIENCE
    while True:
        try:
            _keep(intent, today)
        except STORE:
            if connection.in_atomic_block or monotonic() > until:
                raise
            sleep(1)
            close_old_connections()
        else:
            return


def _keep(intent: DigestIntent, today: date) -> None:
    name = Actor.objects.filter(pk=intent.actor).values_list("name", flat=True).first() or intent.actor
    with batch(
        "digest.offer", intent.actor, viewer=COMMAND_LINE, actor=name, count=len(intent.opportunities)
    ) as writer:
        if not DigestIntent.objects.filter(pk=intent.pk).exists():
            return  # the reader was erased meanwhile, or another process has kept it
        there = Opportunity.objects.filter(pk__in=intent.opportunities).values_list("pk", flat=True)
        rows = [
            {
                "opportunity_id": id_,
                "actor_id": intent.actor,
                "mark": OFFERED,
                "date": today.isoformat(),
                "by": intent.reader,
            }
            for id_ in sorted(there)
            if Actor.objects.filter(pk=intent.actor).exists()
        ]
        writer.put(Mark, [{"id": Mark.key_of(row), **row} for row in rows])
        DigestIntent.objects.filter(pk=intent.pk).delete()


def _forget_strays(everybody: Sequence[MailRecipient]) -> None:
    """Forget mails that were meant for whoever is no reader any more."""
    for meant in DigestIntent.objects.exclude(pk__in=[reader.id for reader in everybody]):
        if is_gone(meant.owner) or meant.at < timezone.now() - OVERDUE:
            DigestIntent.objects.filter(pk=meant.pk, at=meant.at).delete()
