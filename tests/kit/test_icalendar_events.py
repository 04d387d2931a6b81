"""The one writer of calendar files, as two parsers of other makers read it (RFC 5545)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar as OtherCalendar
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

from bridgehead.kit.errors import InputError
from bridgehead.kit.icalendar_events import CalendarEvent, calendar_file

CHANGED = datetime(2026, 11, 30, 8, tzinfo=UTC)


def read(content: bytes) -> tuple[list[Event], OtherCalendar]:
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))  # 3.1, in octets
    return list(Calendar.from_ical(content).walk("VEVENT")), IcsCalendarStream.calendar_from_ics(content.decode())


def test_times_stand_in_the_zone_of_their_place_and_days_end_on_the_day_after() -> None:
    nine = datetime(2026, 12, 3, 9)
    events = [
        CalendarEvent("a", "In Seoul", nine, CHANGED, nine + timedelta(hours=1), "Asia/Seoul", "Hall, 1", busy=True),
        CalendarEvent("b", "Somewhere", nine, CHANGED),
        CalendarEvent("c", "Two days", date(2026, 12, 3), CHANGED, date(2026, 12, 4), "Asia/Seoul"),
        CalendarEvent("d", "Off", date(2026, 12, 3), CHANGED, cancelled=True, sequence=3),
        CalendarEvent("e", "Ends before", nine, CHANGED, nine - timedelta(hours=1), "America/New_York"),
        CalendarEvent("f", "A time and a day", nine, CHANGED, date(2026, 12, 4)),
    ]
    ours, theirs = read(calendar_file("Trip", events, again=True))
    seoul, floating, days, off, before, mixed = ours
    assert seoul.decoded("DTSTART") == nine.replace(tzinfo=ZoneInfo("Asia/Seoul"))
    assert seoul["DTSTART"].params["TZID"] == "Asia/Seoul"
    assert (seoul["STATUS"], seoul["TRANSP"], str(seoul["LOCATION"])) == ("CONFIRMED", "OPAQUE", "Hall, 1")
    assert floating.decoded("DTSTART").tzinfo is None
    assert all("DTEND" not in event for event in (floating, off, before, mixed))
    assert (days.decoded("DTSTART"), days.decoded("DTEND")) == (date(2026, 12, 3), date(2026, 12, 5))
    assert (off["STATUS"], off["SEQUENCE"], off["TRANSP"]) == ("CANCELLED", 3, "TRANSPARENT")
    assert off.decoded("DTSTAMP") == CHANGED
    assert theirs.events[0].dtstart == nine.replace(tzinfo=ZoneInfo("Asia/Seoul"))
    assert [event.status for event in theirs.events[2:4]] == ["CONFIRMED", "CANCELLED"]
    assert {zone.tz_id for zone in theirs.timezones} == {"Asia/Seoul", "America/New_York"}


def test_no_calendar_is_empty() -> None:
    with pytest.raises(InputError):
        calendar_file("Nothing", [])


def test_far_years_and_an_event_that_cannot_be_written_take_no_other_along() -> None:
    soon = datetime(2026, 12, 21, 9)
    events = [
        CalendarEvent("far", "Without end", soon, CHANGED, datetime(9999, 12, 31, 10), "Europe/Copenhagen"),
        CalendarEvent("early", "Long ago", datetime(1, 1, 1, 9), CHANGED, zone="America/New_York"),
        CalendarEvent("broken", "Half a sign \ud800", soon, CHANGED),
        CalendarEvent("lost", "No such zone", soon, CHANGED, zone="No/Where"),
    ]
    content = calendar_file("Feed", events)
    found = list(Calendar.from_ical(content).walk("VEVENT"))
    assert [str(event["UID"]) for event in found] == ["far", "early", "lost"]
    assert found[0].decoded("DTEND").replace(tzinfo=None) == datetime(9999, 12, 31, 10)
    assert found[2].decoded("DTSTART") == soon  # it floats
    assert len(content) < 30_000
    assert len(calendar_file("Later", [CalendarEvent("f", "Far", datetime(9990, 6, 1, 9), CHANGED, zone="Asia/Seoul")]))
    with pytest.raises(InputError):
        calendar_file("Nothing left", events[2:3])


TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)


@given(summary=TEXTS, place=TEXTS, description=TEXTS)
def test_text_from_outside_stays_text(summary: str, place: str, description: str) -> None:
    event = CalendarEvent("u", summary, date(2026, 5, 1), CHANGED, place=place, description=description)
    ours, theirs = read(calendar_file("Name", [event]))
    assert len(ours) == len(theirs.events) == 1
    clean = "".join(
        sign for sign in summary.replace("\r\n", "\n") if sign in "\t\n" or (sign >= " " and sign != "\x7f")
    )
    assert str(ours[0]["SUMMARY"]) == clean
    assert "LOCATION" not in ours[0] or isinstance(ours[0]["LOCATION"], str)
