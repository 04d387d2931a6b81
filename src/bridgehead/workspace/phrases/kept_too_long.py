"""Personal data that is kept too long, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bridgehead.kit.phrases import and_list


def due_text(kind: str, count: int, since: date) -> str:
    """How much of a kind of personal data is kept longer than the settings say."""
    text = {
        "interviews": ngettext("{n} interview from before {day}", "{n} interviews from before {day}", count),
        "contacts": ngettext(
            "{n} contact person without activity since {day}", "{n} contact persons without activity since {day}", count
        ),
        "registrations": ngettext(
            "{n} registration for an event from before {day}", "{n} registrations for events from before {day}", count
        ),
        "requests": ngettext(
            "{n} membership application decided before {day}", "{n} membership applications decided before {day}", count
        ),
        "mails": ngettext("{n} email written before {day}", "{n} emails written before {day}", count),
        "history": ngettext(
            "{n} earlier version of a contact person from before {day}",
            "{n} earlier versions of contact persons from before {day}",
            count,
        ),
        "recordings": ngettext("{n} recording added before {day}", "{n} recordings added before {day}", count),
        "transcripts": ngettext(
            "{n} file with the text of an interview from before {day}",
            "{n} files with the texts of interviews from before {day}",
            count,
        ),
        "tasks": ngettext("{n} task finished before {day}", "{n} tasks finished before {day}", count),
        "uploads": ngettext("{n} upload from before {day}", "{n} uploads from before {day}", count),
        "jobs": ngettext(
            "{n} result of background work from before {day}", "{n} results of background work from before {day}", count
        ),
        "audit": ngettext(
            "{n} sign-in or download from before {day}", "{n} sign-ins and downloads from before {day}", count
        ),
        "sessions": ngettext("{n} session that ended before {day}", "{n} sessions that ended before {day}", count),
    }[kind]
    return text.format(n=f"{count:,}", day=date_format(since, "j F Y"))


def due_removed(removed: Mapping[str, int]) -> str:
    """What was deleted because it was kept too long."""
    words = {
        "contacts": _("contact persons: {n}"),
        "registrations": _("registrations: {n}"),
        "requests": _("membership applications: {n}"),
        "mails": _("emails: {n}"),
        "history": _("earlier versions: {n}"),
        "recordings": _("recordings: {n}"),
        "transcripts": _("files of interviews: {n}"),
        "tasks": _("finished tasks: {n}"),
        "uploads": _("uploads: {n}"),
        "jobs": _("results of background work: {n}"),
        "audit": _("sign-ins and downloads: {n}"),
        "sessions": _("sessions: {n}"),
    }
    parts = [words[kind].format(n=f"{count:,}") for kind, count in removed.items() if kind in words]
    if not parts:
        return _("Nothing was due.")
    return _("Deleted because it was kept too long: {parts}.").format(parts=and_list(parts))


CHANGES: dict[str, Any] = {
    "person.erase": gettext_lazy("Contact person erased"),
    "retention.remove": lambda said: due_removed(said["removed"]),
    "task.forget": gettext_lazy("Finished tasks deleted: {count}"),
    "file.forget": gettext_lazy("Stored files of interviews deleted: {count}"),
}
"""How its changes read."""
