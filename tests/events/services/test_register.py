"""Registering, the waiting list, cancelling: no seat twice, whoever waits is told."""

from base64 import b64decode
from functools import partial
from typing import Any

import pytest
from icalendar import Calendar

from bridgehead.events.services.called_off import tell_called_off, to_tell
from bridgehead.events.services.check_in import check_in
from bridgehead.events.services.event_invitations import invite_to_event, people_in
from bridgehead.events.services.event_settings import save_event_form
from bridgehead.events.services.register import (
    RegistrationAnswers,
    cancel_own,
    cancel_registration,
    change_own,
    register,
)
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotAllowed
from bridgehead.kit.permissions import COMMAND_LINE, Role, Viewer
from bridgehead.mail.services.mail_kinds import is_wanted
from bridgehead.models import Activity, Batch, OutboxMail, Registration
from bridgehead.workspace.services.undo import undo_batch
from tests.at_once import at_once
from tests.events.conftest import QUESTIONS, USUAL, open_evening, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def states() -> dict[str, str]:
    return dict(Registration.objects.order_by("number").values_list("name", "status"))


def of(name: str) -> Registration:
    return Registration.objects.get(name=name)


def mails(name: str) -> list[str]:
    return list(OutboxMail.objects.filter(to=f"{name}@x.example").order_by("pk").values_list("subject", flat=True))


@pytest.mark.usefixtures("evening")
def test_seats_go_in_order_and_who_waits_moves_up() -> None:
    for name in ("Ane", "Bo", "Cy", "Di"):
        register("evening", somebody(name))
    assert states() == {"Ane": "registered", "Bo": "registered", "Cy": "waiting", "Di": "waiting"}
    cancel_own(of("Ane").pk)
    assert states() == {"Ane": "cancelled", "Bo": "registered", "Cy": "registered", "Di": "waiting"}
    assert mails("cy") == ["You are on the waiting list: Evening on pumps", "You have a seat now: Evening on pumps"]
    # whoever comes back stands behind those who wait
    assert change_own(of("Ane").pk, somebody("Ane")).result == "waiting"
    save_event_form("evening", USUAL | {"capacity": 3}, QUESTIONS, viewer=COMMAND_LINE)
    assert states() == {"Bo": "registered", "Cy": "registered", "Di": "registered", "Ane": "waiting"}
    # less seats take nobody's away
    save_event_form("evening", USUAL | {"capacity": 1}, QUESTIONS, viewer=COMMAND_LINE)
    assert list(states().values()).count("registered") == 3


@pytest.mark.usefixtures("evening")
def test_an_address_registers_once_and_what_a_stranger_sends_shows_nothing() -> None:
    first = somebody("Ane", "Flow Batteries", answers={"Do you stay for dinner?": "Yes"}, consent=True)
    register("evening", first)
    found = of("Ane")
    assert (found.actor_id, found.consent, found.answers) == ("flow", "yes", ["Do you stay for dinner?: Yes"])
    before = Registration.objects.values().get()
    assert register("evening", somebody("ANE", "Somebody else", consent=False)).result == ""
    assert Registration.objects.values().get() == before  # only by one's own link
    assert mails("ane") == ["You are registered: Evening on pumps", "Your link to your registration: Evening on pumps"]
    again = OutboxMail.objects.latest("pk")
    assert "/register/own/" in again.body
    assert "Somebody else" not in again.body
    assert not again.attachments
    change_own(found.pk, somebody("Ane", consent=False))
    assert Registration.objects.get().consent == "no"
    for _ in range(3):
        register("evening", somebody("Ane"))
    with pytest.raises(InputError, match="several emails"):
        register("evening", somebody("Ane"))


@pytest.mark.usefixtures("evening")
def test_the_confirmation_brings_a_calendar_file_that_cancelling_takes_back() -> None:
    register("evening", somebody("Ane"))
    cancel_own(of("Ane").pk)
    confirmed, cancelled = (OutboxMail.objects.order_by("pk")[n] for n in (0, 1))
    events = [_event(confirmed), _event(cancelled)]
    assert [event["status"] for event in events] == ["CONFIRMED", "CANCELLED"]
    assert events[0]["uid"] == events[1]["uid"]
    assert events[0]["sequence"] < events[1]["sequence"]
    assert events[0]["location"] == "Harbour 1, Aarhus, Denmark"
    assert events[0]["dtstart"].dt.isoformat() == "2099-03-02T17:00:00+01:00"
    assert "/register/own/" in confirmed.body


