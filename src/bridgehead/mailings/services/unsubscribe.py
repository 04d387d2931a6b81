"""Somebody takes back their consent to a purpose."""

from bridgehead.ecosystem.core.consent import PURPOSES, agrees, purposes_of, refuses, without
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.queries.mail_consents import people_at
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.mailings import phrases


def still_agrees(person: str, purpose: str) -> bool:
    """Whether somebody, or a contact with the same address, agrees to a purpose."""
    return bool(_agreeing(person, purpose))


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
        agreeing, same = _agreeing(person, purpose), people_at(found.email)
        # Whoever still agrees to something has not said no: a no of one record would hold for the address.
        kept = {p for each in same for p in purposes_of(each.consent) or () if p != purpose}
        left = ";".join(p for p in PURPOSES if p in kept)
        texts = {each.pk: without(each.consent, purpose) for each in agreeing}
        writer.put(Person, [{"id": key, "consent": left if left and refuses(t) else t} for key, t in texts.items()])
    return writer.receipt(len(agreeing))


def _agreeing(person: str, purpose: str) -> list[Person]:
    found = Person.objects.filter(pk=person).first()
    if found is None:
        return []
    same = {each.pk: each for each in [found, *people_at(found.email)]}
    return [each for each in same.values() if agrees(each.consent, purpose)]
