"""What is sent about codebooks and their codes."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from bridgehead.evidence.forms.code_choices import any_code, books, own_code
from bridgehead.evidence.forms.form_parts import OfPage, choice, hidden, with_attributes
from bridgehead.evidence.models import Code, Codebook
from bridgehead.kit.field_limits import TEXT_LENGTH
from bridgehead.kit.form_fields import TextField, form_field
from bridgehead.kit.forms import RecordForm, VerbForm


class OfCodebook(OfPage):
    """What every form on codebooks carries: what it does, and the code that it is done to."""

    do = hidden(required=True)
    code = hidden()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "do": DO[type(self)]}

    @property
    def values(self) -> dict[str, Any]:
        """What a service takes besides the code."""
        return {name: value for name, value in super().values.items() if name not in {"do", "code"}}


class AddCodebook(OfCodebook):
    """The name of a new codebook."""

    name = form_field(Codebook, "name", label=gettext_lazy("Name"))


class ReleaseCodebook(OfCodebook):
    """The version of a codebook."""

    codebook = hidden(required=True)
    version = form_field(Codebook, "version", label=gettext_lazy("Version"), required=True)


class AddCode(OfCodebook):
    """A new code."""

    name = form_field(Code, "name", label=gettext_lazy("Name"))
    codebook = choice(books, label=gettext_lazy("Codebook"))
    parent = hidden()
    definition = with_attributes(form_field(Code, "definition", label=gettext_lazy("Definition")), rows=2)


class RenameCode(OfCodebook, RecordForm):
    """A code's name and definition; a definition that is not sent stays as it is."""

    name = form_field(Code, "name", label=gettext_lazy("Name"))
    definition = with_attributes(form_field(Code, "definition", label=gettext_lazy("Definition")), rows=3)

    @property
    def values(self) -> dict[str, Any]:
        """What was sent."""
        return {name: value for name, value in super().values.items() if name != "definition" or name in self.data}


class MoveCode(OfCodebook):
    """Where a code is to stand; blank for the top of its codebook."""

    columns: ClassVar = {"parent": "to", "codebook": "to"}
    to = choice(own_code, label=gettext_lazy("Move to"), required=False)


class MergeCode(OfCodebook):
    """The code that another one becomes."""

    columns: ClassVar = {"into": "to"}
    to = choice(any_code, label=gettext_lazy("Merge into"))


class SplitCode(OfCodebook):
    """Names of new codes under a code, one a line."""

    name = with_attributes(TextField(max_length=TEXT_LENGTH, label=gettext_lazy("New codes, one per line")), rows=3)

    def clean_name(self) -> list[str]:
        """The names."""
        return [line.strip() for line in str(self.cleaned_data["name"]).splitlines() if line.strip()]


DO: dict[type[OfCodebook], str] = {
    AddCodebook: "codebook",
    ReleaseCodebook: "release",
    AddCode: "add",
    RenameCode: "rename",
    MoveCode: "move",
    MergeCode: "merge",
    SplitCode: "split",
}
BY_VERB = {verb: form for form, verb in DO.items()}


class ChangeCodebook(VerbForm):
    """Which of the forms on codebooks was sent, and for which code."""

    do = forms.ChoiceField(choices=[(verb, verb) for verb in BY_VERB])
    code = hidden()
