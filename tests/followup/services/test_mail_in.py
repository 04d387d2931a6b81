from base64 import b64decode
from email.message import EmailMessage

import pytest

from bridgehead.followup.models import Attachment, Interaction, Note, Task
from bridgehead.followup.services.attachments import attach
from bridgehead.followup.services.interactions import log_interaction
from bridgehead.followup.services.mail_in import ALREADY, FILED, OWN, file_mail
from bridgehead.followup.services.notes import add_note
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.models import Actor, Batch, Change, Person, StoredFile, User
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.workspace.services.personal_data import erase_person, export_person
from bridgehead.workspace.services.record_removal import remove_record
from bridgehead.workspace.services.records import edit_record
from bridgehead.workspace.services.undo import undo_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def world() -> None:
    with batch("the world") as writer:
        writer.put(Actor, [{"id": name, "name": name.title(), "kind": "firm"} for name in ("flow", "port")])
        people = [("ane", "flow", "Ane@Flow.example"), ("bo", "port", "bo@port.example")]
        people += [("both-1", "flow", "shared@example.org"), ("both-2", "port", "shared@example.org")]
        rows = [{"id": id_, "actor_id": actor, "name": id_, "email": email} for id_, actor, email in people]
        writer.put(Person, rows)
    User.objects.create_user("mette", email="mette@hub.example", role=Role.MANAGER)


def mail(sender: str, to: str = "post@hub.example", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, "Pumps for the port"
    message["Date"], message["Message-ID"] = "Tue, 3 Nov 2026 23:30:00 +0000", "<1@flow.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Shall we <b>meet</b>?")
    return message


def filed(message: EmailMessage) -> Interaction:
    receipt = file_mail(message.as_bytes(), viewer=COMMAND_LINE)
    assert receipt.result.outcome == FILED
    return Interaction.objects.get(pk=receipt.result.interaction)


def test_a_mail_is_filed_with_the_member_whose_address_wrote_it() -> None:
    one = filed(mail("Somebody Else <ANE@flow.example>"))
    assert (one.actor_id, one.person_id, one.direction, one.channel) == ("flow", "ane", "incoming", "email")
    assert (one.subject, one.text, one.sender) == ("Pumps for the port", "Shall we <b>meet</b>?", "ane@flow.example")
    assert one.date == "2026-11-04"  # the workspace's zone, Copenhagen


def test_a_display_name_matches_nobody() -> None:
    one = filed(mail('"Ane Holm ane@flow.example" <thief@evil.example>'))
    assert (one.actor_id, one.person_id, one.sender) == (None, None, "thief@evil.example")


def test_an_address_of_two_organisations_is_left_to_be_assigned() -> None:
    assert filed(mail("shared@example.org")).actor_id is None


def test_a_colleagues_mail_is_filed_with_whom_it_went_to() -> None:
    one = filed(mail("Mette <mette@hub.example>", to="post@hub.example, Bo <bo@port.example>"))
    assert (one.actor_id, one.person_id, one.direction, one.by) == ("port", "bo", "outgoing", "mette")


def test_the_same_message_is_filed_once_and_what_programs_or_we_wrote_never() -> None:
    save_settings({"mail_from": "Hub <post@hub.example>"}, viewer=COMMAND_LINE)
    filed(mail("ane@flow.example"))
    assert file_mail(mail("ane@flow.example").as_bytes(), viewer=COMMAND_LINE).result.outcome == ALREADY
    ours = mail("post@hub.example")
    assert file_mail(ours.as_bytes(), viewer=COMMAND_LINE).result.outcome == OWN
    away = mail("ane@flow.example", Auto_Submitted="auto-replied")
    assert file_mail(away.as_bytes(), viewer=COMMAND_LINE).result.outcome == "automatic"
    assert Interaction.objects.count() == 1


def test_documents_are_kept_and_what_is_none_is_named() -> None:
    message = mail("ane@flow.example")
    message.add_attachment(b"%PDF-1.4 offer", maintype="application", subtype="pdf", filename="offer.pdf")
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="virus.exe")
    one = filed(message)
    assert "[Attachment not kept: virus.exe]" in one.text
    document = one.attachments.get()
    assert (document.name, document.actor_id, document.person_id) == ("offer.pdf", "flow", "ane")
    assert bytes(StoredFile.objects.get(pk=document.file).content) == b"%PDF-1.4 offer"


