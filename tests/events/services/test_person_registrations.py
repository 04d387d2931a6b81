"""What registrations keep of a person goes with them, or when it is due; the numbers of the event stay."""

import pytest
from django.test import Client

from bridgehead.events.services.event_links import own_token
from bridgehead.events.services.register import register
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.models import Activity, Change, OutboxMail, Registration
from bridgehead.settings.services.change_settings import save_settings
from bridgehead.workspace.services.personal_data import erase_person, export_person
from bridgehead.workspace.services.retention import due_now, remove_due
from tests.events.conftest import open_evening, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("world")]


def said_of(word: str) -> bool:
    lines = [f"{change.before} {change.after}" for change in Change.objects.filter(table="registration")]
    return word in " ".join([*lines, *map(str, Registration.objects.values())])


def test_a_persons_registrations_are_handed_out_and_erased_with_them(client: Client) -> None:
    open_evening(capacity=1)
    ane = somebody("Ane", "Flow Batteries", dietary="No nuts")
    register("evening", ane.__class__(**{**vars(ane), "email": "ANE@flow.example"}))
    register("evening", somebody("Bo"))
    (handed,) = export_person("p1", viewer=COMMAND_LINE)["registrations"]
    assert (handed["dietary"], handed["person_id"]) == ("No nuts", "p1")
    own = f"/register/own/{own_token(Registration.objects.get(name='Ane').pk)}"
    assert client.get(own).status_code == 200
    erase_person("p1", viewer=COMMAND_LINE)
    for address in (own, f"{own}/calendar"):
        gone = client.get(address)
        assert gone.status_code == 404
        assert "This link is no longer valid." in gone.content.decode()
    assert client.post(own, {"name": "Ane"}).status_code == 404
    assert client.post(f"{own}/cancel").status_code == 404
    assert not said_of("No nuts")
    assert not said_of("flow.example")
    blank = Registration.objects.get(name="")
    assert (blank.status, blank.actor_id, blank.person_id) == ("cancelled", "flow", None)
    assert Registration.objects.get(name="Bo").status == "registered"  # the seat went on
    assert list(OutboxMail.objects.values_list("to", flat=True).distinct()) == ["bo@x.example"]


def due_registrations() -> int:
    return next(due.count for due in due_now() if due.kind == "registrations")


def test_names_go_when_the_event_is_over_for_so_long() -> None:
    open_evening()
    register("evening", somebody("Ane", "Flow Batteries"))
    register("evening", somebody("Bo"))
    save_settings({"keep_registrations": 1}, viewer=COMMAND_LINE)
    assert due_registrations() == 0
    with batch("the evening was held") as writer:
        writer.put(Activity, [{"id": "evening", "start": "2020-03-02"}])
        ids = Registration.objects.values_list("pk", flat=True)
        writer.put(Registration, [{"id": id_, "status": "attended"} for id_ in ids])
    assert due_registrations() == 2
    assert remove_due(viewer=COMMAND_LINE).result == {"registrations": 2}
    assert due_registrations() == 0
    assert Registration.objects.filter(status="attended", name="", email="").count() == 2
    assert not said_of("x.example")
