"""The JSON shapes of the weekly mails."""

from pydantic import BaseModel

from bridgehead.match import phrases
from bridgehead.match.services.digest import DigestOutcome


class DigestItemOut(BaseModel):
    """An opportunity in a weekly mail."""

    opportunity: str
    fit: float
    eligible: bool | None
    reasons: list[str]


class DigestOut(BaseModel):
    """A weekly mail and its outcome: `sent`, `waiting` in the outbox, `failed` or `rehearsed`."""

    member: str
    reader: str
    outcome: str
    opportunities: list[DigestItemOut]


class DigestsOut(BaseModel):
    """The weekly mails of a run."""

    digests: list[DigestOut]


def digest_out(found: DigestOutcome) -> DigestOut:
    """One mail of a run."""
    items = [
        DigestItemOut(
            opportunity=item.opportunity.pk,
            fit=item.fit,
            eligible=item.eligible,
            reasons=[*map(phrases.reason, item.reasons), *map(phrases.phrase, item.adds)],
        )
        for item in found.items
    ]
    return DigestOut(member=found.reader.actor.pk, reader=found.reader.id, outcome=found.outcome, opportunities=items)
