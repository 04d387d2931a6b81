"""The list of members; both lists take few queries."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.kit.change_writer import batch
from bridgehead.models import Activity, Actor, Membership, Participation
from tests.world import actor, keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize(
    ("query", "found", "left_out"),
    [
        ("words=batteries", "Flow Batteries", "Cool Machines"),
        ("words=storage", "Flow Batteries", "Cool Machines"),
        ("kind=public", "Port of Gothenburg", "Flow Batteries"),
        ("size=large", "Cool Machines", "Flow Batteries"),
        ("country=SE", "Port of Gothenburg", "Flow Batteries"),
        ("cluster=hub", "Cool Machines", "Port of Gothenburg"),
        ("sector=Energy+storage", "Flow Batteries", "Cool Machines"),
    ],
)
def test_members_are_filtered_by_the_address(staff: Client, query: str, found: str, left_out: str) -> None:
    text = staff.get(f"/members?{query}").content.decode()
    assert found in text
    assert f">{left_out}</a>" not in text


def test_members_are_sorted_by_the_address(staff: Client) -> None:
    text = staff.get("/members?sort=-name").content.decode()
    assert text.index("Port of Gothenburg") < text.index("Cool Machines")
    assert 'aria-sort="descending"' in text


def test_members_of_a_cluster_come_first(staff: Client) -> None:
    with batch("outsider") as writer:
        writer.put(Actor, [{"id": "aaa", "name": "Aaa outside", "kind": "firm"}])
    text = staff.get("/members").content.decode()
    assert text.index(">Flow Batteries</a>") < text.index(">Aaa outside</a>")
    by_name = staff.get("/members?sort=name").content.decode()
    assert by_name.index(">Aaa outside</a>") < by_name.index(">Flow Batteries</a>")


@pytest.mark.parametrize(
    "query", ["sort=password", "page=99999", "page=x", "words=%00", "kind=nothing", "words=%27%22%3C"]
)
def test_a_strange_address_is_answered(staff: Client, query: str) -> None:
    assert staff.get(f"/members?{query}").status_code == 200


def test_nobody_found_says_what_to_do(staff: Client) -> None:
    assert "No matching organisations" in staff.get("/members?words=zebra").content.decode()


def many(number: int) -> None:
    with batch("many") as writer:
        writer.put(Actor, [actor(f"m{i:02}", f"Member {i:02}") for i in range(number)])
        rows = [keyed(Membership, member_id=f"m{i:02}", cluster_id="hub", since="") for i in range(number)]
        writer.put(Membership, rows)
        activities = [
            {"id": f"a{i:02}", "name": f"Event {i:02}", "kind": "event", "organiser_id": "hub"} for i in range(number)
        ]
        writer.put(Activity, activities)
        parts = [
            keyed(Participation, activity_id=f"a{i:02}", actor_id=f"m{i:02}", role="", since="") for i in range(number)
        ]
        writer.put(Participation, parts)


@pytest.mark.parametrize("path", ["/members?words=member", "/activities?words=event"])
def test_a_list_takes_the_same_queries_for_one_row_and_for_thirty(
    staff: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(1)
    with django_assert_max_num_queries(16) as few:
        assert "1 result" in staff.get(path).content.decode()
    many(30)
    with django_assert_max_num_queries(len(few)):
        assert "30 results" in staff.get(path).content.decode()


def test_a_row_opens_in_place(staff: Client) -> None:
    text = staff.get("/members/flow/peek").content.decode()
    assert text.startswith("<tr")
    assert "flow batteries" in text
