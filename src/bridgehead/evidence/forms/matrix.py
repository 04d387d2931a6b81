"""What is sent about the framework matrix."""

from django.utils.translation import gettext_lazy

from bridgehead.evidence.forms.form_parts import OfPage, with_attributes
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.form_fields import TextField
from bridgehead.kit.forms import RecordForm


class WriteSummary(OfPage, RecordForm):
    """The summary of a cell of the matrix; blank for none."""

    summary = with_attributes(
        TextField(
            required=False,
            max_length=TEXT_LENGTH,
            label=gettext_lazy("Summary"),
            help_text=gettext_lazy("Leave blank to show the summaries of the evidence below."),
        ),
        rows=4,
    )
