"""The field in which a colleague is picked."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.queries.colleagues import colleagues
from bridgehead.kit.form_fields import QuickSelect


class ColleagueChoice(QuickSelect):
    """A choice of colleagues that shows who is named even if they have no account, or cannot sign in any more."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The control."""
        if value and str(value) not in {str(choice) for choice, _label in self.choices}:
            self.choices = [*self.choices, (value, _("{name} (no account)").format(name=value))]
        return super().render(name, value, attrs, renderer)


class ColleagueField(forms.ChoiceField):
    """A colleague; whoever is named already may stay."""

    widget = ColleagueChoice

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=lambda: [("", _("Nobody")), *colleagues().items()], **options)

    def valid_value(self, value: Any) -> bool:
        """Any name that the store takes: one that stood there may stay, and the service refuses a new one.

        Accounts are not part of the case folder, so a workspace may name colleagues whom it does not know.
        """
        return len(str(value)) <= 150
