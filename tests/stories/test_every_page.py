"""Every page in both themes: open to all (WCAG 2.2 AA), fits a phone, no complaint of the browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ViewportSize

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.models import Batch
from bridgehead.opportunities.models import Opportunity
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = [
    "/",
    "/members",
    "/members/flow",
    "/members/flow/profile",
    "/members/flow/pattern",
    "/members/flow/markets",
    "/members/flow/opportunities",
    "/compare?firm=flow&firm=cool",
    "/markets/SE",
    "/influence?arrow=macro-meso",
    "/influence/identity",
    "/influence/effects",
    "/study",
    "/panel",
    "/users",
    "/users/ida",
    "/members/flow/influence",
    "/opportunities",
    "/opportunities/harbour-storage",
    "/opportunities?member=flow&due_to=soon",
    "/views/new?page=opportunities",
    "/people",
    "/mailings",
    "/exposure",
    "/mails",
    "/activities",
    "/activities/trip",
    "/activities/trip/schedule",
    "/activities/trip/schedule/slots",
    "/activities/trip/schedule/wish-grid",
    "/calendar?month=2099-05",
    "/calendar?month=2021-05&view=list",
    "/calendar/subscriptions",
    "/applications",
    "/applications/harbour",
    "/applications/harbour/follow-up",
    "/members/flow/applications",
    "/memberships",
    "/memberships/requests/asked",
    "/join",
    "/activities/trip/registration",
    "/activities/trip/check-in",
    "/activities/trip/attendance",
    "/activities/trip/thanks",
    "/evidence/e1",
    "/match?text=flow+batteries",
    "/import",
    "/set-up/cluster",
    "/set-up/members",
    "/set-up/colleagues",
    "/set-up/opportunities",
    "/set-up/match",
    "/changes",
    "/duplicates",
    "/duplicates/cool/flow",
    "/network",
    "/introductions?start=flow&end=port",
    "/search?q=flow",
    "/settings",
    "/personal-data",
    "/people/p1/data",
    "/outbox",
    "/users-log",
    "/settings?accent=%23ffe600",
    "/records/actor/new",
    "/records/opportunity/read",
    "/records/activity/new?name=Water+days",
    "/records/evidence/edit/e1",
    "/records/actor/remove/flow",
    "/accounts/password/change/",
    "/accounts/2fa/",
]
WINDOW: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def faults(desk: Desk) -> list[str]:
    found = Axe().run(desk.page, options={**STANDARD, "resultTypes": ["violations"]}).response["violations"]
    return [f"{desk.page.url} {v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def too_wide(desk: Desk, path: str) -> list[str]:
    by = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{path} is {by} pixels wider than its window"] if by > 0 else []


def test_every_page_is_open_to_all_and_fits_a_phone(desk: Desk) -> None:
    found = []
    for path in [*PAGES, f"/changes/{Batch.objects.get().pk}"]:
        desk.open(path)
        for theme in ("light", "dark"):
            desk.page.emulate_media(color_scheme=theme)
            found += faults(desk)
        desk.page.set_viewport_size(PHONE)
        found += too_wide(desk, path)
        desk.page.set_viewport_size(WINDOW)
    assert found == []


def test_a_name_without_an_end_leaves_every_page_its_width(desk: Desk) -> None:
    Actor.objects.filter(pk="flow").update(name="Strømbatteri" * 12)
    Opportunity.objects.update(title="Havneenergilager" * 12)
    found = []
    for path in PAGES:
        desk.open(path)
        for size in (WINDOW, PHONE):
            desk.page.set_viewport_size(size)
            found += too_wide(desk, path)
    assert found == []


def test_what_opens_is_open_to_all_too(desk: Desk) -> None:
    page = desk.open("/members/flow")
    page.locator("#evidence").get_by_text("Business network", exact=True).click()
    page.get_by_role("banner").get_by_text("ida", exact=True).click()
    assert faults(desk) == []
    desk.open("/members").keyboard.press("?")
    assert faults(desk) == []


def test_the_way_in_is_open_to_all(desk: Desk) -> None:
    desk.page.context.clear_cookies()
    desk.open("/accounts/login/")
    assert faults(desk) == []


def test_what_was_read_of_a_call_is_open_to_all_and_fits_a_phone(desk: Desk) -> None:
    found = []
    page = desk.open("/records/opportunity/read")
    found += faults(desk)
    page.get_by_label("Text", exact=True).fill(
        f"{'Havneenergilager' * 12}\nBuyer: Port of Gothenburg, Sweden\nDeadlines: 17 March 2099, 17 September 2099\n"
        f"Budget: 2 million SEK\nKeywords: {'Havneenergilager' * 3}\nEligible applicants: SMEs based in Denmark\n"
    )
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Use this").wait_for()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found += faults(desk)
    page.set_viewport_size(PHONE)
    assert found + too_wide(desk, "/records/opportunity/read") == []
