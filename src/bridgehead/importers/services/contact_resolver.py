"""Whose contact a row names: known by organisation and name, and by address where several have that name."""

from collections.abc import Mapping
from zlib import crc32

from bridgehead.ecosystem.core.consent import is_open, refuses
from bridgehead.ecosystem.models import Person
from bridgehead.importers.core.name_keys import name_key
from bridgehead.kit.field_limits import ID_LENGTH
from bridgehead.kit.id_stem import id_stem
from bridgehead.kit.readable_ids import FreeIds

LONGEST_NAME = 40
NUMBER_LENGTH = 12


class ContactResolver:
    """The people of each organisation by name; two of one name and two addresses in one list are two."""

    def __init__(self) -> None:
        found = list(Person.objects.values_list("pk", "actor_id", "name", "email"))
        said = Person.objects.exclude(consent="").values_list("pk", "consent")
        self.answers = {id_: consent for id_, consent in said if not is_open(consent)}
        self.ids = FreeIds(row[0] for row in found)
        self.known: dict[tuple[str, str], dict[str, str]] = {}
        self.by_email: dict[tuple[str, str], str] = {}
        self.listed: dict[str, str] = {}
        for id_, actor, name, email in found:
            if email:
                self.by_email.setdefault((actor, email.casefold()), id_)
            self.known.setdefault((actor, name_key(name)), {})[id_] = email.casefold()

    def find(self, actor: str, contact: Mapping[str, str]) -> dict[str, str]:
        """The row of a contact, with its id; a new one is noted, so that the next row finds it.

        Who has no name is called by the address, until a list brings the name; an address alone names nobody anew.

        Parameters
        ----------
        contact
            `name` and `email`, either of them blank, and further values.
        """
        email = contact["email"].casefold()
        if not contact["name"] and (there := self.by_email.get((actor, email))):
            return {**contact, "id": there}
        name = contact["name"] or contact["email"]
        people = self.known.setdefault((actor, name_key(name)), {})
        unnamed = self.known.get((actor, name_key(email)), {}) if email else {}
        id_ = self._one_of(people, email) or next(iter(unnamed), "") or self._fresh(actor, name)
        self.ids.add(id_)
        unnamed.pop(id_, None)
        people[id_] = email or people.get(id_, "")
        if email:
            self.listed[id_] = email
            self.by_email.setdefault((actor, email), id_)
        return {**contact, "id": id_, "name": name}

    def answer(self, id_: str, consent: str) -> str:
        """What a list may write under `consent`: a clear answer that is known gives way to a clear no only.

        A list may be older than what somebody said by the link of a mail.
        """
        before = self.answers.get(id_, "")
        if consent and not is_open(consent) and (not before or refuses(consent)):
            self.answers[id_] = consent
        return "" if before and not refuses(consent) else consent

    def _one_of(self, people: Mapping[str, str], email: str) -> str | None:
        """Who has the address, else the one whose address is unknown, or stood in no row of this list yet."""
        if not email:
            return next(iter(people), None)
        same = next((id_ for id_, address in people.items() if address == email), None)
        free = (id_ for id_, address in people.items() if not address)
        moved = [id_ for id_ in people if id_ not in self.listed]
        return same or next(free, None) or (moved[0] if len(people) == len(moved) == 1 else None)

    def _fresh(self, actor: str, name: str) -> str:
        stem = f"{actor}-{id_stem(name, limit=LONGEST_NAME) or 'contact'}"
        return self.ids.free(_short(stem, ID_LENGTH - NUMBER_LENGTH))


def _short(id_: str, limit: int) -> str:
    """An id that is too long, with a checksum in place of its end, so that it stays readable and its own."""
    return id_ if len(id_) <= limit else f"{id_[: limit - 9]}-{crc32(id_.encode()):08x}"
