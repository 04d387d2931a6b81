"""The network: drawn, listed, and who can introduce us."""

import pytest

from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.network.core.actor_network import ACTOR, ActorNetwork, NetworkEdge, NetworkNode
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def network_of(*lines: tuple[str, str, float]) -> ActorNetwork:
    network = ActorNetwork()
    for a, b, strength in lines:
        ends = [network.add(NetworkNode(i, i, "activity" if i.startswith("x") else ACTOR, "firm")) for i in (a, b)]
        network.lines.append(NetworkEdge(ends[0], ends[1], strength, "contact"))
    return network


def test_the_page_the_file_and_the_list() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    staff = signed_in(Role.ADMIN)
    text = staff.get("/network").content.decode()
    assert 'href="/members/visblue"' in text
    assert "style=" not in text
    answer = staff.get("/network.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns")
    assert "Network of VisBlue" in staff.get("/network?find=VisBlue").content.decode()
    assert "No ties to show" in staff.get("/network?country=JP&since=0001&until=0002").content.decode()


def is_part(network: ActorNetwork, line: NetworkEdge) -> bool:
    return "activity" in (network.points[line.a].type, network.points[line.b].type)


def test_how_far_is_asked_on_the_page() -> None:
    import_case(EXAMPLE, viewer=COMMAND_LINE)
    staff = signed_in(Role.ADMIN)
    sizes = [staff.get(f"/network.svg?group=visblue&steps={n}").content.count(b"<circle") for n in (1, 2, 3)]
    assert sizes == sorted(set(sizes))
    text = staff.get("/network?group=visblue&steps=2").content.decode()
    assert "Distance from VisBlue" in text
    assert "/introductions?end=visblue" in text
