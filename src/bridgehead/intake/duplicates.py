"""Reads of the workspace for finding the same organisation twice, and what was said about pairs."""

from bridgehead.ecosystem.models import Actor, Identifier
from bridgehead.intake.core.duplicates import THRESHOLD, Likeness, Party, candidates, compare, rarity
from bridgehead.intake.models import NotTheSame
from bridgehead.kit.errors import InputError, NotFound


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
    return candidates(parties(), set(NotTheSame.objects.values_list("first", "second")), threshold)


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
            raise NotFound(f"there is no actor {id_!r}: `bridgehead members` lists them")
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
