"""A document belongs to a record of any main kind: on its page, in the case folder, in a person's export."""

from base64 import b64encode
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bridgehead.followup.models import Attachment
from bridgehead.followup.services.about import holder, holders
from bridgehead.followup.services.attachments import attach
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import (
    Entry,
    Instrument,
    Interaction,
    Membership,
    Note,
    Outcome,
    Source,
    StoredFile,
    Support,
    Task,
    TeamSeat,
)
from bridgehead.workspace.services.case_export import export_case
from bridgehead.workspace.services.case_folder import import_case
from bridgehead.workspace.services.merge_actors import merge_actors
from bridgehead.workspace.services.personal_data import erase_person, export_person
from bridgehead.workspace.services.record_removal import remove_record
from bridgehead.workspace.services.records import edit_record
from bridgehead.workspace.services.undo import undo_batch
from tests.world import keyed, signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = b"%PDF-1.4 a page"
IDS = {
    "actor": "flow",
    "person": "p1",
    "opportunity": "harbour-storage",
    "activity": "trip",
    "application": "harbour",
    "interaction": "call",
    "task": "task",
    "note": "note",
    "source": "talk",
    "membership": "flow/hub/2020",
    "support": "flow/loan/2024",
    "tie": "flow--port",
    "entry": "flow-se",
    "outcome": "contract",
    "team": "pair",
}


@pytest.fixture
def world() -> None:
    small_world()
    about = {"actor_id": "flow", "person_id": "p1"}
    with batch("more") as writer:
        writer.put(Interaction, [{"id": "call", "channel": "phone", "subject": "The port", **about}])
        writer.put(Task, [{"id": "task", "title": "Send the offer", **about}])
        writer.put(Note, [{"id": "note", "text": "Is ill", **about}])
        writer.put(Instrument, [{"id": "loan", "name": "A loan", "kind": "loan"}])
        writer.put(Support, [keyed(Support, actor_id="flow", instrument_id="loan", period="2024")])
        writer.put(Outcome, [{"id": "contract", "activity_id": "trip", "actor_id": "flow", "kind": "contract"}])
        seat = {"team": "pair", "opportunity_id": "harbour-storage", "name": "A pair", "actor_id": "flow"}
        writer.put(TeamSeat, [keyed(TeamSeat, **seat, role="lead")])


def test_every_main_kind_has_documents_in_the_case_folder_and_on_a_page(world: None, tmp_path: Path) -> None:
    assert set(holders()) == set(IDS)
    manager, analyst = signed_in(Role.MANAGER), signed_in(Role.ANALYST)
    for kind, id_ in IDS.items():
        address = f"/documents/of/{kind}/{id_.replace('/', '~2F')}"
        assert analyst.get(address).status_code == 403
        file = SimpleUploadedFile(f"{kind}.pdf", PAGE)
        page = manager.post(address, {"file": file}, follow=True).content.decode()
        assert "Document added" in page
        assert f"{kind}.pdf" in page
        assert "ill" not in str(Batch.objects.latest("pk").parameters)
        assert manager.post(address, {"file": SimpleUploadedFile("x.pdf", b"MZ")}).status_code == 400
    assert manager.get("/documents/of/batch/1").status_code == 404
    assert manager.get("/documents/of/task/none").status_code == 404
    assert "Documents (1)" in manager.get("/records/task/edit/task").content.decode()
    assert "Documents (1)" in manager.get("/records/membership/edit/flow~2Fhub~2F2020").content.decode()
    assert "membership.pdf" in manager.get("/members/flow/follow-up").content.decode()
    before = sorted(Attachment.objects.values_list())
    export_case(tmp_path / "case")
    Attachment.objects.all().delete()
    import_case(tmp_path / "case", viewer=COMMAND_LINE)
    assert sorted(Attachment.objects.values_list()) == before
    assert len(before) == len(IDS)


def test_a_persons_documents_are_in_their_export_and_erased_whatever_they_belong_to(world: None) -> None:
    theirs = {attach(holder(kind, IDS[kind]), f"{kind}.pdf", PAGE, viewer=COMMAND_LINE).result for kind in
              ("person", "interaction", "task", "note")}  # fmt: skip
    kept = attach(holder("source", "talk"), "talk.pdf", PAGE, viewer=COMMAND_LINE).result
    Attachment.objects.filter(note="note").update(person=None)  # as if it was added before the note was about them
    exported = export_person("p1", viewer=COMMAND_LINE)["followup"]["attachments"]
    assert {row["id"] for row in exported} == theirs
    assert {row["content"] for row in exported} == {b64encode(PAGE).decode()}
    erase_person("p1", viewer=COMMAND_LINE)
    assert list(Attachment.objects.values_list("pk", flat=True)) == [kept]
    assert StoredFile.objects.filter(pk__startswith="attachments/").count() == 1
    lines = Change.objects.filter(table="attachment", key__in=theirs)
    assert not lines.exclude(before=None, after=None).exists()


def test_documents_follow_what_they_belong_to_through_merge_edit_removal_and_undo(world: None) -> None:
    for kind in ("membership", "support", "source", "task", "entry"):
        attach(holder(kind, IDS[kind]), f"{kind}.pdf", PAGE, viewer=COMMAND_LINE)
    merged = merge_actors("cool", "flow", viewer=COMMAND_LINE)
    names = Attachment.objects.exclude(membership=None).values_list("membership", "actor")
    assert list(names) == [("cool/hub/2020", "cool")]
    assert Attachment.objects.get(support__isnull=False).support_id == "cool/loan/2024"
    assert Membership.objects.filter(member="cool").count() == 1
    assert merged.batch is not None
    undo_batch(merged.batch, viewer=COMMAND_LINE)
    assert Attachment.objects.get(membership__isnull=False).membership_id == IDS["membership"]
    edit_record("membership", IDS["membership"], {"since": "2021"}, viewer=COMMAND_LINE)
    assert Attachment.objects.get(membership__isnull=False).membership_id == "flow/hub/2021"
    with pytest.raises(InputError, match="Document"):
        remove_record("source", "talk", viewer=COMMAND_LINE)
    Attachment.objects.filter(task="task").update(actor=None, person=None)
    remove_record("task", "task", with_referring=True, viewer=COMMAND_LINE)
    assert not Attachment.objects.filter(name="task.pdf").exists()
    remove_record("entry", "flow-se", with_referring=True, viewer=COMMAND_LINE)
    assert Attachment.objects.get(name="entry.pdf").actor_id == "flow"  # it is about the member still
    assert Entry.objects.count() == 0
    assert Source.objects.count() == 1
