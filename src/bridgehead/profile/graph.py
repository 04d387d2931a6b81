"""What ties actors on a day, kept while the records stay as they are: at 27,000 actors it takes seconds to make."""

from datetime import date
from functools import lru_cache

from django.conf import settings

from bridgehead.kit.log import state
from bridgehead.profile import queries
from bridgehead.profile.core import insidership
from bridgehead.profile.core.insidership import Edges, Network


def edges_of(day: date) -> Edges:
    """What ties actors on a day."""
    return _edges(str(settings.WORKSPACE), state(), day)


def network_of(day: date, *, without: str = "") -> Network:
    """The graph of a day, without a cluster and what it brought about if one is named."""
    return _network(str(settings.WORKSPACE), state(), day, without)


@lru_cache(maxsize=2)
def _edges(workspace: str, state: str, day: date) -> Edges:
    return insidership.edges_at(queries.world(), day)


@lru_cache(maxsize=6)
def _network(workspace: str, state: str, day: date, without: str) -> Network:
    edges = _edges(workspace, state, day)
    return insidership.connect(insidership.without(edges, without) if without else edges)
