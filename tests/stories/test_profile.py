"""A project manager reads a profile, finds a wrong origin, corrects it, and looks at the markets."""

import pytest
from playwright.sync_api import expect

from bridgehead.evidence.models import Evidence
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_from_a_member_to_a_corrected_origin_and_its_markets(desk: Desk) -> None:
    page = desk.open("/members/flow")
    page.locator("#profile").get_by_role("link", name="Business network", exact=True).click()
    piece = page.get_by_text("Knows the port through the trip.")
    piece.wait_for()  # the link opens the fold that it leads into
    page.locator("summary", has_text="Correct the origin").click()
    page.get_by_label("Origin", exact=True).select_option("own_network")
    page.get_by_role("button", name="Correct").click()
    page.get_by_text("Evidence corrected and profile updated.").wait_for()
    assert Evidence.objects.get(pk="e1").origin == "own_network"
    more = page.get_by_role("navigation", name="More on this member")
    more.get_by_role("link", name="Markets").click()
    page.get_by_role("link", name="Through the network").click()
    page.locator("tbody").first.get_by_role("link", name="Sweden").click()
    page.get_by_role("heading", name="Sweden", exact=True).wait_for()
    expect(page.get_by_role("link", name="Flow Batteries")).to_be_visible()
