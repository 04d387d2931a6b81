"""Forms of an import: the file, its columns, the confirmation."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.queries import actors
from bridgehead.importers.core.column_mapping import IGNORED, HeadingWords, reason_for
from bridgehead.importers.models import ImportJob, ImportJobColumn
from bridgehead.importers.phrases import DATE_ORDERS, DOUBTS, MEMBER_FIELDS
from bridgehead.importers.readers.member_lists import known_headings
from bridgehead.kit.form_fields import UploadField
from bridgehead.kit.forms import VerbForm
from bridgehead.kit.reference_fields import ReferenceField
from bridgehead.kit.text_encodings import ENCODINGS
from bridgehead.workspace.core.file_kinds import ACTIVITY, DATES, ENCODING, OPTIONS
from bridgehead.workspace.services.import_formats import IMPORT_FORMATS


class ImportForm(VerbForm):
    """A file to preview; its content says what it is, unless somebody chooses."""

    format = forms.ChoiceField(
        label=_("Kind of file"),
        required=False,
        choices=lambda: [("", _("Recognise from the file")), *kind_choices()],
        error_messages={"invalid_choice": _("Choose one of these kinds.")},
    )
    file = UploadField(label=_("File"), error_messages={"required": _("Choose a file.")})


class KindSelect(forms.Select):
    """Kinds of files, each of which says what else can be said of such a file: the page shows that, and no more."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """One kind."""
        made = super().create_option(name, value, *args, **options)
        return {**made, "attrs": {**made["attrs"], "data-takes": " ".join(OPTIONS.get(str(value), ()))}}


class KindForm(VerbForm):
    """What kind of file an upload is; of an attendance list, what these people came to."""

    format = forms.ChoiceField(
        label=_("Kind of file"),
        widget=KindSelect,
        choices=lambda: list(kind_choices()),
        error_messages={"required": _("Choose a kind."), "invalid_choice": _("Choose one of these kinds.")},
    )
    activity = ReferenceField("activity", required=False, label=_("Activity"))
    encoding = forms.ChoiceField(
        label=_("Text encoding"), required=False, choices=[("", _("By its letters")), *ENCODINGS.items()]
    )
    dates = forms.ChoiceField(
        label=_("Dates in numbers"), required=False, choices=[("", _("By each column")), *DATE_ORDERS.items()]
    )

    def __init__(self, upload: ImportJob, *args: Any, **options: Any) -> None:
        said = {"format": upload.format or upload.candidates.partition(" ")[0], "activity": upload.activity}
        said |= {"encoding": upload.encoding, "dates": upload.dates}
        super().__init__(*args, **{"initial": said, **options})
        self.asked = [each for each in upload.candidates.split() if each in IMPORT_FORMATS]
        if len(self.asked) > 1:
            first = [(name, IMPORT_FORMATS[name].title) for name in self.asked]
            others = [pair for pair in kind_choices() if pair[0] not in self.asked]
            self.fields["format"].choices = [*first, (_("Other kinds"), others)]  # type: ignore[attr-defined]

    @property
    def reading(self) -> list[forms.BoundField]:
        """How the file is to be read, where that is not found out."""
        return [self["encoding"], self["dates"]]

    def clean(self) -> None:
        """What was said of another kind before, and is not shown any more, counts for nothing."""
        super().clean()
        taken = OPTIONS.get(self.cleaned_data.get("format", ""), ())
        for name in {ENCODING, DATES, ACTIVITY} - set(taken):
            self.cleaned_data[name] = ""


def kind_choices() -> Iterator[tuple[str, Any]]:
    """Every kind of file with its title, spreadsheets first."""
    return ((each.name, each.title) for each in IMPORT_FORMATS.values())


class ColumnsForm(VerbForm):
    """What the columns of a member list mean, and whose members they are."""

    cluster = forms.ChoiceField(label=_("Cluster of all rows"), required=False)

    def __init__(self, upload: ImportJob, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.headings: Sequence[ImportJobColumn] = list(upload.columns.all())
        for number, column in enumerate(self.headings):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=column.heading or "–",
                choices=list(MEMBER_FIELDS.items()),
                required=False,
                initial=column.field or IGNORED,
            )
        known = actors(kind="cluster").values_list("pk", "name")
        cluster = self.fields["cluster"]
        cluster.choices = [("", _("Not stated")), *known]  # type: ignore[attr-defined]
        cluster.initial = upload.cluster

    @property
    def rows(self) -> list[tuple[forms.BoundField, str, str]]:
        """Each column's field, examples of what stands there, and why somebody should look at it; blank if known."""
        words = HeadingWords(known_headings())
        return [
            (
                self[f"column-{n}"],
                column.examples,
                "" if column.chosen else str(DOUBTS.get(reason_for(column.heading, column.field, words), "")),
            )
            for n, column in enumerate(self.headings)
        ]

    @property
    def chosen(self) -> dict[str, str]:
        """Heading to field, as they were said."""
        asked = {column.heading: self.cleaned_data[f"column-{n}"] for n, column in enumerate(self.headings)}
        return {heading: field for heading, field in asked.items() if heading and field}


class ConfirmForm(VerbForm):
    """An upload is imported."""

    leave_out = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReadAgainForm(VerbForm):
    """An upload whose reading was cut off is read again."""


class DiscardForm(VerbForm):
    """An upload is forgotten."""
