"""Every page in both themes: open to all (WCAG 2.2 AA), fits a phone, no complaint of the browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bridgehead.kit.models import Batch
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
    "/members/flow/influence",
    "/opportunities",
    "/opportunities/harbour-storage",
    "/exposure",
    "/mails",
    "/activities",
    "/activities/trip",
    "/activities/trip/schedule",
    "/evidence/e1",
    "/match?text=flow+batteries",
    "/import",
    "/changes",
    "/duplicates",
    "/duplicates/cool/flow",
    "/network",
    "/introductions?start=flow&end=port",
    "/search?q=flow",
    "/accounts/password/change/",
    "/accounts/2fa/",
]
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def faults(desk: Desk) -> list[str]:
    found = Axe().run(desk.page, options={**STANDARD, "resultTypes": ["violations"]}).response["violations"]
    return [f"{desk.page.url} {v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def test_every_page_is_open_to_all_and_fits_a_phone(desk: Desk) -> None:
    found = []
    for path in [*PAGES, f"/changes/{Batch.objects.get().pk}"]:
        desk.open(path)
        for theme in ("light", "dark"):
            desk.page.emulate_media(color_scheme=theme)
            found += faults(desk)
        desk.page.set_viewport_size({"width": 390, "height": 844})
        wider = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{path} is {wider} pixels wider than a phone"] if wider > 0 else []
        desk.page.set_viewport_size({"width": 1280, "height": 800})
    assert found == []


def test_what_opens_is_open_to_all_too(desk: Desk) -> None:
    page = desk.open("/members/flow")
    page.locator("#evidence").get_by_text("Network", exact=True).click()
    page.get_by_text("ida", exact=True).click()
    assert faults(desk) == []
    desk.open("/members").keyboard.press("?")
    assert faults(desk) == []


def test_the_way_in_is_open_to_all(desk: Desk) -> None:
    desk.page.context.clear_cookies()
    desk.open("/accounts/login/")
    assert faults(desk) == []
