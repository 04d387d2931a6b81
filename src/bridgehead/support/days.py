"""Everybody's day as files in a folder."""

from pathlib import Path

from bridgehead.ecosystem.queries import activity as find_activity
from bridgehead.ecosystem.queries import names_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.replace_file import make_folder, replace_file
from bridgehead.support.files import calendar, paper
from bridgehead.support.queries import changed_at
from bridgehead.support.services import kept


def write(activity: str, folder: Path) -> int:
    """Write a PDF and a calendar for each participant of the kept schedule; how many participants.

    Raises
    ------
    InputError
        If nothing is kept, a slot has no time, or it cannot be written.
    """
    about = find_activity(activity)
    meetings = kept(activity)
    actors = sorted({a for m in meetings for a in m.participants})
    if not actors:
        raise InputError("a schedule that is kept (--save)", column="export", found="no meetings")
    names, at = names_of(actors), changed_at(activity)
    make_folder(folder)
    for actor in actors:
        replace_file(folder / f"{actor}.ics", calendar(about, actor, names, meetings, at=at))
        replace_file(folder / f"{actor}.pdf", paper(about, actor, names, meetings))
    return len(actors)
