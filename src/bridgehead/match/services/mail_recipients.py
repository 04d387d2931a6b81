"""Who gets the weekly mail: contacts and accounts of members, each once, and never whoever said no to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from bridgehead.ecosystem.core.consent import refuses
from bridgehead.ecosystem.models import Actor, Membership, Person, User
from bridgehead.kit import partial_dates
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Verb, Viewer
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
        The contact's id, or the account's name where there is no contact of that address.
    """

    id: str
    name: str
    email: str
    actor: Actor


def mail_recipients(member: str = "") -> list[MailRecipient]:
    """Contacts of present members who consented or have an account, and members' accounts without a contact.

    Whoever refused is left out with all that has the same address; so are addresses that are none.

    Parameters
    ----------
    member
        Only of this actor.
    """
    people = Person.objects.exclude(email="").select_related("actor").order_by("actor", "id")
    accounts = User.objects.filter(is_active=True, role__in=OF_MEMBERS, actor__isnull=False).exclude(email="")
    accounts = accounts.select_related("actor").order_by("actor", "username")
    if member:
        people, accounts = people.filter(actor=member), accounts.filter(actor=member)
    refused = {_plain(email) for consent, email in Person.objects.values_list("consent", "email") if refuses(consent)}
    found = list(_of_people(people, {_plain(user.email) for user in accounts}))
    found += [MailRecipient(u.get_username(), u.get_full_name(), u.email, u.actor) for u in accounts if u.actor]
    return _each_once(found, refused)


def mail_recipient(id_: str, actor: str) -> MailRecipient | None:
    """The one of an actor's readers with this id; None if there is none any more."""
    return next((found for found in mail_recipients(actor) if found.id == id_), None)


def unsubscribe(found: MailRecipient, *, viewer: Viewer) -> Receipt[None]:
    """Keep that somebody wants no such mail: their consent is a no from now on.

    An account without a contact gets one, which holds the refusal.

    Raises
    ------
    NotAllowed
        If the viewer is not of the recipient's organisation.
    NotFound
        If nobody is known by that id any more.
    """
    viewer.require(Verb.CHANGE, Resource.CONTACT, owner=found.actor.pk)
    with batch("digest.unsubscribe", found.actor.pk, viewer=viewer, actor=found.actor.name) as writer:
        if Person.objects.filter(pk=found.id).exists():
            writer.put(Person, [{"id": found.id, "consent": "no"}])
        else:
            account = User.objects.filter(username=found.id).first()
            if account is None:
                raise NotFound(phrases.no_recipient(found.name or found.id))
            row = {"name": found.name or found.id, "email": found.email, "consent": "no", "actor_id": found.actor.pk}
            writer.put(Person, [{"id": f"account-{account.pk}", **row}])
    return writer.receipt(None)


def _of_people(people: Iterable[Person], with_account: set[str]) -> Iterator[MailRecipient]:
    members = _present_members()
    for person in people:
        agrees = agrees_to_digest(person.consent) or _plain(person.email) in with_account
        if agrees and person.actor_id in members and person.actor.kind not in CLUSTERS:
            yield MailRecipient(person.pk, person.name, person.email, person.actor)


def _present_members() -> set[str]:
    today = timezone.localdate()
    rows = Membership.objects.values_list("member_id", "since", "until")
    return {member for member, since, until in rows if partial_dates.is_current(since, until, today)}


def _each_once(found: Iterable[MailRecipient], refused: set[str]) -> list[MailRecipient]:
    kept: dict[tuple[str, str], MailRecipient] = {}
    for each in found:
        address = _plain(each.email)
        if address not in refused and _is_address(each.email):
            kept.setdefault((address, each.actor.pk), each)
    return list(kept.values())


def _plain(email: str) -> str:
    return email.strip().casefold()


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return True
