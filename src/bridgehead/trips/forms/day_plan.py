"""Forms of what a day of meetings is made from: time slots, wishes, who can meet when."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.field_limits import LINE_LENGTH
from bridgehead.kit.form_fields import SeveralField
from bridgehead.kit.forms import VerbForm
from bridgehead.trips.core.slot_plan import SlotPlan, read_break, read_time
from bridgehead.trips.services.wish_grid import WEIGHTS, WishChange

ADD, REPLACE = "add", "replace"
NONE = "none"
"""Of a wish that is not there, or is taken back."""


class MinutesField(forms.CharField):
    """A time of day, as minutes."""

    def clean(self, value: Any) -> int:
        """The minutes.

        Raises
        ------
        ValidationError
            If it is no time.
        """
        minutes = read_time(super().clean(value))
        if minutes is None:
            raise ValidationError(_("Enter a time of day, such as 9 or 9:30."))
        return minutes


class BreaksField(forms.CharField):
    """Breaks, each from when to when: `12:00-13:00; 14:30-14:45`."""

    def clean(self, value: Any) -> tuple[tuple[int, int], ...]:
        """Each from when to when, in minutes.

        Raises
        ------
        ValidationError
            If one is no break.
        """
        parts = [part for part in super().clean(value).split(";") if part.strip()]
        found = tuple(filter(None, map(read_break, parts)))
        if len(found) < len(parts):
            raise ValidationError(_("Enter breaks such as 12:00-13:00, separated by ;"))
        return found


class SlotsForm(VerbForm):
    """Make time slots: which days, from when to when, how long, at how many tables where."""

    first = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=31, initial=1)
    begin = MinutesField(label=_("From"), max_length=5, initial="9:00")
    end = MinutesField(label=_("Until"), max_length=5, initial="16:00")
    minutes = forms.IntegerField(label=_("Minutes each"), min_value=5, max_value=480, initial=30)
    pause = forms.IntegerField(label=_("Minutes between"), min_value=0, max_value=240, initial=0)
    breaks = BreaksField(
        label=_("Breaks"), required=False, max_length=LINE_LENGTH, help_text=_("Such as 12:00-13:00; 14:30-14:45")
    )
    tables = forms.IntegerField(label=_("Tables at each site"), min_value=1, max_value=200, initial=3)
    sites = forms.CharField(
        label=_("Sites"), required=False, max_length=LINE_LENGTH, help_text=_("Separated by ; blank for one place")
    )
    manner = forms.ChoiceField(
        label=_("Time slots that are there"),
        choices=[(ADD, _("Keep them and add")), (REPLACE, _("Replace them, except those with meetings"))],
        initial=ADD,
        required=False,
        widget=forms.RadioSelect,
    )
    preview = forms.CharField(required=False, max_length=3)
    """The value of a button of its own."""

    def clean_sites(self) -> tuple[str, ...]:
        """The names of the sites, each once."""
        names = [name.strip() for name in self.cleaned_data["sites"].split(";")]
        if any(len(name) > 200 for name in names):
            raise ValidationError(_("Enter at most 200 letters for a site."))
        return tuple(dict.fromkeys(filter(None, names))) or ("",)

    def clean(self) -> dict[str, Any]:
        """The day ends after it begins."""
        cleaned = super().clean() or self.cleaned_data
        begin, end = cleaned.get("begin"), cleaned.get("end")
        if begin is not None and end is not None and end <= begin:
            self.add_error("end", _("Enter a time after the first."))
        return cleaned

    @property
    def plan(self) -> SlotPlan:
        """What was asked for."""
        names = ("first", "days", "begin", "end", "minutes", "pause", "breaks", "tables", "sites")
        return SlotPlan(**{name: self.cleaned_data[name] for name in names})

    @property
    def replaces(self) -> bool:
        """Whether the slots that are there make way."""
        return bool(self.cleaned_data["manner"] == REPLACE)


class WishGridForm(VerbForm):
    """Wishes of a grid: for each the weight that was chosen, the one that was drawn, who wishes, and for whom."""

    wish = SeveralField(required=False)

    def clean_wish(self) -> list[WishChange]:
        """Those that are another than was drawn."""
        found = []
        for text in self.cleaned_data["wish"]:
            parts = text.split(" ")
            if len(parts) != 4:
                raise ValidationError(_("Reload the page and try again."))
            chosen, drawn, wisher, wished = parts
            if chosen != drawn:
                if chosen != NONE and chosen not in WEIGHTS:
                    raise ValidationError(_("Choose low, normal or high."))
                found.append(WishChange(wisher, wished, WEIGHTS.get(chosen)))
        return found


class AvailabilityForm(VerbForm):
    """The times at which a participant can meet."""

    slots = SeveralField(required=False)
