"""An application on its way: moved by keyboard, dragged on, and taken back."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_an_application_goes_from_draft_to_granted_and_back(desk: Desk) -> None:
    page = desk.open("/applications")
    lanes = {stage: page.locator(f"[data-lane={stage}]") for stage in ("draft", "submitted", "granted")}
    expect(lanes["draft"].locator(".card")).to_contain_text("Batteries for the harbour")
    lanes["draft"].get_by_role("button", name="Move to submitted").focus()
    page.keyboard.press("Enter")
    expect(lanes["submitted"].locator(".card")).to_contain_text("Batteries for the harbour")
    lanes["submitted"].locator(".card").drag_to(lanes["granted"])
    expect(lanes["granted"].locator(".card")).to_contain_text("Batteries for the harbour")
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    desk.open("/applications")
    expect(lanes["submitted"].locator(".card")).to_contain_text("Batteries for the harbour")
    page.get_by_role("link", name="Batteries for the harbour").click()
    expect(page.get_by_role("link", name="Follow-up")).to_be_visible()
