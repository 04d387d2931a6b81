"""The weekly mail: what may fit a member and is new to the reader, at most once a week, at most five things.

What was offered is kept as marks (`offered`, by whom it was offered to), so that nothing is said twice and whoever
asks can see what was offered. The mail goes into the outbox in one batch with its marks, and from there to the
reader: of two processes only one writes it; where one ends before it is out, the next run sends it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Busy
from bridgehead.kit.permissions import COMMAND_LINE, Resource, Verb, Viewer
from bridgehead.kit.progress import Progress, no_progress
from bridgehead.mail.models import DIGEST, FAILED, OutboxMail
from bridgehead.mail.services.delivery import deliver, deliver_waiting
from bridgehead.mail.services.outbox import queue_mail
from bridgehead.match.core.digest_rules import is_due
from bridgehead.match.core.mark_types import OFFERED
from bridgehead.match.models import Mark
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.services.digest_email import DigestItem, build_email
from bridgehead.match.services.mail_recipients import MailRecipient, mail_recipients
from bridgehead.match.services.mail_recipients import mail_recipient as find_reader
from bridgehead.match.services.member_opportunities import LOOKED_AT, MemberOpportunity, opportunities_for

MOST = 5
REASONS = 3
LEAST = 0.05
"""The least fit that is worth a line in a mail: below it a member and a text share a word."""
USUAL = frozenset({"eligibility", "role", "country", "career"})
"""Kinds of reason that many have: they belong to a ranking, not into a mail."""
REHEARSED = "rehearsed"
STORE = (Busy, OperationalError, InterfaceError)
"""What the store raises when it is busy or away: no reader's failure, so that the run ends and is tried again."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DigestOutcome:
    """One mail and what became of it: `sent`, `waiting` in the outbox, `failed` or `rehearsed`."""

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
    everybody = mail_recipients()
    same: dict[str, list[str]] = {}
    for each in everybody:
        same.setdefault(each.address, []).append(each.id)
    written: set[str] = set()
    for reader in progress([each for each in everybody if member in ("", each.actor.pk)], "Writing"):
        if reader.address in written:
            continue
        try:
            digest = _digest(reader, same[reader.address], fitting, today, dry_run=dry_run)
        except STORE:
            raise
        except Exception:
            log.exception("the digest to %s of %s failed", reader.id, reader.actor.pk)
            digest = DigestOutcome(reader, (), FAILED)
        if digest is not None:
            written.add(reader.address)
            found.append(digest)
    if not dry_run:
        deliver_waiting()
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
    reader: MailRecipient, ids: Sequence[str], fitting: dict[str, list[DigestItem]], today: date, *, dry_run: bool
) -> DigestOutcome | None:
    """A reader's mail; None where none is due, nothing is new, or another process wrote it.

    Parameters
    ----------
    ids
        All that the reader is known by: of contacts with one address at several members, one a week is written to.
    """
    before = dict(mark_reads.offered(reader.id))
    if not _is_due(ids, today):
        return None
    if reader.actor.pk not in fitting:
        fitting[reader.actor.pk] = _fitting(reader.actor)
    items = tuple(item for item in fitting[reader.actor.pk] if item.opportunity.pk not in before)[:MOST]
    if not items:
        return None
    if dry_run:
        return DigestOutcome(reader, items, REHEARSED)
    mail = _queue(reader, ids, items, today)
    return None if mail is None else DigestOutcome(reader, items, deliver(mail.pk))


def _is_due(ids: Sequence[str], today: date) -> bool:
    """Whether a week has passed since the last mail to somebody."""
    return all(is_due(dict(mark_reads.offered(id_)).values(), today) for id_ in ids)


def _queue(reader: MailRecipient, ids: Sequence[str], items: Sequence[DigestItem], today: date) -> OutboxMail | None:
    """Put a mail into the outbox, with what it offers as marks in one batch; None where it is not to."""
    actor = reader.actor
    with batch("digest.offer", actor.pk, viewer=COMMAND_LINE, actor=actor.name, count=len(items)) as writer:
        # What two processes saw at once, only one of them finds here.
        if not _is_due(ids, today) or find_reader(reader.id, actor.pk) is None:
            return None
        rows = [
            {
                "opportunity_id": item.opportunity.pk,
                "actor_id": actor.pk,
                "mark": OFFERED,
                "date": today.isoformat(),
                "by": reader.id,
            }
            for item in items
        ]
        writer.put(Mark, [{"id": Mark.key_of(row), **row} for row in rows])
        offered = [item.opportunity.pk for item in items]
        about = {"reader": reader.id, "actor": actor.pk, "date": today.isoformat(), "opportunities": offered}
        (mail,) = queue_mail(build_email(reader, items), kind=DIGEST, about=about)
    return mail
