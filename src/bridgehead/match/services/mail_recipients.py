"""Who gets the weekly mail: contacts of members who clearly agreed to it, and never whoever said no."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from bridgehead.ecosystem.core.consent import FOR_MAIL, plain_address
from bridgehead.ecosystem.models import Actor, Membership, Person
from bridgehead.ecosystem.queries.mail_consents import refused_addresses
from bridgehead.ecosystem.services.consent_withdrawal import consents_without
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.match import phrases
from bridgehead.match.core.digest_rules import agrees_to_digest

CLUSTERS = ("cluster", "cluster_network")


@dataclass(frozen=True)
class MailRecipient:
    """Somebody who may get a mail.

    Attributes
    ----------
    id
        The contact's id.
    """

    id: str
    name: str
    email: str
    actor: Actor

    @property
    def address(self) -> str:
        """What tells people apart who are written to."""
        return plain_address(self.email)


def mail_recipients(member: str = "") -> list[MailRecipient]:
    """Contacts of present members who clearly agreed, whether they have an account or not.

    Whoever refused is left out with all that has the same address; so are addresses that are none. Somebody at two
    members is there twice: each run writes to an address once.

    Parameters
    ----------
    member
        Only of this actor.
    """
    people = Person.objects.exclude(email="").exclude(consent="").select_related("actor").order_by("actor", "id")
    return _each_once(_of_people(people.filter(actor=member) if member else people), refused_addresses())


def mail_recipient(id_: str, actor: str) -> MailRecipient | None:
    """The one of an actor's readers with this id; None if there is none any more."""
    return next((found for found in mail_recipients(actor) if found.id == id_), None)


def unsubscribe(found: MailRecipient, *, viewer: Viewer) -> Receipt[None]:
    """Keep that somebody wants no such mail: what they agreed to besides stays.

    Raises
    ------
    NotAllowed
        If the viewer is not of the recipient's organisation.
    NotFound
        If nobody is known by that id any more.
    """
    viewer.require(Verb.CHANGE, Resource.CONTACT, owner=found.actor.pk)
    with batch("digest.unsubscribe", found.actor.pk, viewer=viewer, actor=found.actor.name) as writer:
        person = Person.objects.filter(pk=found.id).first()
        if person is None:
            raise NotFound(phrases.no_recipient(found.name or found.id))
        said = consents_without(person, FOR_MAIL)
        writer.put(Person, [{"id": key, "consent": text} for key, text in said.items()])
    return writer.receipt(None)


def _of_people(people: Iterable[Person]) -> Iterator[MailRecipient]:
    members = _present_members()
    for person in people:
        if agrees_to_digest(person.consent) and person.actor_id in members and person.actor.kind not in CLUSTERS:
            yield MailRecipient(person.pk, person.name, person.email, person.actor)


def _present_members() -> set[str]:
    today = timezone.localdate()
    rows = Membership.objects.values_list("member_id", "since", "until")
    return {member for member, since, until in rows if partial_dates.is_current(since, until, today)}


def _each_once(found: Iterable[MailRecipient], refused: Collection[str]) -> list[MailRecipient]:
    kept: dict[tuple[str, str], MailRecipient] = {}
    for each in found:
        if each.address not in refused and _is_address(each.email):
            kept.setdefault((each.address, each.actor.pk), each)
    return list(kept.values())


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
