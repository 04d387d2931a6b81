"""The form below a list whose rows can be ticked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.field_limits import LINE_LENGTH
from bridgehead.kit.form_fields import ItemsField, SeveralField
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.record_kinds import settable_columns
from bridgehead.kit.reference_fields import ReferenceField

OF_TASKS = ("task", "task-save")
VERBS = (
    *OF_TASKS,
    "edit",
    "save",
    "tag",
    "untag",
    "join",
    "merge",
    "merge-save",
    "export",
    "xlsx",
    "vcard",
    "remove",
)
ASKS = {
    "edit": ("column", _("Choose a field to set.")),
    "save": ("column", _("Choose a field to set.")),
    "tag": ("tags", _("Enter a tag.")),
    "untag": ("tags", _("Enter the tag to remove.")),
    "join": ("activity", _("Choose an activity.")),
    "merge-save": ("keep", _("Choose the record to keep.")),
}
"""What each thing that can be done needs besides, and what is said where it is missing."""


class SelectionForm(VerbForm):
    """Rows that were ticked in a list, what is to be done with them, and what that needs."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
    keys = SeveralField(required=False)
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    column = forms.ChoiceField(required=False)
    tags = ItemsField(required=False, max_length=LINE_LENGTH)
    activity = ReferenceField("activity", required=False)
    keep = forms.CharField(required=False, max_length=LINE_LENGTH)

    def __init__(self, kind: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["column"].choices = settable_columns(kind)  # type: ignore[attr-defined]
        if self.sent("verb") != "join":  # what is typed there is of no matter to the other buttons
            self.fields["activity"] = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for what the pressed button needs."""
        cleaned = super().clean() or self.cleaned_data
        name, text = ASKS.get(cleaned.get("verb", ""), ("", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            raise forms.ValidationError(text)
        if cleaned.get("verb") == "merge" and len(cleaned.get("keys", ())) == 1:
            raise forms.ValidationError(_("Tick at least two rows to merge."))
        return cleaned

    def clean_keys(self) -> list[str]:
        """The keys of the ticked rows.

        Raises
        ------
        ValidationError
            If none is ticked.
        """
        keys: list[str] = self.cleaned_data["keys"]
        if not keys:
            raise forms.ValidationError(_("Tick at least one row."))
        return keys
