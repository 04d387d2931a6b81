"""Whoever has an account is asked whether they want mails: once, when they sign in and nobody knows it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bridgehead.ecosystem.core.consent import FOR_MAIL, PURPOSES, is_open, purposes_of, without
from bridgehead.ecosystem.models import Person, User
from bridgehead.ecosystem.phrases.consents import no_mail_choice
from bridgehead.ecosystem.queries.mail_consents import people_at
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import OF_MEMBERS, Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt


def can_be_asked(account: User) -> bool:
    """Whether an account is of a member, and has an address to which mails could go."""
    try:
        validate_email(account.email)
    except ValidationError:
        return False
    return account.role in OF_MEMBERS and account.actor_id is not None


def is_to_be_asked(account: User) -> bool:
    """Whether an account is of a member, and nobody with its address gave a clear answer."""
    return can_be_asked(account) and all(is_open(each.consent) for each in people_at(account.email))


def wants_mails(account: User) -> bool | None:
    """What whoever has an account said of mails; None where that is not clear."""
    said = [purposes_of(each.consent) for each in people_at(account.email) if not is_open(each.consent)]
    if not said:
        return None
    return all(purposes and set(FOR_MAIL) & set(purposes) for purposes in said)


def choose_mails(account: User, *, wants: bool, viewer: Viewer) -> Receipt[None]:
    """Keep what whoever has an account says of mails, with the contacts of their organisation with its address.

    Where there is no such contact, one is made that holds the answer.

    Raises
    ------
    NotAllowed
        If the viewer is not of the account's organisation.
    NotFound
        If the account has no organisation or no address.
    """
    viewer.require(Verb.CHANGE, Resource.CONTACT, owner=account.actor_id)
    if not can_be_asked(account):
        raise NotFound(no_mail_choice())
    name = account.get_full_name() or account.get_username()
    with batch("person.mail_yes" if wants else "person.mail_no", account.actor_id, viewer=viewer, name=name) as writer:
        own = [each for each in people_at(account.email) if each.actor_id == account.actor_id]
        rows = [
            {"id": each.pk, "consent": _with_mails(each.consent) if wants else without(each.consent, *FOR_MAIL)}
            for each in own
        ]
        if not own:
            consent = _with_mails("") if wants else "no"
            row = {"name": name, "email": account.email, "consent": consent, "actor_id": account.actor_id}
            rows = [{"id": f"account-{account.pk}", **row}]
        writer.put(Person, rows)
    return writer.receipt(None)


def _with_mails(consent: str) -> str:
    """What a person agreed to, with mails."""
    agreed = {*(purposes_of(consent) or ()), *FOR_MAIL}
    return ";".join(purpose for purpose in PURPOSES if purpose in agreed)
