"""What a project manager does on an ordinary morning, in a real browser."""

import io
import zipfile

import pytest
from playwright.sync_api import Page, Route, expect

from bridgehead.models import Actor
from tests.importers.samples import ORGANISATIONS, PROJECTS
from tests.stories.conftest import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def hold(page: Page, address: str) -> list[Route]:
    """Requests to an address, none of which is answered before the test lets it go on."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held


def test_find_a_member_by_typing(desk: Desk) -> None:
    page = desk.open("/members")
    page.keyboard.press("/")
    page.keyboard.type("batter")
    expect(page.get_by_role("status").filter(has_text="1 result")).to_be_visible()
    page.wait_for_url("**/members?words=batter")
    page.get_by_role("link", name="Flow Batteries").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Flow Batteries")
    page.locator("#evidence").get_by_text("Business network", exact=True).click()
    expect(page.get_by_text("Knows the port through the trip.")).to_be_visible()
    page.get_by_role("link", name="Interview with Flow, line 12").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence")


def test_a_slow_press_on_what_was_found_is_not_lost(desk: Desk) -> None:
    page = desk.open("/members")
    page.keyboard.press("/")
    page.keyboard.type("batter")
    page.wait_for_url("**/members?words=batter")
    page.get_by_role("link", name="Flow Batteries").hover()
    page.mouse.down()
    page.wait_for_timeout(600)  # long enough for whatever leaving the box sets off
    page.mouse.up()
    expect(page.get_by_role("heading", level=1)).to_have_text("Flow Batteries")


def test_an_answer_that_comes_while_the_mouse_is_pressed_waits(desk: Desk) -> None:
    page = desk.open("/members")
    held = hold(page, "**/members?words=*")
    page.get_by_label("Words").fill("batter")
    link = page.get_by_role("link", name="Flow Batteries")
    link.hover()
    while not held:
        page.wait_for_timeout(20)
    page.mouse.down()
    with page.expect_request_finished():
        held[-1].continue_()
    page.unroute_all()
    page.mouse.up()
    expect(page.get_by_role("heading", level=1)).to_have_text("Flow Batteries")


def test_a_form_is_sent_once(desk: Desk) -> None:
    page = desk.open("/")
    sent = hold(page, "**/theme")
    page.get_by_role("button", name="Dark", include_hidden=True).evaluate(
        "async (button) => { for (const _ of 'abc') { button.click(); await new Promise((r) => setTimeout(r, 50)); } }"
    )
    while not sent:
        page.wait_for_timeout(20)
    sent[0].continue_()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert len(sent) == 1


def test_a_filter_stands_in_the_address_and_the_way_back_works(desk: Desk) -> None:
    page = desk.open("/members")
    page.get_by_label("Show", exact=True).select_option("hub")
    expect(page.get_by_role("heading", level=1)).to_have_text("Members of Harbour Hub")
    page.wait_for_url("**/members?cluster=hub")
    page.go_back()
    expect(page.get_by_role("link", name="Port of Gothenburg")).to_be_visible()


def test_whoever_was_signed_out_meanwhile_signs_in_again(desk: Desk) -> None:
    page = desk.open("/members")
    page.context.clear_cookies()
    page.get_by_label("Show", exact=True).select_option("hub")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.wait_for_url("**/accounts/login/?next=/members**")


def test_walk_a_list_with_the_keyboard(desk: Desk) -> None:
    page = desk.open("/members")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Flow Batteries")).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("tr.opened")).to_contain_text("flow batteries")
    page.keyboard.press("o")
    expect(page.locator("tr.opened")).to_have_count(0)
    page.keyboard.press("k")
    expect(page.get_by_role("link", name="Cool Machines")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/cool")


def test_see_who_should_answer_and_check_a_reason(desk: Desk) -> None:
    page = desk.open("/opportunities")
    page.get_by_role("link", name="Energy storage for the harbour").click()
    ranking = page.get_by_role("table", name="Organisations by fit")
    expect(ranking.get_by_role("row").nth(1)).to_contain_text("Flow Batteries")
    expect(ranking.get_by_role("row").nth(1)).to_contain_text("Meets the condition: SME")
    ranking.get_by_role("link", name="Port of Gothenburg").first.click()
    page.wait_for_url("**/members/flow#ties")
    expect(page.locator("#ties")).to_contain_text("Trip to Gothenburg")


def test_narrow_a_ranking(desk: Desk) -> None:
    page = desk.open("/opportunities/harbour-storage")
    page.get_by_label("Country").select_option("SE")
    expect(page.locator("#matches")).not_to_contain_text("Flow Batteries")


def test_bring_in_projects_after_a_preview(desk: Desk) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("project.csv", PROJECTS)
        files.writestr("organization.csv", ORGANISATIONS)
    page = desk.open("/import")
    page.locator("#file").set_input_files(
        {"name": "cordis.zip", "mimeType": "application/zip", "buffer": archive.getvalue()}
    )
    page.get_by_role("button", name="Preview import").click()
    expect(page.get_by_role("row", name="actors 3 0")).to_be_visible()
    assert not Actor.objects.filter(name="HAVN ENERGI APS").exists()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Import complete.")).to_be_visible()
    page.get_by_role("link", name="Show changes or undo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Projects imported from cordis.zip")
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    assert not Actor.objects.filter(name="HAVN ENERGI APS").exists()


def test_the_theme_stays_as_chosen(desk: Desk) -> None:
    page = desk.open("/")
    page.get_by_role("banner").get_by_text("ida", exact=True).click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(desk.open("/members").locator("html")).to_have_attribute("data-theme", "dark")


def test_sign_in_and_out(desk: Desk) -> None:
    desk.page.context.clear_cookies()
    page = desk.open("/members/flow")
    page.get_by_label("Username or email").fill("ida")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Flow Batteries")
    page.get_by_role("banner").get_by_text("ida", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_mark_a_candidate_with_the_keyboard_and_think_again(desk: Desk) -> None:
    page = desk.open("/opportunities/harbour-storage")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Flow Batteries", exact=True))
    row.get_by_role("button", name="Good match").press("Enter")
    expect(row.locator(".said")).to_contain_text("Good match ida")
    expect(row.get_by_role("button", name="Undo Good match")).to_be_focused()
    row.get_by_text("Not suitable…").press("Enter")
    row.get_by_label("Reason (optional)").fill("too small")
    row.get_by_label("Reason (optional)").press("Enter")
    expect(row.locator(".said")).to_contain_text("Not suitable: too small")
    page.reload()
    page.get_by_text("1 hidden").click()
    expect(page.locator(".ranking").filter(has_text="Flow Batteries")).to_have_count(0)
    page.get_by_role("button", name="Undo Not suitable").click()
    expect(page.get_by_role("button", name="Undo Not suitable")).to_have_count(0)
    page.reload()
    expect(page.locator(".ranking")).to_contain_text("Flow Batteries")
