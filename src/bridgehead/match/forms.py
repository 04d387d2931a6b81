"""Forms of matching: feedback, declining by mail, unsubscribing, and the search by text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.form_fields import TextField
from bridgehead.kit.forms import VerbForm
from bridgehead.match.core.mark_types import WORDS
from bridgehead.match.services.marks import LONGEST_REASON

LONGEST_TEXT = 20_000


class ReasonForm(VerbForm):
    """A feedback with its reason; `back` removes it."""

    reason = forms.CharField(required=False, max_length=LONGEST_REASON, label=_("Reason"))


class MarkForm(ReasonForm):
    """Give feedback on an actor for an opportunity, or remove it.

    `next` is where the button was pressed.
    """

    mark = forms.ChoiceField(choices=[(word, word) for word in WORDS], required=False, label=_("Feedback"))
    back = forms.ChoiceField(choices=[(word, word) for word in WORDS], required=False, label=_("Feedback"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """One is chosen."""
        super().clean()
        if not self.errors and not self.word:
            self.add_error("mark", _("Choose a feedback."))

    @property
    def word(self) -> str:
        """The feedback that is given or removed, as it was sent."""
        return self.sent("back") or self.sent("mark")


class DeclineForm(ReasonForm):
    """Decline an opportunity of a mail; with `back`, undo that."""

    back = forms.CharField(required=False)


class LeaveForm(VerbForm):
    """Unsubscribe from the weekly mail."""


class SendForm(VerbForm):
    """Send the mails that are due."""


class AskForm(forms.Form):
    """Rank organisations for a text."""

    text = TextField(required=False, max_length=LONGEST_TEXT)
