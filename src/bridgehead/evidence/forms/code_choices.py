"""The codes and codebooks that a form offers."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from bridgehead.evidence.forms.form_parts import Choices
from bridgehead.evidence.queries import code_picker


def any_code(groups: Sequence[code_picker.CodeGroup] | None = None) -> Choices:
    """Every code that can be applied, by codebook, as a list of choices shows them."""
    return [("", ""), *_by_codebook(code_picker.code_groups() if groups is None else groups)]


def own_code(groups: Sequence[code_picker.CodeGroup] | None = None) -> Choices:
    """The codes of the codebooks, which others can stand under."""
    found = code_picker.code_groups() if groups is None else groups
    return [("", _("Top level of the codebook")), *_by_codebook(group for group in found if group.id)]


def books() -> Choices:
    """The codebooks that a code can be added to."""
    return list(code_picker.codebook_choices().items())


def _by_codebook(groups: Iterable[code_picker.CodeGroup]) -> Choices:
    return [
        (group.name or _("Framework codes"), [(code.id, code.indented) for code in group.codes])
        for group in groups
        if group.codes
    ]
