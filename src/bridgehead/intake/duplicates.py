"""Reads of the workspace for finding the same organisation twice, and what was said about pairs."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.intake.core.duplicates import THRESHOLD, Likeness, Party, candidates, compare, rarity
from bridgehead.intake.models import NotTheSame
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.replace_file import replace_file


def parties() -> list[Party]:
    """Every actor with what tells whether it is another one."""
    numbers: dict[str, list[tuple[str, str]]] = {}
    for actor, scheme, value in Identifier.objects.values_list("actor_id", "scheme", "value"):
        numbers.setdefault(actor, []).append((scheme.casefold(), value.replace(" ", "").upper()))
    columns = ("pk", "name", "aliases", "kind", "country", "city", "website")
    return [
        Party(id_, name, tuple(aliases), kind, country, city, website, frozenset(numbers.get(id_, ())))
        for id_, name, aliases, kind, country, city, website in Actor.objects.order_by("pk").values_list(*columns)
    ]


def duplicates(threshold: float = THRESHOLD) -> list[Likeness]:
    """Pairs of actors that are probably one, the likeliest first; pairs that somebody told apart are left out."""
    found = candidates(parties(), set(NotTheSame.objects.values_list("first", "second")), threshold)
    if threshold == THRESHOLD:
        _keep(found)
    return found


def kept_duplicates() -> list[Likeness]:
    """The same as they were found last, if no actor changed since, else looked for anew."""
    kept = _kept()
    if kept.get("of") != _state():
        return duplicates()
    return [
        Likeness(Party(*first), Party(*second), score, tuple(for_it), tuple(against))
        for first, second, score, for_it, against in kept["pairs"]
    ]


def how_many() -> int:
    """How many pairs were found when somebody looked last, or after the last import through the pages."""
    return len(_kept().get("pairs", ()))


def _state() -> str:
    """A mark of all that the list depends on: what actors are called and have, and what was told apart."""
    tables = (
        Actor.objects.order_by("pk").values_list("pk", "name", "aliases", "kind", "country", "city", "website"),
        Identifier.objects.order_by("pk").values_list("actor_id", "scheme", "value"),
        NotTheSame.objects.order_by("pk").values_list("first", "second"),
    )
    mark = hashlib.sha256()
    for rows in tables:
        for row in rows.iterator():
            mark.update(repr(row).encode())
    return mark.hexdigest()


def _keep(found: list[Likeness]) -> None:
    pairs = [[[p.first.id, p.first.name], [p.second.id, p.second.name], p.score, p.for_it, p.against_it] for p in found]
    replace_file(_file(), json.dumps({"of": _state(), "pairs": pairs}))


def _kept() -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


def _file() -> Path:
    return Path(settings.WORKSPACE) / "duplicates.json"


def pair(first: str, second: str) -> Likeness:
    """Two actors side by side.

    Raises
    ------
    NotFound
        If there is no such actor.
    """
    everybody = {party.id: party for party in parties()}
    for id_ in (first, second):
        if id_ not in everybody:
            raise NotFound(f"there is no actor {id_!r}", hint="`bridgehead members` lists them")
    return compare(everybody[first], everybody[second], rarity(everybody.values()))


def tell_apart(first: str, second: str) -> None:
    """Remember that two actors are not the same organisation.

    Raises
    ------
    InputError
        If they are the same record.
    """
    if first == second:
        raise InputError("two actors", found=first)
    one, other = sorted((first, second))
    NotTheSame.objects.get_or_create(first=one, second=other)
