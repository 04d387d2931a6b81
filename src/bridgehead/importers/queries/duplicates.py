"""Reads of the workspace for finding the same organisation twice, and what was said about pairs."""

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.importers import phrases
from bridgehead.importers.core.record_linkage import (
    THRESHOLD,
    LinkagePair,
    LinkageRecord,
    candidates,
    compare,
    rarity,
)
from bridgehead.importers.models import DistinctPair
from bridgehead.kit.errors import NotFound


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
    return candidates(parties(), set(DistinctPair.objects.values_list("first", "second")), threshold)


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
