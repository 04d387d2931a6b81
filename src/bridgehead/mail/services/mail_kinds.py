"""What the stages that write mails say of each kind: whether one is still wanted, what discarding it takes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.kit.permissions import Viewer
from bridgehead.mail.models import OutboxMail

About = Mapping[str, Any]


@dataclass(frozen=True)
class MailKind:
    """A kind of mail, by what its `about` says.

    Attributes
    ----------
    is_wanted
        Whether whoever gets it still wants it.
    withdraw
        Takes back what was kept when it was written, for one that never went out.
    """

    is_wanted: Callable[[About], bool]
    withdraw: Callable[[About, Viewer], object]


_providers: list[Callable[[], Mapping[str, MailKind]]] = []


def provide(source: Callable[[], Mapping[str, MailKind]]) -> None:
    """Say where the kinds come from; the latest word counts."""
    _providers[:] = [source]


def is_wanted(found: OutboxMail) -> bool:
    """Whether whoever gets a mail still wants it; one of a kind that nobody speaks for is wanted."""
    kind = _kind_of(found)
    return kind is None or kind.is_wanted(found.about)


def withdraw(found: OutboxMail, viewer: Viewer) -> None:
    """Take back what was kept when a mail was written."""
    kind = _kind_of(found)
    if kind is not None:
        kind.withdraw(found.about, viewer)


def _kind_of(found: OutboxMail) -> MailKind | None:
    return (_providers[0]() if _providers else {}).get(found.kind)
