"""Two people code the same interview in two browsers, open the round and decide; a number leads back to the passage."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.permissions import COMMAND_LINE
from tests.stories.conftest import somebody
from tests.world import small_world

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

INTERVIEW = """Who helps you abroad?
The cluster introduced us to a buyer 👋 in Gothenburg.
We are few people, so five markets are too many.
"""


def select(page: Page, words: str) -> None:
    """Select words in a paragraph, as a mouse would."""
    page.evaluate(
        """words => {
          for (const said of document.querySelectorAll('.said')) {
            const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const at = node.data.indexOf(words);
              if (at < 0) continue;
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + words.length);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
              return;
            }
          }
        }""",
        words,
    )


def code(page: Page, words: str, name: str, *, by_mouse: bool = False) -> None:
    select(page, words)
    if by_mouse:
        page.get_by_role("button", name="Code selection").click()
        page.get_by_label("Find a code").fill(name)
        page.get_by_label(name, exact=True).check()
        page.get_by_role("button", name="Apply codes").click()
    else:
        page.keyboard.press("c")
        page.get_by_label("Find a code").fill(name)
        page.keyboard.press("Enter")
    expect(page.locator(".margin").get_by_role("link", name=name).first).to_be_visible()


def test_two_coders(transactional_db: None, live_server: LiveServer, browser: Browser) -> None:
    small_world()
    add_document(INTERVIEW.encode(), "interview-flow.txt", kind="interview", language="en", viewer=COMMAND_LINE)
    with somebody(browser, live_server, "ida") as ida, somebody(browser, live_server, "bo") as bo:
        ida.open("/sources")
        ida.page.get_by_role("link", name="interview-flow").click()
        ida.page.wait_for_url("**/sources/interview-flow")
        code(ida.page, "in Gothenburg", "Business network")
        code(ida.page, "few people", "Smallness")
        assert {(INTERVIEW[c.start : c.end], c.coder) for c in Coding.objects.all()} == {
            ("in Gothenburg", "ida"),
            ("few people", "ida"),
        }
        bo.open("/sources/interview-flow")
        expect(bo.page.locator(".margin a")).to_have_count(0)
        code(bo.page, "a buyer 👋 in Gothenburg", "Business network", by_mouse=True)
        code(bo.page, "five markets", "Market seeking")
        bo.page.keyboard.press("u")
        expect(bo.page.locator(".margin a")).to_have_count(1)

        ida.open("/sources/interview-flow/compare")
        expect(ida.page.get_by_text("Each sees only their own work")).to_be_visible()
        ida.page.get_by_role("button", name="Open round and compare").click()
        expect(ida.page.get_by_text("2 of 2 passages left to decide.")).to_be_visible()
        bo.open("/sources/interview-flow/compare")
        bo.page.keyboard.press("n")
        network = bo.page.locator("tr.differs").filter(has_text="Business network")
        assert "Business network" in bo.page.locator("tr.differs:focus-within").inner_text()
        network.get_by_role("button", name="Accept bo's").click()
        expect(bo.page.get_by_text("1 of 2 passages left to decide.")).to_be_visible()
        bo.page.locator("tr.differs").get_by_role("checkbox").check()
        bo.page.get_by_role("form", name="Selected passages").get_by_role("button", name="Reject").click()
        expect(bo.page.get_by_text("Nothing is left to decide.")).to_be_visible()
        bo.page.get_by_role("link", name="Show all passages").click()
        expect(bo.page.get_by_text("Accepted by bo")).to_be_visible()
        expect(bo.page.get_by_text("Rejected by bo")).to_be_visible()

        bo.open("/agreement?source=interview-flow")
        expect(bo.page.get_by_role("row", name="All codes")).to_be_visible()

        kept = Coding.objects.get(coder="reconciled")
        bo.open(f"/codings/{kept.pk}")
        bo.page.get_by_label("Organisation").select_option("flow")
        bo.page.get_by_label("Direction").select_option("strength")
        bo.page.get_by_label("Summary").fill("A buyer through the cluster")
        bo.page.get_by_role("button", name="Save evidence").click()
        expect(bo.page.get_by_text("Evidence saved.")).to_be_visible()
        piece = Evidence.objects.get(coding=kept)
        assert piece.quote == "a buyer 👋 in Gothenburg"

        bo.open("/members/flow")
        group = bo.page.locator(".evidence details", has_text="A buyer through the cluster")
        group.locator("summary").click()
        group.get_by_role("link", name="interview-flow").click()
        bo.page.get_by_role("link", name="Show in source").click()
        bo.page.wait_for_url("**#passage")
        bo.page.wait_for_load_state()
        assert "".join(bo.page.locator("mark.wanted").all_inner_texts()) == "a buyer 👋 in Gothenburg"
