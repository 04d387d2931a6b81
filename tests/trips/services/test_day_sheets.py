"""Days as files: what calendars and readers of PDF of other makers see."""

import io

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from bridgehead.ecosystem.models import Actor
from bridgehead.ecosystem.queries import activity, names_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.trips.queries import changed_at, saved_meetings
from bridgehead.trips.services import ScheduleLimits, find_schedule, save
from bridgehead.trips.services.day_sheets import day_calendar, day_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def day(trip: str) -> tuple[bytes, bytes]:
    meetings = saved_meetings(trip)
    names = names_of({a for m in meetings for a in m.participants})
    about = activity(trip)
    return day_calendar(about, "city", names, meetings, at=changed_at(trip)), day_pdf(about, "city", names, meetings)


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


def test_a_meeting_that_moves_keeps_its_name_and_gets_a_later_stamp(trip: str) -> None:
    planned = find_schedule(trip, ScheduleLimits(seconds=30)).meetings
    save(trip, planned, viewer=COMMAND_LINE)
    before = {str(e["UID"]): e.decoded("DTSTAMP") for e in Calendar.from_ical(day(trip)[0]).walk("VEVENT")}
    assert day(trip)[0] == day(trip)[0]
    stamp = changed_at(trip)
    moved = [m for m in planned if "city" in m.participants]
    slots = {"s0": "s1", "s1": "s2", "s2": "s0"}
    save(trip, [type(m)(slots[m.slot], m.site, m.table, m.participants) for m in moved], viewer=COMMAND_LINE)
    after = {str(e["UID"]): e.decoded("DTSTAMP") for e in Calendar.from_ical(day(trip)[0]).walk("VEVENT")}
    assert set(after) == set(before)
    assert changed_at(trip) > stamp


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
