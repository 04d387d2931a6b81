"""Who is in the workspace already: known by id, by what registers call them, by name, country and place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.importers.core.member_rows import IDENTIFIERS
from bridgehead.importers.core.name_normalisation import (
    legal_forms,
    names_department,
    normalise_name,
    slug,
    strip_legal_form,
)
from bridgehead.importers.core.record_linkage import same_place

SHORTEST = 5


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
        for id_, name, country, city in found:
            self.add(id_, name, country, city)

    def add(self, id_: str, name: str, country: str, city: str) -> None:
        """Note a further actor."""
        self.called.setdefault((strip_legal_form(name), country), []).append((id_, name, city))

    def find(self, name: str, country: str, city: str = "") -> str | None:
        """The one actor that this can only be; None where there is none, are several, or anything speaks against it.

        Legal forms must not contradict each other, nor places; without a country nothing is decided, nor by
        names of a few letters, nor where one of the two names a department.
        """
        core = strip_legal_form(name)
        found = self.called.get((core, country), ())
        if len(found) != 1 or not country or len(core) < SHORTEST:
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
        self.ids = set(Actor.objects.values_list("pk", flat=True))
        self.earlier = frozenset(self.ids)
        self.by_identifier = {
            (scheme, value): actor
            for scheme, value, actor in Identifier.objects.values_list("scheme", "value", "actor_id")
        }
        self.schemes: dict[str, set[str]] = {}
        for (scheme, _), actor in self.by_identifier.items():
            self.schemes.setdefault(actor, set()).add(scheme)
        self.by_name: dict[str, list[tuple[str, str]]] = {}
        found = list(Actor.objects.values_list("pk", "name", "country", "city"))
        for id_, name, country, _ in found:
            self.by_name.setdefault(normalise_name(name), []).append((id_, country))
        self.names = ActorNameLookup(found) if loosely else None
        self.recognised: dict[str, NameMatch] = {}

    def find(self, values: Mapping[str, Any]) -> str:
        """The id of the row's actor; a new one is noted, so that the next row finds it."""
        numbers = identifiers_of(values)
        known = [self.by_identifier[number] for number in numbers if number in self.by_identifier]
        id_ = values.get("id") or (known[0] if known else self._named(values, numbers)) or self._fresh(values)
        if id_ not in self.ids:
            self.ids.add(id_)
            self.by_name.setdefault(normalise_name(values["name"]), []).append((id_, values.get("country", "")))
            if self.names:
                self.names.add(id_, values["name"], values.get("country", ""), values.get("city", ""))
        for number in numbers:
            self.by_identifier.setdefault(number, id_)
            self.schemes.setdefault(id_, set()).add(number[0])
        return str(id_)

    def _named(self, values: Mapping[str, Any], numbers: list[tuple[str, str]]) -> str | None:
        """Somebody of this name in this country, unless a register calls the two differently."""
        name, country = values.get("name", ""), values.get("country", "")
        for id_, other in self.by_name.get(normalise_name(name), ()):
            if (not country or not other or country == other) and not self._is_other(id_, numbers):
                return id_
        found = self.names.find(name, country, values.get("city", "")) if self.names else None
        if found is None or self._is_other(found, numbers):
            return None
        if found in self.earlier:
            self.recognised[found] = NameMatch(found, name)
        return found

    def _is_other(self, id_: str, numbers: list[tuple[str, str]]) -> bool:
        schemes = self.schemes.get(id_, set())
        return any(scheme in schemes for scheme, _ in numbers)

    def _fresh(self, values: Mapping[str, Any]) -> str:
        stem = slug(values["name"]) or f"member-{next(iter(identifiers_of(values)), ('', '0'))[1]}"
        number, id_ = 1, stem
        while id_ in self.ids:
            number += 1
            id_ = f"{stem}-{number}"
        return id_


def identifiers_of(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Scheme and value of what registers call a member; a Danish VAT number says the CVR number as well."""
    numbers = [(scheme, values[scheme]) for scheme in IDENTIFIERS if scheme in values]
    vat = values.get("vat", "")
    if vat.startswith("DK") and "cvr" not in values:
        numbers.append(("cvr", vat[2:]))
    return numbers
