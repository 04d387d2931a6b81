"""What is sent about passages: their codes, their memos, what they show."""

from django import forms
from django.utils.translation import gettext_lazy

from bridgehead.evidence.forms.code_choices import any_code
from bridgehead.evidence.forms.form_parts import NOT_RECORDED, Choices, IdsField, OfPage, choice, with_attributes
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import evidence
from bridgehead.evidence.services.coding import Judgement
from bridgehead.kit.field_limits import LARGEST_COUNT
from bridgehead.kit.form_fields import form_field
from bridgehead.kit.forms import RecordForm


def _actors() -> Choices:
    return [("", ""), *evidence.actors_by_name()]


def _activities() -> Choices:
    return [("", ""), *evidence.activities_by_name()]


class ApplyCodes(OfPage):
    """Codes for a passage, with a memo and with what it shows."""

    start = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_COUNT, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_COUNT, widget=forms.HiddenInput)
    code = forms.MultipleChoiceField(
        choices=any_code, label=gettext_lazy("Codes"), error_messages={"required": gettext_lazy("Choose a code.")}
    )
    memo = with_attributes(form_field(Coding, "memo", label=gettext_lazy("Memo")), rows=2)
    actor = choice(_actors, label=gettext_lazy("Organisation"), required=False)
    direction = form_field(Evidence, "direction", label=gettext_lazy("Direction"), empty=NOT_RECORDED)
    summary = with_attributes(form_field(Evidence, "summary", label=gettext_lazy("Summary")), rows=2)
    translation = with_attributes(
        form_field(Evidence, "translation", label=gettext_lazy("Translation of the quote")), rows=2
    )

    @property
    def judgement(self) -> Judgement | None:
        """What the passage shows, if anything of that is said."""
        names = ("actor", "direction", "summary", "translation")
        said = {name: self.cleaned_data[name] for name in names}
        return Judgement(**said) if any(said.values()) else None


class WriteMemo(OfPage, RecordForm):
    """The memo of a coding."""

    memo = with_attributes(form_field(Coding, "memo", label=gettext_lazy("Memo")), rows=6)


class Judge(OfPage, RecordForm):
    """What a coding shows."""

    actor = choice(_actors, label=gettext_lazy("Organisation"), required=False)
    direction = form_field(Evidence, "direction", label=gettext_lazy("Direction"), empty=NOT_RECORDED)
    salience = with_attributes(form_field(Evidence, "salience", label=gettext_lazy("Salience (1 to 3)")), min=1, max=3)
    origin = form_field(Evidence, "origin", label=gettext_lazy("Origin"), empty=NOT_RECORDED)
    mechanism = form_field(Evidence, "mechanism", label=gettext_lazy("Mechanism"), empty=NOT_RECORDED)
    activity = choice(_activities, label=gettext_lazy("Activity"), required=False)
    summary = with_attributes(form_field(Evidence, "summary", label=gettext_lazy("Summary")), rows=2)
    translation = with_attributes(form_field(Evidence, "translation", label=gettext_lazy("Translation")), rows=2)

    @property
    def judgement(self) -> Judgement:
        """What is judged."""
        return Judgement(**{name: value for name, value in self.values.items() if name != "seen"})


class RemoveCoding(OfPage):
    """That a code is taken off a passage."""


class Recode(OfPage):
    """Passages, and the code that they get."""

    coding = IdsField(
        label=gettext_lazy("Passages"), error_messages={"required": gettext_lazy("Choose at least one passage.")}
    )
    to = choice(any_code, label=gettext_lazy("Recode selected passages"))
