"""One ranking for page, API and command: who sees which candidates, with which rank."""

import re
from typing import Any

import pytest
from django.test import Client

from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.match.schemas.ranking import ranking_out
from bridgehead.match.services.ranking import RankingRequest, ranking_for
from tests.world import flow, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HARBOUR = "harbour-storage"
MEMBER = Viewer(None, Role.MEMBER_OWNER, "flow")


def by_command(asked: RankingRequest) -> dict[str, Any]:
    """What `bridgehead match --json` prints."""
    return ranking_out(ranking_for(COMMAND_LINE, HARBOUR, asked=asked)).model_dump()


def by_page(client: Client, query: str) -> list[tuple[int, str]]:
    """Rank and actor of the rows of the page's table."""
    shown = client.get(f"/opportunities/{HARBOUR}/matches?{query}").content.decode()
    rows = re.findall(r'<td class="number tight rank"[^>]*>(\d+)</td>\s*<th[^>]*><a href="/members/([^"]+)">', shown)
    return [(int(rank), actor) for rank, actor in rows]


def ranks(answer: dict[str, Any]) -> list[tuple[int, str]]:
    return [(c["rank"], c["actor"]) for c in answer["candidates"]]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", RankingRequest()),
        ("by=additionality", RankingRequest(by_additionality=True)),
        ("sme_floor=0.5", RankingRequest(sme_floor=0.5)),
        ("members_of=hub", RankingRequest(members_of="hub")),
    ],
)
def test_page_api_and_command_give_staff_the_same(staff: Client, query: str, asked: RankingRequest) -> None:
    command = by_command(asked)
    assert len(command["candidates"]) > 0
    assert staff.get(f"/api/opportunities/{HARBOUR}/candidates?{query}").json() == command
    assert by_page(staff, query) == ranks(command)


@pytest.mark.parametrize("query", ["", "by=additionality", "sme_floor=0.5"])
def test_a_member_sees_itself_with_its_rank_in_the_plain_list(flow: Client, query: str) -> None:
    own = [row for row in ranks(by_command(RankingRequest())) if row[1] == "flow"]
    assert len(own) == 1
    assert by_page(flow, query) == own
    assert ranks(flow.get(f"/api/opportunities/{HARBOUR}/candidates?{query}").json()) == own
    assert ranks(ranking_out(ranking_for(MEMBER, HARBOUR)).model_dump()) == own


def test_whoever_belongs_to_no_organisation_sees_nothing(world: None) -> None:
    with pytest.raises(NotAllowed):
        ranking_for(Viewer(None, Role.MEMBER_OWNER), HARBOUR)
