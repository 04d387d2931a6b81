"""Every form with what is wrong in it: said beside its fields, open to all, and no wider than a phone.

With `FORM_PICTURES=FOLDER` each is taken at 390 and 1440 pixels, light and dark, for somebody to look at.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from bridgehead.workspace.case_files import tables_by_kind
from tests.stories.conftest import Desk
from tests.stories.test_every_page import faults, too_wide
from tests.stories.test_records_by_hand import forget_refusals

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

WIDTHS = (1440, 390)
FILLED = {
    "/records/opportunity/new": {"eligibility-region": "Atlantis", "eligibility-staff_to": "-1"},
    "/records/actor/new": {"name": "Flow Batterie ApS", "founded": "last year", "staff": "-5"},
    "/records/evidence/new": {"salience": "9", "date": "31/5/2019"},
}
"""What is typed into a form, beside what is missing."""
OTHERS = {
    "/records/actor/edit/flow": "form.record",
    "/records/opportunity/edit/harbour-storage": "form.record",
    "/records/actor/remove/flow": "main form",
}
"""Other forms, each by its page."""


def forms() -> Iterator[tuple[str, str]]:
    for kind in sorted(tables_by_kind().keys() - {"attachment"}):  # documents are added on a record's page
        yield f"/records/{kind}/new", "form.record"
    yield from OTHERS.items()


def refused(page: Page, path: str, form: str) -> None:
    """Send the form with what is missing or wrong."""
    for name, value in FILLED.get(path, {}).items():
        field = page.locator(f"{form} [name='{name}']")
        field.locator("xpath=ancestor::details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
        field.fill(value)
    if "/edit/" in path:
        page.locator(f"{form} :is([name=name], [name=title])").fill("")
    page.locator(f"{form} .actions button").first.click()
    expect(page.locator("main :is(.errorlist, .note.wrong):not(#failed)").first).to_be_visible()


def picture(page: Page, path: str) -> None:
    folder = os.environ.get("FORM_PICTURES")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        width = page.viewport_size["width"] if page.viewport_size else 0
        name = path.strip("/").replace("/", "-")
        page.screenshot(path=f"{folder}/{name}-{width}-{theme}.png", full_page=True)
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize(("path", "form"), list(forms()))
def test_every_form_says_what_is_wrong_and_fits_a_phone(desk: Desk, path: str, form: str) -> None:
    desk.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    refused(desk.open(path), path, form)
    found = faults(desk)
    for width in WIDTHS:
        size: ViewportSize = {"width": width, "height": 844}
        desk.page.set_viewport_size(size)
        found += too_wide(desk, path)
        picture(desk.page, path)
    forget_refusals(desk)
    assert found == []
