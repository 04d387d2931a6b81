"""A list is narrowed, saved as a view that writes, and stopped; ticked members are written to, and it is undone."""

import pytest
from playwright.sync_api import expect

from bridgehead.kit.change_writer import batch
from bridgehead.mail.models import OutboxMail
from bridgehead.models import Interaction, Opportunity, Person, SavedView
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_view_of_opportunities_and_an_email_to_ticked_members(desk: Desk) -> None:
    with batch("test") as writer:
        writer.put(Person, [{"id": "p1", "consent": "mail"}])
        row = {"title": "Only for large firms", "kind": "call", "eligibility": ["large"]}
        writer.put(Opportunity, [{"id": "large-only", **row}])
    page = desk.open("/opportunities")
    expect(page.get_by_role("link", name="Only for large firms")).to_be_visible()
    page.get_by_text("More filters").click()
    page.get_by_label("Eligible", exact=True).fill("Flow Batteries")
    expect(page.get_by_role("link", name="Only for large firms")).to_have_count(0)
    expect(page.get_by_role("link", name="Energy storage for the harbour")).to_be_visible()
    page.get_by_text("Columns", exact=True).click()
    page.get_by_role("checkbox", name="Budget").uncheck()
    page.get_by_role("button", name="Show columns").click()
    expect(page.get_by_role("columnheader", name="Budget")).to_have_count(0)
    page.get_by_text("Save this view").click()
    page.get_by_label("Name", exact=True).fill("For Flow")
    page.get_by_label("Email me what is new or due in it").select_option("weekly")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("View: For Flow")).to_be_visible()
    page.get_by_role("button", name="Stop emails").click()
    expect(page.get_by_text("The view sends no more emails.")).to_be_visible()
    found = SavedView.objects.get()
    assert (found.filters, "budget" in found.shows, found.mail) == ("member=flow", False, "")
    page = desk.open("/members")
    page.get_by_role("checkbox", name="Select Flow Batteries").check()
    page.get_by_role("button", name="Email", exact=True).click()
    page.get_by_label("Subject").fill("Come and see, {name}")
    page.get_by_label("Text").fill("We show {organisation}.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("We show Flow Batteries.")).to_be_visible()
    page.get_by_role("button", name="Send 1 email").click()
    expect(page.get_by_text("1 email is being sent.")).to_be_visible()
    assert OutboxMail.objects.get(kind="group").subject == "Come and see, Ane Holm"
    page.get_by_role("status").get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()
    assert not Interaction.objects.exists()
