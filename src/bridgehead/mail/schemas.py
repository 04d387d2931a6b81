"""The JSON shapes of the outbox."""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel

from bridgehead.mail.models import OutboxMail
from bridgehead.mail.phrases import reason_text


class OutboxMailOut(BaseModel):
    """A mail and what became of it: `waiting`, `sending`, `sent` or `failed`; its text is on its page."""

    id: int
    kind: str
    to: str
    subject: str
    state: str
    reason: str
    at: str
    sent_at: str | None


class OutboxOut(BaseModel):
    """Mails, the latest first."""

    mails: list[OutboxMailOut]

    @classmethod
    def of(cls, found: Iterable[OutboxMail]) -> Self:
        """Mails as they are kept."""
        return cls(
            mails=[
                OutboxMailOut(
                    id=mail.pk,
                    kind=mail.kind,
                    to=mail.to,
                    subject=mail.subject,
                    state=mail.state,
                    reason=reason_text(mail),
                    at=mail.at.isoformat(),
                    sent_at=mail.sent_at.isoformat() if mail.sent_at else None,
                )
                for mail in found
            ]
        )
