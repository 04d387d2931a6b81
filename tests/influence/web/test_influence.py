"""The pages of influence: what they answer, whom they open to, how many queries they cost."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.kit.change_writer import batch
from bridgehead.models import Actor, Finding, Membership, Relation
from tests.world import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def relate(count: int = 1) -> None:
    with batch("relations and findings") as writer:
        relation = {"from_level": "macro", "to_level": "meso", "directness": "direct", "strength": 3, "locator": "§1"}
        rows = [{"id": f"r{n}", "summary": f"The state pays {HOSTILE}", **relation} for n in range(count)]
        writer.put(Relation, rows)
        finding = {"kind": "claim", "supports": ["e1"], "contradicts": [], "asked": []}
        writer.put(Finding, [{"id": f"f{n}", "statement": f"It helps {HOSTILE}", **finding} for n in range(count)])


@pytest.mark.usefixtures("world")
def test_the_cluster_page_answers_with_findings_and_the_figure(staff: Client) -> None:
    relate()
    text = staff.get("/influence?arrow=macro-meso").content.decode()
    assert "What difference does Harbour Hub make?" in text
    assert 'href="?arrow=macro-meso#arrow" aria-current="true"' in text
    assert "Evidence for Macro → Meso" in text
    assert "It helps &lt;script&gt;" in text
    assert HOSTILE not in text
    assert 'href="/evidence/e1"' in text


@pytest.mark.usefixtures("world")
def test_an_arrow_that_is_none_opens_nothing(staff: Client) -> None:
    assert staff.get("/influence?arrow=no-such").status_code == 200


@pytest.mark.usefixtures("world")
def test_a_member_sees_its_own_page_only(flow: Client) -> None:
    assert "Harbour Hub's influence on Flow Batteries" in flow.get("/members/flow/influence").content.decode()
    assert flow.get("/members/cool/influence").status_code == 403
    assert flow.get("/influence").status_code == 403


@pytest.mark.usefixtures("world")
def test_who_is_no_member_firm_has_no_page(staff: Client) -> None:
    assert staff.get("/members/port/influence").status_code == 404
    assert staff.get("/influence?cluster=flow").status_code == 404


def test_without_a_cluster_the_page_says_what_it_needs(staff: Client) -> None:
    with batch("the hub is no cluster") as writer:
        writer.put(Actor, [{"id": "hub", "kind": "other"}])
    assert "No cluster yet" in staff.get("/influence").content.decode()


@pytest.mark.usefixtures("world")
def test_the_number_of_queries_does_not_grow(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    relate(30)
    with batch("thirty members") as writer:
        firms = [{"id": f"m{n}", "name": f"Member {n}", "kind": "firm"} for n in range(30)]
        writer.put(Actor, firms)
        members = [{"member_id": firm["id"], "cluster_id": "hub", "since": ""} for firm in firms]
        writer.put(Membership, [{"id": Membership.key_of(row), **row} for row in members])
    with django_assert_max_num_queries(40):
        assert staff.get("/influence?arrow=macro-meso").status_code == 200
