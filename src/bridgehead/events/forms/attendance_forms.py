"""Forms of the day itself and after it: check-in, attendance lists, participations, thanks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.events.models import Registration
from bridgehead.events.services.attendance import LEFT_OUT, NEW, AskedName
from bridgehead.events.services.thanks import ThankYou
from bridgehead.importers.readers.attendance_lists import Attendee
from bridgehead.kit.field_limits import ID_LENGTH, LINE_LENGTH
from bridgehead.kit.form_fields import TextField, UploadField, form_field
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.reference_fields import ReferenceField

LONGEST_TEXT = 10_000
LONGEST_LIST = 200_000


class CheckInForm(VerbForm):
    """Somebody came, or that is taken back; `words` is what the page was narrowed to."""

    here = forms.ChoiceField(choices=[("yes", gettext_lazy("Here")), ("no", gettext_lazy("Undo"))])
    words = forms.CharField(required=False, max_length=LINE_LENGTH, widget=forms.HiddenInput)


class WalkInForm(VerbForm):
    """Somebody came who had not registered."""

    name = form_field(Registration, "name", required=True, label=gettext_lazy("Name"))
    organisation = form_field(Registration, "organisation", required=False, label=gettext_lazy("Organisation"))
    email = forms.EmailField(required=False, max_length=254, label=gettext_lazy("Email (optional)"))

    @property
    def attendee(self) -> Attendee:
        """Who came."""
        said = {name: " ".join(str(self.cleaned_data[name]).split()) for name in ("name", "organisation", "email")}
        return Attendee(**said)


class AttendanceListForm(VerbForm):
    """An attendance list, as a file or pasted."""

    file = UploadField(
        required=False,
        label=gettext_lazy("File (XLSX, ODS, CSV)"),
        error_messages={"empty": gettext_lazy("Choose a file with rows.")},
    )
    text = TextField(
        required=False,
        max_length=LONGEST_LIST,
        label=gettext_lazy("Or paste the list"),
        help_text=gettext_lazy("With its heading row: Name, Organisation, Email."),
    )

    def clean(self) -> None:
        """One of the two is there."""
        super().clean()
        if not self.errors and not self.cleaned_data.get("file") and not self.cleaned_data.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste the list."))


class AbsentForm(VerbForm):
    """Everybody else did not come."""


class ParticipationsForm(VerbForm):
    """Which organisation each unknown name is, for all lists to come."""

    def __init__(self, *args: Any, asked: Sequence[AskedName], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        for number, each in enumerate(asked):
            ways = [(NEW, _("New organisation")), (LEFT_OUT, _("No organisation: leave out"))]
            known = [(actor.pk, actor.name) for actor in each.suggestions]
            first = known[0][0] if len(known) == 1 else ""
            self.fields[f"name_{number}"] = forms.ChoiceField(
                required=False, choices=[("", _("Ask again later")), *known, *ways], label=each.name, initial=first
            )
            self.fields[f"other_{number}"] = ReferenceField(
                "actor", required=False, label=_("Or another organisation, by name")
            )

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by comparable name; an organisation that was typed goes before."""
        said = self.cleaned_data
        numbered = enumerate(self.asked)
        return {each.key: said[f"other_{n}"] or said[f"name_{n}"] for n, each in numbered}

    @property
    def rows(self) -> list[tuple[AskedName, Any, Any]]:
        """Each name with its fields."""
        return [(each, self[f"name_{n}"], self[f"other_{n}"]) for n, each in enumerate(self.asked)]


class ThanksForm(VerbForm):
    """The thank-you mail; `preview` is whose is shown."""

    subject = forms.CharField(max_length=200, label=gettext_lazy("Subject"))
    text = TextField(max_length=LONGEST_TEXT, label=gettext_lazy("Text"))
    preview = forms.CharField(required=False, max_length=ID_LENGTH, label=gettext_lazy("Preview for"))
    send = forms.CharField(required=False, max_length=3)

    def clean_subject(self) -> str:
        """One line."""
        subject = " ".join(str(self.cleaned_data["subject"]).split())
        if not subject:
            raise ValidationError(_("Enter a subject."))
        return subject

    @property
    def said(self) -> ThankYou:
        """What was written."""
        return ThankYou(self.cleaned_data["subject"], self.cleaned_data["text"])
