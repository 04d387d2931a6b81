"""Forms of an import: the file, its columns, the confirmation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.queries import actors
from bridgehead.importers.core.column_mapping import IGNORED, HeadingWords, reason_for
from bridgehead.importers.models import ImportJob, ImportJobColumn
from bridgehead.importers.phrases import DOUBTS, MEMBER_FIELDS
from bridgehead.importers.readers.member_lists import known_headings
from bridgehead.kit.form_fields import UploadField
from bridgehead.kit.forms import VerbForm
from bridgehead.workspace.services import import_jobs


class ImportForm(VerbForm):
    """A file to preview."""

    format = forms.ChoiceField(
        label=_("Format"),
        choices=lambda: [(choice.name, choice.title) for choice in import_jobs.choices().values()],
        error_messages={"required": _("Choose a format."), "invalid_choice": _("Choose one of these formats.")},
    )
    file = UploadField(label=_("File"), error_messages={"required": _("Choose a file.")})


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
