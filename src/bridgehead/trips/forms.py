"""What staff ask of a trip: make its schedule, cancel, take wishes in, take somebody along, note a result."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.field_limits import ID_LENGTH, LINE_LENGTH
from bridgehead.kit.forms import RecordForm, UploadField, VerbForm, form_field
from bridgehead.trips.models import Meeting
from bridgehead.trips.services import ScheduleLimits

USUAL = ScheduleLimits()
LONGEST_NUMBER = 4
WORDS = {"none": _("none"), "contact": _("stay in touch"), "cooperation": _("cooperation"), "agreement": _("agreement")}
"""The next steps of `services.STEPS`, as the page calls them."""


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
    group = LimitField(USUAL.group, 1, 100, label=_("Most guests of a group"))
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
    """Make the schedule, and keep it."""


class CancelForm(LimitsForm, VerbForm):
    """Somebody cannot come: repair the schedule."""

    actor = forms.CharField(max_length=ID_LENGTH, label=_("Somebody cancels"))


class WishesForm(VerbForm):
    """Take wishes in from a file."""

    file = UploadField(
        label=_("Wishes from a CSV file (columns activity, from, to, weight)"),
        error_messages=dict.fromkeys(("required", "empty"), _("Choose a CSV file with wishes.")),
    )


class TakeAlongForm(VerbForm):
    """Put a member on a trip."""

    actor = forms.CharField(max_length=ID_LENGTH, label=_("Member"))


class NoteForm(RecordForm):
    """Whether a meeting was useful, the next step, by when; `who` is whose meetings the page shows."""

    useful = forms.ChoiceField(choices=[("yes", _("Useful")), ("no", _("Not useful"))], label=_("Useful?"))
    next_step = forms.ChoiceField(choices=list(WORDS.items()), required=False, label=_("Next step?"))
    due = form_field(Meeting, "due", label=_("By when?"))
    who = forms.CharField(required=False, max_length=LINE_LENGTH, widget=forms.HiddenInput)

    def clean_next_step(self) -> str:
        """Not to say is to say none."""
        return self.cleaned_data["next_step"] or "none"
