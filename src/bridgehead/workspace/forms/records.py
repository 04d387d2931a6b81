"""The form of each kind of record: its fields are the columns of its file."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bridgehead.framework.loader import load_framework
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.form_fields import QuickSelect
from bridgehead.kit.forms import RecordForm, VerbForm
from bridgehead.kit.permissions import Viewer
from bridgehead.kit.reference_fields import ReferenceField
from bridgehead.workspace.case_files import tables_by_kind
from bridgehead.workspace.forms.column_fields import column_field, field_of
from bridgehead.workspace.forms.eligibility_fields import ConditionsInput
from bridgehead.workspace.services.record_choices import record_named
from bridgehead.workspace.services.records import NewActor

MADE = "-new"
"""The end of the name of a field that says which kind of organisation is made for a name that is not on record."""


class EditedRecord(RecordForm):
    """What every record's form shares: values by attribute, organisations made on the fly, fields that fold away."""

    record_kind: ClassVar[str]
    owner_field: ClassVar[str]
    """The field that says whose record it is; blank where it is no one's."""
    attributes: ClassVar[Mapping[str, str]]
    """Field to attribute of the model."""
    folded: ClassVar[frozenset[str]]

    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.making: set[str] = set()
        for name, field in self.base_fields.items():
            if isinstance(field, ReferenceField) and field.kind == "actor" and not field.free:
                self.fields[f"{name}{MADE}"] = forms.ChoiceField(
                    required=False, label=_("Add it as a new"), choices=_kinds_of_actor, widget=QuickSelect
                )
        if self.record_kind == "actor":
            asking = {"hx-trigger": "input changed delay:300ms", "hx-target": "#similar", "hx-sync": "this:replace"}
            self.fields["name"].widget.attrs |= {"hx-get": reverse("record-similar", args=[self.record_kind]), **asking}

    def keep_to(self, viewer: Viewer) -> None:
        """Leave out the fields that the viewer may not set."""
        resource = tables_by_kind()[self.record_kind].file.resource
        for name in self.attributes:
            if not viewer.may_set(resource, name):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Take a name that is not on record for that of a new organisation, where its kind is chosen."""
        cleaned = super().clean() or self.cleaned_data
        for name in list(self.errors):
            made = cleaned.get(f"{name}{MADE}")
            if self.has_error(name, "not_found") and made is not None:
                self.making.add(name)
                if made:
                    del self.errors[name]
                    cleaned[name] = NewActor(self.sent(name).strip(), made)
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What was sent, by attribute; a field that was not sent stays as it is."""
        sent = {name for name in self.cleaned_data if name in self.making or self._was_sent(name)}
        return {attribute: self.cleaned_data[name] for name, attribute in self.attributes.items() if name in sent}

    def _was_sent(self, name: str) -> bool:
        """Whether a field was sent, by its own name or as rows."""
        widget = self.fields[name].widget
        if isinstance(widget, ConditionsInput):
            return not widget.value_omitted_from_data(self.data, self.files, name)
        return name in self.data

    @property
    def owner(self) -> str | None:
        """The actor to whom the record belongs, as far as the form says."""
        given = self.data.get(self.owner_field) if self.is_bound else self.initial.get(self.owner_field)
        return record_named("actor", str(given)) if given and self.owner_field else None

    @property
    def first_fields(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """The fields that are always shown, each with the choice of what to make where its name is not on record."""
        return [self._with_made(name) for name in self._shown if name not in self.folded]

    @property
    def shown_fields(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """The fields that there are, where a page shows some of them."""
        return [self._with_made(name) for name in self._shown]

    @property
    def folded_fields(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """The fields that are folded away."""
        return [self._with_made(name) for name in self._shown if name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something in the fold has to be seen: a value, or what is wrong with it."""
        return any(
            name in self.errors or self[name].value() not in (None, "", [])
            for name in self._shown
            if name in self.folded
        )

    @property
    def _shown(self) -> list[str]:
        return [name for name in self.attributes if name in self.fields]

    def _with_made(self, name: str) -> tuple[forms.BoundField, forms.BoundField | None]:
        return self[name], self[f"{name}{MADE}"] if name in self.making else None


def only_field(form: EditedRecord, column: str) -> EditedRecord:
    """The form with the field of one column, and what every form sends along."""
    stay = {column, f"{column}{MADE}", "token", "seen", "next"}
    for name in [name for name in form.fields if name not in stay]:
        del form.fields[name]
    return form


class RemoveRecord(VerbForm):
    """A record is removed; what refers to it is moved to another one, removed as well, or kept without it."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
    with_referring = forms.BooleanField(required=False, widget=forms.HiddenInput)
    keep_without = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, kind: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["move_to"] = ReferenceField(kind, required=False, label=_("Move them to"))


def _form_of(table: CaseTable) -> type[EditedRecord]:
    columns = [column for column in table.by_hand if column.attribute != "id"]
    first = table.file.first.split()
    ordered = sorted(columns, key=lambda c: first.index(c.name) if c.name in first else len(first))
    fields: dict[str, Any] = {c.name: column_field(table, c) for c in ordered}
    fields |= {
        "__doc__": f"The form of a record of {table.name}.csv.",
        "record_kind": table.file.kind,
        "owner_field": next((c.name for c in columns if c.attribute == table.file.owner), ""),
        "attributes": {c.name: c.attribute for c in ordered},
        "folded": frozenset(c.name for c in columns if first and c.name not in first),
        "columns": {field_of(table, c).name: c.name for c in columns},
    }
    return type(f"{table.model.__name__}Form", (EditedRecord,), fields)


def _kinds_of_actor() -> list[tuple[str, Any]]:
    return [("", _("Choose")), *load_framework().vocabularies["actor_kind"].items()]


RECORD_FORMS: Mapping[str, type[EditedRecord]] = MappingProxyType(
    {kind: _form_of(table) for kind, table in tables_by_kind().items()}
)
"""The form of each kind of record."""
