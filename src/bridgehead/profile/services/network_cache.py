"""What ties actors on a day, kept while the records stay as they are: at 27,000 actors it takes seconds to make."""

from functools import lru_cache

from django.conf import settings

from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.kit.change_log import state
from bridgehead.profile.core import network_edges
from bridgehead.profile.core.market_network import MarketNetwork, connect
from bridgehead.profile.core.network_edges import NetworkEdges
from bridgehead.profile.queries import tie_frames


def edges_of(scope: RecordScope) -> NetworkEdges:
    """What ties actors on a day, without what some activities brought about."""
    return _edges(str(settings.WORKSPACE), state(), RecordScope(scope.as_of, scope.left_out))


def network_of(scope: RecordScope, *, without: str = "") -> MarketNetwork:
    """The graph in scope, without a cluster and what it brought about if one is named."""
    return _network(str(settings.WORKSPACE), state(), RecordScope(scope.as_of, scope.left_out), without)


@lru_cache(maxsize=4)
def _edges(workspace: str, state: str, scope: RecordScope) -> NetworkEdges:
    return network_edges.edges_at(tie_frames.world(scope), scope.as_of)


@lru_cache(maxsize=6)
def _network(workspace: str, state: str, scope: RecordScope, without: str) -> MarketNetwork:
    edges = _edges(workspace, state, scope)
    return connect(network_edges.without_cluster(edges, without) if without else edges)
