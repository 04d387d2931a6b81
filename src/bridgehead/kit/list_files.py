"""A declared list as a file: CSV for any program, a workbook for a spreadsheet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from bridgehead.kit.csv_files import escape_formula, render
from bridgehead.kit.list_tables import tables_in
from bridgehead.kit.table_export import XLSX, ExportTable, xlsx

FORMATS = ("csv", "xlsx")


def wants_file(request: HttpRequest) -> bool:
    """Whether the address asks for a list as a file."""
    return request.GET.get("format") in FORMATS


def declared_file(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse | None:
    """The declared list that the address asks for by name, as a download; None if the page has none of that name.

    Without a name, the first one that the page declares.
    """
    found = tables_in(context)
    asked = request.GET.get("list", "")
    table = next((each for each in found if asked in ("", each.name)), None)
    if table is None:
        return None
    headings, rows = table.file_headings(), table.file_rows()
    if request.GET["format"] == "csv":
        return csv_file(table.name, headings, rows)
    content = xlsx([ExportTable(table.name, str(table.caption), headings, list(rows))])
    return _download(content, XLSX, f"{table.name}.xlsx")


def csv_file(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """All rows of a list as a download; a cell that a spreadsheet would run as a formula is text there."""
    text = render([str(heading) for heading in headings], ([escape_formula(cell) for cell in row] for row in rows))
    return _download(f"\ufeff{text}", "text/csv; charset=utf-8", f"{name}.csv")


def _download(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
