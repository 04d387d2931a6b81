"""Insidership: how far inside each market firms are on a day, with and without a cluster."""

from collections.abc import Sequence
from dataclasses import dataclass

from bridgehead.ecosystem import queries
from bridgehead.ecosystem.core.record_scope import RecordScope
from bridgehead.ecosystem.queries import actor
from bridgehead.profile.core import insidership, network_edges
from bridgehead.profile.core.insidership import DIGITS, Insidership
from bridgehead.profile.core.market_network import connect
from bridgehead.profile.core.network_edges import NetworkEdges
from bridgehead.profile.queries import tie_frames
from bridgehead.profile.services.network_cache import edges_of, network_of


@dataclass(frozen=True)
class InsidershipContribution:
    """Insidership with everything, without the cluster, and without the networks that it belongs to as well."""

    cluster: str
    scope: RecordScope
    networks: tuple[str, ...]
    whole: Insidership
    without: Insidership | None
    without_networks: Insidership | None


@dataclass(frozen=True)
class ActivityPart:
    """What one activity of the cluster adds to a firm's reach into one market."""

    activity: str
    market: str
    reach: float


@dataclass(frozen=True)
class ActivityParts:
    """What the activities of a cluster add to a firm's reach, the largest first, and how many add nothing."""

    parts: tuple[ActivityPart, ...]
    without_effect: int


def firms_of_cluster(scope: RecordScope) -> tuple[str, ...]:
    """The firms that are or were members of the cluster in question by the day, by id."""
    return tuple(sorted(firm.pk for firm in tie_frames.member_firms(queries.cluster_in_question(), scope)))


def contribution(firms: Sequence[str], scope: RecordScope, *, without: str = "") -> InsidershipContribution:
    """Insidership of firms in every market by the records in scope, with and without a cluster.

    Parameters
    ----------
    firms
        Ids; none for all firms.
    without
        A cluster or network of clusters, or blank.

    Raises
    ------
    NotFound
        If a firm or the cluster does not exist.
    """
    for id_ in (*firms, *([without] if without else [])):
        actor(id_)
    firms = tuple(firms) or tie_frames.firms()
    network = network_of(scope)
    whole = insidership.insidership(network, firms, network.markets)
    if not without:
        return InsidershipContribution("", scope, (), whole, None, None)
    edges = edges_of(scope)
    networks = network_edges.networks_of(edges, without)
    cut = insidership.insidership(network_of(scope, without=without), firms, network.markets)
    further = _measured(network_edges.without_networks(edges, without), whole) if networks else cut
    return InsidershipContribution(without, scope, networks, whole, cut, further)


def by_activity(firm: str, scope: RecordScope, *, cluster: str) -> ActivityParts:
    """What each activity of a cluster adds to a firm's reach, market by market.

    An activity's part is what is lost when it alone is taken out; parts need not add up to the whole.
    """
    edges, network = edges_of(scope), network_of(scope)
    whole = insidership.insidership(network, [firm], network.markets)
    tying = {*edges.ties["activity"], *edges.joint["activity"]}
    organised = edges.activities.filter(edges.activities["organiser"] == cluster)["id"].sort()
    parts = []
    for activity in organised.filter(organised.is_in(tying)):
        cut = _measured(network_edges.leave_out(edges, [activity]), whole)
        for column, market in enumerate(whole.markets):
            lost = float(whole.reach[0, column] - cut.reach[0, column])
            if round(lost, DIGITS) > 0:
                parts.append(ActivityPart(activity, market, lost))
    parts.sort(key=lambda part: (-round(part.reach, DIGITS), part.activity, part.market))
    return ActivityParts(tuple(parts), len(organised) - len({part.activity for part in parts}))


def _measured(edges: NetworkEdges, like: Insidership) -> Insidership:
    return insidership.insidership(connect(edges), like.firms, like.markets)
