"""Insidership: how far inside each market firms are on a day, with and without a cluster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bridgehead.ecosystem.queries import actor
from bridgehead.profile.core import insidership
from bridgehead.profile.core.insidership import Insidership, NetworkEdges
from bridgehead.profile.queries import tie_frames
from bridgehead.profile.services.network_cache import edges_of, network_of


@dataclass(frozen=True)
class InsidershipContribution:
    """Insidership with everything, without the cluster, and without the networks that it belongs to as well."""

    cluster: str
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


def contribution(firms: Sequence[str], *, day: date, without: str = "") -> InsidershipContribution:
    """Insidership of firms in every market on a day, with and without a cluster.

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
    network = network_of(day)
    whole = insidership.insidership(network, firms, network.markets)
    if not without:
        return InsidershipContribution("", (), whole, None, None)
    edges = edges_of(day)
    networks = insidership.networks_of(edges, without)
    cut = insidership.insidership(network_of(day, without=without), firms, network.markets)
    further = _measured(insidership.without_networks(edges, without), whole) if networks else cut
    return InsidershipContribution(without, networks, whole, cut, further)


def by_activity(firm: str, *, cluster: str, day: date) -> list[ActivityPart]:
    """What each activity of a cluster adds to a firm's reach, market by market; the largest first.

    An activity's part is what is lost when it alone is taken out; parts need not add up to the whole.
    """
    edges, network = edges_of(day), network_of(day)
    whole = insidership.insidership(network, [firm], network.markets)
    tying = {*edges.ties["activity"], *edges.joint["activity"]}
    organised = edges.activities.filter(edges.activities["organiser"] == cluster)["id"].sort()
    parts = []
    for activity in organised.filter(organised.is_in(tying)):
        cut = _measured(insidership.leave_out(edges, [activity]), whole)
        for column, market in enumerate(whole.markets):
            lost = float(whole.reach[0, column] - cut.reach[0, column])
            if round(lost, 9) > 0:
                parts.append(ActivityPart(activity, market, lost))
    return sorted(parts, key=lambda part: (-part.reach, part.activity, part.market))


def _measured(edges: NetworkEdges, like: Insidership) -> Insidership:
    return insidership.insidership(insidership.connect(edges), like.firms, like.markets)
