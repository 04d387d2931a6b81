"""What a member could go for: a part of pages, or a page."""

import pytest
from django.test import Client

from bridgehead.kit.permissions import Role
from tests.world import flow, signed_in, staff, world

__all__ = ["flow", "staff", "world"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FLOW, COOL = "/members/flow/opportunities", "/members/cool/opportunities"
PART = {"HX-Request": "true"}


def test_the_page_says_when_whether_how_well_and_why(staff: Client) -> None:
    text = staff.get(FLOW).content.decode()
    assert "<h1>Opportunities for Flow Batteries</h1>" in text
    for part in ("Energy storage for the harbour", "1 May 2099", "Meets the condition: SME", "Unknown", "batteries"):
        assert part in text


def test_it_is_a_part_of_the_members_page(staff: Client) -> None:
    assert f'hx-get="{FLOW}"' in staff.get("/members/flow").content.decode()
    part = staff.get(FLOW, headers=PART).content.decode()
    assert part.lstrip().startswith('<div id="fitting">')
    assert "Energy storage for the harbour" in part


def test_whoever_finds_opportunities_for_others_is_asked_for_none(staff: Client) -> None:
    assert "/members/hub/opportunities" not in staff.get("/members/hub").content.decode()


def test_the_order_stands_in_the_address(staff: Client) -> None:
    assert "Open opportunities by additionality" in staff.get(f"{FLOW}?by=additionality").content.decode()


def test_a_member_sees_its_own_only(flow: Client) -> None:
    assert "Energy storage for the harbour" in flow.get(FLOW, headers=PART).content.decode()
    assert flow.get(COOL).status_code == 403
    assert f'hx-get="{COOL}"' not in flow.get("/members/cool").content.decode()


@pytest.mark.usefixtures("world")
def test_the_part_leaves_out_what_does_not_let_it_in() -> None:
    cool = signed_in(Role.MEMBER_OWNER, "cool")
    assert "Energy storage" not in cool.get(COOL, headers=PART).content.decode()


def test_without_anything_open_it_says_so(staff: Client) -> None:
    staff.post("/opportunities/harbour-storage/marks/flow", {"mark": "not_for_them"})
    assert "No open opportunities." in staff.get(FLOW).content.decode()
