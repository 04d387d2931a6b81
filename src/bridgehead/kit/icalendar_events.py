"""Calendar files (RFC 5545): the one writer of what calendars of other makers read.

A time stands in the time zone of its place (`TZID`, with its rules beside it); where no zone is known it floats
(3.3.5, form 1): nine o'clock is nine o'clock on a phone that is there. What was called off stays, cancelled.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds

log = logging.getLogger(__name__)
PRODUCT = "-//Bridgehead//EN"
AGAIN = timedelta(hours=6)
"""How long a calendar that subscribed waits before it asks again."""
ZONE_YEARS = (1970, 2100)
"""The rules of time zones are written out for no years beyond these: each change of the clock takes a line."""
BLANKS = dict.fromkeys((*range(9), *range(11, 32), 127))
"""Control characters, which no text of a calendar may hold (3.1), but tab and line feed."""


@dataclass(frozen=True)
class CalendarEvent:
    """What stands in a calendar.

    Attributes
    ----------
    uid
        The same for as long as it is the same thing.
    start, end
        Days, of which `end` is the last one; or local times. None where no end is known, or it is not after the start.
    zone
        Of local times, by its name in the time zone database; blank where it is unknown.
    place
        Where, in one line.
    cancelled
        Whether it was called off.
    sequence
        How often it was changed: a calendar that has an earlier state takes the later one.
    changed
        When it was changed last.
    busy
        Whether it takes up the time of whoever has it in a calendar.
    """

    uid: str
    summary: str
    start: date
    changed: datetime
    end: date | None = None
    zone: str = ""
    place: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False
    sequence: int = 0
    busy: bool = False


def calendar_file(name: str, events: Sequence[CalendarEvent], *, method: str = "", again: bool = False) -> bytes:
    """A calendar with its events.

    Parameters
    ----------
    method
        What a mail that brings it asks for (RFC 5546): `PUBLISH`, `REQUEST`, `CANCEL`; blank in a file.
    again
        Whether it is subscribed to: how often it is to be asked for stands in it.

    Raises
    ------
    InputError
        If there is no event that can be written: a calendar has at least one component (3.6).
    """
    components = list(_components(events))
    if not components:
        raise InputError(expects("calendar_events"), column="calendar", found=finds("nothing"))
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    if method:
        found.add("method", method)
    found.add("name", _text(name))
    found.add("x-wr-calname", _text(name))
    if again:
        found.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    for component in components:
        found.add_component(component)
    low, high = ZONE_YEARS
    years = [day.year for event in events for day in (event.start, event.end or event.start)]
    first, last = (min(max(year, low), high) for year in (min(years) - 1, max(years) + 1))
    found.add_missing_timezones(date(first, 1, 1), date(last, 12, 31))
    return bytes(found.to_ical())


def _components(events: Sequence[CalendarEvent]) -> Iterator[Event]:
    """The events, each written on its own, so that one that cannot be written does not take the others along."""
    for event in events:
        try:
            component = _component(event)
            component.to_ical()
        except (ValueError, OverflowError):
            log.exception("%s is left out of a calendar file", event.uid)
        else:
            yield component


def _component(event: CalendarEvent) -> Event:
    found = Event()
    found.add("uid", _text(event.uid))
    stamp = event.changed.astimezone(UTC)
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    found.add("sequence", event.sequence)
    found.add("dtstart", _moment(event.start, event.zone))
    end = _end(event)
    if end is not None:
        found.add("dtend", _moment(end, event.zone))
    found.add("summary", _text(event.summary))
    for key, text in (("location", event.place), ("description", event.description)):
        if text:
            found.add(key, _text(text))
    if event.url:
        found.add("url", event.url)
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    found.add("transp", "OPAQUE" if event.busy and not event.cancelled else "TRANSPARENT")
    return found


def _end(event: CalendarEvent) -> date | None:
    """The end as the standard has it: a time after the start, of days the first one after (3.6.1)."""
    if event.end is None or isinstance(event.end, datetime) != isinstance(event.start, datetime):
        return None
    if isinstance(event.end, datetime):
        return event.end if event.end > event.start else None
    return event.end + timedelta(days=1) if event.start <= event.end < date.max else None


def _moment(moment: date, zone: str) -> date:
    if not isinstance(moment, datetime) or not zone:
        return moment
    try:
        return moment.replace(tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):  # a zone that this machine does not know
        return moment


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").translate(BLANKS)
