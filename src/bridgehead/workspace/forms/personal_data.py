"""What is sent from a person's page: what they agree to, that they object, and that they are erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.core.consent import PURPOSES
from bridgehead.ecosystem.phrases.consents import CONSENTS
from bridgehead.kit.field_limits import LARGEST_ID
from bridgehead.kit.forms import VerbForm


class ConsentForm(VerbForm):
    """The purposes to which a person agrees."""

    purposes = forms.MultipleChoiceField(
        label=_("Agrees to"),
        required=False,
        choices=[(each, CONSENTS[each]) for each in PURPOSES],
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput)


class ObjectForm(VerbForm):
    """A person objects: their data is used for nothing any more."""


class EraseForm(VerbForm):
    """A person is erased; their name is typed, since nothing brings them back."""

    name = forms.CharField(label=_("Type the person’s name to confirm"), max_length=1_000)

    def __init__(self, *args: object, person: str = "", **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.person = person

    def clean_name(self) -> str:
        """The name as it is on record, else nobody is erased."""
        typed = " ".join(str(self.cleaned_data["name"]).split())
        if typed.casefold() != " ".join(self.person.split()).casefold():
            raise forms.ValidationError(_("This is not the name on record. Type it as it is above."))
        return typed
