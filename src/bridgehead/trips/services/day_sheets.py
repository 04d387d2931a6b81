"""A participant's meetings as a calendar and as a PDF, and those of all participants as files in a folder."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from icalendar import Calendar, Event

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.phrases import practice_notice
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import is_practice, names_of
from bridgehead.kit import typesetting
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.trips import phrases
from bridgehead.trips.queries import ScheduledMeeting, changed_at, saved_meetings

PAGE = Path(__file__).parent.parent / "typst" / "day_sheet.typ"


def day_calendar(
    activity: Activity, actor: str, names: Mapping[str, str], meetings: Sequence[ScheduledMeeting], *, at: datetime
) -> bytes:
    """An iCalendar file (RFC 5545) of one participant's meetings, in the time of the place where they are.

    Times float (3.3.5, form 1): nine o'clock in Seoul is nine o'clock on a phone that is there.

    Parameters
    ----------
    at
        When the schedule changed last: a calendar that has an earlier state of a meeting takes the later one.

    Raises
    ------
    InputError
        If a slot has no date and time.
    """
    found = Calendar()
    found.add("prodid", "-//Bridgehead//EN")
    found.add("version", "2.0")
    found.add("name", activity.name)
    for m in _own(meetings, actor):
        event = Event()
        event.add("uid", f"{m.id}@bridgehead")
        event.add("dtstamp", at.astimezone(UTC))
        event.add("last-modified", at.astimezone(UTC))
        event.add("dtstart", _moment(m.start, activity, m.slot))
        event.add("dtend", _moment(m.end or m.start, activity, m.slot))
        event.add("summary", ", ".join(names.get(p, p) for p in m.participants if p != actor))
        event.add("location", ", ".join(part for part in (m.site, m.table) if part))
        found.add_component(event)
    return bytes(found.to_ical())


def day_pdf(activity: Activity, actor: str, names: Mapping[str, str], meetings: Sequence[ScheduledMeeting]) -> bytes:
    """A PDF with one participant's meetings; names go in as data, never as markup."""
    rows = [
        {
            "time": " – ".join(part[-5:] for part in (m.start, m.end) if part) or m.slot,
            "day": m.start[:10] if len(m.start) > 5 else "",
            "place": ", ".join(part for part in (m.site, m.table) if part),
            "with": ", ".join(names.get(p, p) for p in m.participants if p != actor),
        }
        for m in _own(meetings, actor)
    ]
    data = {
        "title": activity.name,
        "who": names.get(actor, actor),
        "rows": rows,
        "labels": phrases.day_sheet_labels(),
        "practice": practice_notice(is_practice()),
    }
    return typesetting.pdf(_page(), data)


def write_day_sheets(activity: str, folder: Path) -> int:
    """Write a PDF and a calendar for each participant of the saved schedule; answers how many participants.

    Raises
    ------
    InputError
        If no schedule is saved, a slot has no time, or it cannot be written.
    """
    about = find_activity(activity)
    meetings = saved_meetings(activity)
    actors = sorted({a for m in meetings for a in m.participants})
    if not actors:
        raise InputError(expects("saved_schedule"), column="export", found=finds("nothing"))
    names, at = names_of(actors), changed_at(activity)
    make_folder(folder)
    for actor in actors:
        replace_file(folder / f"{actor}.ics", day_calendar(about, actor, names, meetings, at=at))
        replace_file(folder / f"{actor}.pdf", day_pdf(about, actor, names, meetings))
    return len(actors)


@cache
def _page() -> bytes:
    return PAGE.read_bytes()


def _own(meetings: Sequence[ScheduledMeeting], actor: str) -> list[ScheduledMeeting]:
    return [m for m in meetings if actor in m.participants and m.status != "cancelled"]


def _moment(text: str, activity: Activity, slot: str) -> datetime:
    whole = text if len(text) > 5 else f"{activity.start}T{text}"
    try:
        return datetime.fromisoformat(whole)
    except ValueError as error:
        raise InputError(
            expects("slot_time"), file="slots.csv", column="start", found=text or finds("nothing_for", slot=slot)
        ) from error
