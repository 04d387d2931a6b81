"""What is sent about a trip: refused in place, done once, kept only of the day it was made for."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.ecosystem.models import Actor, Entry, Participation, Tie, User
from bridgehead.kit import change_log
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import Conflict
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.trips import services
from bridgehead.trips.models import Meeting, Wish
from bridgehead.trips.phrases import NEXT_STEPS
from bridgehead.trips.queries import saved_meetings
from bridgehead.trips.services import (
    STEPS,
    ScheduleLimits,
    add_to_trip,
    find_schedule,
    note_result,
    save,
    schedule,
)
from tests.at_once import at_once
from tests.world import actor, signed_in, small_world

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/activities/trip/schedule"
COMPANY = "/activities/trip/company"
PATIENT = ScheduleLimits(seconds=30)


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(name, role=Role.ADMIN))
    return client


@pytest.fixture
def ida(trip: str) -> Client:
    return client_of("ida")


@pytest.fixture
def meeting(trip: str) -> str:
    """A meeting of the city, planned."""
    save(trip, find_schedule(trip, PATIENT).meetings, viewer=COMMAND_LINE)
    return next(m.id for m in saved_meetings(trip) if "city" in m.participants)


def batches(*actions: str) -> int:
    return Batch.objects.filter(action__in=actions).count()


def seen_in(shown: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', shown)
    assert found is not None
    return found[1]


def send_wishes(client: Client, content: str, name: str = "wishes.csv", **more: str) -> Any:
    return client.post(f"{PAGE}/wishes", {"file": SimpleUploadedFile(name, content.encode()), **more})


def test_a_schedule_asked_for_twice_is_made_once(ida: Client) -> None:
    for _ in range(2):
        assert ida.post(f"{PAGE}/make", {"token": "t1"}).status_code == 302
    assert batches("schedule.save") == 1


def test_links_of_a_refused_page_lead_to_the_page(ida: Client) -> None:
    for verb, there in (("make", PAGE), ("cancel", PAGE), ("wishes", PAGE), ("live/m", f"{PAGE}/live")):
        assert ida.get(f"{PAGE}/{verb}?group=2").headers["Location"] == f"{there}?group=2"


def test_a_file_of_wishes_is_refused_beside_its_field(ida: Client) -> None:
    for answer in (send_wishes(ida, ""), ida.post(f"{PAGE}/wishes")):
        assert answer.status_code == 400
        assert "Choose a CSV file with wishes." in answer.content.decode().partition('type="file"')[2]
    assert send_wishes(ida, "activity,from,to\ntrip,harbour,nobody\n").status_code == 400
    assert not Wish.objects.filter(wisher="harbour").exists()


@pytest.mark.parametrize("name", ["ø" * 250 + ".csv", "🛶" * 200 + ".csv", "../../wishes.csv", "x" * 255])
def test_a_file_may_have_any_name(ida: Client, name: str) -> None:
    assert send_wishes(ida, "activity,from,to\ntrip,harbour,firm-0\n", name).status_code == 302
    assert Wish.objects.filter(wisher="harbour").exists()


def test_wishes_sent_twice_come_in_once_and_are_counted_the_same(ida: Client) -> None:
    for _ in range(2):
        answer = send_wishes(ida, "activity,from,to\ntrip,harbour,firm-0\n", token="t1")
        assert "Wishes imported: 1 new, 0 changed." in ida.get(answer["Location"]).content.decode()
    assert batches("wishes.import") == 1


def test_whoever_cancels_cancels_once(ida: Client, meeting: str) -> None:
    for _ in range(2):
        assert ida.post(f"{PAGE}/cancel", {"actor": "harbour", "token": "t1"}).status_code == 302
    answer = ida.post(f"{PAGE}/cancel", {"actor": "harbour", "travel": "45"})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "a participant of Trip that has not cancelled" in shown
    assert 'name="travel" inputmode="numeric" value="45"' in shown, "what was typed is kept"
    assert Participation.objects.filter(outcome="cancelled").count() == 1
    assert batches("schedule.save", "schedule.update") == 2


def test_somebody_must_be_named_who_cancels(ida: Client, meeting: str) -> None:
    answer = ida.post(f"{PAGE}/cancel", {})
    assert answer.status_code == 400
    assert "This field is required." in answer.content.decode().partition('name="actor"')[2]


def test_a_schedule_of_a_day_that_changed_meanwhile_is_not_kept(ida: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = schedule.schedule

    def slow(*args: Any, **options: Any) -> Any:
        found = ours(*args, **options)
        part = Participation.objects.get(activity="trip", actor="harbour")
        with batch("cancelled meanwhile") as writer:
            writer.put(Participation, [{"id": part.pk, "outcome": "cancelled"}])
        return found

    monkeypatch.setattr(schedule, "schedule", slow)
    answer = ida.post(f"{PAGE}/make")
    assert answer.status_code == 409
    assert "The records of this day changed during scheduling. Nothing was saved." in answer.content.decode()
    assert not Meeting.objects.exists()


def test_nobody_who_cancelled_gets_a_meeting(trip: str) -> None:
    found = find_schedule(trip, PATIENT)
    with batch("cancelled") as writer:
        part = Participation.objects.get(activity=trip, actor="harbour")
        writer.put(Participation, [{"id": part.pk, "outcome": "cancelled"}])
    with pytest.raises(Conflict, match="Harbour left the trip during scheduling"):
        save(trip, found.meetings, viewer=COMMAND_LINE)


def test_a_repair_of_a_schedule_that_others_changed_is_not_kept(
    trip: str, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = schedule.repair

    def slow(*args: Any, **options: Any) -> Any:
        found = ours(*args, **options)
        with batch("cancelled by hand") as writer:
            writer.put(Meeting, [{"id": meeting, "status": "cancelled"}])
        return found

    monkeypatch.setattr(schedule, "repair", slow)
    with pytest.raises(Conflict):
        services.cancel(trip, gone=["harbour"], limits=PATIENT, viewer=COMMAND_LINE)
    assert not Participation.objects.filter(outcome="cancelled").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"useful": ""}, "This field is required."),
        ({"useful": "maybe"}, "Select a valid choice."),
        ({"next_step": "marriage"}, "Select a valid choice."),
        ({"due": "31/5/2019"}, "Enter a date (2019, 2019-05 or 2019-05-31)."),
    ],
)
def test_a_result_is_refused_where_it_was_typed(ida: Client, meeting: str, typed: dict[str, str], words: str) -> None:
    sent = {"useful": "no", "next_step": "cooperation", "due": "", "who": "city"} | typed
    answer = ida.post(f"{PAGE}/live/{meeting}", sent)
    shown = answer.content.decode().partition("<section")[2].partition("</section>")[0]
    assert answer.status_code == 400
    assert words in shown
    if "next_step" not in typed:
        assert 'value="cooperation" checked' in shown
    assert '<option value="city" selected>' in answer.content.decode()
    assert not Meeting.objects.exclude(useful="").exists()
    assert set(NEXT_STEPS) == set(STEPS)


def test_a_result_that_somebody_else_noted_since_is_shown_beside_ones_own(ida: Client, meeting: str) -> None:
    seen = change_log.position_of(Meeting, meeting)
    assert f'name="seen" value="{seen}"' in ida.get(f"{PAGE}/live").content.decode()
    note_result(meeting, useful="yes", next_step="agreement", viewer=COMMAND_LINE)
    sent = {"useful": "no", "next_step": "none", "due": "", "seen": str(seen)}
    answer = ida.post(f"{PAGE}/live/{meeting}", sent)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>Useful</td><td>Not useful</td>" in shown
    assert Meeting.objects.get(pk=meeting).useful == "yes"
    assert ida.post(f"{PAGE}/live/{meeting}", sent | {"seen": seen_in(shown)}).status_code == 302
    assert Meeting.objects.get(pk=meeting).useful == "no"


def test_a_meeting_that_was_cancelled_since_is_not_held_unseen(ida: Client, meeting: str) -> None:
    seen = change_log.position_of(Meeting, meeting)
    with batch("cancelled") as writer:
        writer.put(Meeting, [{"id": meeting, "status": "cancelled"}])
    answer = ida.post(f"{PAGE}/live/{meeting}", {"useful": "yes", "due": "", "seen": str(seen)})
    assert answer.status_code == 409
    assert "<td>cancelled</td><td>held</td>" in answer.content.decode()


def test_a_result_is_noted_once(ida: Client, meeting: str) -> None:
    sent = {"useful": "yes", "next_step": "cooperation", "due": "2020-05"}
    seen = str(change_log.position_of(Meeting, meeting))
    for more in ({"token": "t1"}, {"token": "t1"}, {}, {"seen": seen}):
        assert ida.post(f"{PAGE}/live/{meeting}", sent | more).status_code == 302
    assert batches("meeting.record") == 1
    assert Tie.objects.filter(activity="trip").count() == 1


def test_results_of_firms_with_long_ids_stay_apart(trip: str) -> None:
    long = "university-of-" + "x" * 60
    with batch("two campuses") as writer:
        writer.put(Actor, [actor(long + end, f"Campus {end}") for end in "ab"])
        rows = [
            {"id": f"m-{end}", "activity_id": trip, "participants": ["city", long + end], "status": "planned"}
            for end in "ab"
        ]
        writer.put(Meeting, rows)
    for end in "ab":
        note_result(f"m-{end}", useful="yes", next_step="contact", viewer=COMMAND_LINE)
    assert Tie.objects.filter(activity=trip).count() == 2
    assert Entry.objects.filter(activity=trip).count() == 2


@pytest.fixture
def staff(db: None) -> Client:
    """Staff of the small world, in which Cool Machines is not on the trip."""
    small_world()
    return signed_in(Role.ADMIN)


def test_whoever_comes_along_comes_once(staff: Client) -> None:
    for _ in range(2):
        assert staff.post(COMPANY, {"actor": "cool", "token": "t1"}).status_code == 302
    answer = staff.post(COMPANY, {"actor": "cool"})
    assert answer.status_code == 400
    assert "Cool Machines already takes part in Trip to Gothenburg." in answer.content.decode()
    assert staff.post(COMPANY, {}).status_code == 400
    assert Participation.objects.filter(actor="cool").count() == 1


@pytest.mark.django_db(transaction=True)
def test_taken_along_eight_times_at_once_is_one_participation() -> None:
    small_world()
    clients = [signed_in(Role.ADMIN) for _ in range(8)]
    answers = at_once([lambda c=c: c.post(COMPANY, {"actor": "cool"}).status_code for c in clients])  # type: ignore[misc]
    assert sorted(answers) == [302] + [400] * 7
    assert Participation.objects.filter(actor="cool").count() == 1


@pytest.mark.django_db(transaction=True)
def test_whoever_had_cancelled_comes_along_once() -> None:
    small_world()
    add_to_trip("trip", "cool", viewer=COMMAND_LINE)
    part = Participation.objects.get(actor="cool").pk
    with batch("cancelled") as writer:
        writer.put(Participation, [{"id": part, "outcome": "cancelled"}])
    clients = [signed_in(Role.ADMIN) for _ in range(4)]
    answers = at_once([lambda c=c: c.post(COMPANY, {"actor": "cool"}).status_code for c in clients])  # type: ignore[misc]
    assert sorted(answers) == [302, 400, 400, 400]
    assert Participation.objects.get(actor="cool").outcome == ""


@pytest.mark.django_db(transaction=True)
def test_results_noted_at_once_make_one_tie() -> None:
    small_world()
    with batch("a meeting") as writer:
        row = {"id": "m", "activity_id": "trip", "participants": ["port", "flow"], "status": "planned"}
        writer.put(Meeting, [row])
    seen = str(change_log.position_of(Meeting, "m"))
    clients = [signed_in(Role.ADMIN) for _ in range(6)]
    sent = [{"useful": "yes", "next_step": step, "due": "", "seen": seen} for step in ("contact", "agreement")] * 3
    before = Tie.objects.count()
    works = [lambda c=c, s=s: c.post(f"{PAGE}/live/m", s).status_code for c, s in zip(clients, sent, strict=True)]
    assert sorted(at_once(works)) == [302] * 3 + [409] * 3  # type: ignore[arg-type]
    assert Tie.objects.count() == before + 1
    assert batches("meeting.record") == 1


@pytest.mark.django_db(transaction=True)
def test_cancelling_at_once_happens_once(trip: str) -> None:
    save(trip, find_schedule(trip, PATIENT).meetings, viewer=COMMAND_LINE)
    clients = [client_of(f"staff-{n}") for n in range(4)]
    answers = at_once([lambda c=c: c.post(f"{PAGE}/cancel", {"actor": "harbour"}).status_code for c in clients])  # type: ignore[misc]
    assert answers.count(302) == 1
    assert set(answers) <= {302, 400, 409}
    assert Participation.objects.filter(outcome="cancelled").count() == 1
