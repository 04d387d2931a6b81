"""What people say of possible duplicates."""

from bridgehead.ecosystem.models import Actor
from bridgehead.importers import phrases
from bridgehead.importers.models import DistinctPair
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.write_lock import write_lock


def mark_distinct(first: str, second: str, *, viewer: Viewer) -> Receipt[None]:
    """Remember that two actors are not the same organisation.

    Raises
    ------
    InputError
        If they are the same record.
    NotAllowed
        If only others can edit organisations.
    NotFound
        If there is no such actor.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require(Verb.CHANGE, Resource.ACTOR)
    if first == second:
        raise InputError(expects("two_actors"), found=first, sentence=phrases.two_needed())
    one, other = sorted((first, second))
    with write_lock():
        known = set(Actor.objects.filter(pk__in=(one, other)).values_list("pk", flat=True))
        for id_ in (first, second):
            if id_ not in known:
                raise NotFound(phrases.no_such_actor(id_), hint=phrases.list_actors())
        DistinctPair.objects.get_or_create(first=one, second=other)
    return Receipt(None)
