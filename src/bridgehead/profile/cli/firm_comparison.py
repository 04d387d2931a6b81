"""The command that compares firms."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bridgehead.kit.cli import AsOfOption, LeaveOutOption, in_workspace, known, show_json, show_sentence, show_table
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.replace_file import replace_file

if TYPE_CHECKING:
    from bridgehead.kit.table_export import ExportTable


class OutputFormat(StrEnum):
    """The format of a comparison."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    LATEX = "latex"


@in_workspace()
def compare(
    firms: Annotated[list[str], typer.Argument(metavar="FIRM...", help="Up to six firms")],
    form: Annotated[
        OutputFormat, typer.Option("--format", metavar="FORMAT", help="table, json, xlsx, markdown or latex")
    ] = OutputFormat.TABLE,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write to this file")] = None,
    as_of: AsOfOption = None,
    leave_out: LeaveOutOption = None,
) -> None:
    """Compare up to six firms: the study's tables 4 to 8, with the origin of each advantage."""
    from bridgehead.ecosystem.phrases import computed_by
    from bridgehead.ecosystem.queries import actor
    from bridgehead.ecosystem.queries.record_scope import record_scope
    from bridgehead.ecosystem.services.record_scope import export_note, scope_text
    from bridgehead.kit import table_export
    from bridgehead.profile.schemas.firm_comparison import ComparisonAnswer
    from bridgehead.profile.services.firm_comparison import compare as run
    from bridgehead.profile.services.firm_comparison import comparison_labels
    from bridgehead.profile.tables.firm_comparison import comparison_sheets

    scope = record_scope(as_of, leave_out or ())
    there = [firm for firm in firms if known(firm, actor)] or firms
    found = run(there, scope)
    if form is OutputFormat.JSON:
        show_json(ComparisonAnswer.of(found, scope).model_dump(by_alias=True))
        return
    tables = comparison_sheets(found, comparison_labels(there), export_note(scope))
    match form:
        case OutputFormat.XLSX:
            if to is None:
                raise InputError(expects("file_to_write"), found=finds("none"))
            _write(to, table_export.xlsx(tables))
        case OutputFormat.MARKDOWN:
            _write(to, table_export.markdown(tables).encode())
        case OutputFormat.LATEX:
            _write(to, table_export.latex(tables).encode())
        case _:
            show_sentence(scope_text(scope))
            _show_sheets(tables)
            typer.echo(computed_by())


def _show_sheets(tables: "list[ExportTable]") -> None:
    for sheet in tables:
        rows = [[f"{c:.2f}" if isinstance(c, float) else c for c in row] for row in sheet.rows]
        show_table(sheet.title, sheet.headings, rows)


def _write(to: Path | None, content: bytes) -> None:
    if to is None:
        sys.stdout.buffer.write(content)
        return
    replace_file(to, content)
    typer.echo(f"Wrote {to}")
