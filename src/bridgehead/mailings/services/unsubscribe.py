"""Somebody takes back their consent to a purpose."""

from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.services.consent_withdrawal import agreeing_to, consents_without
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mailings import phrases


def still_agrees(person: str, purpose: str) -> bool:
    """Whether somebody, or a contact with the same address, agrees to a purpose."""
    found = Person.objects.filter(pk=person).first()
    return found is not None and bool(agreeing_to(found, [purpose]))


def withdraw_consent(person: str, purpose: str, *, viewer: Viewer) -> Receipt[int]:
    """Take one purpose from a person's consent, and from that of contacts with the same address; how many had it.

    Raises
    ------
    NotAllowed
        If the viewer is not of the person's organisation.
    NotFound
        If there is no such person any more.
    """
    found = Person.objects.filter(pk=person).first()
    if found is None:
        raise NotFound(phrases.link_invalid())
    viewer.require(Verb.CHANGE, Resource.CONTACT, owner=found.actor_id)
    with batch("mailing.unsubscribe", found.actor_id, viewer=viewer, purpose=phrases.purpose_text(purpose)) as writer:
        said = consents_without(found, [purpose])
        writer.put(Person, [{"id": key, "consent": text} for key, text in said.items()])
    return writer.receipt(len(said))
