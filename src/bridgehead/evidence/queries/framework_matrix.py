"""What the codings of a project amount to: framework matrix, co-occurrence, frequencies, memos."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Actor, Source
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, evidence, matrix_summaries
from bridgehead.evidence.queries.codes import codes_of, labels
from bridgehead.framework.loader import load_framework
from bridgehead.kit.table_export import ExportTable
from bridgehead.kit.word_filter import with_words


@dataclass(frozen=True)
class MatrixCell:
    """What is said of one row under one code."""

    row: str
    code: str
    pieces: Sequence[Evidence]
    written: str = ""

    @property
    def summary(self) -> str:
        """What was written into it, else the summaries of its pieces, each once."""
        return self.written or "\n".join(dict.fromkeys(p.summary for p in self.pieces if p.summary))

    @property
    def quotes(self) -> list[str]:
        """What was quoted, each once."""
        return list(dict.fromkeys(p.quote for p in self.pieces if p.quote))


@dataclass(frozen=True)
class FrameworkMatrix:
    """Actors or sources × codes; `rows` and `codes` are labels by id, in order."""

    rows: Mapping[str, str]
    codes: Mapping[str, str]
    cells: Mapping[tuple[str, str], MatrixCell]

    def sheet(self) -> ExportTable:
        """The matrix as a table: a row's summaries and quotes under each code."""
        lines = [
            [label, *(_written(self.cells.get((row, code))) for code in self.codes)] for row, label in self.rows.items()
        ]
        return ExportTable("Matrix", "Framework matrix", ["", *self.codes.values()], lines)


@dataclass(frozen=True)
class MatrixFilter:
    """Attributes that rows must have, and the codes to show; blank for all.

    `sphere` is of the triple helix (`industry`, `academia`, `government`); it and `size` and `country` are of actors.
    """

    kind: str = ""
    size: str = ""
    country: str = ""
    sphere: str = ""
    codebook: str = ""
    codes: Collection[str] = ()
    words: str = ""


def matrix(
    *,
    by: str = "actor",
    wanted: MatrixFilter = MatrixFilter(),
    visible: "QuerySet[Coding] | None" = None,
) -> FrameworkMatrix:
    """The framework matrix of the evidence (§3.3.2).

    Parameters
    ----------
    by
        `actor` or `source`: what a row is.
    visible
        The codings that the reader may see; evidence from others is left out.

    Raises
    ------
    InputError
        If there is no such codebook or code.
    """
    evidence.require_known(codebook=wanted.codebook, codes=wanted.codes)
    found = _pieces(by, wanted)
    if codes := _codes(wanted):
        found = found.filter(code__in=codes)
    if visible is not None:
        found = found.filter(Q(coding=None) | Q(coding__in=visible))
    grouped: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for piece in found:
        grouped[getattr(piece, f"{by}_id"), piece.code].append(piece)
    rows = {row for row, _ in grouped}
    holders: Iterable[Actor | Source] = (
        Actor.objects.filter(pk__in=rows).order_by("name", "pk")
        if by == "actor"
        else Source.objects.filter(pk__in=rows).order_by("title", "pk")
    )
    written = matrix_summaries.summaries_of(by)
    cells = {key: MatrixCell(*key, _reconciled_first(group), written.get(key, "")) for key, group in grouped.items()}
    return FrameworkMatrix({h.pk: str(h) for h in holders}, labels({code for _, code in grouped}), cells)


def cell(by: str, row: str, code: str, *, visible: "QuerySet[Coding]") -> MatrixCell | None:
    """One cell of the matrix as a reader may see it; None if it holds nothing."""
    if by not in matrix_summaries.ROWS:
        return None
    pieces = Evidence.objects.filter(**{by: row}, code=code).select_related("actor", "source").order_by("pk")
    seen = pieces.filter(Q(coding=None) | Q(coding__in=visible))
    written = matrix_summaries.summaries_of(by).get((row, code), "")
    return MatrixCell(row, code, _reconciled_first(list(seen)), written) if written or seen else None


def _pieces(by: str, wanted: MatrixFilter) -> "QuerySet[Evidence]":
    pieces = Evidence.objects.exclude(**{by: None}).order_by("pk")
    asked = {"kind": wanted.kind} | ({"size": wanted.size, "country": wanted.country} if by == "actor" else {})
    pieces = pieces.filter(**{f"{by}__{name}": value for name, value in asked.items() if value})
    if by == "actor" and wanted.sphere:
        kinds = [kind for kind, sphere in load_framework().spheres.items() if sphere == wanted.sphere]
        pieces = pieces.filter(actor__kind__in=kinds)
    return with_words(pieces, wanted.words, ("actor__name" if by == "actor" else "source__title",))


def _codes(wanted: MatrixFilter) -> set[str]:
    return set(wanted.codes) | (codes_of(wanted.codebook) if wanted.codebook else set())


def _reconciled_first(pieces: Sequence[Evidence]) -> list[Evidence]:
    """Of a passage that was reconciled, the reconciled piece only (§2)."""
    settled = {(p.source_id, p.locator) for p in pieces if p.coder == coding_sessions.RECONCILED}
    return [p for p in pieces if p.coder == coding_sessions.RECONCILED or (p.source_id, p.locator) not in settled]


def _written(cell: MatrixCell | None) -> str:
    if cell is None:
        return ""
    return "\n".join([cell.summary, *(f"“{quote}”" for quote in cell.quotes)]).strip()
