"""Forms of a trip: create its schedule, cancel, import wishes, add a member, record a result."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.field_limits import ID_LENGTH, LINE_LENGTH
from bridgehead.kit.form_fields import UploadField, form_field
from bridgehead.kit.forms import RecordForm, VerbForm
from bridgehead.trips.models import Meeting
from bridgehead.trips.phrases import NEXT_STEPS
from bridgehead.trips.services import ScheduleLimits

USUAL = ScheduleLimits()
LONGEST_NUMBER = 4


class LimitField(forms.CharField):
    """A whole number within bounds; what is no number counts as the usual one."""

    def __init__(self, usual: int, least: int, most: int, **options: Any) -> None:
        self.usual, self.least, self.most = usual, least, most
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> int:  # noqa: D102
        text = value or ""
        if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
            return self.usual
        return max(self.least, min(int(text), self.most))


class LimitsForm(forms.Form):
    """What a day keeps to, as an address or a form says."""

    travel = LimitField(USUAL.travel, 0, 600, label=_("Minutes between sites"))
    group = LimitField(USUAL.group, 1, 100, label=_("Largest group"))
    row = LimitField(USUAL.row, 0, 100, label=_("Meetings before a break"))

    def limits(self, seconds: float) -> ScheduleLimits:
        """What was asked for, with the solver's time."""
        self.is_valid()
        return ScheduleLimits(seconds=seconds, **{name: self.cleaned_data[name] for name in LimitsForm.base_fields})

    @property
    def moved(self) -> dict[str, int]:
        """What is not as usual, for the address of the page."""
        self.is_valid()
        chosen = {name: self.cleaned_data[name] for name in LimitsForm.base_fields}
        return {name: value for name, value in chosen.items() if value != getattr(USUAL, name)}


class MakeForm(LimitsForm, VerbForm):
    """Create the schedule and save it."""


class CancelForm(LimitsForm, VerbForm):
    """Cancel a participant and update the schedule."""

    actor = forms.CharField(max_length=ID_LENGTH, label=_("Cancel a participant"))


class WishesForm(VerbForm):
    """Import wishes from a file."""

    file = UploadField(
        label=_("Wishes from a CSV file (columns activity, from, to, weight)"),
        error_messages=dict.fromkeys(("required", "empty"), _("Choose a CSV file with wishes.")),
    )


class CompanionForm(VerbForm):
    """Add a member to a trip."""

    actor = forms.CharField(max_length=ID_LENGTH, label=_("Member"))


class NoteForm(RecordForm):
    """Whether a meeting was useful, the next step, by when; `who` is whose meetings the page shows."""

    useful = forms.ChoiceField(choices=[("yes", _("Useful")), ("no", _("Not useful"))], label=_("Useful?"))
    next_step = forms.ChoiceField(choices=list(NEXT_STEPS.items()), required=False, label=_("Next step"))
    due = form_field(Meeting, "due", label=_("Due"))
    who = forms.CharField(required=False, max_length=LINE_LENGTH, widget=forms.HiddenInput)

    def clean_next_step(self) -> str:
        """Without an answer no step is planned."""
        return self.cleaned_data["next_step"] or "none"
