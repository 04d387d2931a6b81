"""Lists of matching as files, from their declaration."""

import csv
import io

import pytest
from django.test import Client

from bridgehead.framework.versions import rules
from tests.world import staff, world

__all__ = ["staff", "world"]

BY = f"Ranked with standard weights. Rules {rules()}"
pytestmark = [pytest.mark.django_db, pytest.mark.database]


def rows(client: Client, path: str) -> list[list[str]]:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_ranking_as_a_file(staff: Client) -> None:
    head, first, *_rest = rows(staff, "/opportunities/harbour-storage/matches?format=csv&list=ranking")
    assert head[:3] == ["Rank", "Organisation", "Kind"]
    assert first[:2] == ["1", "Flow Batteries"]
    assert "Capability: flow batteries" in first[-2]
    assert (head[-1], first[-1]) == ("Computed by", BY)
    assert "list=ranking" in staff.get("/opportunities/harbour-storage/matches").content.decode()


def test_the_opportunities_of_a_member_as_a_file(staff: Client) -> None:
    head, first = rows(staff, "/members/flow/opportunities?format=csv&list=opportunities")
    assert head[:3] == ["Rank", "Opportunity", "Deadline"]
    assert first[:3] == ["1", "Energy storage for the harbour", "2099-05-01"]
    assert (head[-1], first[-1]) == ("Computed by", BY)


def test_a_deadline_is_written_as_people_write_it(staff: Client) -> None:
    text = staff.get("/members/flow/opportunities").content.decode()
    assert 'Deadline <time datetime="2099-05-01">1 May 2099</time>' in text


def test_exposure_as_a_file_without_a_script(staff: Client) -> None:
    head, *found = rows(staff, "/exposure?format=csv&list=exposure-by-country")
    assert head == ["Group", "Share of eligible", "Share of exposure", "90 % interval", "Computed by"]
    assert {row[-1] for row in found} == {BY}
