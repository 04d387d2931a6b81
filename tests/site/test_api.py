"""The API through its front door, and fuzzed against its own description."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridgehead.ecosystem.models import User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Actor, Opportunity
from bridgehead.site.api import api

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_user("staff", role=Role.ADMIN))
    return client


ENDPOINTS = [(path, verb) for path, verbs in api.get_openapi_schema()["paths"].items() for verb in sorted(verbs)]


def some_actors(number: int) -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": f"a{i:02}", "name": f"Actor {i:02}", "kind": "firm"} for i in range(number)])


def test_nobody_reads_or_writes_without_signing_in(client: Client) -> None:
    for path, verb in ENDPOINTS:
        answer = client.generic(verb, path.replace("{", "").replace("}", ""), "{}", "application/json")
        assert answer.status_code == 401


def test_a_list_comes_in_pages(staff: Client) -> None:
    some_actors(30)
    answer = staff.get("/api/members?limit=10&offset=25").json()
    assert answer["count"] == 30
    assert [item["id"] for item in answer["items"]] == ["a25", "a26", "a27", "a28", "a29"]


@pytest.mark.parametrize("path", ["/api/members", "/api/activities", "/api/opportunities", "/api/marks"])
def test_a_list_asks_the_store_the_same_number_of_times(
    staff: Client, path: str, django_assert_num_queries: Any
) -> None:
    some_actors(1)
    with django_assert_num_queries(5):
        staff.get(path)
    some_actors(30)
    with django_assert_num_queries(5):
        staff.get(path)


def test_what_is_not_there_is_said(staff: Client) -> None:
    answer = staff.get("/api/opportunities/nothing")
    assert answer.status_code == 404
    assert "Opportunity “nothing” does not exist." in answer.json()["detail"]


@pytest.mark.parametrize("address", ["/api/members?words=a%00", "/api/marks?actor=%00", "/api/members/%00"])
def test_what_no_store_keeps_is_refused(staff: Client, address: str) -> None:
    assert staff.get(address).status_code == 400


ANY = st.text(max_size=30) | st.integers().map(str)
FILTERS = sorted(
    {
        parameter["name"]
        for verbs in api.get_openapi_schema()["paths"].values()
        for about in verbs.values()
        for parameter in about.get("parameters", ())
        if parameter["in"] == "query"
    }
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from(ENDPOINTS),
    st.dictionaries(st.sampled_from(FILTERS), ANY, max_size=4),
    st.sampled_from(["good", "declined", "joined", "nonsense"]),
    st.dictionaries(st.sampled_from(["reason", "mark"]), ANY | st.none()).map(json.dumps) | ANY,
)
def test_no_question_breaks_it(
    staff: Client, endpoint: tuple[str, str], question: dict[str, str], mark: str, body: str
) -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "a", "name": "<b>A</b>", "kind": "firm"}])
        writer.put(Opportunity, [{"id": "o", "title": "<b>O</b>", "kind": "call", "countries": ["DK"]}])
    path, verb = endpoint
    address = path.replace("{actor}", "a").replace("{opportunity}", "o").replace("{mark}", mark)
    answer = staff.generic(verb, f"{address}?{urlencode(question)}", body, "application/json")
    assert answer.status_code in {200, 204, 400, 403, 404, 422}
    if answer.status_code != 204:
        json.loads(answer.content)
