"""Commands on research projects, codings and their agreement."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.evidence.core.qda.exchange_report import ExchangeReport


@in_workspace(create=True)
def import_evidence(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Research project, codebook, spreadsheet or document")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="Document type: interview, document, …")] = "document",
    language: Annotated[str, typer.Option(metavar="da", help="Language of a document")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Reject a project that violates the schema")] = False,
    remove_missing: Annotated[
        bool, typer.Option("--remove-missing", help="Remove codings that an earlier state of the project had")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Import a research project (.qdpx), codebook (.qdc), codings (.csv, .xlsx) or document (.txt … .pdf)."""
    from bridgehead.evidence.services.exchange import ProjectOptions, import_file

    options = ProjectOptions(strict, remove_missing)
    done = import_file(file, kind=kind, language=language, options=options, viewer=COMMAND_LINE)
    _show(f"Imported {file}", done.result, json=json)


@in_workspace(hands_out="evidence export")
def export_evidence(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Output file")],
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="qdpx, qdc, xlsx or csv; default: the ending of FILE")
    ] = "",
    presets: Annotated[bool, typer.Option("--all", help="Include framework codes without codings")] = False,
    json: JsonOption = False,
) -> None:
    """Export codes, sources and codings: a research project, a codebook or a spreadsheet of codings."""
    from bridgehead.evidence.services.exchange import export_file

    _show(f"Wrote {file}", export_file(file, viewer=COMMAND_LINE, ending=format_, presets=presets), json=json)


@in_workspace()
def matrix(
    by: Annotated[str, typer.Option(metavar="ROWS", help="Rows: actor or source")] = "actor",
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only organisations or sources of this kind")] = "",
    size: Annotated[str, typer.Option(metavar="SIZE", help="Only organisations of this size: sme or large")] = "",
    country: Annotated[str, typer.Option(metavar="DK", help="Only organisations in this country")] = "",
    sphere: Annotated[str, typer.Option(metavar="SPHERE", help="Only industry, academia or government")] = "",
    codebook: Annotated[str, typer.Option(metavar="CODEBOOK", help="Only codes of this codebook")] = "",
    code: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Only this code (repeatable)")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the matrix to a workbook (.xlsx)")] = None,
    json: JsonOption = False,
) -> None:
    """Show the framework matrix: organisations or sources × codes, with summaries."""
    from bridgehead.evidence.queries.framework_matrix import MatrixFilter
    from bridgehead.evidence.queries.framework_matrix import matrix as made
    from bridgehead.evidence.schemas import MatrixAnswer
    from bridgehead.kit.replace_file import replace_file
    from bridgehead.kit.table_export import xlsx

    if by not in {"actor", "source"}:
        raise InputError(expects("actor_or_source"), column="--by", found=by)
    wanted = MatrixFilter(kind=kind, size=size, country=country, sphere=sphere, codebook=codebook, codes=code or [])
    found = made(by=by, wanted=wanted)
    if out is not None:
        replace_file(out, xlsx([found.sheet()]))
        typer.echo(f"Wrote {out}")
    elif json:
        show_json(MatrixAnswer.of(found, by).model_dump())
    else:
        rows = (
            (label, found.codes[code], len(cell.pieces), " · ".join(cell.summary.splitlines()))
            for row, label in found.rows.items()
            for code in found.codes
            if (cell := found.cells.get((row, code)))
        )
        holder = "Organisation" if by == "actor" else "Source"
        title = f"{len(found.rows)} rows × {len(found.codes)} codes"
        show_table(title, (holder, "Code", "Pieces", "Summary"), rows)


@in_workspace()
def agreement(
    unit: Annotated[str, typer.Option(metavar="UNIT", help="Unit: sentence, paragraph, source or text")] = "paragraph",
    level: Annotated[str, typer.Option(metavar="LEVEL", help="nominal (code) or ordinal (salience)")] = "nominal",
    session: Annotated[str, typer.Option(metavar="SESSION", help="Only this coding round")] = "",
    source: Annotated[str, typer.Option(metavar="SOURCE", help="Only this source")] = "",
    codebook: Annotated[str, typer.Option(metavar="CODEBOOK", help="Only codes of this codebook")] = "",
    uncoded: Annotated[bool, typer.Option(help="Include units without code")] = True,
    json: JsonOption = False,
) -> None:
    """Measure coder agreement: Krippendorff's alpha with its 90 % interval, per code and overall."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.evidence.core.text_units import CodingUnit
    from bridgehead.evidence.phrases import agreement_title, alpha_missing
    from bridgehead.evidence.schemas import AgreementTableAnswer
    from bridgehead.evidence.services.intercoder_agreement import agreement_table
    from bridgehead.evidence.tables.coder_comparison import agreement_list
    from bridgehead.methods.intercoder_agreement import MeasurementLevel

    for name, value, allowed in (("--unit", unit, list(CodingUnit)), ("--level", level, list(MeasurementLevel))):
        if value not in allowed:
            raise InputError(expects("one_of", options=allowed), column=name, found=value)
    found = agreement_table(
        unit=CodingUnit(unit),
        level=MeasurementLevel(level),
        session=session,
        source=source,
        codebook=codebook,
        count_uncoded=uncoded,
    )
    if json:
        show_json(AgreementTableAnswer.of(found).model_dump(exclude_unset=True))
        return
    lines = (
        (name, _digits(row.alpha.value), _ends(row.alpha.interval), row.alpha.units, *map(_digits, row.others))
        for _, name, row in agreement_list(found).rows
    )
    title = agreement_title(found.coders, unit)
    show_table(title, ("Code", "Alpha", "90 %", "Units", "Agreement", "Applied", "AC1", "Kappa"), lines)
    if found.overall.alpha.reason:
        typer.echo(alpha_missing(found.overall.alpha.reason))
    typer.echo(computed_by())


@in_workspace()
def audit(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Output file (.csv or .xlsx)")],
) -> None:
    """Write the audit trail: every change of codebooks, codings, sources and evidence."""
    from bridgehead.evidence.services.audit_trail import write

    typer.echo(f"Wrote {write(file, viewer=COMMAND_LINE):,} lines to {file}")


def _show(title: str, report: "ExchangeReport", *, json: bool) -> None:
    from bridgehead.evidence.phrases import report_fate, report_kind, report_reason
    from bridgehead.evidence.schemas import ExchangeAnswer

    if json:
        show_json(ExchangeAnswer.of(report).model_dump())
        return
    lines = ((report_kind(x), f"{x.count:,}", report_fate(x), report_reason(x)) for x in report.lines)
    show_table(title, ("Content", "Number", "Result", "Note"), lines)


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:z.3f}"


def _ends(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"{interval[0]:z.3f} to {interval[1]:z.3f}"
