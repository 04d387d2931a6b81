"""The contacts that one row names: first and last names, second contacts, several addresses in one cell."""

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from bridgehead.importers.core.name_normalisation import normalise_name
from bridgehead.importers.core.written_names import named_people

PARTS = ("name", "first_name", "last_name", "role", "email", "phone")
MOST = 3
"""How many contacts have columns of their own."""

CONSENT = "contact_consent"
CONTACT_FIELDS = (*(f"contact{'' if n == 1 else n}_{part}" for n in range(1, MOST + 1) for part in PARTS), CONSENT)
ADDRESS = re.compile(r"[^\s<>;,|/()\[\]\"']+@[^\s<>;,|/()\[\]\"'@]+\.[^\s<>;,|/()\[\]\"'@.]+")
BRACKETS = re.compile(r"<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>")
SHOWN = re.compile(r"\"?([^\"<>();,|@]+?)\"?\s*[<(]\s*([^\s<>()]+@[^\s<>()]+)\s*[>)]")

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

    Where a cell holds as many names as addresses, they belong together in their order; else an address is whose name
    it is made of. An address that could be anybody's is somebody of whom only that is known. One that stands where a
    name is asked for is an address.

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
    typed = given["name"] or " ".join(filter(None, (given["first_name"], given["last_name"])))
    if within := shown_addresses(typed):
        shown = {address: name or shown.get(address, "") for name, address in within} | shown
        typed = "" if any(shown.values()) else ADDRESS.sub(" ", typed).strip(" ,;:()<>-–|/").removesuffix("mailto:")
    addresses = list(shown)
    named, said = named_people(typed, len(addresses))
    if len(named) > 1 and len(named) != len(addresses):
        named, addresses = _matched(named, addresses)
    elif len(named) == 1 < len(addresses) and not any(shown.values()):
        place = next((n for n, address in enumerate(addresses) if _fits(named[0], address)), 0)
        addresses.insert(0, addresses.pop(place))
    people = [
        {"name": name or shown.get(address, ""), "role": "", "email": address, "phone": ""}
        for name, address in zip_longest(named, addresses, fillvalue="")
    ]
    if people:
        people[0] |= {"role": given["role"] or said, "phone": given["phone"]}
    return people


def _matched(names: list[str], addresses: list[str]) -> tuple[list[str], list[str]]:
    """Names and addresses of unlike number, whose stand at the same place; an address that could be anybody's is last.

    An address belongs to the one name that it is made of.
    """
    whose: dict[str, str] = {}
    for address in addresses:
        fitting = [name for name in names if _fits(name, address)]
        if len(fitting) == 1 and fitting[0] not in whose:
            whose[fitting[0]] = address
    ordered = [name for name in names if name in whose] + [name for name in names if name not in whose]
    owned = [whose[name] for name in ordered if name in whose]
    rest = [address for address in addresses if address not in owned]
    return [*ordered, *("" for _ in rest)], [*owned, *("" for name in ordered if name not in whose), *rest]


def _fits(name: str, address: str) -> bool:
    """Whether an address is made of a name."""
    local = normalise_name(address.partition("@")[0])
    return any(len(word) > 1 and word in local for word in normalise_name(name).split())


def shown_addresses(text: str) -> list[tuple[str, str]] | None:
    """Name, perhaps blank, and address of everybody in a cell of addresses; None where it has none."""
    names = {address.casefold(): " ".join(name.split()) for name, address in SHOWN.findall(text)}
    return [(names.get(address.casefold(), ""), address) for address in addresses_in(text)] or None
