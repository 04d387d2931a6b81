"""Who is in the workspace already: known by id, by what registers call them, by name, country and place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.importers.core.member_rows import IDENTIFIERS
from bridgehead.importers.core.name_keys import key_without_form, name_key
from bridgehead.importers.core.name_normalisation import legal_forms, names_department, normalise_name, strip_legal_form
from bridgehead.importers.core.namesakes import Namesake, choose_namesake
from bridgehead.importers.core.record_linkage import same_place
from bridgehead.kit.id_stem import id_stem
from bridgehead.kit.readable_ids import FreeIds

SHORTEST = 5
LONGEST_STEM = 60


@dataclass(frozen=True)
class NameMatch:
    """An actor that an import took an organisation for, by name, country and place alone."""

    actor: str
    name: str


class ActorNameLookup:
    """Actors by name without legal form, and country: one that is alone there and fits is who is meant.

    Parameters
    ----------
    found
        Id, name, country and city of each actor.
    """

    def __init__(self, found: Iterable[tuple[str, str, str, str]]) -> None:
        self.called: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        self.earlier = set[str]()
        for id_, name, country, city in found:
            self.add(id_, name, country, city)
            self.earlier.add(id_)

    def add(self, id_: str, name: str, country: str, city: str) -> None:
        """Note a further actor, of the file that is being read."""
        self.called.setdefault((strip_legal_form(name), country), []).append((id_, name, city))

    def find(self, name: str, country: str, city: str = "") -> str | None:
        """The one actor that this can only be; None where there is none, are several, or anything speaks against it.

        Legal forms must not contradict each other, nor places; without a country nothing is decided, nor by
        names of a few letters, nor where one of the two names a department. Letters must be the same, unless one of
        two sources writes none but A to Z, as CORDIS does (UNIVERSITE DE STRASBOURG).
        """
        key, plain = key_without_form(name), strip_legal_form(name)
        alike = self.called.get((plain, country), ()) if country else ()
        found = [one for one in alike if key_without_form(one[1]) == key]
        if not found and len(alike) == 1 and alike[0][0] in self.earlier:
            found = [one for one in alike if key.isascii() != key_without_form(one[1]).isascii()]
        if len(found) != 1 or len(plain) < SHORTEST:
            return None
        ((id_, other, place),) = found
        one, two = legal_forms(name), legal_forms(other)
        whole = not names_department(name) and not names_department(other)
        fits = whole and (not one or not two or one == two) and (not city or not place or same_place(city, place))
        return id_ if fits else None


class ActorResolver:
    """Whose row it is: by id, by what registers call it, by name and country; else somebody new.

    Parameters
    ----------
    loosely
        Whether a name may also differ in its legal form, where name, country and place leave no doubt.
    """

    def __init__(self, *, loosely: bool = False) -> None:
        found = list(Actor.objects.values_list("pk", "name", "aliases", "country", "city", "region", "website"))
        self.ids = FreeIds(row[0] for row in found)
        self.earlier = frozenset(self.ids)
        self.by_identifier = {
            (scheme, value): actor
            for scheme, value, actor in Identifier.objects.values_list("scheme", "value", "actor_id")
        }
        self.schemes: dict[str, set[str]] = {}
        for (scheme, _), actor in self.by_identifier.items():
            self.schemes.setdefault(actor, set()).add(scheme)
        self.by_name: dict[str, list[Namesake]] = {}
        self.by_alias: dict[str, list[Namesake]] = {}
        for id_, name, aliases, *facts in found:
            namesake = Namesake(id_, *facts)
            self.by_name.setdefault(name_key(name), []).append(namesake)
            for alias in aliases:
                self.by_alias.setdefault(name_key(alias), []).append(namesake)
        rows = ((id_, name, country, city) for id_, name, _, country, city, *_ in found)
        self.names = ActorNameLookup(rows) if loosely else None
        self.recognised: dict[str, NameMatch] = {}

    def find(self, values: Mapping[str, Any]) -> str:
        """The id of the row's actor; a new one is noted, so that the next row finds it.

        An id that nobody has yet is a new actor's, unless the number of a register says whose row it is.
        """
        numbers = identifiers_of(values)
        known = [self.by_identifier[number] for number in numbers if number in self.by_identifier]
        given = values.get("id", "")
        id_ = given if given in self.ids else (known[0] if known else given or self._named(values, numbers))
        id_ = id_ or self._fresh(values)
        self._note(str(id_), values)
        for number in numbers:
            self.by_identifier.setdefault(number, id_)
            self.schemes.setdefault(id_, set()).add(number[0])
        return str(id_)

    def asked_among(self, values: Mapping[str, Any]) -> list[Namesake]:
        """Those of a row's name among whom nothing tells who is meant; none where that is clear, or nobody is there."""
        found = self.by_name.get(name_key(values.get("name", "")), ())
        numbers = identifiers_of(values) if len(found) > 1 else []
        if len(found) <= 1 or values.get("id") or any(number in self.by_identifier for number in numbers):
            return []
        facts = Namesake.of("", values)
        fitting = [one for one in found if one.agrees(facts) and not self._is_other(one.id, numbers)]
        return fitting if fitting and choose_namesake(facts, fitting) is None else []

    def _note(self, id_: str, values: Mapping[str, Any]) -> None:
        """Keep what a row says of an actor, so that a later row is compared with it."""
        name = values.get("name", "")
        if not name:
            self.ids.add(id_)
            return
        key, facts = name_key(name), Namesake.of(id_, values)
        if id_ not in self.ids:
            self.ids.add(id_)
            self.by_name.setdefault(key, []).append(facts)
            if self.names:
                self.names.add(id_, name, facts.country, facts.city)
            return
        table = self.by_name if any(one.id == id_ for one in self.by_name.get(key, ())) else self.by_alias
        there = table.setdefault(key, [])
        place = next((i for i, one in enumerate(there) if one.id == id_), len(there))
        there[place : place + 1] = [there[place].filled(facts) if place < len(there) else facts]

    def _named(self, values: Mapping[str, Any], numbers: list[tuple[str, str]]) -> str | None:
        """Somebody of this name whom nothing tells apart, unless a register calls the two differently."""
        name = values.get("name", "")
        if not name:
            return None
        key, facts = name_key(name), Namesake.of("", values)
        namesakes = [one for one in self.by_name.get(key, ()) if not self._is_other(one.id, numbers)]
        if found := choose_namesake(facts, namesakes):
            return found
        if any(one.agrees(facts) for one in namesakes):
            return None
        also = [one for one in self.by_alias.get(key, ()) if not self._is_other(one.id, numbers)]
        sure = len(key) >= SHORTEST or not key.isascii() or all(one.country == facts.country != "" for one in also)
        return (choose_namesake(facts, also) if sure else None) or self._alike(name, facts, numbers)

    def _alike(self, name: str, facts: Namesake, numbers: list[tuple[str, str]]) -> str | None:
        found = self.names.find(name, facts.country, facts.city) if self.names else None
        if found is None or self._is_other(found, numbers):
            return None
        if found in self.earlier:
            self.recognised[found] = NameMatch(found, name)
        return found

    def _is_other(self, id_: str, numbers: list[tuple[str, str]]) -> bool:
        schemes = self.schemes.get(id_, set())
        return any(scheme in schemes for scheme, _ in numbers)

    def _fresh(self, values: Mapping[str, Any]) -> str:
        stem = id_stem(normalise_name(values["name"]), limit=LONGEST_STEM)
        return self.ids.free(stem or f"member-{next(iter(identifiers_of(values)), ('', '0'))[1]}")


def identifiers_of(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Scheme and value of what registers call a member; a Danish VAT number says the CVR number as well."""
    numbers = [(scheme, values[scheme]) for scheme in IDENTIFIERS if scheme in values]
    vat = values.get("vat", "")
    if vat.startswith("DK") and "cvr" not in values:
        numbers.append(("cvr", vat[2:]))
    return numbers
