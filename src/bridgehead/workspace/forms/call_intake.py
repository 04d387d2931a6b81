"""Forms of an opportunity that is read from a text or file: what is read, then what is made of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.importers.readers.call_documents import (
    FILE_LIMIT,
    TAKEN,
    TEXT_LIMIT,
    ReadDocument,
    read_document,
    read_pasted,
)
from bridgehead.kit.errors import InputError
from bridgehead.kit.form_fields import TextField, UploadField
from bridgehead.kit.forms import VerbForm
from bridgehead.workspace.forms.records import RECORD_FORMS, EditedRecord

HEADING_LENGTH = 1_000


class ReadCallForm(VerbForm):
    """A text that was pasted, or a file."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
    text = TextField(required=False, max_length=TEXT_LIMIT, label=_("Text"), widget=forms.Textarea(attrs={"rows": 12}))
    file = UploadField(required=False, label=_("File"), widget=forms.FileInput(attrs={"accept": ",".join(TAKEN)}))
    document: ReadDocument | None = None

    def clean(self) -> dict[str, Any]:
        """Read what was sent; what cannot be read is said beside its field."""
        cleaned = super().clean() or self.cleaned_data
        text, file = str(cleaned.get("text") or ""), cleaned.get("file")
        if not self.errors:
            if bool(text.strip()) == bool(file):
                both = _("Paste a text or choose a file, not both.")
                self.add_error("file" if file else "text", both if file else _("Paste a text or choose a file."))
            else:
                self._read(text, file)
        return cleaned

    def _read(self, text: str, file: Any) -> None:
        try:
            if file and file.size > FILE_LIMIT:  # not read at all
                self.add_error("file", _("Choose a file of at most %(n)s bytes.") % {"n": f"{FILE_LIMIT:,}"})
            else:
                self.document = read_document(file.read(), file.name) if file else read_pasted(text)
        except InputError as error:
            self.add_error("file" if file else "text", str(error) if file else error.reason)


class ReadFields(EditedRecord):
    """What the form of an opportunity has besides, where it was read: the text, to show where each value stood."""

    read_text = TextField(required=False, max_length=TEXT_LIMIT, widget=forms.HiddenInput, strip=False)
    read_heading = forms.CharField(required=False, max_length=HEADING_LENGTH, widget=forms.HiddenInput)
    read_address = forms.CharField(required=False, max_length=HEADING_LENGTH, widget=forms.HiddenInput)
    use = forms.CharField(required=False, max_length=HEADING_LENGTH)
    """Another value that the text offers: its field, a blank, the value."""

    @property
    def chosen(self) -> Mapping[str, Any] | None:
        """All that was typed with the other value in its field, where one was asked for."""
        name, _blank, value = self.sent("use").partition(" ")
        if name not in self.attributes:
            return None
        typed = {field: self[field].value() for field in self.fields if field not in ("use", "token")}
        plain = {field: self.sent(field) if isinstance(said, str) else said for field, said in typed.items()}
        return {**plain, name: value}


CallRecordForm: type[ReadFields] = type(
    "CallRecordForm",
    (ReadFields, RECORD_FORMS["opportunity"]),
    {"__module__": __name__, "__doc__": "The form of an opportunity that was read."},
)
"""The form of an opportunity that was read."""