def _event(mail: OutboxMail) -> Any:
    import base64

    (file,) = mail.attachments
    assert (file["name"], file["type"]) == ("event.ics", "text/calendar")
    return Calendar.from_ical(base64.b64decode(file["content"])).walk("VEVENT")[0]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"opens": "2099-01-01"}, "not open yet"),
        ({"closes": "2020-01-01"}, "closed"),
        ({"day": "2020-03-02"}, "over"),
        ({"access": "invitation"}, "by invitation only"),
    ],
)
def test_one_registers_while_it_is_open(values: dict[str, Any], said: str) -> None:
    open_evening(**values)
    with pytest.raises(InputError, match=said):
        register("evening", somebody("Ane"))
    assert not Registration.objects.exists()


@pytest.mark.usefixtures("world")
def test_without_a_waiting_list_it_is_full() -> None:
    open_evening(capacity=1, waiting_list="no")
    register("evening", somebody("Ane"))
    with pytest.raises(InputError, match="All seats are taken"):
        register("evening", somebody("Bo"))


@pytest.mark.usefixtures("world")
def test_people_are_invited_once_and_answer_by_a_link_of_their_own() -> None:
    open_evening(access="invitation")
    people = people_in("Ane Holm <ane@flow.example>\n\nbo@x.example,\nANE@flow.example")
    assert people == [("Ane Holm", "ane@flow.example"), ("", "bo@x.example")]
    assert invite_to_event("evening", people, viewer=COMMAND_LINE).result == (2, 0, 0)
    assert invite_to_event("evening", people, viewer=COMMAND_LINE).result == (0, 2, 0)
    ane = of("Ane Holm")
    assert (ane.status, ane.person_id, ane.actor_id) == ("invited", "p1", "flow")
    for email in ("ane@flow.example", "cy@x.example"):  # a stranger does not learn who is invited
        with pytest.raises(InputError, match="by invitation only"):
            register("evening", RegistrationAnswers(name="Stranger", email=email))
    assert change_own(ane.pk, somebody("Ane")).result == "registered"
    assert people_in("a@x.example, Bo <b@x.example>; c@x.example") == [
        ("", "a@x.example"),
        ("Bo", "b@x.example"),
        ("", "c@x.example"),
    ]
    with pytest.raises(InputError, match="line 2, “Ane Holm”"):
        people_in("bo@x.example\nAne Holm")
    with pytest.raises(NotAllowed):
        invite_to_event("evening", people, viewer=Viewer(1, Role.ANALYST))
    with pytest.raises(NotAllowed):
        cancel_registration(ane.pk, viewer=Viewer(1, Role.MEMBER_OWNER, "flow"))


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("values", "questions", "column"),
    [
        ({"opens": "2026-02", "closes": "2026-01"}, [], "closes"),
        ({}, [QUESTIONS[0], QUESTIONS[0]], "question_2"),
        ({}, [{**QUESTIONS[1], "options": ["one"]}], "options_1"),
    ],
)
def test_what_does_not_fit_together_is_refused(values: dict[str, Any], questions: list[Any], column: str) -> None:
    open_evening()
    with pytest.raises(InputError) as caught:
        save_event_form("evening", USUAL | values, questions, viewer=COMMAND_LINE)
    assert caught.value.column == column


@pytest.mark.usefixtures("evening")
def test_of_what_was_called_off_one_can_only_withdraw() -> None:
    for name in ("Ane", "Bo", "Cy"):
        register("evening", somebody(name))
    with batch("called off") as writer:
        writer.put(Activity, [{"id": "evening", "cancelled": "yes"}])
    with pytest.raises(InputError, match="called off"):
        change_own(of("Bo").pk, somebody("Bo"))
    with pytest.raises(InputError, match="called off"):
        invite_to_event("evening", people_in("di@x.example"), viewer=COMMAND_LINE)
    cancel_own(of("Ane").pk)
    assert states() == {"Ane": "cancelled", "Bo": "registered", "Cy": "waiting"}
    assert mails("cy") == ["You are on the waiting list: Evening on pumps"]


