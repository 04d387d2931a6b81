"""The network drawn."""

import pytest

from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.network.core.actor_network import ACTOR, ActorNetwork, NetworkEdge, NetworkFilter, NetworkNode
from bridgehead.network.core.graph_layout import actor_rows, draw, group_of
from bridgehead.network.queries.actor_network import read_network
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def network_of(*lines: tuple[str, str, float]) -> ActorNetwork:
    network = ActorNetwork()
    for a, b, strength in lines:
        ends = [network.add(NetworkNode(i, i, "activity" if i.startswith("x") else ACTOR, "firm")) for i in (a, b)]
        network.lines.append(NetworkEdge(ends[0], ends[1], strength, "contact"))
    return network


def test_the_example_is_drawn_the_same_every_time() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    network = read_network(NetworkFilter())
    first, second = draw(network), draw(read_network(NetworkFilter()))
    assert first == second
    assert not first.grouped
    assert first.actors == len(actor_rows(network))
    assert {mark.id for mark in first.marks if mark.type == ACTOR} <= {point.id for point in network.points}


def test_many_actors_collapse_into_groups_that_open() -> None:
    lines = []
    for group in range(20):
        lines += [(f"g{group}", f"g{group}-{n}", 0.9) for n in range(45)]
        lines.append((f"g{group}", f"g{(group + 1) % 20}", 0.2))
    network = network_of(*lines)
    picture = draw(network)
    assert picture.grouped
    assert 10 <= len(picture.marks) <= 20
    assert sum(mark.count for mark in picture.marks) == 920
    opened = group_of(network, "g3")
    assert {point.id for point in opened.points} >= {f"g3-{n}" for n in range(45)}
    assert not draw(opened).grouped
