"""Who gets a mail to a group, and why the others do not."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bridgehead.ecosystem.core.consent import agrees, plain_address

SENDS, NO_EMAIL, BAD_EMAIL, NO_CONSENT, TWICE, SENT_BEFORE = (
    "sends",
    "no_email",
    "bad_email",
    "no_consent",
    "twice",
    "sent_before",
)
"""What becomes of somebody: they get the mail, or why not."""


@dataclass(frozen=True)
class Addressee:
    """Somebody of the group.

    Attributes
    ----------
    is_address
        Whether what stands under `email` is an address.
    """

    id: str
    email: str
    consent: str
    is_address: bool


def judge_each(
    group: Iterable[Addressee], purpose: str, before: Collection[str] = (), refused: Collection[str] = ()
) -> Iterator[tuple[Addressee, str]]:
    """Each of a group with what becomes of them; the first who agreed of an address gets it.

    Parameters
    ----------
    before
        Addresses that had this mail already.
    refused
        Addresses at which somebody said no, of the group or not.
    """
    seen: set[str] = set()
    for each in group:
        address = plain_address(each.email)
        if not address:
            said = NO_EMAIL
        elif not each.is_address:
            said = BAD_EMAIL
        elif address in refused or not agrees(each.consent, purpose):
            said = NO_CONSENT
        elif address in seen:
            said = TWICE
        else:
            seen.add(address)
            said = SENT_BEFORE if address in before else SENDS
        yield each, said
