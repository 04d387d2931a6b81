"""The weekly mail: what may fit a member and is new to the reader, at most once a week, at most five things.

What was offered is kept as marks (`offered`, by whom it was offered to), so that nothing is said twice and
whoever asks can see what was sent. A reader is claimed before the mail goes out: of two processes only one
sends it, and a mail that could not be sent leaves no trace.
"""

import logging
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import actor as find_actor
from bridgehead.kit.changes import batch
from bridgehead.kit.progress import Progress, silent
from bridgehead.match import queries
from bridgehead.match.core.digest import is_due
from bridgehead.match.core.marks import OFFERED
from bridgehead.match.mail import Item, letter
from bridgehead.match.models import Mark
from bridgehead.match.services.fitting import LOOKED_AT, Fitting, opportunities_for
from bridgehead.match.services.readers import Reader, readers

MOST = 5
REASONS = 3
LEAST = 0.05
"""The least fit that is worth a line in a mail: below it a member and a text share a word."""
USUAL = frozenset({"eligibility", "role", "country", "career"})
"""Kinds of reason that many have: they belong to a ranking, not into a mail."""
SENT, FAILED, REHEARSED = "sent", "failed", "rehearsed"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Digest:
    """One mail and what became of it: `sent`, `failed` (the mail server refused it) or `rehearsed`."""

    reader: Reader
    items: tuple[Item, ...]
    outcome: str


def send_digests(*, member: str = "", dry_run: bool = False, progress: Progress = silent) -> list[Digest]:
    """Write to every reader who has something new and had no mail for a week.

    Parameters
    ----------
    member
        Only to the readers of this actor.
    dry_run
        Only say what would be sent.

    Raises
    ------
    NotFound
        If there is no such actor.
    """
    if member:
        find_actor(member)
    today = timezone.localdate()
    fitting: dict[str, list[Item]] = {}
    found = []
    for reader in progress(readers(member), "Writing"):
        before = dict(queries.offered(reader.id))
        if not is_due(max(before.values(), default=""), today):
            continue
        if reader.actor.pk not in fitting:
            fitting[reader.actor.pk] = _fitting(reader.actor)
        new = [item for item in fitting[reader.actor.pk] if item.opportunity.pk not in before][:MOST]
        if new:
            found.append(Digest(reader, tuple(new), REHEARSED if dry_run else _send(reader, new, today)))
    return found


def next_mail(reader: Reader) -> tuple[Item, ...]:
    """What a reader's next mail would hold if it went out today."""
    before = dict(queries.offered(reader.id))
    return tuple(item for item in _fitting(reader.actor) if item.opportunity.pk not in before)[:MOST]


def _fitting(actor: Actor) -> list[Item]:
    """What may fit a member, the best first, each with a reason of the member's own; nothing that hardly fits."""
    found = opportunities_for(actor.pk, top=LOOKED_AT, only_eligible=True).found
    return [item for each in found if (item := _item(each)).fit >= LEAST and item.reasons]


def _item(found: Fitting) -> Item:
    candidate, added = found.candidate, found.candidate.additionality
    return Item(
        found.opportunity,
        fit=candidate.score,
        eligible=candidate.eligible,
        eligibility=candidate.eligibility,
        reasons=tuple(reason.text for reason in candidate.reasons if reason.kind not in USUAL)[:REASONS],
        adds=added.reasons if added and added.value else (),
    )


def _send(reader: Reader, items: list[Item], today: date) -> str:
    rows = [
        {
            "opportunity_id": item.opportunity.pk,
            "actor_id": reader.actor.pk,
            "mark": OFFERED,
            "date": today.isoformat(),
            "by": reader.id,
        }
        for item in items
    ]
    rows = [{"id": Mark.key_of(row), **row} for row in rows]
    with transaction.atomic():
        # Two processes wait here for each other; the second finds what the first has kept.
        Actor.objects.select_for_update().get(pk=reader.actor.pk)
        if not is_due(max((day for _, day in queries.offered(reader.id)), default=""), today):
            return SENT
        with batch(f"offer {len(rows)} opportunities to {reader.actor.pk} by mail") as writer:
            writer.put(Mark, rows)
    try:
        letter(reader, items).send()
    except (SMTPException, OSError):
        log.exception("a digest to %s could not be sent", reader.actor.pk)
        with batch(f"the mail to {reader.actor.pk} could not be sent") as writer:
            writer.remove(Mark, [row["id"] for row in rows])
        return FAILED
    return SENT
