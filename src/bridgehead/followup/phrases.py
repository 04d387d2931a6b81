"""The sentences of following up: how its records and their changes are called."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.record_phrases import RecordPhrases
from bridgehead.kit.template_tags import number

RECORDS = {
    "note": RecordPhrases(
        name=_("Note"),
        add=_("Add note"),
        edit=_("Edit note"),
        remove=_("Remove note"),
        added=_("Note added"),
        changed=_("Note changed"),
        removed=_("Note removed"),
    ),
    "interaction": RecordPhrases(
        name=_("Interaction"),
        add=_("Log interaction"),
        edit=_("Edit interaction"),
        remove=_("Remove interaction"),
        added=_("Interaction logged"),
        changed=_("Interaction changed"),
        removed=_("Interaction removed"),
    ),
    "task": RecordPhrases(
        name=_("Task"),
        add=_("Add task"),
        edit=_("Edit task"),
        remove=_("Remove task"),
        added=_("Task added"),
        changed=_("Task changed"),
        removed=_("Task removed"),
    ),
    "attachment": RecordPhrases(
        name=_("Document"),
        add=_("Add document"),
        edit=_("Edit document"),
        remove=_("Remove document"),
        added=_("Document added"),
        changed=_("Document changed"),
        removed=_("Document removed"),
    ),
    "staff_hours": RecordPhrases(
        name=_("Staff hours"),
        add=_("Add staff hours"),
        edit=_("Edit staff hours"),
        remove=_("Remove staff hours"),
        added=_("Staff hours added"),
        changed=_("Staff hours changed"),
        removed=_("Staff hours removed"),
    ),
}
"""How its kinds of record are called."""


def tasks_given(count: int) -> str:
    """The same task was given about so many records."""
    return ngettext("{count} task added", "{count} tasks added", count).format(count=count)


CHANGES = {
    "note.write": _("Note on {name} written"),
    "task.give": _("Task added"),
    "tasks.give": lambda said: tasks_given(said["count"]),
    "task.finish": _("Task done"),
    "task.reopen": _("Task reopened"),
    "interaction.log": _("Interaction with {name} logged"),
    "mail.file": _("Email filed"),
    "mails.file": _("Emails filed"),
    "document.attach": _("Document added to {name}"),
    "hours.save": _("Hours of the week of {week} saved"),
}
EXPECTED: Mapping[str, Promise] = {
    "document": _("a document"),
    "document_up_to": _("a document of at most {limit} MB"),
    "document_ending": _("a document ending in {endings}"),
    "content_of_ending": _("that of a file ending in .{ending}"),
    "own_file": _("the document’s own stored file ({name}), with the ending of its type"),
    "message": _("an email (a message as a mail server stores it, .eml)"),
    "message_up_to": _("an email of at most {limit} MB"),
}
"""What following up expects of an input, in words, by code (`kit.expectations`)."""
NOT_FILED: Mapping[str, Promise] = {
    "already_filed": _("Already filed"),
    "own": _("Our own email, not filed"),
    "automatic": _("Automatic reply, not filed"),
    "bulk": _("Mailing list, not filed"),
    "bounce": _("Delivery failure notice, not filed"),
}
"""What became of an email that is not filed."""


def mails_filed(count: int) -> str:
    """So many emails were filed."""
    return ngettext("{count} email filed.", "{count} emails filed.", count).format(count=count)


def mails_not_filed(files: Iterable[tuple[str, str]]) -> str:
    """Emails that were not filed: the name of each file, with what became of it (`NOT_FILED`)."""
    named = "; ".join(f"{name} ({NOT_FILED[outcome]})" for name, outcome in files)
    return gettext("Not filed: {files}.").format(files=named)


def of_task(change: str, title: str) -> str:
    """A change with the task that it was about."""
    return gettext("{change}: {title}").format(change=change, title=title) if title else change


def filed_with(name: str) -> str:
    """With whom an email was filed."""
    return gettext("Filed with {name}").format(name=name) if name else gettext("Filed, not assigned to a member")


def same_thing_twice() -> str:
    """Two rows of a week for the same activity and organisation."""
    return gettext("this activity and organisation have a row above: enter all of their hours in one row")


def longer_than_a_day(hours: float) -> str:
    """A day of a week with more hours than a day has."""
    return gettext("the hours of this day add up to {hours}: a day has 24").format(hours=number(hours))


def documents_elsewhere() -> str:
    """Why a document has no form of its own."""
    return gettext("Add a document on the page of what it belongs to.")
