"""Who goes together, and who meets whom, in a real browser."""

import pytest
from playwright.sync_api import expect

from bridgehead.consortium.models import TeamSeat
from bridgehead.ecosystem.models import Activity, Tie
from bridgehead.kit.change_writer import batch
from bridgehead.models import Participation, Slot, Wish
from bridgehead.workspace.services import example_workspace
from tests.stories.conftest import Desk
from tests.stories.test_every_page import faults
from tests.world import keyed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def fits_a_phone(desk: Desk) -> bool:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    wider = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    desk.page.set_viewport_size({"width": 1280, "height": 800})
    return bool(wider <= 0)


def test_pin_leave_out_swap_and_keep(desk: Desk) -> None:
    example_workspace.build()
    page = desk.open("/opportunities/stockholm-harbour")
    page.get_by_role("link", name="Build a team").click()
    best = page.get_by_role("region", name="Best team")
    expect(best.get_by_text("proven best under these rules.")).to_be_visible()
    best.get_by_role("link", name="Require VisBlue").click()
    page.wait_for_url("**pin=visblue**")
    best.get_by_role("link", name="Exclude Vestas").click()
    page.wait_for_url("**without=vestas**")
    expect(best.get_by_role("rowheader", name="Vestas")).to_have_count(0)
    expect(best.get_by_role("rowheader", name="VisBlue")).to_be_visible()
    page.get_by_label("Organisation", exact=True).fill("university")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_role("link", name="Aarhus University").click()
    page.wait_for_url("**pin=aarhus-university**")
    expect(best.get_by_role("rowheader", name="Aarhus University")).to_be_visible()
    assert faults(desk) == []
    assert fits_a_phone(desk)
    best.get_by_label("Team name").fill("Harbour one")
    best.get_by_role("button", name="Save team").click()
    expect(page.get_by_role("rowheader", name="Harbour one")).to_be_visible()
    kept = TeamSeat.objects.filter(name="Harbour one", pinned="yes").order_by("actor")
    assert [seat.actor_id for seat in kept] == ["aarhus-university", "visblue"]
    best.get_by_role("button", name="Review invitations").click()
    page.get_by_role("button", name="Accepted VisBlue").click()
    expect(page.get_by_text("1 accepted, 0 declined")).to_be_visible()
    assert faults(desk) == []


def test_a_day_on_the_phone(desk: Desk) -> None:
    with batch("a day at the port") as writer:
        writer.put(
            Slot,
            [
                keyed(Slot, activity_id="trip", slot=f"s{n}", site="", table="1", start=f"{9 + n:02}:00", end="")
                for n in range(2)
            ],
        )
        writer.put(
            Participation,
            [
                keyed(Participation, activity_id="trip", actor_id=a, role="guest", since="")
                for a in ("flow", "cool", "port")
            ],
        )
        writer.put(
            Wish, [keyed(Wish, activity_id="trip", wisher_id=a, wished_id="port", weight=1) for a in ("flow", "cool")]
        )
    before = Tie.objects.filter(activity="trip").count()
    page = desk.open("/activities/trip")
    page.get_by_role("link", name="Meeting schedule").click()
    page.get_by_role("button", name="Create schedule").click()
    expect(page.get_by_text("with the highest possible interest")).to_be_visible()
    assert faults(desk) == []
    page.get_by_role("link", name="Meeting log").click()
    page.wait_for_url("**/schedule/live")
    assert faults(desk) == []
    assert fits_a_phone(desk)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("Useful", exact=True).first.check()
    page.get_by_label("Cooperation").first.check()
    page.get_by_role("button", name="In a month").first.click()
    expect(page.get_by_text("1 to record, 1 recorded")).to_be_visible()
    assert Tie.objects.filter(activity="trip").count() == before + 1
    assert Activity.objects.filter(pk="trip").exists()


def test_a_refused_reason_comes_back_in_its_place(desk: Desk) -> None:
    page = desk.open("/opportunities/harbour-storage")
    row = page.get_by_role("row", name="Flow Batteries")
    row.get_by_text("Not suitable…").click()
    row.get_by_label("Reason (optional)").fill("too small " * 250)
    row.get_by_role("button", name="Not suitable").click()
    expect(row.get_by_text("at most 2000 characters")).to_be_visible()
    expect(row.get_by_label("Reason (optional)")).to_have_value("too small " * 250)
    expect(page.locator("#failed")).to_be_hidden()
    assert faults(desk) == []
    row.get_by_label("Reason (optional)").fill("too small")
    row.get_by_role("button", name="Not suitable").click()
    expect(row.get_by_text("Not suitable: too small")).to_be_visible()
    desk.complaints[:] = [text for text in desk.complaints if "status of 400" not in text]  # the refusal, once
