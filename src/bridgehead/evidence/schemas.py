"""The JSON shapes of agreement, the framework matrix and reports of an exchange (docs/reference/evidence.md)."""

from pydantic import BaseModel

from bridgehead.evidence import phrases
from bridgehead.evidence.core.agreement_row import AgreementRow
from bridgehead.evidence.core.qda.exchange_report import ExchangeReport, ReportLine
from bridgehead.evidence.queries.framework_matrix import FrameworkMatrix, MatrixCell
from bridgehead.evidence.services.intercoder_agreement import AgreementTable
from bridgehead.framework.versions import VersionedAnswer, versions


class ReportLineAnswer(BaseModel):
    """What became of one kind of thing, and why."""

    what: str
    count: int
    fate: str
    why: str

    @classmethod
    def of(cls, line: ReportLine) -> "ReportLineAnswer":
        """The answer for a line."""
        return cls(what=phrases.report_kind(line), count=line.count, fate=line.fate, why=phrases.report_reason(line))


class ExchangeAnswer(BaseModel):
    """The report of an import or export."""

    report: list[ReportLineAnswer]

    @classmethod
    def of(cls, found: ExchangeReport) -> "ExchangeAnswer":
        """The answer for a report."""
        return cls(report=[ReportLineAnswer.of(line) for line in found.lines])


class AgreementAnswer(BaseModel):
    """Agreement on one code, codebook or everything; `reason` says why there is no alpha, and is left out otherwise."""

    alpha: float | None
    interval: list[float] | None
    units: int
    percent: float | None
    kappa: float | None
    ac1: float | None
    applied: float | None
    reason: str | None = None

    @classmethod
    def of(cls, row: AgreementRow) -> "AgreementAnswer":
        """The answer for a row of the table."""
        reason = phrases.no_alpha(row.alpha.reason)
        return cls(
            alpha=row.alpha.value,
            interval=None if row.alpha.interval is None else list(row.alpha.interval),
            units=row.alpha.units,
            percent=row.percent,
            kappa=row.kappa,
            ac1=row.ac1,
            applied=row.applied,
            **({"reason": reason} if reason else {}),
        )


class UncodedAnswer(BaseModel):
    """Units that have no code, and whether they are counted."""

    units: int
    counted: bool


class AgreementTableAnswer(VersionedAnswer):
    """The agreement of coders, per code, per codebook and overall."""

    codes: dict[str, AgreementAnswer]
    codebooks: dict[str, AgreementAnswer]
    overall: AgreementAnswer
    coders: list[str]
    unit: str
    level: str
    uncoded: UncodedAnswer

    @classmethod
    def of(cls, found: AgreementTable) -> "AgreementTableAnswer":
        """The answer for a table."""
        return cls(
            versions=versions(),
            codes={code: AgreementAnswer.of(row) for code, row in found.codes.items()},
            codebooks={book: AgreementAnswer.of(row) for book, row in found.codebooks.items()},
            overall=AgreementAnswer.of(found.overall),
            coders=list(found.coders),
            unit=found.unit.value,
            level=found.level.value,
            uncoded=UncodedAnswer(units=found.uncoded, counted=found.counted),
        )


class MatrixAnswer(BaseModel):
    """The framework matrix: labels of rows and codes by id, and the cells that hold something."""

    rows: dict[str, str]
    codes: dict[str, str]
    cells: list[dict[str, str | list[str]]]

    @classmethod
    def of(cls, found: FrameworkMatrix, by: str) -> "MatrixAnswer":
        """The answer for a matrix; `by` names the key under which a cell has its row."""
        cells = [_cell(cell, by) for cell in found.cells.values()]
        return cls(rows=dict(found.rows), codes=dict(found.codes), cells=cells)


def _cell(cell: MatrixCell, by: str) -> dict[str, str | list[str]]:
    return {
        by: cell.row,
        "code": cell.code,
        "summary": cell.summary,
        "quotes": cell.quotes,
        "evidence": [piece.pk for piece in cell.pieces],
    }
