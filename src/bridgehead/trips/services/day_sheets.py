"""A participant's meetings as a calendar and as a PDF, and those of all participants as files in a folder."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from bridgehead.ecosystem.models import Activity
from bridgehead.ecosystem.phrases import practice_notice
from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import is_practice, names_of
from bridgehead.kit import typesetting
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.icalendar_events import calendar_file
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.trips import phrases
from bridgehead.trips.queries import ScheduledMeeting
from bridgehead.trips.queries.calendar_meetings import CalendarMeeting, calendar_meetings
from bridgehead.trips.services.meeting_events import meeting_events

PAGE = Path(__file__).parent.parent / "typst" / "day_sheet.typ"


def day_calendar(
    activity: Activity, actor: str, names: Mapping[str, str], meetings: Sequence[CalendarMeeting]
) -> bytes:
    """An iCalendar file of one participant's meetings, those that were called off among them.

    Raises
    ------
    NotFound
        If they have none.
    InputError
        If a slot has no date and time.
    """
    events = meeting_events(activity, meetings, names, actor=actor)
    if not events:
        raise NotFound(phrases.no_meetings_of(names.get(actor, actor), activity.name))
    return calendar_file(activity.name, events)


def day_pdf(activity: Activity, actor: str, names: Mapping[str, str], meetings: Sequence[ScheduledMeeting]) -> bytes:
    """A PDF with one participant's meetings; names go in as data, never as markup."""
    rows = [
        {
            "time": " – ".join(part[-5:] for part in (m.start, m.end) if part) or m.slot,
            "day": m.start[:10] if len(m.start) > 5 else "",
            "place": m.place,
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

    Whoever had meetings and has none any more gets both: calendars that have them learn that they are off.

    Raises
    ------
    InputError
        If no schedule is saved, a slot has no time, or it cannot be written.
    """
    about = find_activity(activity)
    meetings = calendar_meetings(activity)
    actors = sorted({a for m in meetings for a in m.concerned})
    if not actors:
        raise InputError(expects("saved_schedule"), column="export", found=finds("nothing"))
    names = names_of(actors)
    standing = [m.meeting for m in meetings]
    calendars = {actor: day_calendar(about, actor, names, meetings) for actor in actors}
    make_folder(folder)
    for actor, calendar in calendars.items():
        replace_file(folder / f"{actor}.ics", calendar)
        replace_file(folder / f"{actor}.pdf", day_pdf(about, actor, names, standing))
    return len(actors)


@cache
def _page() -> bytes:
    return PAGE.read_bytes()


def _own(meetings: Sequence[ScheduledMeeting], actor: str) -> list[ScheduledMeeting]:
    return [m for m in meetings if actor in m.participants and m.status != "cancelled"]
