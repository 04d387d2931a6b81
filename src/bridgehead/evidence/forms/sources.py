"""What is sent about sources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.forms.form_parts import NAME_LENGTH, NOT_RECORDED, OfPage
from bridgehead.kit.form_fields import UploadField, form_field
from bridgehead.kit.forms import RecordForm


class DescribeSource(OfPage, RecordForm):
    """What is known of a source; what a script does not send stays as it is."""

    title = form_field(Source, "title", label=gettext_lazy("Title"))
    kind = form_field(Source, "kind", label=gettext_lazy("Kind"), empty=NOT_RECORDED)
    language = form_field(Source, "language", label=gettext_lazy("Language (da, en)"))
    date = form_field(Source, "date", label=gettext_lazy("Date (2019, 2019-05 or 2019-05-31)"))
    purpose = form_field(Source, "purpose", label=gettext_lazy("Fits the purpose"), empty=NOT_RECORDED)
    current = form_field(Source, "current", label=gettext_lazy("Is current"), empty=NOT_RECORDED)
    trust = form_field(Source, "trust", label=gettext_lazy("Is trustworthy"), empty=NOT_RECORDED)
    confidentiality = form_field(Source, "confidentiality", label=gettext_lazy("Confidentiality"))
    consent = form_field(Source, "consent", label=gettext_lazy("Consent"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.required = field.required and (not self.is_bound or name in self.data)

    @property
    def values(self) -> dict[str, Any]:
        """What was sent."""
        return {name: value for name, value in super().values.items() if name == "seen" or name in self.data}


class AddText(OfPage):
    """The document of a source that is there without its text."""

    file = UploadField(
        label=gettext_lazy("Document (.txt, .md, .docx, .pdf)"),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx,.pdf"}),
    )


class Pseudonym(OfPage):
    """A name, and what is to stand for it."""

    name = forms.CharField(max_length=NAME_LENGTH, label=gettext_lazy("Name in the text"))
    pseudonym = forms.CharField(max_length=NAME_LENGTH, label=gettext_lazy("Pseudonym"))
