"""Contact persons as vCards."""

from collections.abc import Collection, Iterable

from bridgehead.ecosystem.models import Participation, Person
from bridgehead.kit import countries
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.vcards import ContactCard, write_cards

ENDING = "vcf"
KINDS = ("actor", "person", "participation")
"""The kinds of record whose contact persons can be taken along."""


def export_cards(kind: str = "", keys: Collection[str] = (), *, viewer: Viewer) -> bytes:
    """The contact persons of some records as a file of vCards; all of them where no kind is named.

    Raises
    ------
    NotAllowed
        If the viewer may not export contact persons.
    """
    viewer.require(Verb.EXPORT, Resource.CONTACT)
    found = Person.objects.select_related("actor").order_by("name", "pk")
    if kind == "person":
        found = found.filter(pk__in=keys)
    elif kind == "participation":
        found = found.filter(actor__in=Participation.objects.filter(pk__in=keys).values("actor"))
    elif kind:
        found = found.filter(actor__in=keys)
    return write_cards(_cards(found))


def _cards(people: Iterable[Person]) -> Iterable[ContactCard]:
    for person in people:
        actor = person.actor
        yield ContactCard(
            name=person.name,
            organisation=actor.name,
            role=person.role,
            email=person.email,
            phone=person.phone,
            city=actor.city,
            country=countries.name(actor.country) if actor.country else "",
            website=actor.website,
            language=person.language,
            tags=tuple(person.tags),
            uid=person.pk,
        )
