"""How the pages that bring stages together say what they count."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bridgehead.framework.template_tags import term
from bridgehead.pages.queries import MethodCount


def method_parts(counts: Sequence[MethodCount]) -> list[tuple[str, int]]:
    """What is counted of a method, in words, with its number."""
    return [(_method_part(one), one.count) for one in counts]


def _method_part(one: MethodCount) -> str:
    if one.part == "source":
        return _("Sources: {kind}").format(kind=term(one.value, "source_kind"))
    if one.part == "form":
        return _("Interviews: {form}").format(form=term(one.value, "source_form"))
    words = {
        "preset": _("Codes given beforehand"),
        "found": _("Codes found on the way"),
        "coders": _("Coders"),
        "evidence": _("Pieces of evidence"),
        "findings": _("Findings"),
    }
    return words[one.part]