@pytest.mark.usefixtures("evening")
def test_a_registration_can_be_undone_by_staff() -> None:
    register("evening", somebody("Ane"))
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert not Registration.objects.exists()


@pytest.mark.usefixtures("evening")
def test_an_undo_gives_no_seat_that_others_have_and_no_mail_says_what_is_no_longer_so() -> None:
    for name in ("Ane", "Bo"):
        register("evening", somebody(name))
    cancelled = cancel_own(of("Ane").pk)
    register("evening", somebody("Cy"))
    kept = undo_batch(cancelled.batch or 0, viewer=COMMAND_LINE).result
    assert kept is not None
    assert ["All seats are taken" in each.why for each in kept] == [True]
    assert states() == {"Ane": "waiting", "Bo": "registered", "Cy": "registered"}
    wanted = {
        found.subject.partition(":")[0]: is_wanted(found) for found in OutboxMail.objects.filter(to="ane@x.example")
    }
    assert wanted == {"You are registered": False, "Your registration is cancelled": False}
    # who is here was registered all the same; fewer seats than people send nobody away when something else is undone
    check_in(of("Bo").pk, here=True, viewer=COMMAND_LINE)
    assert is_wanted(OutboxMail.objects.get(to="bo@x.example"))
    save_event_form("evening", USUAL | {"capacity": 1}, QUESTIONS, viewer=COMMAND_LINE)
    undo_batch(Batch.objects.filter(action="registration.check_in").latest("pk").pk, viewer=COMMAND_LINE)
    assert states() == {"Ane": "waiting", "Bo": "registered", "Cy": "registered"}


@pytest.mark.usefixtures("evening")
def test_who_registered_is_told_once_that_the_event_was_called_off() -> None:
    for name in ("Ane", "Bo", "Cy"):
        register("evening", somebody(name))
    cancel_own(of("Bo").pk)
    with pytest.raises(InputError, match="Everybody has been told"):
        tell_called_off("evening", viewer=COMMAND_LINE)
    invite_to_event("evening", [("Di", "di@x.example"), ("El", "el@x.example")], viewer=COMMAND_LINE)
    OutboxMail.objects.filter(to="el@x.example").update(state="sent")
    with batch("called off") as writer:
        writer.put(Activity, [{"id": "evening", "cancelled": "yes"}])
    with pytest.raises(NotAllowed):
        tell_called_off("evening", viewer=Viewer(1, Role.ANALYST))
    assert tell_called_off("evening", viewer=COMMAND_LINE).result == 3  # whose invitation never left knows of no event
    told = OutboxMail.objects.filter(about__what="called_off").order_by("pk")
    assert [each.to for each in told] == ["ane@x.example", "cy@x.example", "el@x.example"]
    assert {each.subject for each in told} == {"Called off: Evening on pumps"}
    waiting = OutboxMail.objects.filter(about__registration=of("Ane").pk, about__what="registered").get()
    assert not is_wanted(waiting)  # it waits still, and would say that they have a seat
    assert is_wanted(OutboxMail.objects.filter(about__registration=of("Bo").pk, about__what="cancelled").get())
    [event] = Calendar.from_ical(b64decode(told[0].attachments[0]["content"])).walk("VEVENT")
    assert event["STATUS"] == "CANCELLED"
    assert to_tell("evening") == []
    assert is_wanted(told[0])
    with batch("held after all") as writer:
        writer.put(Activity, [{"id": "evening", "cancelled": "no"}])
    assert not is_wanted(told[0])


@pytest.mark.slow
@pytest.mark.usefixtures("committed_evening")
def test_many_at_once_never_get_more_seats_than_there_are() -> None:
    names = [f"P{n}" for n in range(6)]
    found = at_once([partial(register, "evening", somebody(name)) for name in names])
    assert sorted(str(receipt.result) for receipt in found) == ["registered"] * 2 + ["waiting"] * 4
    seated = Registration.objects.filter(status="registered").values_list("pk", flat=True)
    at_once([partial(cancel_own, id_) for id_ in seated])
    assert sorted(Registration.objects.values_list("status", flat=True)) == (
        ["cancelled"] * 2 + ["registered"] * 2 + ["waiting"] * 2
    )
    assert sorted(Registration.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
