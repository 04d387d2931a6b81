"""The sentences of following up: how its records and their changes are called."""

from django.utils.translation import gettext_lazy as _

from bridgehead.kit.record_phrases import RecordPhrases

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
