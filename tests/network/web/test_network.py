"""The network: drawn, listed, and who can introduce us."""

import json

import pytest

from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Role
from bridgehead.network.core.actor_network import ACTOR, ActorNetwork, NetworkEdge, NetworkFilter, NetworkNode
from bridgehead.network.core.graph_layout import actor_rows, draw, group_of
from bridgehead.network.core.introduction_paths import introduction_paths, neighbourhood
from bridgehead.network.queries.actor_network import read_network
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.example_workspace import EXAMPLE
from tests.conftest import Run
from tests.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def network_of(*lines: tuple[str, str, float]) -> ActorNetwork:
    network = ActorNetwork()
    for a, b, strength in lines:
        ends = [network.add(NetworkNode(i, i, "activity" if i.startswith("x") else ACTOR, "firm")) for i in (a, b)]
        network.lines.append(NetworkEdge(ends[0], ends[1], strength, "contact"))
    return network


def test_the_shortest_and_the_strongest_way_differ() -> None:
    network = network_of(("a", "b", 0.1), ("b", "c", 0.1), ("a", "d", 0.9), ("d", "e", 0.9), ("e", "c", 0.9))
    shortest, strongest = introduction_paths(network, "a", "c")
    assert shortest is not None
    assert strongest is not None
    assert [step.end.id for step in shortest.steps] == ["b", "c"]
    assert [step.end.id for step in strongest.steps] == ["d", "e", "c"]
    assert strongest.strength == pytest.approx(0.9**3)


def test_a_step_through_an_activity_is_one_step() -> None:
    shortest, _ = introduction_paths(
        network_of(("a", "x", 0.5), ("x", "c", 0.5), ("a", "b", 0.9), ("b", "c", 0.9)), "a", "c"
    )
    assert shortest is not None
    assert [(s.start.id, s.activity, s.end.id) for s in shortest.steps] == [("a", "x", "c")]


def test_no_way_and_nobody() -> None:
    network = network_of(("a", "b", 0.5), ("c", "d", 0.5))
    assert introduction_paths(network, "a", "d") == (None, None)
    with pytest.raises(NotFound):
        introduction_paths(network, "a", "nobody")


def test_the_example_is_drawn_the_same_every_time() -> None:
    import_case(EXAMPLE)
    network = read_network(NetworkFilter())
    first, second = draw(network), draw(read_network(NetworkFilter()))
    assert first == second
    assert not first.grouped
    assert first.actors == len(actor_rows(network))
    assert {mark.id for mark in first.marks if mark.type == ACTOR} <= {point.id for point in network.points}


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
    import_case(EXAMPLE)
    assert 0 < len(read_network(filters).lines) < len(read_network(NetworkFilter()).lines)


def test_what_is_over_or_to_come_is_left_out() -> None:
    import_case(EXAMPLE)
    assert len(read_network(NetworkFilter(until="1990")).lines) < len(read_network(NetworkFilter(until="2019")).lines)


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


def test_the_page_the_file_and_the_list() -> None:
    import_case(EXAMPLE)
    staff = signed_in(Role.STAFF)
    text = staff.get("/network").content.decode()
    assert 'href="/members/visblue"' in text
    assert "style=" not in text
    answer = staff.get("/network.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns")
    assert "around VisBlue" in staff.get("/network?find=VisBlue").content.decode()
    assert "Nobody is tied" in staff.get("/network?country=JP&since=0001&until=0002").content.decode()


def test_who_can_introduce_us() -> None:
    import_case(EXAMPLE)
    staff = signed_in(Role.STAFF)
    text = staff.get("/introductions?start=visblue&end=additive-industries").content.decode()
    assert "Who can introduce us to Additive Industries?" in text
    assert "The shortest" in text
    assert "There is no actor" in staff.get("/introductions?start=visblue&end=zzzz").content.decode()


def test_a_member_sees_only_its_own_ties() -> None:
    import_case(EXAMPLE)
    everything = {(line.a, line.b) for line in read_network(NetworkFilter()).lines}
    own = read_network(NetworkFilter(), own="visblue", sees_all_ties=False)
    ties = [line for line in own.lines if line.what in ("contact", "partnership", "supplier")]
    assert len(own.lines) < len(everything)
    assert all("visblue" in (own.points[line.a].id, own.points[line.b].id) for line in ties if not is_part(own, line))


def is_part(network: ActorNetwork, line: NetworkEdge) -> bool:
    return "activity" in (network.points[line.a].type, network.points[line.b].type)


def test_steps_around_an_actor() -> None:
    network = network_of(("a", "b", 0.5), ("b", "x", 0.5), ("x", "c", 0.5), ("c", "d", 0.5), ("d", "e", 0.5))
    for steps, reached in ((1, "ab"), (2, "abcx"), (3, "abcdx")):
        assert {point.id for point in neighbourhood(network, "a", steps).points} == set(reached)
    with pytest.raises(NotFound):
        neighbourhood(network, "nobody", 1)


def test_how_far_is_asked_on_the_page() -> None:
    import_case(EXAMPLE)
    staff = signed_in(Role.STAFF)
    sizes = [staff.get(f"/network.svg?group=visblue&steps={n}").content.count(b"<circle") for n in (1, 2, 3)]
    assert sizes == sorted(set(sizes))
    text = staff.get("/network?group=visblue&steps=2").content.decode()
    assert "How far from VisBlue" in text
    assert "/introductions?end=visblue" in text


def test_us_is_the_viewers_own_organisation_else_the_cluster() -> None:
    import_case(EXAMPLE)
    assert 'value="CLEAN"' in signed_in(Role.STAFF).get("/introductions?end=additive-industries").content.decode()
    assert "/members/visblue" in signed_in(Role.MEMBER, "visblue").get("/introductions?end=vestas").content.decode()


def test_a_path_at_the_command_line(bridgehead: Run) -> None:
    bridgehead("demo", "--no-serve")
    found = json.loads(bridgehead("path", "VisBlue", "additive-industries", "--json").stdout)
    assert (found["from"], found["to"]) == ("visblue", "additive-industries")
    assert found["shortest"]["steps"][0]["from"] == "visblue"
    assert found["strongest"]["steps"][-1]["to"] == "additive-industries"
    assert len(found["shortest"]["steps"]) <= len(found["strongest"]["steps"])
    assert "Because of" in bridgehead("path", "VisBlue", "additive-industries").stdout
    assert "there is no actor 'zzzz'" in bridgehead("path", "VisBlue", "zzzz", status=1).stderr
