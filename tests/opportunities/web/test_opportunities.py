"""The list of opportunities."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bridgehead.kit.change_writer import batch
from bridgehead.models import Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def write(*rows: dict[str, object]) -> None:
    fixed = {"kind": "call", "status": "open", "countries": [], "deadline": ""}
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
    with django_assert_max_num_queries(8) as few:
        staff.get("/opportunities?kind=call")
    write(*({"id": f"x{i}"} for i in range(30)))
    with django_assert_max_num_queries(len(few)):
        assert "30 results" in staff.get("/opportunities?kind=call").content.decode()
