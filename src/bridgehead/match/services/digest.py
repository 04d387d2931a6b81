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
from bridgehead.match import queries
from bridgehead.match.core.digest import is_due
from bridgehead.match.core.marks import OFFERED
from bridgehead.match.mail import Item, letter
from bridgehead.match.models import Mark
from bridgehead.match.services.ranking import match_opportunity
from bridgehead.match.services.readers import Reader, readers
from bridgehead.opportunities import queries as opportunities

MOST = 5
LOOKED_AT = 50
DEPTH = 20
SENT, FAILED, REHEARSED = "sent", "failed", "rehearsed"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Digest:
    """One mail and what became of it: `sent`, `failed` (the mail server refused it) or `rehearsed`."""

    reader: Reader
    items: tuple[Item, ...]
    outcome: str


def send_digests(*, member: str = "", dry_run: bool = False) -> list[Digest]:
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
    for reader in readers(member):
        before = dict(queries.offered(reader.id))
        if not is_due(max(before.values(), default=""), today):
            continue
        if reader.actor.pk not in fitting:
            fitting[reader.actor.pk] = _fitting(reader.actor, today)
        new = [item for item in fitting[reader.actor.pk] if item.opportunity.pk not in before][:MOST]
        if new:
            found.append(Digest(reader, tuple(new), REHEARSED if dry_run else _send(reader, new, today)))
    return found


def _fitting(actor: Actor, today: date) -> list[Item]:
    """What may fit a member, the best first, that it has not joined, declined or asked for itself."""
    left_out = queries.dismissed_for(actor.pk) | queries.joined_by(actor.pk)
    day = today.isoformat()
    ranked: list[tuple[int, Item]] = []
    for found in [*opportunities.nearest(day, LOOKED_AT), *opportunities.undated(LOOKED_AT)]:
        if found.pk not in left_out and found.buyer != actor.pk:
            places = enumerate(match_opportunity(found.pk, top=DEPTH).candidates, 1)
            ranked += [
                (place, Item(found, c.eligible, c.eligibility, tuple(r.text for r in c.reasons if r.weight > 0)))
                for place, c in places
                if c.actor == actor.pk and c.eligible is not False
            ]
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


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
