"""Reads of codes: labels, those of a codebook, those below another."""

from collections.abc import Collection

from django.db.models import QuerySet

from bridgehead.evidence.models import Code
from bridgehead.framework.loader import load_framework
from bridgehead.framework.preset_codebooks import codebooks


def label_of(code: str) -> str:
    """What a page shows for a code: the framework's label, else its name in the codebook."""
    preset = load_framework().codes.get(code)
    return preset or Code.objects.filter(pk=code).values_list("name", flat=True).first() or code


def own_code(id_: str) -> Code | None:
    """A codebook's own code; None for the framework's, and where there is none."""
    return Code.objects.filter(pk=id_).select_related("codebook", "parent").first()


def codes_below(id_: str) -> QuerySet[Code]:
    """The codes under a code, by name."""
    return Code.objects.filter(parent=id_).order_by("name", "pk")


def codes_of(codebook: str) -> set[str]:
    """The codes of a codebook: the preset ones that it starts from, and its own."""
    preset = codebooks().get(codebook)
    own = Code.objects.filter(codebook=codebook).values_list("pk", flat=True)
    return {*own, *(preset.codes if preset else ())}


def is_code(id_: str) -> bool:
    """Whether the framework or a codebook has a code of that id."""
    return id_ in load_framework().codes or Code.objects.filter(pk=id_).exists()


def labels(codes: Collection[str]) -> dict[str, str]:
    """Names of codes: the framework's in its order, then the codebooks' by name."""
    preset = {code: label for code, label in load_framework().codes.items() if code in codes}
    own = Code.objects.filter(pk__in=set(codes) - set(preset)).order_by("name", "pk").values_list("pk", "name")
    return preset | dict(own) | {c: c for c in sorted(codes) if c not in preset and c not in dict(own)}
