"""What ties actors on a day, kept while the records stay as they are: at 27,000 actors it takes seconds to make."""

from datetime import date
from functools import lru_cache

from django.conf import settings

from bridgehead.kit.change_log import state
from bridgehead.profile.core import insidership
from bridgehead.profile.core.insidership import MarketNetwork, NetworkEdges
from bridgehead.profile.queries import tie_frames


def edges_of(day: date) -> NetworkEdges:
    """What ties actors on a day."""
    return _edges(str(settings.WORKSPACE), state(), day)


def network_of(day: date, *, without: str = "") -> MarketNetwork:
    """The graph of a day, without a cluster and what it brought about if one is named."""
    return _network(str(settings.WORKSPACE), state(), day, without)


@lru_cache(maxsize=2)
def _edges(workspace: str, state: str, day: date) -> NetworkEdges:
    return insidership.edges_at(tie_frames.world(), day)


@lru_cache(maxsize=6)
def _network(workspace: str, state: str, day: date, without: str) -> MarketNetwork:
    edges = _edges(workspace, state, day)
    return insidership.connect(insidership.without_cluster(edges, without) if without else edges)
