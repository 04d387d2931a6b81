"""An event from its announcement to participations and thanks, in a real browser."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from bridgehead.events.services.event_links import event_address
from bridgehead.models import Participation
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_an_event_from_announcement_to_thanks(desk: Desk) -> None:
    page = desk.open("/records/activity/new")
    page.get_by_label("Name (required)").fill("Evening on pumps")
    page.get_by_label("Kind (required)").select_option("event")
    page.get_by_label("Start", exact=True).fill("2099-03-02")
    page.get_by_role("button", name="Add activity").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evening on pumps")
    id_ = page.url.rpartition("/")[2]
    page.get_by_role("link", name="Registration", exact=True).click()
    page.get_by_label("Seats", exact=True).fill("1")
    page.get_by_role("button", name="Open registration").click()
    expect(page.get_by_text("Registration saved.")).to_be_visible()
    # two people register on a phone, without an account; the second one waits
    phone = page.context.browser.new_context(viewport={"width": 390, "height": 800})  # type: ignore[union-attr]
    visitor = phone.new_page()
    for name in ("Ane Holm", "Bo Lund"):
        visitor.goto(desk.base + re.sub(r"^https?://[^/]+", "", event_address(id_)))
        visitor.get_by_label("Your name").fill(name)
        visitor.get_by_label("Email").fill(f"{name.split()[0].lower()}@x.example")
        visitor.get_by_label("Organisation").fill("Flow Batteries" if name == "Ane Holm" else "Elsewhere Water")
        visitor.get_by_label(re.compile("other events")).check()
        visitor.get_by_role("button", name=re.compile("Register|Join the waiting list")).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Check your email")
    own = re.search(r"/register/own/\S+", str(mail.outbox[0].body))
    assert own
    visitor.goto(desk.base + own[0])
    visitor.get_by_role("button", name="Cancel registration").click()
    expect(visitor.get_by_text("Your registration is cancelled.")).to_be_visible()
    assert mail.outbox[-1].to == ["bo@x.example"]
    assert mail.outbox[-1].subject == "You have a seat now: Evening on pumps"
    phone.close()
    # at the door
    page = desk.open(f"/activities/{id_}/check-in")
    page.get_by_label("Name or organisation").fill("bo")
    page.get_by_role("button", name="Here Bo Lund").click()
    expect(page.get_by_role("status").filter(has_text="1 of 1 here")).to_be_visible()
    # afterwards: the unknown firm is asked, once
    page = desk.open(f"/activities/{id_}/attendance")
    page.get_by_label("Elsewhere Water").select_option(label="New organisation")
    page.get_by_role("button", name="Make participations").click()
    expect(page.get_by_text("1 participation added.")).to_be_visible()
    assert Participation.objects.filter(activity=id_).count() == 1
    page.get_by_role("link", name="Thank-you", exact=True).click()
    expect(page.get_by_text("Dear Bo Lund,")).to_be_visible()
    page.get_by_role("button", name="Send 1 email").click()
    expect(page.get_by_text("Everybody was thanked")).to_be_visible()
    assert mail.outbox[-1].to == ["bo@x.example"]
