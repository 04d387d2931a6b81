"""Commands on research projects, codings and their agreement."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import JsonOption, in_workspace, show_json, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE

if TYPE_CHECKING:
    from bridgehead.evidence.core.qda.exchange_report import ExchangeReport


@in_workspace(create=True)
def import_evidence(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A project, codebook, spreadsheet or document")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="Of a document: interview, document, …")] = "document",
    language: Annotated[str, typer.Option(metavar="da", help="Of a document")] = "",
    json: JsonOption = False,
) -> None:
    """Import a research project (.qdpx), a codebook (.qdc), codings (.csv, .xlsx) or a document (.txt … .pdf)."""
    from bridgehead.evidence.services.exchange import import_file

    _show(f"Imported {file}", import_file(file, kind=kind, language=language, viewer=COMMAND_LINE).result, json=json)


@in_workspace()
def export_evidence(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it")],
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="qdpx, qdc, xlsx or csv; else by the ending of FILE")
    ] = "",
    presets: Annotated[bool, typer.Option("--all", help="With preset codes that nothing is coded with")] = False,
    json: JsonOption = False,
) -> None:
    """Write codes, sources and codings for other tools: a project, a codebook, or a spreadsheet of codings."""
    from bridgehead.evidence.services.exchange import export_file

    _show(f"Wrote {file}", export_file(file, viewer=COMMAND_LINE, ending=format_, presets=presets), json=json)


@in_workspace()
def matrix(
    by: Annotated[str, typer.Option(metavar="ROWS", help="actor or source: what a row is")] = "actor",
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only actors (or sources) of this kind")] = "",
    size: Annotated[str, typer.Option(metavar="SIZE", help="Only actors of this size: sme or large")] = "",
    country: Annotated[str, typer.Option(metavar="DK", help="Only actors of this country")] = "",
    sphere: Annotated[str, typer.Option(metavar="SPHERE", help="Only actors of industry, academia or government")] = "",
    codebook: Annotated[str, typer.Option(metavar="CODEBOOK", help="Only codes of this codebook")] = "",
    code: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Only this code; may be repeated")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it to a workbook (.xlsx)")] = None,
    json: JsonOption = False,
) -> None:
    """Show the framework matrix: actors or sources × codes, a cell the summaries of its evidence."""
    from bridgehead.evidence.queries.framework_matrix import MatrixFilter
    from bridgehead.evidence.queries.framework_matrix import matrix as made
    from bridgehead.kit.replace_file import replace_file
    from bridgehead.kit.table_export import xlsx

    if by not in {"actor", "source"}:
        raise InputError("actor or source", column="--by", found=by)
    wanted = MatrixFilter(kind=kind, size=size, country=country, sphere=sphere, codebook=codebook, codes=code or [])
    found = made(by=by, wanted=wanted)
    if out is not None:
        replace_file(out, xlsx([found.sheet()]))
        typer.echo(f"Wrote {out}")
    elif json:
        cells = [
            {
                by: cell.row,
                "code": cell.code,
                "summary": cell.summary,
                "quotes": cell.quotes,
                "evidence": [piece.pk for piece in cell.pieces],
            }
            for cell in found.cells.values()
        ]
        show_json({"rows": dict(found.rows), "codes": dict(found.codes), "cells": cells})
    else:
        rows = (
            (label, found.codes[code], len(cell.pieces), " · ".join(cell.summary.splitlines()))
            for row, label in found.rows.items()
            for code in found.codes
            if (cell := found.cells.get((row, code)))
        )
        show_table(f"{len(found.rows)} rows × {len(found.codes)} codes", (by.title(), "Code", "n", "Summary"), rows)


@in_workspace()
def agreement(
    unit: Annotated[str, typer.Option(metavar="UNIT", help="sentence, paragraph, source or text")] = "paragraph",
    level: Annotated[str, typer.Option(metavar="LEVEL", help="nominal, or ordinal: salience")] = "nominal",
    session: Annotated[str, typer.Option(metavar="SESSION", help="Only this session of coding")] = "",
    source: Annotated[str, typer.Option(metavar="SOURCE", help="Only this source")] = "",
    codebook: Annotated[str, typer.Option(metavar="CODEBOOK", help="Only codes of this codebook")] = "",
    uncoded: Annotated[bool, typer.Option(help="Count units that nobody coded with anything")] = True,
    json: JsonOption = False,
) -> None:
    """Measure the agreement of coders: Krippendorff's alpha with its 90 % interval, per code and overall."""
    from bridgehead.evidence.core.text_units import CodingUnit
    from bridgehead.evidence.services.intercoder_agreement import agreement_table
    from bridgehead.methods.intercoder_agreement import MeasurementLevel

    for name, value, allowed in (("--unit", unit, list(CodingUnit)), ("--level", level, list(MeasurementLevel))):
        if value not in allowed:
            raise InputError(f"one of {', '.join(allowed)}", column=name, found=value)
    found = agreement_table(
        unit=CodingUnit(unit),
        level=MeasurementLevel(level),
        session=session,
        source=source,
        codebook=codebook,
        count_uncoded=uncoded,
    )
    if json:
        show_json(found.as_json())
        return
    rows = [*found.codes.items(), *((f"codebook {b}", r) for b, r in found.codebooks.items()), ("all", found.overall)]
    lines = (
        (name, _digits(r.alpha.value), _ends(r.alpha.interval), r.alpha.units, _digits(r.percent), _digits(r.kappa))
        for name, r in rows
    )
    title = f"Agreement of {', '.join(found.coders) or 'nobody'} on each {unit}"
    show_table(title, ("Code", "Alpha", "90 %", "Units", "Percent", "Kappa"), lines)


@in_workspace()
def audit(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it (.csv or .xlsx)")],
) -> None:
    """Write the trail of every change of codebooks, codings, sources and evidence: who, when, what before."""
    from bridgehead.evidence.services.audit_trail import write

    typer.echo(f"Wrote {write(file, viewer=COMMAND_LINE):,} lines to {file}")


def _show(title: str, report: "ExchangeReport", *, json: bool) -> None:
    if json:
        show_json(report.as_json())
        return
    show_table(title, ("What", "n", "", "Why"), ((x.what, f"{x.count:,}", x.fate, x.why) for x in report.lines))


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:z.3f}"


def _ends(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"{interval[0]:z.3f} to {interval[1]:z.3f}"
