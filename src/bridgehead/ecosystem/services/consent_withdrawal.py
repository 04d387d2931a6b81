"""Somebody takes back what they agreed to: some purposes, at their address, and nothing else."""

from collections.abc import Collection

from bridgehead.ecosystem.core.consent import PURPOSES, agrees, is_open, purposes_of, refuses, without
from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.queries.mail_consents import people_at


def agreeing_to(person: Person, purposes: Collection[str]) -> list[Person]:
    """A person and the contacts with the same address, as far as they agree to one of some purposes."""
    same = {each.pk: each for each in [person, *people_at(person.email)]}
    return [each for each in same.values() if any(agrees(each.consent, purpose) for purpose in purposes)]


def consents_without(person: Person, purposes: Collection[str]) -> dict[str, str]:
    """What stands under `consent` once some purposes are taken back, by contact, where it is something else then.

    Whoever still agrees to something has not said no: a no of one record would hold for the address. Whoever gave no
    clear answer before gives one now.
    """
    same = people_at(person.email)
    kept = {p for each in [person, *same] for p in purposes_of(each.consent) or () if p not in purposes}
    left = ";".join(purpose for purpose in PURPOSES if purpose in kept)
    texts = {each.pk: without(each.consent, *purposes) for each in agreeing_to(person, purposes)}
    if is_open(person.consent):
        texts[person.pk] = "no"
    return {key: left if left and refuses(text) else text for key, text in texts.items()}
