"""Whom does it help most, what could a member go for, and who comes along: in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from bridgehead.kit.change_writer import batch
from bridgehead.models import Actor, Evidence, Participation
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def weak_but_able() -> None:
    """Cool Machines could do it too, and has no network."""
    with batch("more of Cool Machines") as writer:
        writer.put(Actor, [{"id": "cool", "size": "sme", "description": "Batteries that cool harbour buildings"}])
        said = {"actor_id": "cool", "code": "Oa.network", "direction": "weakness", "salience": 3, "summary": "alone"}
        writer.put(Evidence, [{"id": f"cool-{n}", **said} for n in range(3)])


def test_order_a_ranking_by_whom_it_helps_most(desk: Desk) -> None:
    weak_but_able()
    page = desk.open("/opportunities/harbour-storage")
    first = page.get_by_role("table", name="Organisations by fit").locator("tbody tr").first
    expect(first).to_contain_text("Flow Batteries")
    page.get_by_label("Sort by").select_option("additionality")
    ranking = page.get_by_role("table", name="Organisations by additionality")
    expect(ranking.locator("tbody tr").first).to_contain_text("Cool Machines")
    expect(ranking.locator("tbody tr").first).to_contain_text("No own path to Sweden")
    page.wait_for_url("**/opportunities/harbour-storage?*by=additionality*")
    page.reload()
    expect(ranking.locator("tbody tr").first).to_contain_text("Cool Machines")


def test_from_a_member_to_what_it_could_go_for(desk: Desk) -> None:
    page = desk.open("/members/flow")
    part = page.get_by_role("region", name=re.compile("Opportunities for"))
    expect(part.get_by_role("link", name="Energy storage for the harbour")).to_be_visible()
    part.get_by_role("link", name="Show more").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Opportunities for Flow Batteries")
    page.get_by_text("Sort by:").get_by_role("link", name="Additionality").click()
    expect(page.get_by_role("table", name="Open opportunities by additionality")).to_be_visible()


def test_take_a_member_along_and_take_it_back(desk: Desk) -> None:
    weak_but_able()
    page = desk.open("/activities/trip/schedule")
    along = page.get_by_role("region", name="Who could join?")
    along.get_by_role("button", name="Add to trip Cool Machines").click()
    expect(page.get_by_text("Cool Machines added to the trip.")).to_be_visible()
    assert Participation.objects.filter(activity="trip", actor="cool").exists()
    page.goto(f"{desk.base}/changes")
    page.get_by_role("link", name="Cool Machines added to").click()
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    assert not Participation.objects.filter(activity="trip", actor="cool").exists()
