"""The sentences of support: how its records are called."""

from django.utils.translation import gettext_lazy

from bridgehead.kit.record_phrases import RecordPhrases

RECORDS = {
    "instrument": RecordPhrases(
        name=gettext_lazy("Instrument"),
        add=gettext_lazy("Add instrument"),
        edit=gettext_lazy("Edit instrument"),
        remove=gettext_lazy("Remove instrument"),
        added=gettext_lazy("Instrument added"),
        changed=gettext_lazy("Instrument changed"),
        removed=gettext_lazy("Instrument removed"),
    ),
    "support": RecordPhrases(
        name=gettext_lazy("Support"),
        add=gettext_lazy("Add support"),
        edit=gettext_lazy("Edit support"),
        remove=gettext_lazy("Remove support"),
        added=gettext_lazy("Support added"),
        changed=gettext_lazy("Support changed"),
        removed=gettext_lazy("Support removed"),
    ),
}
"""How its kinds of record are called."""
