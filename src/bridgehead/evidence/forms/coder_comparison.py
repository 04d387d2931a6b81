"""What is sent where coders are compared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.evidence.forms.form_parts import NAME_LENGTH, OfPage, hidden
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.form_fields import SeveralField


class PassagesField(SeveralField):
    """Passages, each as the ids of its codings."""

    each = forms.CharField(max_length=TEXT_LENGTH)


class OpenRound(OfPage):
    """A round of coding whose coders may see each other's work, and the source that it was asked from."""

    session = hidden(required=True, length=NAME_LENGTH)
    source = hidden(required=True)


class Decide(OfPage):
    """A passage's codings, and which of them is kept for all; none to turn them down."""

    ids = hidden(required=True, length=TEXT_LENGTH)
    keep = hidden()
    session = hidden(length=NAME_LENGTH)

    def clean_ids(self) -> list[str]:
        """Ids of the codings."""
        return str(self.cleaned_data["ids"]).split()


class DecideSeveral(OfPage):
    """Several passages, each as the ids of its codings, and whose codings are accepted; nobody's to reject them."""

    keys = PassagesField(error_messages={"required": _("Select at least one passage.")})
    coder = hidden(length=NAME_LENGTH)
    session = hidden(length=NAME_LENGTH)

    def clean_keys(self) -> list[list[str]]:
        """Ids of the codings of each passage."""
        return [key.split() for key in self.cleaned_data["keys"]]
