"""Rankings and marks through the API: the same answers as the commands, the same access as the pages."""

from typing import Any

import pytest
from django.test import Client

from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.queries import marks as mark_reads
from bridgehead.match.schemas.ranking import ranking_out
from bridgehead.match.services import ranking_for
from tests.world import flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CANDIDATES = "/api/opportunities/harbour-storage/candidates"
PAIR = "/api/opportunities/harbour-storage/marks/flow"


def put(client: Client, path: str, **said: str) -> Any:
    return client.put(path, said, content_type="application/json")


def test_the_candidates_are_those_of_the_command(staff: Client) -> None:
    answer = staff.get(CANDIDATES).json()
    assert answer == ranking_out(ranking_for(COMMAND_LINE, "harbour-storage")).model_dump()
    assert answer["candidates"][0]["rank"] == 1
    assert {r["kind"] for r in answer["candidates"][0]["reasons"]} >= {"eligibility", "additionality"}


def test_a_ranking_is_narrowed_ordered_and_given_a_floor(staff: Client) -> None:
    assert [c["actor"] for c in staff.get(f"{CANDIDATES}?members_of=hub&top=1").json()["candidates"]] == ["flow"]
    assert staff.get(f"{CANDIDATES}?sme_floor=0.2").json()["sme_floor"]["asked"] == 0.2
    assert staff.get(f"{CANDIDATES}?by=additionality").status_code == 200
    assert staff.get(f"{CANDIDATES}?by=nothing").status_code == 422


def test_a_member_finds_itself_only(flow: Client) -> None:
    assert {c["actor"] for c in flow.get(f"{CANDIDATES}?sme_floor=0.2").json()["candidates"]} == {"flow"}
    assert flow.get("/api/members/cool/opportunities").status_code == 403
    assert signed_in(Role.MEMBER_OWNER).get(CANDIDATES).status_code == 403


def test_what_a_member_could_go_for(flow: Client) -> None:
    answer = flow.get("/api/members/flow/opportunities").json()
    assert [o["opportunity"] for o in answer["opportunities"]] == ["harbour-storage"]
    assert answer["opportunities"][0]["deadline"] == "2099-05-01"


def test_a_mark_is_put_read_and_taken_back(staff: Client) -> None:
    said = put(staff, f"{PAIR}/not_for_them", reason="too early").json()
    assert (said["mark"], said["reason"], said["by"]) == ("not_for_them", "too early", "admin-None")
    assert staff.get("/api/marks?actor=flow").json() == {"count": 1, "items": [said]}
    assert "flow" not in {c["actor"] for c in staff.get(CANDIDATES).json()["candidates"]}
    assert staff.delete(f"{PAIR}/not_for_them").status_code == 204
    assert not mark_reads.marks().exists()
    assert staff.delete(f"{PAIR}/not_for_them").status_code == 404
    assert put(staff, f"{PAIR}/nice").status_code == 400


def test_a_member_says_no_for_itself_and_reads_only_that(staff: Client, flow: Client) -> None:
    put(staff, f"{PAIR}/contacted")
    assert put(flow, f"{PAIR}/good").status_code == 403
    assert put(flow, "/api/opportunities/harbour-storage/marks/cool/declined").status_code == 403
    assert put(flow, f"{PAIR}/declined").status_code == 200
    assert [mark["mark"] for mark in flow.get("/api/marks").json()["items"]] == ["declined"]
    assert staff.get("/api/marks").json()["count"] == 2


def test_another_site_cannot_put_a_mark_by_the_cookie(world: None) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = signed_in(Role.ADMIN).cookies
    assert put(careful, f"{PAIR}/good").status_code == 403
    careful.get("/opportunities/harbour-storage")
    careful.defaults["HTTP_X_CSRFTOKEN"] = careful.cookies["csrftoken"].value
    assert put(careful, f"{PAIR}/good").status_code == 200
