"""What is sent to bring in a file of a research tool."""

from django import forms
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.forms.form_parts import OfPage
from bridgehead.evidence.services.exchange import COMING
from bridgehead.framework.loader import load_framework
from bridgehead.kit.form_fields import UploadField, form_field


class ImportFile(OfPage):
    """A file of a research tool, and what a document is."""

    file = UploadField(
        label=gettext_lazy(
            "Document (.txt, .md, .docx, .pdf), research project (.qdpx), codebook (.qdc) or codings (.csv, .xlsx)"
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(COMING)}),
    )
    kind = forms.ChoiceField(
        choices=lambda: list(load_framework().vocabularies["source_kind"].items()),
        required=False,
        initial="interview",
        label=gettext_lazy("Document type"),
    )
    language = form_field(Source, "language", label=gettext_lazy("Language (da, en)"))

    def clean_kind(self) -> str:
        """A document, where nothing else is said."""
        return self.cleaned_data["kind"] or "document"
