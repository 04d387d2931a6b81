"""Days as files: what calendars and readers of PDF of other makers see."""

import io
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event
from pypdf import PdfReader

from bridgehead.ecosystem.models import Activity, Actor
from bridgehead.ecosystem.queries import activity, names_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.trips.models import Meeting, Slot
from bridgehead.trips.queries import saved_meetings
from bridgehead.trips.queries.calendar_meetings import calendar_meetings
from bridgehead.trips.schemas import ScheduleOut
from bridgehead.trips.services import ScheduleLimits, cancel, find_schedule, save
from bridgehead.trips.services.day_sheets import day_calendar, day_pdf, write_day_sheets
from tests.world import keyed

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def day(trip: str) -> tuple[bytes, bytes]:
    meetings = saved_meetings(trip)
    names = names_of({a for m in meetings for a in m.participants})
    about = activity(trip)
    return day_calendar(about, "city", names, calendar_meetings(trip)), day_pdf(about, "city", names, meetings)


def events(trip: str, actor: str) -> dict[str, Event]:
    calendar = day_calendar(activity(trip), actor, {}, calendar_meetings(trip))
    assert len(IcsCalendarStream.calendar_from_ics(calendar.decode()).events) > 0
    return {str(e["UID"]): e for e in Calendar.from_ical(calendar).walk("VEVENT")}


def test_a_calendar_has_what_the_standard_wants(trip: str) -> None:
    save(trip, find_schedule(trip, ScheduleLimits(seconds=30)).meetings, viewer=COMMAND_LINE)
    ics, _ = day(trip)
    assert ics.startswith(b"BEGIN:VCALENDAR\r\n")
    assert ics.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in ics.split(b"\r\n"))
    found = Calendar.from_ical(ics)
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    events = list(found.walk("VEVENT"))
    assert len({str(event["UID"]) for event in events}) == len(events) > 0
    for event in events:
        assert event.decoded("DTSTAMP").utcoffset().total_seconds() == 0
        assert event.decoded("DTSTART").tzinfo is None
        assert event.decoded("DTSTART") < event.decoded("DTEND")
        assert event["SUMMARY"]
        assert "1" in event["LOCATION"] or "2" in event["LOCATION"]


def test_a_meeting_that_moves_keeps_its_name_and_gets_a_higher_sequence(trip: str) -> None:
    planned = find_schedule(trip, ScheduleLimits(seconds=30)).meetings
    save(trip, planned, viewer=COMMAND_LINE)
    before = events(trip, "city")
    assert day(trip)[0] == day(trip)[0]
    moved = [m for m in planned if "city" in m.participants]
    slots = {"s0": "s1", "s1": "s2", "s2": "s0"}
    save(trip, [type(m)(slots[m.slot], m.site, m.table, m.participants) for m in moved], viewer=COMMAND_LINE)
    after = events(trip, "city")
    assert set(after) == set(before)
    assert all(after[uid]["SEQUENCE"] > event["SEQUENCE"] for uid, event in before.items())
    with batch("later") as writer:
        writer.put(
            Slot, [{"id": key, "start": "16:00", "end": ""} for key in Slot.objects.values_list("id", flat=True)]
        )
    late = events(trip, "city")
    assert all(late[uid]["SEQUENCE"] > event["SEQUENCE"] for uid, event in after.items())
    assert not any("DTEND" in event for event in late.values())


def test_what_is_gone_is_said_to_both_sides(trip: str) -> None:
    """Called off, removed, or without one of its participants: no calendar forgets it (found: schedule-03)."""
    save(trip, find_schedule(trip, ScheduleLimits(seconds=30)).meetings, viewer=COMMAND_LINE)
    before = {actor: events(trip, actor) for actor in ("city", "harbour", "firm-0", "firm-1")}
    cancel(trip, gone=["city"], limits=ScheduleLimits(seconds=30), viewer=COMMAND_LINE)
    after = {actor: events(trip, actor) for actor in before}
    for uid, event in after["city"].items():
        assert (event["STATUS"], event["SEQUENCE"] > before["city"][uid]["SEQUENCE"]) == ("CANCELLED", True)
        for firm in {"firm-0", "firm-1"} & set(uid.removesuffix("@bridgehead").split("--")):
            assert after[firm][uid]["STATUS"] == "CANCELLED"
    gone = next(uid for uid, event in after["harbour"].items() if event["STATUS"] == "CONFIRMED")
    with batch("remove one by hand") as writer:
        writer.remove(Meeting, [gone.removesuffix("@bridgehead")])
    assert events(trip, "harbour")[gone]["STATUS"] == "CANCELLED"
    left = next(uid for uid, event in events(trip, "harbour").items() if event["STATUS"] == "CONFIRMED")
    with batch("one leaves a meeting") as writer:
        writer.put(Meeting, [{"id": left.removesuffix("@bridgehead"), "participants": ["firm-3", "firm-2"]}])
    told = events(trip, "harbour")[left]
    assert told["STATUS"] == "CANCELLED"
    assert str(told["SUMMARY"]) == activity(trip).name  # who meets there now is not theirs to know
    assert "LOCATION" not in told
    assert events(trip, "firm-3")[left]["STATUS"] == "CONFIRMED"
    with batch("the trip is off") as writer:
        writer.put(Activity, [{"id": trip, "cancelled": "yes"}])
    assert {event["STATUS"] for event in events(trip, "firm-3").values()} == {"CANCELLED"}
    with pytest.raises(NotFound):
        day_calendar(activity(trip), "nobody", {}, calendar_meetings(trip))


def test_a_place_is_put_together_once_and_has_its_zone(trip: str, tmp_path: Path) -> None:
    """Two sites (found: schedule-02); a table whose name holds that of its site in part is no site twice."""
    with batch("a second site") as writer:
        more = {"activity_id": trip, "slot": "s0", "site": "1", "table": "Table 1", "start": "09:00", "end": "09:45"}
        writer.put(Slot, [keyed(Slot, **more)])
        writer.put(Activity, [{"id": trip, "city": "Stockholm"}])
    planned = find_schedule(trip, ScheduleLimits(seconds=30))
    save(trip, planned.meetings, viewer=COMMAND_LINE)
    assert {m.table for m in ScheduleOut.of(planned).meetings} <= {"1", "2", "Table 1"}
    places = {str(event["LOCATION"]) for actor in ("city", "harbour") for event in events(trip, actor).values()}
    assert places <= {"Hall, 1", "Hall, 2", "1, Table 1"}
    assert {event["DTSTART"].params["TZID"] for event in events(trip, "city").values()} == {"Europe/Stockholm"}
    assert write_day_sheets(trip, tmp_path) == len(list(tmp_path.glob("*.ics"))) == len(list(tmp_path.glob("*.pdf")))


def test_a_name_from_outside_becomes_neither_field_nor_markup(trip: str) -> None:
    with batch("names") as writer:
        writer.put(Actor, [{"id": f"firm-{n}", "name": "Æble; A,B\\n #emph[x] $1$"} for n in range(4)])
    save(trip, find_schedule(trip, ScheduleLimits(seconds=30)).meetings, viewer=COMMAND_LINE)
    ics, pdf = day(trip)
    event = next(iter(Calendar.from_ical(ics).walk("VEVENT")))
    assert "Æble; A,B" in str(event["SUMMARY"])
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "#emph[x] $1$" in text
    assert "09:00" in text or "10:00" in text or "11:00" in text