def test_undo_takes_back_a_filed_mail_with_its_documents() -> None:
    message = mail("ane@flow.example")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="offer.pdf")
    done = file_mail(message.as_bytes(), viewer=COMMAND_LINE)
    assert done.batch is not None
    undo_batch(done.batch, viewer=COMMAND_LINE)
    assert not Interaction.objects.exists()
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_person_takes_their_mails_and_documents_along() -> None:
    message = mail("ane@flow.example")
    message.add_attachment(b"%PDF-1.4 secret", maintype="application", subtype="pdf", filename="offer.pdf")
    filed(message)
    export = export_person("ane", viewer=COMMAND_LINE)["followup"]
    assert [row["text"] for row in export["interactions"]] == ["Shall we <b>meet</b>?"]
    assert [row["name"] for row in export["attachments"]] == ["offer.pdf"]
    erase_person("ane", viewer=COMMAND_LINE)
    one = Interaction.objects.get()
    assert (one.actor_id, one.person_id, one.text, one.subject, one.sender) == ("flow", None, "", "", "")
    assert not StoredFile.objects.exists()
    log = str(list(Change.objects.values()))
    assert not any(word in log for word in ("Shall we", "offer.pdf", "ane@flow.example", "Pumps for the port"))


def test_a_message_is_the_same_by_its_id_and_its_sender() -> None:
    filed(mail("ane@flow.example"))
    assert filed(mail("bo@port.example")).actor_id == "port"
    again = mail("ane@flow.example", Received="from x by y")
    assert file_mail(again.as_bytes(), viewer=COMMAND_LINE).result.outcome == ALREADY
    erase_person("ane", viewer=COMMAND_LINE)
    assert file_mail(again.as_bytes(), viewer=COMMAND_LINE).result.outcome == ALREADY


def test_attachments_that_are_not_kept_are_named_or_counted() -> None:
    message = mail("ane@flow.example")
    for number in range(12):
        message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename=f"{number}.exe")
    text = filed(message).text
    assert "[Attachment not kept: 7.exe]" in text
    assert "[4 more attachments not kept]" in text


def test_nothing_that_was_removed_or_moved_before_an_erasure_stays_in_the_log() -> None:
    person = Person.objects.get(pk="ane")
    removed = add_note(person, "secret-1 of a note", viewer=COMMAND_LINE).result
    moved = add_note(person, "secret-2 of a note", viewer=COMMAND_LINE).result
    remove_record("note", removed, viewer=COMMAND_LINE)
    edit_record("note", moved, {"text": "harmless", "person_id": "bo"}, viewer=COMMAND_LINE)
    document = attach(person, "a.txt", b"secret-3 of a document", viewer=COMMAND_LINE).result
    remove_record("attachment", document, viewer=COMMAND_LINE)
    talk = log_interaction(
        person, {"channel": "phone", "date": "2026-11-01", "text": "secret-4"}, viewer=COMMAND_LINE
    ).result
    remove_record("interaction", talk, viewer=COMMAND_LINE)
    one = filed(mail("ane@flow.example"))
    edit_record("interaction", one.pk, {"text": "shorter", "sender": ""}, viewer=COMMAND_LINE)
    with batch("the world") as writer:  # as ids were made before, of the person's own
        writer.put(Interaction, [{"id": "mailing--7--ane", "channel": "email", "actor_id": "flow", "person_id": "ane"}])
        writer.put(Task, [{"id": "t", "title": "Call", "person_id": "ane", "interaction_id": "mailing--7--ane"}])
    assert not any("ane" in id_ for id_ in (removed, moved, talk))
    erase_person("ane", viewer=COMMAND_LINE)
    log = str(list(Change.objects.values())) + str(list(Batch.objects.values()))
    assert not any(word in log for word in ("secret", "c2VjcmV0", "Shall we", "'ane'", "--ane", "Ane@Flow"))
    assert Note.objects.get().text == "harmless"
    assert Task.objects.get().interaction_id == Interaction.objects.get(tasks="t").pk == "flow-email"


def test_a_persons_export_holds_what_their_documents_say() -> None:
    attach(Person.objects.get(pk="ane"), "a.txt", b"Dear Ane", viewer=COMMAND_LINE)
    [document] = export_person("ane", viewer=COMMAND_LINE)["followup"]["attachments"]
    assert (document["name"], b64decode(document["content"])) == ("a.txt", b"Dear Ane")


def test_a_reader_files_nothing() -> None:
    with pytest.raises(NotAllowed):
        file_mail(mail("ane@flow.example").as_bytes(), viewer=Viewer(1, Role.READER))
