"""From an empty workspace to the first match in the browser: an account, four steps, a question."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from bridgehead.ecosystem.models import Actor, Membership, User
from bridgehead.ecosystem.services.first_account import first_account_code
from bridgehead.opportunities.models import Opportunity
from tests.stories.conftest import PATIENCE, Desk
from tests.stories.test_every_page import PHONE, WINDOW, faults, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MINUTES = 15
LIST = """Company,Town,Country,Employees,What we do,E-mail,Website,Contact
North Pumps A/S,Aalborg,Denmark,45,Pumps and leak detection for city water networks,info@northpumps.example,,Jens Holm
Vandtek ApS,Odense,Denmark,12,Sensors for water quality; monitoring software,hello@vandtek.example,,Mette Skov
Aalborg Universitet,Aalborg,Denmark,3500,University: water engineering,,aau.example,
Kommune Odense,Odense,Denmark,,City government,,,
Blue Filters,Malmö,Sweden,120,Membrane filters for waste water,,,
"""


@pytest.fixture
def stranger(transactional_db: None, live_server: LiveServer, browser: Browser) -> Iterator[Desk]:
    """A window at an empty workspace in which nobody has signed in; ends without complaints."""
    context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    desk = Desk(context.new_page(), live_server.url)
    desk.page.on("console", desk.hear)
    desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    yield desk
    context.close()
    assert [c for c in desk.complaints if "status of 400" not in c] == []


def create_first_account(desk: Desk) -> Page:
    code = first_account_code()
    page = desk.open("/")
    expect(page.get_by_role("heading", name="Create the first account")).to_be_visible()
    page.get_by_label("Username").fill("ane")
    page.get_by_label("Password").fill("harbour lights 9")
    page.get_by_label("Code from the server's console").fill(code.lower())
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Your cluster")).to_be_visible()
    return page


def type_opportunity(page: Page) -> None:
    page.get_by_label("Title").fill("Less water lost in city pipes")
    page.get_by_label("Kind").select_option("challenge")
    page.get_by_label("Deadline").fill((timezone.localdate() + timedelta(days=90)).isoformat())
    page.get_by_label("Description").fill("Find leaks in water networks before they break.")
    page.get_by_role("button", name="Add opportunity").click()


def looks_right(desk: Desk) -> list[str]:
    """What is wrong with the page that is open, in both themes and on a phone."""
    found = []
    for theme in ("light", "dark"):
        desk.page.emulate_media(color_scheme=theme)
        found += faults(desk)
    desk.page.set_viewport_size(PHONE)
    found += too_wide(desk, desk.page.url)
    desk.page.set_viewport_size(WINDOW)
    return found


def test_from_an_empty_workspace_to_the_first_match(stranger: Desk, tmp_path: Path) -> None:
    begun = time.monotonic()
    wrong: list[str] = []
    file = tmp_path / "members-first.csv"
    file.write_text(LIST, encoding="utf-8")
    page = create_first_account(stranger)

    wrong += looks_right(stranger)
    page.get_by_role("button", name="Save cluster").click()
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    page.get_by_label("Name of the cluster").fill("Water Valley")
    page.get_by_label("Country").select_option("DK")
    page.get_by_role("button", name="Save cluster").click()

    expect(page.get_by_role("heading", name="Your members")).to_be_visible()
    wrong += looks_right(stranger)
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Read list").click()
    expect(page.get_by_label("What we do")).to_have_value("description")
    expect(page.get_by_label("Cluster of all rows")).to_have_value("water-valley")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Import complete.")).to_be_visible()
    page.get_by_role("link", name="Continue set-up").click()

    expect(page.get_by_role("heading", name="Your colleagues")).to_be_visible()
    wrong += looks_right(stranger)
    page.get_by_label("Username").fill("bo")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text(re.compile("/accounts/password/reset/key/"))).to_be_visible()
    page.get_by_role("link", name="Continue", exact=True).click()

    expect(page.get_by_role("heading", name="What is out there")).to_be_visible()
    wrong += looks_right(stranger)
    type_opportunity(page)

    expect(page.get_by_role("heading", name="Your first match")).to_be_visible()
    first = page.locator("#matches tbody tr").first
    expect(first).to_contain_text("North Pumps A/S")
    expect(first).to_contain_text("Own description mentions")
    wrong += looks_right(stranger)
    page.get_by_label("Describe the need").fill("leaks in water networks")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("North Pumps A/S")

    page = stranger.open("/search?q=leakage+in+water+networks")
    page.get_by_role("link", name="Who fits “leakage in water networks”?").click()
    expect(page.locator("tbody tr").first).to_contain_text("North Pumps A/S")
    page = stranger.open("/")
    expect(page.get_by_text("Set up your workspace")).to_have_count(0)
    assert wrong == []
    assert time.monotonic() - begun < MINUTES * 60
    assert Membership.objects.filter(cluster="water-valley").count() == 5
    assert Actor.objects.get(pk="north-pumps-as").description.startswith("Pumps and leak detection")
    assert set(User.objects.values_list("username", flat=True)) == {"ane", "bo"}
    assert Opportunity.objects.get().status == "open"


def test_every_step_can_be_skipped_left_and_taken_up_again(stranger: Desk) -> None:
    page = create_first_account(stranger)
    page.get_by_role("button", name="Skip this step").click()
    expect(page.get_by_role("heading", name="Your members")).to_be_visible()
    page.get_by_text("Or type one in").click()
    page.get_by_role("button", name="Add member").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.locator("form[action$='/one']").get_by_label("Name").fill("North Pumps A/S")
    page.get_by_label("What it does").fill("Pumps")
    page.get_by_role("button", name="Add member").click()
    expect(page.get_by_role("heading", name="1 member so far")).to_be_visible()
    page.get_by_role("link", name="Continue later").click()
    expect(page.get_by_text("Set up your workspace: 1 of 4 done.")).to_be_visible()
    page.get_by_role("link", name="Continue set-up").click()
    expect(page.get_by_role("heading", name="Your colleagues")).to_be_visible()
    page.get_by_role("button", name="Skip this step").click()
    page.get_by_role("button", name="Skip this step").click()
    expect(page.get_by_role("heading", name="Your first match")).to_be_visible()
    page = stranger.open("/changes")
    page.get_by_role("link", name="Set-up step skipped: What is out there", exact=True).click()
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    page = stranger.open("/")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Set-up dismissed.")).to_be_visible()
    expect(page.get_by_role("button", name="Dismiss")).to_have_count(0)
    expect(page.get_by_role("link", name="Undo", exact=True)).to_be_visible()
