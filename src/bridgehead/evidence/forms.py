"""What the research pages take: a form for each thing that is done to sources, codings, codebooks and the matrix."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.models import Code, Codebook, Coding, Evidence
from bridgehead.evidence.queries import code_picker, evidence
from bridgehead.evidence.services.coding import Judgement
from bridgehead.evidence.services.exchange import COMING
from bridgehead.framework.loader import load_framework
from bridgehead.kit.field_limits import ID_LENGTH, LARGEST_COUNT, TEXT_LENGTH, is_id
from bridgehead.kit.forms import LookedUp, QuickSelect, RecordForm, TextField, UploadField, VerbForm, form_field

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


def _drawn(field: forms.Field, **attributes: int) -> forms.Field:
    """A field with attributes of its control."""
    field.widget.attrs |= attributes
    return field


def _hidden(*, required: bool = False, length: int = ID_LENGTH) -> forms.CharField:
    return forms.CharField(required=required, max_length=length, widget=forms.HiddenInput)


def _choice(look: Callable[[], Choices], *, label: Any, required: bool = True) -> forms.ChoiceField:
    """A choice of what the store has."""
    return forms.ChoiceField(choices=look, widget=QuickSelect, label=label, required=required)


def _actors() -> Choices:
    return [("", ""), *evidence.actors_by_name()]


def _activities() -> Choices:
    return [("", ""), *evidence.activities_by_name()]


def any_code(groups: Sequence[code_picker.CodeGroup] | None = None) -> Choices:
    """Every code that can be applied, by codebook, as a list of choices shows them."""
    return [("", ""), *_by_codebook(code_picker.code_groups() if groups is None else groups)]


def own_code(groups: Sequence[code_picker.CodeGroup] | None = None) -> Choices:
    """The codes of the codebooks, which others can stand under."""
    found = code_picker.code_groups() if groups is None else groups
    return [("", _("Top level of the codebook")), *_by_codebook(group for group in found if group.id)]


def _by_codebook(groups: Iterable[code_picker.CodeGroup]) -> Choices:
    return [
        (group.name or _("Framework codes"), [(code.id, code.indented) for code in group.codes])
        for group in groups
        if group.codes
    ]


def _books() -> Choices:
    return list(code_picker.codebook_choices().items())


class DescribeSource(OfPage, RecordForm):
    """What is known of a source; what a script does not send stays as it is."""

    title = form_field(Source, "title", label=gettext_lazy("Title"))
    kind = form_field(Source, "kind", label=gettext_lazy("Kind"), empty=NOT_RECORDED)
    language = form_field(Source, "language", label=gettext_lazy("Language (da, en)"))
    date = form_field(Source, "date", label=gettext_lazy("Date (2019, 2019-05 or 2019-05-31)"))
    purpose = form_field(Source, "purpose", label=gettext_lazy("Fits the purpose"), empty=NOT_RECORDED)
    current = form_field(Source, "current", label=gettext_lazy("Is current"), empty=NOT_RECORDED)
    trust = form_field(Source, "trust", label=gettext_lazy("Is trustworthy"), empty=NOT_RECORDED)
    confidentiality = form_field(Source, "confidentiality", label=gettext_lazy("Confidentiality"))
    consent = form_field(Source, "consent", label=gettext_lazy("Consent"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.required = field.required and (not self.is_bound or name in self.data)

    @property
    def values(self) -> dict[str, Any]:
        """What was sent."""
        return {name: value for name, value in super().values.items() if name == "seen" or name in self.data}


class AddText(OfPage):
    """The document of a source that is there without its text."""

    file = UploadField(
        label=gettext_lazy("Document (.txt, .md, .docx, .pdf)"),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.docx,.pdf"}),
    )


class Pseudonym(OfPage):
    """A name, and what is to stand for it."""

    name = forms.CharField(max_length=NAME_LENGTH, label=gettext_lazy("Name in the text"))
    pseudonym = forms.CharField(max_length=NAME_LENGTH, label=gettext_lazy("Pseudonym"))


class ApplyCodes(OfPage):
    """Codes for a passage, with a memo and with what it shows."""

    start = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_COUNT, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_COUNT, widget=forms.HiddenInput)
    code = forms.MultipleChoiceField(
        choices=any_code, label=gettext_lazy("Codes"), error_messages={"required": gettext_lazy("Choose a code.")}
    )
    memo = _drawn(form_field(Coding, "memo", label=gettext_lazy("Memo")), rows=2)
    actor = _choice(_actors, label=gettext_lazy("Organisation"), required=False)
    direction = form_field(Evidence, "direction", label=gettext_lazy("Direction"), empty=NOT_RECORDED)
    summary = _drawn(form_field(Evidence, "summary", label=gettext_lazy("Summary")), rows=2)
    translation = _drawn(form_field(Evidence, "translation", label=gettext_lazy("Translation of the quote")), rows=2)

    @property
    def judgement(self) -> Judgement | None:
        """What the passage shows, if anything of that is said."""
        names = ("actor", "direction", "summary", "translation")
        said = {name: self.cleaned_data[name] for name in names}
        return Judgement(**said) if any(said.values()) else None


class WriteMemo(OfPage, RecordForm):
    """The memo of a coding."""

    memo = _drawn(form_field(Coding, "memo", label=gettext_lazy("Memo")), rows=6)


class Judge(OfPage, RecordForm):
    """What a coding shows."""

    actor = _choice(_actors, label=gettext_lazy("Organisation"), required=False)
    direction = form_field(Evidence, "direction", label=gettext_lazy("Direction"), empty=NOT_RECORDED)
    salience = _drawn(form_field(Evidence, "salience", label=gettext_lazy("Salience (1 to 3)")), min=1, max=3)
    origin = form_field(Evidence, "origin", label=gettext_lazy("Origin"), empty=NOT_RECORDED)
    mechanism = form_field(Evidence, "mechanism", label=gettext_lazy("Mechanism"), empty=NOT_RECORDED)
    activity = _choice(_activities, label=gettext_lazy("Activity"), required=False)
    summary = _drawn(form_field(Evidence, "summary", label=gettext_lazy("Summary")), rows=2)
    translation = _drawn(form_field(Evidence, "translation", label=gettext_lazy("Translation")), rows=2)

    @property
    def judgement(self) -> Judgement:
        """What is judged."""
        return Judgement(**{name: value for name, value in self.values.items() if name != "seen"})


class RemoveCoding(OfPage):
    """That a code is taken off a passage."""


class OpenRound(OfPage):
    """A round of coding whose coders may see each other's work, and the source that it was asked from."""

    session = _hidden(required=True, length=NAME_LENGTH)
    source = _hidden(required=True)


