"""Fields in which countries are picked by typing, terms by ticking, and colleagues from a list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.queries.colleagues import colleagues
from bridgehead.kit import countries
from bridgehead.kit.form_fields import ItemsField, QuickSelect
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
            code = countries.code_of(text)
            if not code:
                raise ValidationError(not_found(text), code="not_found")
            found.append(code)
        return found


class TermsField(forms.MultipleChoiceField):
    """Terms to tick; that none is ticked is sent as a blank one."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """Those that are ticked."""
        return [term for term in super().to_python(value) if term]


class ColleagueChoice(QuickSelect):
    """A choice of colleagues that shows who is named even if they cannot sign in any more."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The control."""
        if value and str(value) not in {str(choice) for choice, _label in self.choices}:
            self.choices = [*self.choices, (value, value)]
        return super().render(name, value, attrs, renderer)


class ColleagueField(forms.ChoiceField):
    """A colleague; whoever is named already may stay."""

    widget = ColleagueChoice

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=lambda: [("", _("Nobody")), *colleagues().items()], **options)

    def valid_value(self, value: Any) -> bool:
        """Any name that the store takes: accounts are not part of the case folder."""
        return len(str(value)) <= 150
