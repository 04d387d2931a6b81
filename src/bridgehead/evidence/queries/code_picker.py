"""The codes that can be applied, in the order of their codebooks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bridgehead.evidence import phrases
from bridgehead.evidence.models import Code, Codebook
from bridgehead.framework.loader import load_framework
from bridgehead.framework.preset_codebooks import codebooks
from bridgehead.kit.errors import NotFound


@dataclass(frozen=True)
class CodeChoice:
    """A code, how deep it stands, and whether the framework gave it."""

    id: str
    name: str
    definition: str
    depth: int
    preset: bool
    created: str = ""

    @property
    def indented(self) -> str:
        """The name as a list of choices shows it, which knows no levels."""
        return "\u2003" * self.depth + self.name


@dataclass(frozen=True)
class CodeGroup:
    """A codebook with its emerging codes, or the framework's own codes."""

    id: str
    name: str
    version: str
    codes: Sequence[CodeChoice]


def code_groups() -> list[CodeGroup]:
    """The framework's codes, then each codebook's own."""
    framework = load_framework()
    preset = [
        CodeChoice(id_, label, framework.components[id_].holds if id_ in framework.components else "", 0, preset=True)
        for id_, label in framework.codes.items()
    ]
    children: dict[tuple[str, str | None], list[Code]] = {}
    for code in Code.objects.order_by("name", "pk"):
        children.setdefault((code.codebook_id, code.parent_id), []).append(code)

    def under(book: str, parent: str | None, depth: int) -> list[CodeChoice]:
        found = []
        for code in children.get((book, parent), []):
            found.append(CodeChoice(code.pk, code.name, code.definition, depth, preset=False, created=code.created))
            found += under(book, code.pk, depth + 1)
        return found

    own = [CodeGroup(b.pk, b.name, b.version, under(b.pk, None, 0)) for b in Codebook.objects.order_by("name", "pk")]
    return [CodeGroup("", "", "", preset), *own]


def codes_in(codebook: str) -> list[CodeChoice]:
    """The codes of a codebook, each above those below it: the preset ones by family, then its own.

    A family is a choice without an id.

    Raises
    ------
    NotFound
        If there is no such codebook.
    """
    if codebook not in codebook_choices():
        raise NotFound(phrases.no_codebook(codebook))
    first, *others = code_groups()
    preset = codebooks()[codebook].codes if codebook in codebooks() else ()
    own = next((group.codes for group in others if group.id == codebook), ())
    return [*_in_families([code for code in first.codes if code.id in preset]), *own]


def _in_families(preset: Sequence[CodeChoice]) -> Iterator[CodeChoice]:
    framework = load_framework()
    known, latest = {code.id for code in preset}, ""
    for code in preset:
        family = framework.groups.get(code.id.partition(".")[0], phrases.advantages())
        if family != latest:
            yield CodeChoice("", family, "", 0, preset=True)
        latest = family
        yield replace(code, depth=2 if code.id.rpartition(".")[0] in known else 1)


def codebook_choices() -> dict[str, str]:
    """Names of the codebooks: those that are there, and those that the framework proposes."""
    proposed = {preset.id: preset.label for preset in codebooks().values()}
    return proposed | dict(Codebook.objects.order_by("name").values_list("pk", "name"))