class Decide(OfPage):
    """A passage's codings, and which of them is kept for all; none to turn them down."""

    ids = _hidden(required=True, length=TEXT_LENGTH)
    keep = _hidden()
    session = _hidden(length=NAME_LENGTH)

    def clean_ids(self) -> list[str]:
        """Ids of the codings."""
        return str(self.cleaned_data["ids"]).split()


class WriteSummary(OfPage, RecordForm):
    """The summary of a cell of the matrix; blank for none."""

    summary = _drawn(
        TextField(
            required=False,
            max_length=TEXT_LENGTH,
            label=gettext_lazy("Summary"),
            help_text=gettext_lazy("Leave blank to show the summaries of the evidence below."),
        ),
        rows=4,
    )


class ImportFile(OfPage):
    """A file of a research tool, and what a document is."""

    file = UploadField(
        label=gettext_lazy(
            "Document (.txt, .md, .docx, .pdf), research project (.qdpx), codebook (.qdc) or codings (.csv, .xlsx)"
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(COMING)}),
    )
    kind = forms.ChoiceField(
        choices=lambda: list(load_framework().vocabularies["source_kind"].items()),
        required=False,
        initial="interview",
        label=gettext_lazy("Document type"),
    )
    language = form_field(Source, "language", label=gettext_lazy("Language (da, en)"))

    def clean_kind(self) -> str:
        """A document, where nothing else is said."""
        return self.cleaned_data["kind"] or "document"


class Recode(OfPage):
    """Passages, and the code that they get."""

    coding = IdsField(
        label=gettext_lazy("Passages"), error_messages={"required": gettext_lazy("Choose at least one passage.")}
    )
    to = _choice(any_code, label=gettext_lazy("Recode selected passages"))


class OfCodebook(OfPage):
    """What every form on codebooks carries: what it does, and the code that it is done to."""

    do = _hidden(required=True)
    code = _hidden()

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

    codebook = _hidden(required=True)
    version = form_field(Codebook, "version", label=gettext_lazy("Version"), required=True)


class AddCode(OfCodebook):
    """A new code."""

    name = form_field(Code, "name", label=gettext_lazy("Name"))
    codebook = _choice(_books, label=gettext_lazy("Codebook"))
    parent = _hidden()
    definition = _drawn(form_field(Code, "definition", label=gettext_lazy("Definition")), rows=2)


class RenameCode(OfCodebook, RecordForm):
    """A code's name and definition; a definition that is not sent stays as it is."""

    name = form_field(Code, "name", label=gettext_lazy("Name"))
    definition = _drawn(form_field(Code, "definition", label=gettext_lazy("Definition")), rows=3)

    @property
    def values(self) -> dict[str, Any]:
        """What was sent."""
        return {name: value for name, value in super().values.items() if name != "definition" or name in self.data}


class MoveCode(OfCodebook):
    """Where a code is to stand; blank for the top of its codebook."""

    columns: ClassVar = {"parent": "to", "codebook": "to"}
    to = _choice(own_code, label=gettext_lazy("Move to"), required=False)


class MergeCode(OfCodebook):
    """The code that another one becomes."""

    columns: ClassVar = {"into": "to"}
    to = _choice(any_code, label=gettext_lazy("Merge into"))


class SplitCode(OfCodebook):
    """Names of new codes under a code, one a line."""

    name = _drawn(TextField(max_length=TEXT_LENGTH, label=gettext_lazy("New codes, one per line")), rows=3)

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
    code = _hidden()
