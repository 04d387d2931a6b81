"""Reads of the workspace for finding the same organisation twice, and what was said about pairs."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.importers import phrases
from bridgehead.importers.core.record_linkage import (
    THRESHOLD,
    LinkagePair,
    LinkageRecord,
    Sign,
    candidates,
    compare,
    rarity,
)
from bridgehead.importers.models import DistinctPair
from bridgehead.kit.errors import NotFound
from bridgehead.kit.small_files import put_text


def parties() -> list[LinkageRecord]:
    """Every actor with what tells whether it is another one."""
    numbers: dict[str, list[tuple[str, str]]] = {}
    for actor, scheme, value in Identifier.objects.values_list("actor_id", "scheme", "value"):
        numbers.setdefault(actor, []).append((scheme.casefold(), value.replace(" ", "").upper()))
    columns = ("pk", "name", "aliases", "kind", "country", "city", "website")
    return [
        LinkageRecord(id_, name, tuple(aliases), kind, country, city, website, frozenset(numbers.get(id_, ())))
        for id_, name, aliases, kind, country, city, website in Actor.objects.order_by("pk").values_list(*columns)
    ]


def duplicates(threshold: float = THRESHOLD) -> list[LinkagePair]:
    """Pairs of actors that are probably one, the likeliest first; pairs that somebody told apart are left out."""
    found = candidates(parties(), set(DistinctPair.objects.values_list("first", "second")), threshold)
    if threshold == THRESHOLD:
        _keep(found)
    return found


def cached_duplicates() -> list[LinkagePair]:
    """The same as they were found last, if no actor changed since, else looked for anew."""
    kept = _kept()
    if kept.get("of") != _state():
        return duplicates()
    return [
        LinkagePair(LinkageRecord(*first), LinkageRecord(*second), score, _signs(for_it), _signs(against))
        for first, second, score, for_it, against in kept["pairs"]
    ]


def count_duplicates() -> int:
    """How many pairs were found when somebody looked last, or after the last import through the pages."""
    return len(_kept().get("pairs", ()))


def _state() -> str:
    """A mark of all that the list depends on: what actors are called and have, and what was told apart."""
    tables = (
        Actor.objects.order_by("pk").values_list("pk", "name", "aliases", "kind", "country", "city", "website"),
        Identifier.objects.order_by("pk").values_list("actor_id", "scheme", "value"),
        DistinctPair.objects.order_by("pk").values_list("first", "second"),
    )
    mark = hashlib.sha256(b"signs by code")
    for rows in tables:
        for row in rows.iterator():
            mark.update(repr(row).encode())
    return mark.hexdigest()


def _keep(found: list[LinkagePair]) -> None:
    pairs = [
        [
            [p.first.id, p.first.name],
            [p.second.id, p.second.name],
            p.score,
            *([[s.code, *s.values] for s in signs] for signs in (p.for_it, p.against_it)),
        ]
        for p in found
    ]
    put_text(_file(), json.dumps({"of": _state(), "pairs": pairs}))


def _signs(kept: list[list[Any]]) -> tuple[Sign, ...]:
    return tuple(Sign(code, tuple(values)) for code, *values in kept)


def _kept() -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


def _file() -> Path:
    return Path(settings.WORKSPACE) / "duplicates.json"


def pair(first: str, second: str) -> LinkagePair:
    """Two actors side by side.

    Raises
    ------
    NotFound
        If there is no such actor.
    """
    everybody = {party.id: party for party in parties()}
    for id_ in (first, second):
        if id_ not in everybody:
            raise NotFound(phrases.no_such_actor(id_), hint=phrases.list_actors())
    return compare(everybody[first], everybody[second], rarity(everybody.values()))
