"""A messy workbook goes in through the browser, its duplicates are merged, all of it is undone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bridgehead.models import Actor
from bridgehead.workspace.services.case_export import export_case
from tests.importers.spreadsheets import messy
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def exported(folder: Path) -> dict[str, bytes]:
    """Every file of the case folder as it is exported now."""
    export_case(folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_in_merged_and_undone(desk: Desk, tmp_path: Path) -> None:
    before = exported(tmp_path / "before")
    page = desk.open("/import")
    page.locator("#file").set_input_files(messy(tmp_path / "medlemmer.xlsx"))
    page.get_by_role("button", name="Preview import").click()
    expect(page.get_by_label("Virksomhed / Firmanavn")).to_have_value("name")
    page.get_by_label("Cluster of all rows").select_option("hub")
    page.get_by_role("button", name="Preview with these fields").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Import complete.")).to_be_visible()
    page = desk.open("/duplicates")
    page.get_by_role("row").filter(has_text="VisBlå ApS").get_by_role("link").first.click()
    page.get_by_role("button", name="Merge into VisBlå ApS").click()
    expect(page.get_by_text("Records merged.")).to_be_visible()
    assert Actor.objects.get(name="VisBlå ApS").aliases == ["Vis Blå"]
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    page = desk.open("/changes")
    page.get_by_role("link", name="Members imported from medlemmer.xlsx", exact=True).click()
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    assert exported(tmp_path / "after") == before


def test_search_from_everywhere_and_a_look_at_the_network(desk: Desk) -> None:
    page = desk.open("/")
    page.keyboard.press("/")
    page.keyboard.type("gothemburg\n")
    expect(page.get_by_role("link", name="Port of Gothenburg")).to_be_visible()
    page = desk.open("/network")
    page.get_by_label("Find an organisation").fill("Flow Batteries")
    page.keyboard.press("Enter")
    expect(page.locator(".network .found")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "network.png"
