"""Fields of forms: texts, lists, choices and files, and those that come from the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.kit import list_items, model_fields, vocabularies
from bridgehead.kit.field_limits import LINE_LENGTH, TEXT_LENGTH
from bridgehead.kit.forms import Label
from bridgehead.kit.written_days import read_day

DAY_LENGTH = 40
NAME_BYTES = 200
"""The longest name of an uploaded file that is kept, so that there is room beside it on any disk."""


class TextField(forms.CharField):
    """Text of any number of lines; a browser's line ends become those of the store."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:  # noqa: D102
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class ItemsField(forms.CharField):
    """Items separated by `;`."""

    def to_python(self, value: Any) -> Any:  # noqa: D102
        text = super().to_python(value) or ""
        return [item for part in text.split(list_items.SEPARATOR) if (item := part.strip())]

    def prepare_value(self, value: Any) -> Any:  # noqa: D102
        return "; ".join(value) if isinstance(value, list | tuple) else value


class LookedUp(BaseChoiceIterator):
    """Choices of one form's field, asked for once, when first wanted: Django wants them several times."""

    def __init__(self, look: Callable[[], Iterable[Any]]) -> None:
        self._look = look

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found)

    @cached_property
    def _found(self) -> list[Any]:
        return list(self._look())


class QuickSelect(forms.Select):
    """A choice that is drawn at once, of ten or of all organisations; Django draws each option by a template."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The control."""
        options = "".join(_options(self.choices, set(self.format_value(value))))
        given = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", given, SafeString(options))


def _options(choices: Iterable[tuple[Any, Any]], chosen: set[str]) -> Iterator[str]:
    for value, label in choices:
        key = escape(str(value))
        if isinstance(label, list | tuple):
            yield f'<optgroup label="{key}">{"".join(_options(label, chosen))}</optgroup>'
        else:
            yield f'<option value="{key}"{" selected" if str(value) in chosen else ""}>{escape(str(label))}</option>'


class SeveralField(forms.Field):
    """Several values of one name, each in an input of its own."""

    widget = forms.MultipleHiddenInput
    each = forms.CharField(max_length=LINE_LENGTH)

    def to_python(self, value: Any) -> list[str]:  # noqa: D102
        return [self.each.clean(item) for item in value or ()]


class DayField(forms.CharField):
    """A day, a month or a year, as people type them (`kit.written_days`); cleaned to a partial date."""

    def __init__(self, **options: Any) -> None:
        control = forms.TextInput({"placeholder": "2027-05-31", "autocomplete": "off"})
        super().__init__(**{"max_length": DAY_LENGTH, "widget": control, **options})

    def to_python(self, value: Any) -> str:  # noqa: D102
        return read_day(super().to_python(value) or "")


class UploadField(forms.FileField):
    """A file that is no larger than what is taken; its name fits any disk."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: D102
        file: UploadedFile[bytes] | None = super().clean(data, initial)
        if file is None or file is initial:
            return file
        if file.size is not None and file.size > settings.UPLOAD_LIMIT:
            largest = f"{settings.UPLOAD_LIMIT:,}"
            raise forms.ValidationError(_("Choose a file of at most %(n)s bytes.") % {"n": largest}, code="invalid")
        file.name = short_name(file.name or "")
        return file


class SeveralFiles(forms.FileInput):
    """The control in which several files are chosen."""

    allow_multiple_selected = True


class UploadsField(UploadField):
    """Several files, each as `UploadField` takes it; cleaned to a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: D102
        each = data if isinstance(data, list | tuple) and data else [data]
        return [super(UploadsField, self).clean(one, initial) for one in each]


def short_name(name: str) -> str:
    """A file's name as any disk takes it, with its ending."""
    try:
        plain = get_valid_filename(name.replace("\\", "/").rpartition("/")[2])
    except SuspiciousFileOperation:  # no sign of it is kept
        plain = ""
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending.encode()) > NAME_BYTES // 4:
        stem, ending = plain, ""
    stem = stem.strip(".") or "file"
    room = NAME_BYTES - len(ending.encode()) - 1
    return stem.encode()[:room].decode("utf-8", "ignore") + (f".{ending}" if ending else "")


def form_field(  # noqa: PLR0911 one line a kind of field is the shortest way to say it
    model: type[models.Model], name: str, *, label: Label = "", required: bool | None = None, empty: Label = ""
) -> forms.Field:
    """The form field of a model's field: it takes what the model takes.

    Parameters
    ----------
    required
        As the model says, unless given.
    empty
        What a choice of terms says for none.
    """
    field: Any = model._meta.get_field(name)
    needed = required if required is not None else not (field.blank or field.null)
    shared: dict[str, Any] = {"label": label or field.verbose_name, "required": needed}
    match field:
        case model_fields.TermField():
            return forms.ChoiceField(choices=_terms_of(field, empty), widget=QuickSelect, **shared)
        case model_fields.LongTextField():
            return TextField(max_length=TEXT_LENGTH, **shared)
        case model_fields.ListField():
            return ItemsField(validators=field.validators, **shared)
        case model_fields.NumberField():
            return forms.FloatField(validators=field.validators, **shared)
        case model_fields.CountField():
            return forms.IntegerField(validators=field.validators, **shared)
        case model_fields.DateField():
            return DayField(validators=field.validators, **shared)
        case models.ForeignKey():
            return forms.CharField(validators=field.target_field.validators, **shared)
        case _:
            return forms.CharField(max_length=field.max_length, validators=field.validators, **shared)


def _terms_of(field: model_fields.TermField, empty: Label) -> Callable[[], list[tuple[str, Label]]]:
    """The choices of a vocabulary, read when the form is drawn: a cluster may have terms of its own."""
    none = empty or (gettext_lazy("Not recorded") if field.blank else gettext_lazy("Choose"))
    return lambda: [("", none), *vocabularies.terms(field.vocabulary).items()]


def values_of(record: models.Model, form: type[forms.Form]) -> Mapping[str, Any]:
    """What a record holds in the fields of a form, to draw it with."""
    return {name: getattr(record, name) for name in form.base_fields if hasattr(record, name)}
