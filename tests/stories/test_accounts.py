"""An administrator invites a colleague, who signs in by the link, loses a role, and is switched off."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bridgehead.ecosystem.models import User
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASSWORD = "ships at the quay"


@pytest.fixture
def colleagues(browser: Browser, desk: Desk) -> Iterator[Page]:
    """The window of somebody who has not signed in."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/accounts/login/")
    page.get_by_label("Username or email").fill("bo")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def save(desk: Desk) -> None:
    desk.page.get_by_role("button", name="Save account").click()
    expect(desk.page.get_by_role("status").first).to_contain_text("bo")


def test_a_colleague_is_invited_loses_a_role_and_is_switched_off(desk: Desk, colleagues: Page) -> None:
    page = desk.open("/users")
    page.get_by_label("Username").fill("bo")
    page.get_by_label("Role").select_option(label="Manager")
    page.get_by_role("button", name="Create account").click()
    expect(page).to_have_url(f"{desk.base}/users/bo")
    link = re.search(r"/accounts/password/reset/key/[^ <\"]+", page.get_by_role("status").first.inner_text())
    assert link is not None

    colleagues.goto(desk.base + link[0])
    for label in ("New Password", "New Password (again)"):
        colleagues.get_by_label(label, exact=True).fill(PASSWORD)
    colleagues.get_by_role("button", name="Save password").click()
    expect(colleagues.get_by_role("heading", name="You can sign in now")).to_be_visible()
    sign_in(colleagues, desk.base)
    colleagues.goto(f"{desk.base}/changes")
    expect(colleagues.get_by_role("heading", name="Changes", level=1)).to_be_visible()

    page = desk.open("/users/bo")
    expect(page.locator("table.declared tbody tr")).to_have_count(1)
    page.get_by_label("Role").select_option(label="Reader: reports and figures")
    save(desk)
    expect(page.get_by_text("Signed in nowhere.")).to_be_visible()
    colleagues.reload()
    expect(colleagues.get_by_role("button", name="Sign in")).to_be_visible()
    sign_in(colleagues, desk.base)
    colleagues.goto(f"{desk.base}/changes")
    expect(colleagues.get_by_text("Only administrators, managers and analysts can see changes.")).to_be_visible()
    colleagues.goto(f"{desk.base}/members/flow")
    expect(colleagues.get_by_role("heading", name="Flow Batteries", level=1)).to_be_visible()
    expect(colleagues.get_by_text("Ane Holm")).to_have_count(0)

    page.get_by_label("Can sign in").uncheck()
    save(desk)
    colleagues.reload()
    expect(colleagues.get_by_role("button", name="Sign in")).to_be_visible()
    sign_in(colleagues, desk.base)
    colleagues.goto(f"{desk.base}/members")
    expect(colleagues.get_by_role("button", name="Sign in")).to_be_visible()
    assert not User.objects.get(username="bo").is_active


def test_a_members_account_gets_its_organisation_by_name(desk: Desk) -> None:
    page = desk.open("/users")
    page.get_by_label("Username").fill("ane")
    page.get_by_label("Role").select_option(label="Member: main contact")
    organisation = page.get_by_label("Organisation")
    organisation.press_sequentially("Flow B")
    expect(page.locator("#id_actor-choices option[value='Flow Batteries']")).to_be_attached()
    organisation.fill("Flow Batteries")
    page.get_by_role("button", name="Create account").click()
    expect(page).to_have_url(f"{desk.base}/users/ane")
    expect(page.get_by_label("Organisation")).to_have_value("Flow Batteries")
    assert User.objects.get(username="ane").actor_id == "flow"
