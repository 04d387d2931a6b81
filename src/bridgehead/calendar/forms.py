"""Forms of the calendar: what is shown, a new subscription, one that is removed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.calendar.phrases import KINDS
from bridgehead.kit.field_limits import ID_LENGTH
from bridgehead.kit.forms import VerbForm


class SubscribeForm(VerbForm):
    """Subscribe to one's calendar."""

    name = forms.CharField(max_length=200, label=_("Name"), help_text=_("Such as My phone"))
    kinds = forms.MultipleChoiceField(
        choices=list(KINDS.items()), required=False, widget=forms.CheckboxSelectMultiple, label=_("What it holds")
    )
    mine = forms.BooleanField(required=False, label=_("Only mine"))

    def keep_to(self, kinds: tuple[str, ...]) -> None:
        """Offer the kinds that somebody may see."""
        choices = [(kind, label) for kind, label in KINDS.items() if kind in kinds]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]


class SubscribeTripForm(VerbForm):
    """Subscribe to the meetings of a trip: all that one sees, or a participant's."""

    actor = forms.CharField(required=False, max_length=ID_LENGTH, widget=forms.HiddenInput)


class RevokeForm(VerbForm):
    """Remove a subscription."""
