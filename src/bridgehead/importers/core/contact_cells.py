"""The contacts that one row names: first and last names, second contacts, several addresses in one cell."""

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from bridgehead.importers.core.name_normalisation import normalise_name

PARTS = ("name", "first_name", "last_name", "role", "email", "phone")
MOST = 3
"""How many contacts have columns of their own."""

CONSENT = "contact_consent"
CONTACT_FIELDS = (*(f"contact{'' if n == 1 else n}_{part}" for n in range(1, MOST + 1) for part in PARTS), CONSENT)
ADDRESS = re.compile(r"[^\s<>;,|/()\[\]\"']+@[^\s<>;,|/()\[\]\"'@]+\.[^\s<>;,|/()\[\]\"'@.]+")
BRACKETS = re.compile(r"<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>")
SHOWN = re.compile(r"\"?([^\"<>();,|@]+?)\"?\s*[<(]\s*([^\s<>()]+@[^\s<>()]+)\s*[>)]")
BETWEEN_NAMES = re.compile(r"\s*[;|\n]\s*")
LOOSELY = re.compile(r"\s*(?:[;|,/\n&+]|\s(?:og|and|und|et|y|e|en|och|i|ja)\s)\s*")

Contact = dict[str, str]


def without_tags(text: str) -> str:
    """A cell whose addresses stand in round brackets: `Ane <ane@example.org>` is no markup."""
    return BRACKETS.sub(r"(\1)", text)


def addresses_in(text: str) -> list[str]:
    """The mail addresses in a cell, each once, as they stand."""
    found = [address.removeprefix("mailto:").rstrip(".") for address in ADDRESS.findall(text)]
    return list({address.casefold(): address for address in reversed(found)}.values())[::-1]


def contacts_of(values: Mapping[str, Any]) -> list[Contact]:
    """The contacts of a row, each with a name or an address; no address twice.

    Where a cell holds as many names as addresses, they belong together in their order; an address more is somebody of
    whom only that is known. Names of several whose one address could be anybody's stay one text.

    Parameters
    ----------
    values
        Values of a row by field; of an address field a list.
    """
    found: list[Contact] = []
    for number in range(1, MOST + 1):
        stem = f"contact{'' if number == 1 else number}_"
        people = _people({part: values.get(stem + part, "") for part in PARTS})
        if number == 1 == len(people):  # of several nobody knows whose answer it is
            people[0]["consent"] = values.get(CONSENT, "")
        found += people
    seen: set[str] = set()
    kept = []
    for person in found:
        email = person["email"].casefold()
        if (person["name"] or email) and not (email in seen and (not person["name"] or person in kept)):
            kept.append(person)
            seen |= {email} - {""}
    return kept


def _people(given: Mapping[str, Any]) -> list[Contact]:
    """The people of one set of columns; role and phone are of the first."""
    shown = {address: name for name, address in given["email"] or ()}
    addresses = list(shown)
    typed = given["name"] or " ".join(filter(None, (given["first_name"], given["last_name"])))
    names = _names(typed, addresses)
    if len(names) == 1 < len(addresses) and not any(shown.values()):
        place = next((n for n, address in enumerate(addresses) if _fits(names[0], address)), 0)
        addresses.insert(0, addresses.pop(place))
    people = [
        {"name": name or shown.get(address, ""), "role": "", "email": address, "phone": ""}
        for name, address in zip_longest(names, addresses, fillvalue="")
    ]
    if people:
        people[0] |= {"role": given["role"], "phone": given["phone"]}
    return people


def _names(typed: str, addresses: list[str]) -> list[str]:
    """The names in a cell, so many as can be told apart."""
    if not typed:
        return []
    for pattern in (BETWEEN_NAMES, LOOSELY):
        names = [name for name in pattern.split(typed) if name]
        if 1 < len(names) == len(addresses):
            return names
    names = [name for name in BETWEEN_NAMES.split(typed) if name]
    if len(names) > 1 and not addresses:
        return names
    if len(names) > 1 == len(addresses):
        whose = [name for name in names if _fits(name, addresses[0])]
        return [whose[0], *(name for name in names if name != whose[0])] if len(whose) == 1 else [typed]
    return [typed]


def _fits(name: str, address: str) -> bool:
    """Whether an address is made of a name."""
    local = normalise_name(address.partition("@")[0])
    return any(len(word) > 1 and word in local for word in normalise_name(name).split())


def shown_addresses(text: str) -> list[tuple[str, str]] | None:
    """Name, perhaps blank, and address of everybody in a cell of addresses; None where it has none."""
    names = {address.casefold(): " ".join(name.split()) for name, address in SHOWN.findall(text)}
    return [(names.get(address.casefold(), ""), address) for address in addresses_in(text)] or None
