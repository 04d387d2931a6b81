"""A document owns its own stored file, and no other record's."""

import pytest

from bridgehead.followup.models import Attachment
from bridgehead.followup.services.attachments import attach, content_of_document
from bridgehead.kit.case_tables import CaseFileContent
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Actor, Person, StoredFile
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.forms.records import RECORD_FORMS
from bridgehead.workspace.services.personal_data import erase_person
from bridgehead.workspace.services.record_removal import remove_record
from bridgehead.workspace.services.records import add_record, edit_record
from bridgehead.workspace.services.reference_checks import check_references

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FOREIGN = "panels/exports.csv"


@pytest.fixture
def document() -> Attachment:
    with batch("the world") as writer:
        writer.put(Actor, [{"id": "flow", "name": "Flow", "kind": "firm"}])
        writer.put(Person, [{"id": "ane", "actor_id": "flow", "name": "Ane"}])
        writer.put(StoredFile, [{"id": FOREIGN, "content": b"year\n"}])
    done = attach(Person.objects.get(), "offer.PDF", b"%PDF-1.4 offer", viewer=COMMAND_LINE)
    return Attachment.objects.get(pk=done.result)


def test_no_form_and_no_command_gives_a_document_another_file(document: Attachment) -> None:
    assert document.file == f"attachments/{document.pk}.pdf"
    assert not {"file", "size", "media_type"} & set(RECORD_FORMS["attachment"].attributes)
    with pytest.raises(InputError, match="stays"):
        edit_record("attachment", document.pk, {"file": FOREIGN}, viewer=COMMAND_LINE)
    with pytest.raises(InputError, match="stays"):
        add_record("attachment", {"name": "x", "file": FOREIGN}, viewer=COMMAND_LINE)
    edit_record("attachment", document.pk, {"name": "Offer.pdf"}, viewer=COMMAND_LINE)
    assert Attachment.objects.get().name == "Offer.pdf"


@pytest.mark.parametrize("file", [FOREIGN, *(f"attachments/{name}" for name in ("e.pdf", "d.pdf/x", "d", "d.exe"))])
def test_an_import_takes_no_document_with_another_file(document: Attachment, file: str) -> None:
    row = {"id": "d", "name": "x", "file": file}
    with pytest.raises(InputError, match="attachments/d"):
        check_references([CaseFileContent(table_of("attachment"), "attachments.csv", ((2, row),))], {file})


@pytest.mark.parametrize("how", ["erase", "remove"])
def test_a_foreign_file_is_neither_handed_out_nor_removed(document: Attachment, how: str) -> None:
    """As rows may stand in a store that was written before this was refused."""
    Attachment.objects.filter(pk=document.pk).update(file=FOREIGN)
    with pytest.raises(NotFound):
        content_of_document(Attachment.objects.get())
    if how == "erase":
        erase_person("ane", viewer=COMMAND_LINE)
    else:
        remove_record("attachment", document.pk, viewer=COMMAND_LINE)
    assert not Attachment.objects.exists()
    assert StoredFile.objects.filter(pk=FOREIGN).exists()
