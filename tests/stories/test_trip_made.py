"""A trip from nothing to what came of it, in a real browser."""

import pytest
from playwright.sync_api import expect

from bridgehead.ecosystem.models import Participation, Tie
from bridgehead.trips.models import Slot, Wish
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def test_a_trip_is_made_scheduled_and_held(desk: Desk) -> None:
    page = desk.open("/activities/trip/schedule")
    expect(page.get_by_text("This trip has no meetings.")).to_be_visible()
    page.get_by_role("link", name="Make time slots").first.click()
    page.get_by_label("First day").fill("2027-01-07")
    page.get_by_label("Days").fill("2")
    page.get_by_label("Breaks").fill("12:00-13:00")
    page.get_by_label("Sites", exact=True).fill("Town hall; Harbour office")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("status")).to_contain_text("The plan has 24 time slots, room for 144 meetings.")
    page.get_by_role("button", name="Make time slots").click()
    expect(page.get_by_text("24 on 2 days")).to_be_visible()
    assert Slot.objects.count() == 144

    page.get_by_role("link", name="Add host or buyer").click()
    page.get_by_label("Organisation (required)").fill("Port of Gothenburg")
    page.locator("main form button.button").first.click()
    expect(page.get_by_role("link", name="Port of Gothenburg").first).to_be_visible()
    assert Participation.objects.get(actor="port").role == "host"

    page.get_by_role("link", name="Enter wishes").click()
    page.get_by_label("Flow Batteries for Port of Gothenburg").select_option(label="High")
    page.get_by_role("button", name="Save wishes").click()
    expect(page.get_by_text("1 wish changed.")).to_be_visible()
    assert Wish.objects.get().weight == 2.0

    page.locator("a[href='/activities/trip/schedule/port']").first.click()
    page.get_by_label("7 Jan 2027, 09:00").uncheck()
    page.get_by_role("button", name="Save availability").click()
    expect(page.get_by_text("Availability saved.")).to_be_visible()
    desk.open("/activities/trip/schedule")
    page.get_by_role("button", name="Create schedule").click()
    expect(page.get_by_text("1 meeting with the highest possible interest")).to_be_visible()

    page.get_by_role("button", name="Subscribe to these meetings in your calendar").click()
    expect(page.get_by_text("it is not shown again")).to_be_visible()
    desk.open("/activities/trip/schedule/live")
    page.get_by_text("Useful", exact=True).click()
    page.get_by_text("Cooperation", exact=True).click()
    page.get_by_role("button", name="In a month").click()
    expect(page.get_by_text("All meetings recorded")).to_be_visible()
    assert Tie.objects.get(kind="partnership").origin == "cluster"
