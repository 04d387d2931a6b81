"""Fields in which countries are picked by typing, and terms by ticking."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from bridgehead.kit import countries
from bridgehead.kit.country_reader import country_code
from bridgehead.kit.form_fields import ItemsField
from bridgehead.kit.list_items import SEPARATOR
from bridgehead.kit.reference_fields import not_found


class CountriesField(ItemsField):
    """Several countries, by name or code, separated by `;`; cleaned to their codes."""

    def prepare_value(self, value: Any) -> Any:
        """Their names."""
        return f"{SEPARATOR} ".join(map(countries.name, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Their codes.

        Raises
        ------
        ValidationError
            Naming the first text that is no country.
        """
        found = []
        for text in super().clean(value):
            if not (code := country_code(text)):
                raise ValidationError(not_found(text), code="not_found")
            found.append(code)
        return found


class TermsField(forms.MultipleChoiceField):
    """Terms to tick; that none is ticked is sent as a blank one."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """Those that are ticked."""
        return [term for term in super().to_python(value) if term]
