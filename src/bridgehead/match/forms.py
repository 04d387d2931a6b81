"""What people say of a match: a mark, a mail's "no thanks", no more mails; and the text that somebody asks about."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.forms import TextField, VerbForm
from bridgehead.match.services.marks import LONGEST_REASON, WORDS

LONGEST_TEXT = 20_000


class ReasonForm(VerbForm):
    """A word with its reason; `back` takes it back."""

    reason = forms.CharField(required=False, max_length=LONGEST_REASON, label=_("Why?"))


class MarkForm(ReasonForm):
    """Say something of an actor for an opportunity, or take it back.

    `next` is where the button was pressed.
    """

    mark = forms.ChoiceField(choices=[(word, word) for word in WORDS], required=False, label=_("Mark"))
    back = forms.ChoiceField(choices=[(word, word) for word in WORDS], required=False, label=_("Mark"))
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        """Something is said."""
        super().clean()
        if not self.errors and not self.word:
            self.add_error("mark", _("Choose what to say."))

    @property
    def word(self) -> str:
        """The word that is said or taken back, as it was sent."""
        return self.sent("back") or self.sent("mark")


class DeclineForm(ReasonForm):
    """What an opportunity in a mail is not; with `back`, it is that no more."""

    back = forms.CharField(required=False)


class LeaveForm(VerbForm):
    """No more of these mails."""


class SendForm(VerbForm):
    """Send what is due."""


class AskForm(forms.Form):
    """Who could do what a text asks for."""

    text = TextField(required=False, max_length=LONGEST_TEXT)
