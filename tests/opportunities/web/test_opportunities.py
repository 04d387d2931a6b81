"""The list of opportunities."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bridgehead.kit.change_writer import batch
from bridgehead.models import Actor, Opportunity, OpportunityComponent
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def write(*rows: dict[str, object]) -> None:
    fixed = {"kind": "call", "status": "open", "countries": [], "deadline": "", "budget": None}
    fixed |= {"eligibility": [], "cpv": [], "capabilities": []}
    with batch("test") as writer:
        writer.put(Opportunity, [{**fixed, "title": row["id"], **row} for row in rows])


def titles(client: Client, query: str) -> str:
    return client.get(f"/opportunities?{query}").content.decode()


def test_what_is_open_and_near_stands_first(staff: Client) -> None:
    write(
        {"id": "closed", "status": "closed", "deadline": "2098"},
        {"id": "passed", "deadline": "2001"},
        {"id": "soon", "deadline": "2097-01-01"},
    )
    text = titles(staff, "")
    order = [text.index(f">{name}</a>") for name in ("soon", "Energy storage for the harbour", "passed", "closed")]
    assert order == sorted(order)
    assert text.count('class="broken"') == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=current", {"near", "far"}),
        ("status=closed", {"shut"}),
        ("kind=grant", {"far"}),
        ("country=NO", {"near", "far"}),
        ("deadline=30", {"near"}),
        ("words=nea", {"near"}),
    ],
)
def test_filters(staff: Client, query: str, found: set[str]) -> None:
    near = (timezone.localdate() + timedelta(days=10)).isoformat()
    write(
        {"id": "near", "deadline": near, "countries": ["NO"]},
        {"id": "far", "kind": "grant", "deadline": "2090"},
        {"id": "shut", "status": "closed", "countries": ["FI"]},
    )
    text = titles(staff, query)
    assert {name for name in ("near", "far", "shut") if f">{name}</a>" in text} == found


def test_one_row_and_thirty_take_the_same_queries(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    write({"id": "x0"})
    with django_assert_max_num_queries(9) as few:
        staff.get("/opportunities?kind=call")
    write(*({"id": f"x{i}"} for i in range(30)))
    with django_assert_max_num_queries(len(few)):
        assert "30 results" in staff.get("/opportunities?kind=call").content.decode()


def test_eligibility_money_purpose_and_dates_narrow_the_list(staff: Client) -> None:
    with batch("test") as writer:
        writer.put(Actor, [{"id": "flow", "founded": "2020-01-01"}])
    write(
        {
            "id": "rich",
            "budget": 900_000,
            "eligibility": ["large"],
            "cpv": ["31440000"],
            "capabilities": ["Heat pumps"],
        },
        {"id": "young", "budget": 50_000, "eligibility": ["age: at most 5"], "deadline": "2024-05-31"},
        {"id": "late", "eligibility": ["age: at most 5"], "deadline": "2030-05-31", "countries": ["DK"]},
        {"id": "asked", "eligibility": ["Works with schools"], "deadline": "2030-05"},
        {"id": "free", "budget": 0},
    )
    raised = keyed(OpportunityComponent, opportunity_id="rich", component="Oa.network", raises=0.2)
    with batch("test") as writer:
        writer.put(OpportunityComponent, [raised])
    for query, wanted in (
        ("member=flow", {"young", "asked", "free"}),
        ("member=Flow+Batteries&eligible=yes", {"young", "free"}),
        ("member=cool", {"rich", "young", "late", "asked", "free"}),
        ("budget_from=50000", {"rich", "young"}),
        ("budget_to=50000", {"young", "free"}),
        ("budget_from=1&budget_to=60000", {"young"}),
        ("purpose=3144", {"rich"}),
        ("purpose=pumps+heat", {"rich"}),
        ("raises=Oa.network", {"rich"}),
        ("due_from=2025", {"late", "asked"}),
        ("due_to=2030-05", {"young", "late", "asked"}),
        ("due_from=2030-05-31&due_to=2030-05-31", {"late"}),
    ):
        text = titles(staff, query)
        assert {n for n in ("rich", "young", "late", "asked", "free") if f">{n}</a>" in text} == wanted, query


def test_what_nothing_answers_to_is_named_and_the_rest_stays(staff: Client) -> None:
    write({"id": "call-no", "countries": ["NO"]}, {"id": "call-fi", "countries": ["FI"]})
    text = titles(staff, "member=nobody&country=NO&kind=feast&budget_from=much&due_to=soon")
    assert ">call-no</a>" in text
    assert ">call-fi</a>" not in text
    for said in ("Eligible: “nobody” is unknown here.", "Kind: “feast”", "“much”", "“soon”"):
        assert said in text
    assert 'value="nobody"' in text
    assert "is unknown here" not in titles(staff, "country=JP")


def test_a_member_asks_for_itself_only_and_sees_no_tags(staff: Client, flow: Client) -> None:
    write({"id": "shut", "eligibility": ["large"]}, {"id": "wide"})
    with batch("test") as writer:
        writer.put(Opportunity, [{"id": "wide", "tags": ["Board"]}])
    assert ">shut</a>" not in titles(flow, "member=flow")
    for query in ("member=cool", "tag=Board"):
        assert ">shut</a>" in titles(flow, query)
    assert "Eligible: “cool” is unknown here" in titles(flow, "member=cool")
    assert "Board" not in titles(flow, "columns=tags&columns=kind")
    assert ">shut</a>" not in titles(staff, "tag=Board")
    assert "Board" in titles(staff, "columns=tags&columns=kind")
