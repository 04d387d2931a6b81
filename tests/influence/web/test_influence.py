"""The pages of influence: what they answer, whom they open to, how many queries they cost."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.kit.change_writer import batch
from bridgehead.models import Actor, Evidence, Finding, Membership, Relation
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
def test_direct_and_indirect_relations_are_two_arrows(staff: Client) -> None:
    relate()
    with batch("an indirect one") as writer:
        ends = {"from_level": "macro", "to_level": "meso", "strength": 1, "locator": "", "summary": "by way of law"}
        writer.put(Relation, [{"id": "by-way", "directness": "indirect", **ends}])
    text = staff.get("/influence?arrow=macro-meso-indirect").content.decode()
    assert 'href="?arrow=macro-meso-direct#arrow"' in text
    assert 'href="?arrow=macro-meso-indirect#arrow" aria-current="true"' in text
    assert 'aria-label="Macro → Meso: 0.33, direct"' in text  # ½·1 ÷ (1 + ½)
    assert "Evidence for Macro → Meso, indirect" in text
    opened = text.split('id="arrow"')[1].split("Data table")[0]
    assert "by way of law" in opened
    assert "The state pays" not in opened


@pytest.mark.usefixtures("world")
def test_an_absence_shows_its_readings_and_explanations_and_a_recommendation_stands_apart(staff: Client) -> None:
    shared: dict[str, list[str]] = {"supports": ["e1", "of-hub"], "contradicts": []}
    with batch("findings") as writer:
        writer.put(Evidence, [{"id": "of-hub", "actor_id": "hub", "code": "theme.x", "summary": "A weak link."}])
        absence = {"id": "none", "kind": "absence", "statement": "No sharing was found.", "asked": ["flow", "cool"]}
        advice = {"id": "do", "kind": "recommendation", "statement": "Pair small with large.", "asked": []}
        writer.put(Finding, [absence | shared, advice | shared])
    text = staff.get("/influence").content.decode()
    assert "The answers of 1 of 2 organisations asked are on record." in text
    assert "Possible explanations" in text.split("Recommendations")[0]
    assert "A weak link." in text.split("Possible explanations")[1].split("</details>")[0]
    apart = text.split("Recommendations</h3>")[1].split("</section>")[0]
    assert "Pair small with large." in apart
    assert "2 independent sources" in apart
    assert "No sharing was found." not in apart


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
