"""What the forms of the research pages are made of."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy

from bridgehead.kit.field_limits import ID_LENGTH, is_id
from bridgehead.kit.form_fields import LookedUp, QuickSelect
from bridgehead.kit.forms import VerbForm

NAME_LENGTH = 200
NOT_RECORDED = gettext_lazy("Not recorded")
Choices = list[tuple[str, Any]]


class IdsField(forms.MultipleChoiceField):
    """Ids that the service looks up."""

    def valid_value(self, value: str) -> bool:
        """Whether it has the shape of an id."""
        return is_id(value)


class OfPage(VerbForm):
    """A form of a page with several: the ids of its fields begin with what it is called."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}-%s", **options})
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField) and isinstance(field.choices, CallableChoiceIterator):
                field.choices = LookedUp(field.choices.func)


def with_attributes(field: forms.Field, **attributes: int) -> forms.Field:
    """A field with attributes of its control."""
    field.widget.attrs |= attributes
    return field


def hidden(*, required: bool = False, length: int = ID_LENGTH) -> forms.CharField:
    """A text that the page sends along."""
    return forms.CharField(required=required, max_length=length, widget=forms.HiddenInput)


def choice(look: Callable[[], Choices], *, label: Any, required: bool = True) -> forms.ChoiceField:
    """A choice of what the store has."""
    return forms.ChoiceField(choices=look, widget=QuickSelect, label=label, required=required)
