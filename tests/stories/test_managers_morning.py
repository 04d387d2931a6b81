"""A manager's morning: an email is filed, a call pasted in, members ranked, a task set, a group written to, undone."""

from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from bridgehead.followup.services.mail_in import file_mail
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.mail.models import OutboxMail
from bridgehead.models import Interaction, Opportunity, Person, Task
from tests.stories.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CALL = (
    "Challenge: storing solar power in harbour buildings\n\nThe city of Gothenburg looks for flow batteries that "
    "store solar power in its harbour buildings.\n\nDeadline: 15 March 2099\nBudget: 250 000 EUR\n"
)


def test_a_managers_morning(desk: Desk) -> None:
    with batch("consent") as writer:
        writer.put(Person, [{"id": "p1", "consent": "mail"}])
    _an_email_arrives("stranger@port.example")
    page = desk.open("/")
    page.get_by_role("link", name="1 interaction assigned to no member").click()
    page.get_by_role("link", name="May we visit you?").click()
    expect(page.get_by_text("<b>We</b> would like to see batteries.")).to_be_visible()
    page.get_by_role("link", name="Edit").first.click()
    page.get_by_label("Organisation").fill("Port of Gothenburg")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Interaction changed.")).to_be_visible()
    assert Interaction.objects.get().actor_id == "port"

    page = desk.open("/opportunities")
    page.get_by_role("link", name="From a text or file").click()
    page.get_by_label("Text", exact=True).fill(CALL)
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Add opportunity").click()
    expect(page.get_by_role("status").first).to_contain_text("Opportunity added.")
    found = Opportunity.objects.exclude(pk="harbour-storage").get()
    assert (found.deadline, found.budget) == ("2099-03-15", 250_000)
    page = desk.open(f"/opportunities/{found.pk}")
    expect(page.locator("#matches, main").get_by_text("Flow Batteries").first).to_be_visible()

    page.get_by_role("link", name="Follow-up").click()
    page.locator("summary").get_by_text("Add task").click()
    page.get_by_label("Task", exact=True).fill("Call Flow about the harbour")
    page.get_by_label("Due", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="Add task").click()
    expect(page.get_by_text("Task added.")).to_be_visible()

    page = desk.open("/members")
    page.get_by_role("checkbox", name="Select Flow Batteries").check()
    page.get_by_role("button", name="Email", exact=True).click()
    page.get_by_label("Subject").fill("A challenge for {organisation}")
    page.get_by_label("Text").fill("Dear {name}, have a look.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Send 1 email").click()
    expect(page.get_by_text("1 email is being sent.")).to_be_visible()
    assert OutboxMail.objects.get(kind="group").subject == "A challenge for Flow Batteries"
    page.get_by_role("status").get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo change").click()
    expect(page.get_by_text("Change undone.")).to_be_visible()

    page = desk.open("/")
    page.get_by_role("button", name="Mark as done: Call Flow about the harbour").click()
    expect(page.get_by_text("Task done.")).to_be_visible()
    expect(page.get_by_text("Nothing due in the next two weeks.")).to_be_visible()
    assert Task.objects.get().done


def _an_email_arrives(sender: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "post@hub.example", "May we visit you?"
    message.set_content("<b>We</b> would like to see batteries.")
    file_mail(message.as_bytes(), viewer=COMMAND_LINE)
