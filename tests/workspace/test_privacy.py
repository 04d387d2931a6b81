import pytest

from bridgehead.kit.changes import batch
from bridgehead.kit.errors import NotFound
from bridgehead.models import Actor, Change, Person, Tie
from bridgehead.workspace.privacy import erase_person, export_person

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
    export = export_person(ane)
    assert export["person"]["phone"] == "12345678"
    assert [change["action"] for change in export["history"]] == ["add", "change"]
    assert export["mentions"] == [{"table": "actors", "id": "f", "column": "description"}]


def test_an_erased_person_is_in_no_record_and_in_no_line_of_the_log(ane: str) -> None:
    left = erase_person(ane)
    assert not Person.objects.exists()
    log = str(list(Change.objects.values()))
    assert not any(word in log for word in ("Ane", "ane@example.org", "12345678"))
    assert left == [{"table": "actors", "id": "f", "column": "description"}]
    assert not Tie.objects.exists()


def test_nobody_of_that_id_is_said() -> None:
    with pytest.raises(NotFound, match="no person 'bo'"):
        erase_person("bo")
