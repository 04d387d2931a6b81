"""A mail to a group: previewed person by person, sent once, left by one press."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from bridgehead.followup.models import Interaction
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.mail.models import OutboxMail
from bridgehead.mail.queries import unsent_count
from bridgehead.mail.services.mail_kinds import is_wanted
from bridgehead.models import MailTemplate, Person, SavedView
from bridgehead.workspace.services.undo import undo_batch
from tests.world import keyed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def group(staff: Client) -> Client:
    """Contacts of two members, and a template in two languages."""

    def person(id_: str, actor: str, name: str, **given: str) -> dict[str, str]:
        return {"id": id_, "actor_id": actor, "name": name, "email": "", "language": "", "consent": "", **given}

    with batch("test") as writer:
        writer.put(
            Person,
            [
                person("p1", "flow", "Ane Holm", email="ane@flow.example", consent="mail;research", language="da"),
                person("p2", "flow", "Bo Bang", email="ANE@flow.example", consent="yes"),
                person("p3", "flow", "Cy Carl"),
                person("p4", "cool", "Di Dam", email="di@cool.example", consent="yes", language="sv"),
                person("p5", "cool", "Ed Eng", email="ed@cool.example", consent="matchmaking"),
            ],
        )
        variants = (
            ("", "Hello {name}", "Dear {name} of {organisation}, {cluster}"),
            ("da", "Hej {name}", "Kære {name}"),
        )
        writer.put(
            MailTemplate,
            [
                keyed(MailTemplate, name="Welcome", language=language, purpose="mail", subject=subject, text=text)
                for language, subject, text in variants
            ],
        )
    return staff


def text_of(page: Any) -> str:
    return html.unescape(page.content.decode())


def post(client: Client, step: str, **given: Any) -> Any:
    asked = {"kind": "actor", "keys": ["flow", "cool"], "purpose": "mail", "template": "Welcome", "step": step}
    return client.post("/mailings", {**asked, **given}, follow=True)


def outcomes(page: Any) -> dict[str, str]:
    rows = re.findall(r"<tr data-row.*?</tr>", page.content.decode(), re.DOTALL)
    cells = [
        [re.sub(r"<[^>]+>", "", c).strip() for c in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows
    ]
    return {row[0]: html.unescape(row[3]) for row in cells}


def test_ticked_rows_lead_to_a_form_and_it_to_a_preview_that_says_who_gets_it_and_why_not(group: Client) -> None:
    assert 'formaction="/mailings"' in group.get("/members").content.decode()
    form = group.post("/mailings", {"kind": "actor", "keys": ["flow", "cool"], "next": "/members"})
    assert "To the people of 2 selected rows" in text_of(form)
    page = post(group, "preview")
    assert outcomes(page) == {
        "Di Dam": "Gets the email",
        "Ed Eng": "No consent to this purpose",
        "Ane Holm": "Gets the email",
        "Bo Bang": "Same address as somebody above",
        "Cy Carl": "No email address",
    }
    text = text_of(page)
    assert "Default text" in text
    assert "Danish" in text
    assert "Send 2 emails" in text
    assert OutboxMail.objects.count() == 0


def test_a_mail_goes_once_to_each_in_their_language_and_stays_among_the_interactions(group: Client) -> None:
    token = "t1"
    edited = {"subject:p4": "Only for {name}", "text:p4": "Come by."}
    shown = post(group, "preview", edit="p4", **edited)
    assert 'name="subject:p4" value="Only for Di Dam"' in shown.content.decode()
    done = post(group, "send", token=token, **edited)
    assert "2 emails are being sent." in text_of(done)
    post(group, "send", token=token, **edited)
    mails = {mail.to: mail for mail in OutboxMail.objects.filter(kind="group")}
    assert set(mails) == {"ane@flow.example", "di@cool.example"}
    assert (mails["ane@flow.example"].subject, mails["di@cool.example"].subject) == ("Hej Ane Holm", "Only for Di Dam")
    assert "You get this email because you agreed that Harbour Hub writes to you about: News and invitations." in (
        mails["ane@flow.example"].body
    )
    assert set(Interaction.objects.values_list("person_id", "subject", "channel", "direction")) == {
        ("p1", "Hej Ane Holm", "email", "outgoing"),
        ("p4", "Only for Di Dam", "email", "outgoing"),
    }
    assert "Already received this email" in outcomes(post(group, "preview")).values()
    assert "Nobody of this group gets the email" in text_of(post(group, "send", token="t2"))
    assert OutboxMail.objects.filter(kind="group").count() == 2


def test_whoever_had_a_mail_is_known_however_their_address_is_typed_and_what_failed_is_sent_again(
    group: Client,
) -> None:
    with batch("test") as writer:
        writer.put(Person, [{"id": "p4", "email": "Di.Dam@Cool.example"}])
    post(group, "send", token="t1")
    assert OutboxMail.objects.get(about__person="p4").to == "Di.Dam@Cool.example"
    assert outcomes(post(group, "preview"))["Di Dam"] == "Already received this email"
    OutboxMail.objects.filter(about__person="p4").update(state="failed")
    assert outcomes(post(group, "preview"))["Di Dam"] == "Gets the email"


def test_what_was_undone_or_is_not_agreed_to_any_more_does_not_go_out(group: Client, settings: Any) -> None:
    settings.MAIL_BACKEND = ""
    post(group, "send", token="t")
    ane, di = (OutboxMail.objects.get(to=to) for to in ("ane@flow.example", "di@cool.example"))
    assert is_wanted(ane)
    with batch("test") as writer:
        writer.put(Person, [{"id": "p1", "consent": "research"}])
    assert not is_wanted(ane)
    assert is_wanted(di)
    with batch("test") as writer:
        row = {"id": "p6", "actor_id": "flow", "name": "Di", "email": "DI@cool.example", "consent": "nej tak"}
        writer.put(Person, [row])
    assert not is_wanted(di)  # the same person said no at another organisation
    with batch("test") as writer:
        writer.put(Person, [{"id": "p6", "consent": "pending"}])
    assert is_wanted(di)
    from bridgehead.kit.models import Batch

    undo_batch(Batch.objects.get(action="mailing.send").pk, viewer=COMMAND_LINE)
    assert not is_wanted(di)
    assert set(OutboxMail.objects.values_list("state", "reason")) == {("failed", "not_wanted")}
    assert unsent_count() == 0
    assert outcomes(post(group, "preview"))["Di Dam"] == "Gets the email", "nobody has received it"


def test_a_refused_preview_keeps_the_group_as_it_is(group: Client) -> None:
    page = group.post("/mailings", {"kind": "actor", "keys": ["flow"], "step": "preview", "purpose": "mail"})
    assert page.content.decode().count('name="keys"') == 1
    assert "To the people of 1 selected row" in text_of(page)
    assert "list=recipients" not in text_of(post(group, "preview")), "a form that was sent has no address to ask again"


def test_the_link_takes_one_purpose_from_the_consent_of_whoever_has_the_address(group: Client, client: Client) -> None:
    post(group, "send", token="t")
    stop = OutboxMail.objects.get(to="ane@flow.example").headers["List-Unsubscribe"].strip("<>")
    path = re.sub(r"^https?://[^/]+", "", stop)
    assert "Unsubscribe from “News and invitations”?" in text_of(client.get(path))
    assert Person.objects.get(pk="p1").consent == "mail;research"
    assert "Unsubscribed" in text_of(client.post(path, {"List-Unsubscribe": "One-Click"}))
    assert Person.objects.get(pk="p1").consent == "research"
    assert Person.objects.get(pk="p2").consent == "directory;matchmaking;research"
    assert "Unsubscribed" in text_of(client.get(path))
    assert client.get("/mail/leave/forged").status_code == 404


def test_whoever_leaves_one_purpose_has_not_said_no_to_what_another_record_says(group: Client, client: Client) -> None:
    with batch("test") as writer:
        writer.put(Person, [{"id": "p1", "consent": "mail"}, {"id": "p2", "consent": "research"}])
    post(group, "send", token="t")
    stop = OutboxMail.objects.get(to="ane@flow.example").headers["List-Unsubscribe"].strip("<>")
    client.post(re.sub(r"^https?://[^/]+", "", stop), {"List-Unsubscribe": "One-Click"})
    assert set(Person.objects.filter(pk__in=["p1", "p2"]).values_list("consent", flat=True)) == {"research"}


def test_what_is_missing_or_not_filled_in_is_said(group: Client) -> None:
    refused = post(group, "preview", template="", subject="", text="")
    assert refused.status_code == 400
    assert "Choose a template, or enter a subject and a text." in text_of(refused)
    odd = post(group, "preview", template="", subject="Hi {firm}", text="Text")
    assert "{firm} is not filled in. Use {name}, {organisation} or {cluster}." in text_of(odd)
    blank = post(group, "send", token="t", **{"subject:p4": "Only for you", "text:p4": " "})
    assert "Enter a subject and a text in each email that you edit." in text_of(blank)
    assert OutboxMail.objects.count() == 0
    nobody = post(group, "preview", keys=["port"])
    assert "No contact persons in this selection." in text_of(nobody)


def test_a_saved_view_and_participants_are_groups_as_well_and_members_write_to_nobody(group: Client) -> None:
    large = {"name": "Large", "page": "members", "filters": "size=large", "shows": []}
    with batch("test") as writer:
        for id_, owner, shared in (("large", "", "yes"), ("theirs", "colleague", "")):
            writer.put(SavedView, [{"id": id_, "owner": owner, "shared": shared, **large}])
    form = group.get("/mailings?view=large")
    assert "To the people of a saved view" in text_of(form)
    assert set(outcomes(post(group, "preview", keys=[], kind="", view="large"))) == {"Di Dam", "Ed Eng"}
    assert post(group, "preview", keys=[], kind="", view="theirs").status_code == 404
    assert set(outcomes(post(group, "preview", kind="activity", keys=["trip"]))) == {"Ane Holm", "Bo Bang", "Cy Carl"}
    assert set(outcomes(post(group, "preview", kind="person", keys=["p5"]))) == {"Ed Eng"}
    assert signed_in(Role.MEMBER_OWNER, "flow").post("/mailings", {"kind": "person", "keys": ["p1"]}).status_code == 403


def test_people_are_listed_and_narrowed(group: Client) -> None:
    text = text_of(group.get("/people"))
    assert "5 results" in text
    assert "2 results" in text_of(group.get("/people?consent=matchmaking&actor=Cool+Machines"))
    assert "1 result" in text_of(group.get("/people?words=holm+flow"))
    assert signed_in(Role.MEMBER_OWNER, "flow").get("/people").status_code == 403
    assert "Welcome" in text_of(group.get("/mailings"))
