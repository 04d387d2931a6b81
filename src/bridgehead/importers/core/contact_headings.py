"""Which columns are about a contact: of several contacts whose, and whether a bare *Name* is a person's."""

import re
from collections.abc import Mapping

from bridgehead.importers.core.contact_cells import CONSENT, MOST
from bridgehead.importers.core.name_normalisation import normalise_name

CONTACT_WORDS = frozenset({"contact", "kontakt", "kontaktperson", "ansprechpartner", "contacto", "contatto"})
NUMBERS = {
    1: "1 1st first primary primaer main forste erste",
    2: "2 2nd second secondary sekundaer anden andet zweiter zweite deuxieme segundo secondo alternative additional",
    3: "3 3rd third tertiary tredje dritter dritte troisieme tercer terzo",
}
CALLED = frozenset({"contact_name", "contact_first_name", "contact_last_name"})
ORDINALS = {word: number for number, words in NUMBERS.items() for word in words.split()}
PEOPLE = ("name", "full name", "navn", "namn", "naam", "nom", "nombre", "nome", "nimi", "display name")
"""Headings that call a person where another column names the organisation."""


def contact_field(heading: str, fields: Mapping[str, str]) -> str:
    """The field that a heading such as `Kontakt 2 / E-mail` or `Secondary email` names; blank for any other.

    Parameters
    ----------
    heading
        Made comparable.
    fields
        Comparable heading to field, of those that are known.
    """
    words = heading.split()
    numbers = [ORDINALS[word] for word in words if word in ORDINALS]
    rest = [word for word in words if word not in ORDINALS]
    found = fields.get(" ".join(rest), "")
    if not found.startswith("contact_") and len(rest) > 1 and rest[0] in CONTACT_WORDS:
        found = fields.get(" ".join(rest[1:]), "")
        found = "contact_name" if found == "name" else found
    return nth_contact(found, numbers[0]) if len(numbers) == 1 and found.startswith("contact_") else ""


def nth_contact(field: str, number: int) -> str:
    """The field of a further contact that is `field` of the first; blank where so many have no columns."""
    if field == CONSENT and number > 1:
        return ""
    return "" if number > MOST else field if number == 1 else field.replace("contact_", f"contact{number}_", 1)


class ContactColumns:
    """What headings mean beside each other: a bare *Name* may be a person's, doubled ones a second contact's.

    Parameters
    ----------
    meanings
        Heading to the field that it means by itself, blank for none, and how sure that is.
    """

    def __init__(self, meanings: Mapping[str, tuple[str, float]]) -> None:
        self.meanings = meanings
        fields = {field for field, _ in meanings.values()}
        others = "employer" in fields or any(
            field == "name" and not _is_bare(heading) for heading, (field, _) in meanings.items()
        )
        partial = "contact_first_name" in fields and "contact_last_name" not in fields
        self.bare = "name"
        if others and "contact_name" not in fields:
            self.bare = "contact_last_name" if partial else "contact_name"
        self.doubled = {number_of(heading) for heading, (field, _) in meanings.items() if field in CALLED}

    def of(self, heading: str) -> tuple[str, float]:
        """The field that a heading means here, blank for none, and how sure that is."""
        field, sure = self.meanings.get(heading, ("", 0.0))
        if field == "name" and _is_bare(heading):
            return self.bare, sure
        number = number_of(heading)
        if field.startswith("contact_") and number > 1 and number in self.doubled:
            return nth_contact(field, number), sure
        return field, sure


def without_number(heading: str) -> str:
    """A heading without the number that tells it from an equal one."""
    return re.sub(r" \(\d+\)$", "", heading)


def number_of(heading: str) -> int:
    """The number that tells a heading from equal ones; 1 for the first."""
    found = re.search(r" \((\d{1,4})\)$", heading)
    return int(found[1]) if found else 1


def _is_bare(heading: str) -> bool:
    return normalise_name(without_number(heading)) in PEOPLE
