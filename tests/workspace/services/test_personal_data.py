import pytest

from bridgehead.importers.models import (
    ImportJob,
    ImportJobColumn,
    ImportJobRecord,
    ImportJobRejection,
    ImportJobValue,
)
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.match.services.marks import mark, remove_mark
from bridgehead.models import Actor, Change, Mark, Opportunity, Person, Tie, User
from bridgehead.workspace.services.personal_data import erase_person, export_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def ane() -> str:
    with batch("import") as writer:
        writer.put(Actor, [{"id": "f", "name": "F", "kind": "firm", "description": "Call Ane Holm first."}])
        writer.put(Person, [{"id": "ane", "actor_id": "f", "name": "Ane Holm", "email": "ane@example.org"}])
    with batch("edit") as writer:
        writer.put(Person, [{"id": "ane", "phone": "12345678"}])
    return "ane"


def test_an_export_has_the_record_its_history_and_where_the_name_occurs(ane: str) -> None:
    export = export_person(ane, viewer=COMMAND_LINE)
    assert export["person"]["phone"] == "12345678"
    assert [change["action"] for change in export["history"]] == ["add", "change"]
    assert export["mentions"] == [{"table": "actors", "id": "f", "column": "description"}]


def test_an_erased_person_is_in_no_record_and_in_no_line_of_the_log(ane: str) -> None:
    done = erase_person(ane, viewer=COMMAND_LINE).result
    assert not Person.objects.exists()
    log = str(list(Change.objects.values()))
    assert not any(word in log for word in ("Ane", "ane@example.org", "12345678"))
    assert (done.texts, done.mentions) == (1, ())
    assert Actor.objects.get(pk="f").description == "Call ████████ first."
    assert not Tie.objects.exists()


def test_an_erased_person_is_in_no_preview_of_an_import(ane: str) -> None:
    job = ImportJob.objects.create(name="members.xlsx", format="members")
    ImportJobColumn.objects.create(job=job, position=0, heading="Contact", examples="Ane Holm · Bo Dam")
    ImportJobColumn.objects.create(job=job, position=1, heading="Town", examples="Aarhus")
    record = ImportJobRecord.objects.create(job=job, position=0, table="person", key=ane, action="change")
    ImportJobValue.objects.create(record=record, position=0, name="phone", before="", after="12345678")
    firm = ImportJobRecord.objects.create(job=job, position=1, table="actor", key="f", action="change")
    ImportJobValue.objects.create(record=firm, position=0, name="description", after="Call ane holm first.")
    ImportJobRejection.objects.create(job=job, position=0, file="members.xlsx", row=3, found="ANE@example.org")
    erase_person(ane, viewer=COMMAND_LINE)
    stored = [list(m.objects.values()) for m in (ImportJobColumn, ImportJobRecord, ImportJobValue, ImportJobRejection)]
    assert not any(word in str(stored).lower() for word in ("ane", "12345678"))
    assert list(ImportJobColumn.objects.values_list("examples", flat=True)) == ["", "Aarhus"]
    assert [(r.table, r.key) for r in ImportJobRecord.objects.all()] == [("actor", "f")]


def test_nobody_of_that_id_is_said() -> None:
    with pytest.raises(NotFound, match="Contact person “bo” is not in people"):
        erase_person("bo", viewer=COMMAND_LINE)


@pytest.fixture
def marked(ane: str) -> str:
    """Ane was offered something and said no to it, once by mail and once with an account."""
    with batch("opportunity") as writer:
        writer.put(Opportunity, [{"id": o, "title": o, "kind": "call"} for o in ("o1", "o2")])
        offered = {"opportunity_id": "o1", "actor_id": "f", "mark": "offered", "date": "2026-01-05", "by": ane}
        writer.put(Mark, [{"id": Mark.key_of(offered), **offered}])
    User.objects.create_user("ane.holm", "ANE@example.org", role=Role.MEMBER_OWNER, actor_id="f")
    mark("o1", "f", "declined", by=ane, why="too far", viewer=COMMAND_LINE)
    mark("o1", "f", "declined", by=ane, why="much too far", viewer=COMMAND_LINE)
    mark("o2", "f", "declined", by="ane.holm", viewer=COMMAND_LINE)
    remove_mark("o2", "f", "declined", viewer=COMMAND_LINE)
    mark("o2", "f", "contacted", by="ida", viewer=COMMAND_LINE)
    return ane


def test_an_export_has_marks_and_offers(marked: str) -> None:
    export = export_person(marked, viewer=COMMAND_LINE)
    assert [(m["mark"], m["reason"]) for m in export["marks"]] == [("offered", ""), ("declined", "much too far")]
    assert export["accounts"] == ["ane.holm"]


def test_marks_stay_without_whoever_was_erased(marked: str) -> None:
    erase_person(marked, viewer=COMMAND_LINE)
    assert set(Mark.objects.values_list("mark", "by")) == {("offered", ""), ("declined", ""), ("contacted", "ida")}
    log = list(Change.objects.filter(table="mark").values_list("key", "before", "after"))
    assert log
    assert not any("ane" in f"{line}" for line in log)
    keys = {key for key, _, _ in log}
    assert set(Mark.objects.values_list("pk", flat=True)) <= keys


def test_erasing_whoever_was_offered_the_same_leaves_one_offer(marked: str) -> None:
    with batch("another") as writer:
        writer.put(Person, [{"id": "bo", "actor_id": "f", "name": "Bo", "email": "bo@example.org"}])
        row = {"opportunity_id": "o1", "actor_id": "f", "mark": "offered", "date": "2026-01-05", "by": "bo"}
        writer.put(Mark, [{"id": Mark.key_of(row), **row}])
    erase_person(marked, viewer=COMMAND_LINE)
    erase_person("bo", viewer=COMMAND_LINE)
    assert Mark.objects.filter(mark="offered").count() == 1
