"""What is sent where coders are compared."""

from bridgehead.evidence.forms.form_parts import NAME_LENGTH, OfPage, hidden
from bridgehead.kit.field_limits import TEXT_LENGTH


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
