"""Fields in which a record is picked by typing its name."""

from collections.abc import Callable
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bridgehead.kit.form_fields import ItemsField
from bridgehead.kit.list_items import SEPARATOR


class RecordNames(Protocol):
    """What stands for a record in a field, and the record that a text names."""

    def text_of(self, kind: str, id_: str) -> str:
        """What stands for a record in a field."""

    def record_named(self, kind: str, text: str) -> str | None:
        """The id of the one record that a text names; None where none or several do."""


_providers: list[Callable[[], RecordNames]] = []


def provide(source: Callable[[], RecordNames]) -> None:
    """Say who knows the names of records; the latest word counts."""
    _providers[:] = [source]


def record_named(kind: str, text: str) -> str | None:
    """The id of the one record of a kind that a text names; None where none or several do."""
    return _providers[0]().record_named(kind, text)


class ReferenceInput(forms.TextInput):
    """A text with suggestions of records of a kind, asked for while one types."""

    route = "record-choices"

    def __init__(self, kind: str) -> None:
        super().__init__({"autocomplete": "off"})
        self.kind = kind

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The control, and the list of its suggestions."""
        list_id = f"{(attrs or {}).get('id', name)}-choices"
        asking = {
            "list": list_id,
            "hx-get": f"{reverse_lazy(self.route, args=[self.kind])}?field={name}",
            "hx-trigger": "input changed delay:200ms, focus once",
            "hx-target": f"#{list_id}",
            "hx-sync": "this:replace",
            # What a form of filters around it asks for is not asked for here.
            **dict.fromkeys(("hx-select", "hx-select-oob"), "unset"),
            "hx-swap": "innerHTML",
            "hx-push-url": "false",
        }
        shown = super().render(name, value, {**(attrs or {}), **asking}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', shown, list_id)


class TagsInput(ReferenceInput):
    """Tags, separated by `;`, with suggestions of those that records of a kind have."""

    route = "record-tags"


def filter_input(kind: str, name: str, id_: str, shown: str) -> SafeString:
    """The control of a list's filter in which a record is picked.

    Parameters
    ----------
    id_
        Of the record that is picked; blank where none is, and then `shown` is what was typed.
    """
    text = _providers[0]().text_of(kind, id_) if id_ else shown
    return ReferenceInput(kind).render(name, text, {"id": f"filter-{name}"})


class ReferenceField(forms.CharField):
    """One record, by its name or id; cleaned to its id.

    Parameters
    ----------
    kind
        Of record.
    free
        Whether it may also be a text that names no record.
    """

    def __init__(self, kind: str, *, free: bool = False, **options: Any) -> None:
        super().__init__(**{"widget": ReferenceInput(kind), **options})
        self.kind, self.free = kind, free

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field for an id."""
        return _providers[0]().text_of(self.kind, value) if isinstance(value, str) and value else value

    def clean(self, value: Any) -> Any:
        """The id; what is typed where no record is called so, if any text may stand here.

        Raises
        ------
        ValidationError
            If no record, or more than one, is called so.
        """
        text = super().clean(value)
        if not text:
            return text
        found = _providers[0]().record_named(self.kind, text)
        if found is None and not self.free:
            raise ValidationError(not_found(text), code="not_found")
        return found or text


class ReferencesField(ItemsField):
    """Several records of a kind, by name or id, separated by `;`; cleaned to their ids."""

    def __init__(self, kind: str, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field for a list of ids."""
        if isinstance(value, list | tuple):
            return f"{SEPARATOR} ".join(_providers[0]().text_of(self.kind, id_) for id_ in value)
        return value

    def clean(self, value: Any) -> Any:
        """The ids.

        Raises
        ------
        ValidationError
            Naming the first text that names no record, or more than one.
        """
        texts = super().clean(value)
        found = [_providers[0]().record_named(self.kind, text) for text in texts]
        for text, id_ in zip(texts, found, strict=True):
            if id_ is None:
                raise ValidationError(not_found(text), code="not_found")
        return found


def not_found(text: str) -> str:
    """A text names no record."""
    return _("“{text}” is not on record. Choose from the list, or type the whole name.").format(text=text)
