"""Agreement of the coders of a workspace, per code, per codebook and overall."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.core.agreement_row import AgreementRow
from bridgehead.evidence.core.coded_material import AppliedCode, CodedMaterial
from bridgehead.evidence.core.passage_agreement import PassageExtents, passage_extents
from bridgehead.evidence.core.text_units import CodingUnit
from bridgehead.evidence.core.unit_agreement import UnitDecisions, unit_decisions
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions, source_texts
from bridgehead.evidence.queries.code_picker import codebook_choices
from bridgehead.evidence.queries.codes import codes_of
from bridgehead.evidence.queries.evidence import require_known
from bridgehead.kit.models import Change
from bridgehead.methods.intercoder_agreement import MeasurementLevel

MOST_ANSWERS = 32
RESTS_ON = ("coding", "code", "codebook", "evidence", "source", "storedfile", "codingsession")


@dataclass(frozen=True)
class AgreementTable:
    """Agreement as it was asked for.

    Attributes
    ----------
    uncoded
        Units that nobody coded with anything, and whether they are counted.
    """

    unit: CodingUnit
    level: MeasurementLevel
    coders: Sequence[str]
    codes: Mapping[str, AgreementRow]
    codebooks: Mapping[str, AgreementRow]
    overall: AgreementRow
    uncoded: int = 0
    counted: bool = True


def cached_agreement(**asked: Any) -> AgreementTable | None:
    """The answer to the same question as before, if nothing that it rests on has changed since."""
    return _ANSWERS.get(_question(asked))


def load_agreement(**asked: Any) -> AgreementTable:
    """The answer, worked out if it is not kept, and kept for whoever asks next."""
    question = _question(asked)
    found = _ANSWERS.pop(question, None) or agreement_table(**asked)
    _ANSWERS[question] = found
    while len(_ANSWERS) > MOST_ANSWERS:
        _ANSWERS.pop(next(iter(_ANSWERS)))
    return found


_ANSWERS: dict[tuple[object, ...], AgreementTable] = {}


def _question(asked: dict[str, Any]) -> tuple[object, ...]:
    latest = Change.objects.filter(table__in=RESTS_ON).order_by("-pk").values_list("pk", "batch__at").first()
    return (connection.settings_dict["NAME"], Coding.objects.count(), latest, *sorted(asked.items()))


def agreement_table(
    *,
    unit: CodingUnit = CodingUnit.PARAGRAPH,
    level: MeasurementLevel = MeasurementLevel.NOMINAL,
    session: str = "",
    source: str = "",
    codebook: str = "",
    count_uncoded: bool = True,
    seen_by: str | None = None,
) -> AgreementTable:
    """Agreement of whoever coded, reconciled codings apart.

    Parameters
    ----------
    unit
        Units of the text; `text` asks how well the coders' passages themselves lie on each other (alpha
        for unitising).
    level
        `ordinal` compares the salience that codings were judged with; a coding without one says nothing.
    codebook
        Only rows of its codes. Their figures are those of the table without it: who read a source is told by all
        codes.
    count_uncoded
        Whether units that nobody coded with anything count, as agreement that no code applies.
    seen_by
        A coder, who is told of what they may see only; the command line sees all.

    Raises
    ------
    InputError
        If there is no such session, source or codebook.
    """
    require_known(codebook=codebook, session=session, source=source)
    material = _material(session=session, source=source, codebook=codebook, seen_by=seen_by)
    compared: UnitDecisions | PassageExtents
    if unit is CodingUnit.TEXT:
        compared, uncoded, level = passage_extents(material), 0, MeasurementLevel.NOMINAL
    else:
        compared = unit_decisions(material, unit, level)
        uncoded = int(compared.empty.sum())
        compared = compared if count_uncoded else compared.coded_only()
    overall = compared.row(material.codes)
    rows = {code: compared.row([code]) for code in material.codes}
    by_book = {
        book: overall if len(codes) == len(material.codes) else compared.row(codes)
        for book, codes in _books(material.codes, codebook).items()
    }
    return AgreementTable(unit, level, material.coders, rows, by_book, overall, uncoded, count_uncoded)


def _material(*, session: str, source: str, codebook: str, seen_by: str | None) -> CodedMaterial:
    found = Coding.objects.exclude(coder__in=("", coding_sessions.RECONCILED))
    found = found.filter(session=session) if session else found
    found = found.filter(source=source) if source else found
    if seen_by is not None:
        found = found.filter(session__in=coding_sessions.opened())
    salience = dict(Evidence.objects.exclude(coding=None).values_list("coding", "salience"))
    rows = found.order_by("pk").values_list("pk", "source", "start", "end", "code", "coder")
    marks = [
        AppliedCode(source, start, end, code, coder, salience.get(pk)) for pk, source, start, end, code, coder in rows
    ]
    sources = sorted({mark.source for mark in marks})
    read = source_texts.texts_of(Source.objects.filter(pk__in=sources).order_by("pk").values_list("pk", flat=True))
    marks = [mark for mark in marks if mark.source in read]
    codes = {mark.code for mark in marks}
    return CodedMaterial(sorted(codes & set(codes_of(codebook)) if codebook else codes), read, marks)


def _books(codes: Collection[str], codebook: str) -> dict[str, list[str]]:
    """The codes that were used, by codebook as a filter takes it; those of no codebook are the framework's."""
    if codebook:
        return {codebook: list(codes)}
    books = {book: [code for code in codes if code in codes_of(book)] for book in sorted(codebook_choices())}
    rest = set(codes).difference(*books.values())
    books["framework"] = [code for code in codes if code in rest]
    return {book: found for book, found in books.items() if found}
