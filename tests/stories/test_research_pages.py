"""The pages of research in both themes: open to all, fit a phone; a code found, split and undone from its page."""

import pytest
from playwright.sync_api import expect

from bridgehead.evidence.models import Coding
from bridgehead.evidence.services import codebooks
from bridgehead.evidence.services.coding import Judgement, code_passage
from bridgehead.evidence.services.coding_sessions import open_round
from bridgehead.evidence.services.sources import add_document
from bridgehead.kit.permissions import COMMAND_LINE
from tests.evidence.coders import as_coder
from tests.stories.conftest import Desk
from tests.stories.test_every_page import faults

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TEXT = "Who helps you?\nThe cluster introduced us to a buyer.\nWe are few people."
PAGES = [
    "/sources",
    "/sources/talk",
    "/sources/talk?words=buyer",
    "/sources/talk/compare",
    "/codings/{coding}",
    "/codebooks",
    "/codes/{code}",
    "/codes/together",
    "/codes/frequencies",
    "/memos",
    "/matrix",
    "/matrix/actor/flow/{code}",
    "/agreement",
    "/exchange",
]


@pytest.fixture
def research(desk: Desk) -> dict[str, str]:
    """An interview that two people coded and compared; ids of a coding and of its code."""
    add_document(TEXT.encode(), "talk.txt", into="talk", kind="interview", language="en", viewer=COMMAND_LINE)
    code = codebooks.add_code(
        codebooks.add_codebook("Firms", viewer=COMMAND_LINE).result, name="Introductions", viewer=COMMAND_LINE
    ).result
    start, end = TEXT.index("introduced"), TEXT.index(" to a buyer")
    place = {"start": start, "end": end, "session": "round 1"}
    said = Judgement(actor="flow", direction="strength", summary="An introduction", translation="En introduktion")
    asked = {"codes": [code, "Oa.network"], "memo": "ask again", "judgement": said}
    coding = code_passage("talk", coder="ida", **asked, **place, viewer=COMMAND_LINE).result[0]
    code_passage("talk", codes=[code], coder="bo", **place, viewer=COMMAND_LINE)
    open_round("round 1", viewer=as_coder("ida"))
    return {"coding": coding, "code": code}


def test_research_pages_are_open_to_all_and_fit_a_phone(desk: Desk, research: dict[str, str]) -> None:
    found = []
    for path in (page.format(**research) for page in PAGES):
        desk.open(path)
        for theme in ("light", "dark"):
            desk.page.emulate_media(color_scheme=theme)
            found += faults(desk)
        desk.page.set_viewport_size({"width": 390, "height": 844})
        wider = desk.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{path} is {wider} pixels wider than a phone"] if wider > 0 else []
        desk.page.set_viewport_size({"width": 1280, "height": 800})
    assert not found, "\n".join(dict.fromkeys(found))


def test_a_code_is_split_and_its_passages_sorted(desk: Desk, research: dict[str, str]) -> None:
    page = desk.open(f"/codes/{research['code']}")
    page.get_by_text("Split code", exact=True).first.click()
    page.get_by_label("New codes, one per line").fill("Buyers\nFunders")
    page.get_by_role("button", name="Split code").click()
    expect(page.get_by_role("link", name="Buyers")).to_be_visible()
    page.get_by_label("Select this passage").first.check()
    page.get_by_label("Recode selected passages").select_option(label="\u2003Buyers")
    page.get_by_role("button", name="Recode passages").click()
    expect(page.get_by_label("Select this passage")).to_have_count(1)
    assert Coding.objects.filter(code="theme.buyers").count() == 1
    page.get_by_role("button", name="Undo: recode").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    expect(page.get_by_label("Select this passage")).to_have_count(2)


def test_a_cell_has_a_summary_of_its_own(desk: Desk, research: dict[str, str]) -> None:
    page = desk.open("/matrix?kind=firm&country=&words=flow")
    page.get_by_role("link", name="An introduction").first.click()
    page.get_by_label("Summary").fill("The cluster opens doors")
    page.get_by_role("button", name="Save summary").click()
    page.wait_for_url("**/matrix?*words=flow*")
    expect(page.get_by_role("link", name="The cluster opens doors")).to_be_visible()
