"""The form of choosing contact persons for an event."""

from django import forms
from django.http import QueryDict

from bridgehead.kit.form_fields import SeveralField
from bridgehead.kit.forms import VerbForm

LONGEST = 2_000


class InviteContacts(VerbForm):
    """The ticked contact persons are invited, or everybody whom the list shows."""

    keys = SeveralField(required=False)
    everybody = forms.BooleanField(required=False)
    asked = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    @property
    def address(self) -> QueryDict:
        """What was asked of the list, as an address has it; nothing where it cannot be read."""
        said = self.sent("asked")
        return QueryDict(said if len(said) <= LONGEST else "")
