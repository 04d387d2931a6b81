"""What the workspace holds of what a project can."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CodeState:
    """A code as the workspace has it; `id` of a codebook's own entry is blank."""

    id: str
    codebook: str
    parent: str
    name: str
    definition: str


@dataclass(frozen=True)
class CodingState:
    """A coding as the workspace has it."""

    id: str
    source: str
    start: int | None
    end: int | None
    code: str
    coder: str
    memo: str


@dataclass(frozen=True)
class SourceState:
    """A source as the workspace has it; `original` is the name of the PDF or DOCX that its text was taken from."""

    id: str
    title: str
    text: str = ""
    original: str = ""


@dataclass
class ProjectState:
    """What the workspace holds of what a project can; `codebooks` are names by id."""

    codebooks: Mapping[str, str] = field(default_factory=dict)
    codes: Sequence[CodeState] = ()
    sources: Sequence[SourceState] = ()
    codings: Sequence[CodingState] = ()
