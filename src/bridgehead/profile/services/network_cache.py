"""What ties actors on a day, kept while the records stay as they are: at 27,000 actors it takes seconds to make."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from django.conf import settings

from bridgehead.kit.change_log import state
from bridgehead.profile.core import network_edges
from bridgehead.profile.core.insidership import MarketNetwork, connect
from bridgehead.profile.core.network_edges import NetworkEdges
from bridgehead.profile.queries import tie_frames


def edges_of(day: date) -> NetworkEdges:
    """What ties actors on a day."""
    return _edges(str(settings.WORKSPACE), state(), day)


def network_of(day: date, *, without: str = "", leave_out: Collection[str] = ()) -> MarketNetwork:
    """The graph of a day, without a cluster and what it brought about if one is named, and without some activities."""
    return _network(str(settings.WORKSPACE), state(), day, without, frozenset(leave_out))


@lru_cache(maxsize=2)
def _edges(workspace: str, state: str, day: date) -> NetworkEdges:
    return network_edges.edges_at(tie_frames.world(), day)


@lru_cache(maxsize=6)
def _network(workspace: str, state: str, day: date, without: str, leave_out: frozenset[str]) -> MarketNetwork:
    edges = network_edges.leave_out(_edges(workspace, state, day), leave_out)
    return connect(network_edges.without_cluster(edges, without) if without else edges)
