"""Trip, personal day and live page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.ecosystem.models import Activity, Actor, Participation, Person, Tie, User
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.trips.models import Availability
from bridgehead.trips.queries import saved_meetings
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/activities/trip/schedule"


@pytest.fixture
def ida(trip: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("ida", role=Role.ADMIN))
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_one_press_makes_the_schedule_and_one_repairs_it(ida: Client) -> None:
    assert "Slots and wishes are ready." in text(ida, PAGE)
    done = ida.post(f"{PAGE}/make", follow=True).content.decode()
    assert "with the highest possible interest" in done
    repaired = ida.post(f"{PAGE}/cancel", {"actor": "harbour"}, follow=True).content.decode()
    assert "Schedule updated: 0 meetings moved," in repaired
    assert ida.post(f"{PAGE}/cancel", {"actor": "nobody"}).status_code == 400


def test_three_taps_on_the_live_page(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    meeting = next(m for m in saved_meetings("trip") if "city" in m.participants)
    assert "Next step" in text(ida, f"{PAGE}/live")
    ida.post(f"{PAGE}/live/{meeting.id}", {"useful": "yes", "next_step": "cooperation", "due": ""})
    assert Tie.objects.get(activity="trip").kind == "partnership"
    assert "cooperations: 1" in text(ida, PAGE)
    assert ida.post(f"{PAGE}/live/other", {"useful": "yes"}).status_code == 400


def test_a_day_as_page_pdf_and_calendar(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    assert "Meetings of City" in text(ida, f"{PAGE}/city")
    assert ida.get(f"{PAGE}/city/day.pdf").content.startswith(b"%PDF")
    assert "BEGIN:VEVENT" in text(ida, f"{PAGE}/city/day.ics")
    text(ida, f"{PAGE}/city/day.doc", status=404)


def test_a_member_sees_its_own_meetings_only(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    member = Client()
    member.force_login(User.objects.create_user("f0", role=Role.MEMBER_OWNER, actor_id="firm-0"))
    shown = text(member, PAGE)
    assert "Firm-0" in shown
    assert "Cancel a participant" not in shown
    assert "Firm-3 – " not in shown.replace("</a>", "")
    text(member, f"{PAGE}/live", status=403)
    assert member.post(f"{PAGE}/make").status_code == 403


def test_a_member_without_meetings_is_not_told_to_make_the_schedule(trip: str) -> None:
    member = Client()
    member.force_login(User.objects.create_user("f0", role=Role.MEMBER_OWNER, actor_id="firm-0"))
    assert "Your organisation has no meetings here yet." in text(member, PAGE)


def test_nobody_is_taken_along_to_what_is_no_trip(ida: Client) -> None:
    assert "Who could join?" in text(ida, PAGE)
    Activity.objects.update(kind="project")
    assert "Who could join?" not in text(ida, PAGE)


def test_the_page_says_who_takes_part_and_what_the_day_is_made_from(ida: Client) -> None:
    before = text(ida, PAGE)
    assert "group host" in before
    assert "3 on one day" in before
    ida.post(f"{PAGE}/make")
    shown = text(ida, PAGE)
    assert "Group meeting" in shown
    assert "Unmet wishes: " in shown
    ida.post(f"{PAGE}/cancel", {"actor": "harbour"})
    assert "1 cancelled meeting" in text(ida, PAGE) or "cancelled meetings" in text(ida, PAGE)


def test_limits_stay_in_the_address(ida: Client) -> None:
    assert ida.post(f"{PAGE}/make", {"travel": "30", "group": "2", "row": "1"})["Location"] == f"{PAGE}?group=2&row=1"
    assert 'name="row" inputmode="numeric" value="1"' in text(ida, f"{PAGE}?group=2&row=1")
    assert all(len(m.participants) <= 3 for m in saved_meetings("trip"))


def test_wishes_come_in_as_a_file_or_the_page_says_why_not(ida: Client) -> None:
    def send(content: str) -> str:
        sent = {"file": SimpleUploadedFile("wishes.csv", content.encode())}
        return ida.post(f"{PAGE}/wishes", sent, follow=True).content.decode()

    assert "wishes.csv, row 2, column to: “nobody” is not accepted." in send("activity,from,to\ntrip,harbour,nobody\n")
    assert "Wishes imported: 1 new" in send("activity,from,to\ntrip,harbour,firm-0\n")
    assert "Choose a CSV file" in ida.post(f"{PAGE}/wishes").content.decode()


def test_records_that_make_no_day_are_named_on_the_page(ida: Client) -> None:
    with batch("wrong") as writer:
        writer.put(Availability, [keyed(Availability, activity_id="trip", actor_id="city", slot="s9")])
    assert "availability.csv, column slot: “s9” is not accepted." in text(ida, PAGE)
    assert ida.post(f"{PAGE}/make").status_code == 400


def test_a_schedule_that_stands_no_more_says_so(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    city = next(m for m in saved_meetings("trip") if "city" in m.participants)
    free = "s0" if city.slot != "s0" else "s1"
    with batch("city comes at another time") as writer:
        writer.put(Availability, [keyed(Availability, activity_id="trip", actor_id="city", slot=free)])
    assert "The schedule is no longer valid" in (shown := text(ida, PAGE))
    assert "City is not available at" in shown


def test_the_live_page_shows_one_persons_meetings(ida: Client) -> None:
    ida.post(f"{PAGE}/make")
    shown = text(ida, f"{PAGE}/live?who=city")
    meeting = next(m for m in saved_meetings("trip") if "city" in m.participants)
    assert shown.count("Useful?") == sum("city" in m.participants for m in saved_meetings("trip"))
    noted = ida.post(f"{PAGE}/live/{meeting.id}", {"useful": "no", "due": "", "who": "city"})
    assert noted["Location"] == f"{PAGE}/live?who=city"


def test_who_needs_an_interpreter_is_said(ida: Client) -> None:
    with batch("languages") as writer:
        writer.put(Actor, [{"id": "bureau", "name": "Bureau", "kind": "other"}])
        role = keyed(Participation, activity_id="trip", actor_id="bureau", role="interpreter", since="")
        writer.put(Participation, [role])
        speak = {"city": "sv", "firm-0": "da", "firm-1": "sv"}
        writer.put(
            Person, [{"id": f"p-{a}", "name": "P", "actor_id": a, "language": lang} for a, lang in speak.items()]
        )
    ida.post(f"{PAGE}/make")
    shown = text(ida, PAGE)
    assert shown.count("With an interpreter") == 1
    assert "<dt>Interpreters</dt><dd>1</dd>" in shown
    assert not any("bureau" in m.participants for m in saved_meetings("trip"))
