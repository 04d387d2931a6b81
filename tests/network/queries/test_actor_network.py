"""The network as the store has it."""

import pytest

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.network.core.actor_network import ActorNetwork, NetworkEdge, NetworkFilter
from bridgehead.network.queries.actor_network import read_network
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def is_part(network: ActorNetwork, line: NetworkEdge) -> bool:
    return "activity" in (network.points[line.a].type, network.points[line.b].type)


@pytest.mark.parametrize(
    "filters",
    [
        NetworkFilter(sphere="industry"),
        NetworkFilter(country="DK"),
        NetworkFilter(kind="firm"),
        NetworkFilter(origin="cluster"),
    ],
)
def test_filters_narrow(filters: NetworkFilter) -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    assert 0 < len(read_network(filters).lines) < len(read_network(NetworkFilter()).lines)


def test_what_is_over_or_to_come_is_left_out() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    assert len(read_network(NetworkFilter(until="1990")).lines) < len(read_network(NetworkFilter(until="2019")).lines)


def test_a_member_sees_only_its_own_ties() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    everything = {(line.a, line.b) for line in read_network(NetworkFilter()).lines}
    own = read_network(NetworkFilter(), own="visblue", sees_all_ties=False)
    ties = [line for line in own.lines if line.what in ("contact", "partnership", "supplier")]
    assert len(own.lines) < len(everything)
    assert all("visblue" in (own.points[line.a].id, own.points[line.b].id) for line in ties if not is_part(own, line))
