"""Forms on two records of one organisation."""

from typing import Any

from django import forms

from bridgehead.kit.forms import VerbForm


class MergeForm(VerbForm):
    """Two records become one; which of them stays."""

    keep = forms.ChoiceField(required=False)

    def __init__(self, first: str, second: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pair = first, second
        self.fields["keep"].choices = [(first, first), (second, second)]  # type: ignore[attr-defined]

    @property
    def keep_and_drop(self) -> tuple[str, str]:
        """The one that stays, the first where nothing is said, and the other."""
        first, second = self.pair
        return (second, first) if self.cleaned_data["keep"] == second else (first, second)


class ApartForm(VerbForm):
    """Two records are two organisations."""
