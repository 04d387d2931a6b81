"""Who is in the workspace already: known by id, by what registers call them, by name, country and place."""

from collections.abc import Mapping
from typing import Any

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.intake.core.members import IDENTIFIERS
from bridgehead.intake.core.names import plain, slug


class Register:
    """Whose row it is: by id, by what registers call it, by name and country; else somebody new."""

    def __init__(self) -> None:
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
        for id_, name, country in Actor.objects.values_list("pk", "name", "country"):
            self.by_name.setdefault(plain(name), []).append((id_, country))

    def find(self, values: Mapping[str, Any]) -> str:
        """The id of the row's actor; a new one is noted, so that the next row finds it."""
        numbers = identifiers_of(values)
        known = [self.by_identifier[number] for number in numbers if number in self.by_identifier]
        id_ = values.get("id") or (known[0] if known else self._named(values, numbers)) or self._fresh(values)
        if id_ not in self.ids:
            self.ids.add(id_)
            self.by_name.setdefault(plain(values["name"]), []).append((id_, values.get("country", "")))
        for number in numbers:
            self.by_identifier.setdefault(number, id_)
            self.schemes.setdefault(id_, set()).add(number[0])
        return str(id_)

    def _named(self, values: Mapping[str, Any], numbers: list[tuple[str, str]]) -> str | None:
        """Somebody of this name in this country, unless a register calls the two differently."""
        country = values.get("country", "")
        for id_, other in self.by_name.get(plain(values.get("name", "")), ()):
            schemes = self.schemes.get(id_, set())
            if (not country or not other or country == other) and not any(s in schemes for s, _ in numbers):
                return id_
        return None

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
