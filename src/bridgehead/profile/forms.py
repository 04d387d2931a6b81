"""What the pages of a profile take."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bridgehead.evidence.models import Evidence
from bridgehead.kit.form_fields import form_field
from bridgehead.kit.forms import RecordForm


class CorrectEvidence(RecordForm):
    """Where an advantage came from, and which way a piece of evidence points; what is not sent stays."""

    origin = form_field(Evidence, "origin", label=_("Origin"), empty=_("Not recorded"))
    direction = form_field(Evidence, "direction", label=_("Direction"), empty=_("Neither"))

    @property
    def values(self) -> dict[str, Any]:
        """What was sent."""
        return {name: value for name, value in super().values.items() if name == "seen" or name in self.data}
