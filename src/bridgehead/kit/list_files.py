"""A declared list as a file: CSV for any program, a workbook for a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bridgehead.kit.csv_files import escape_formula, render
from bridgehead.kit.errors import NotFound, shorten
from bridgehead.kit.list_tables import tables_in
from bridgehead.kit.table_export import XLSX, ExportTable, xlsx

FORMATS = ("csv", "xlsx")


def wants_file(request: HttpRequest) -> bool:
    """Whether the address asks for a list as a file."""
    return request.GET.get("format") in FORMATS


def list_file(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    """The list that the address asks for by name, as a download with all of its rows; without a name the first one.

    In CSV, a cell that a spreadsheet would run as a formula is text.

    Raises
    ------
    NotFound
        If the page declares no such list.
    """
    asked = request.GET.get("list", "")
    table = next((each for each in tables_in(context) if asked in ("", each.name)), None)
    if table is None:
        raise NotFound(_("This page has no list “{name}”.").format(name=shorten(asked)))
    headings, rows = table.file_headings(), table.file_rows()
    if table.computed_by:
        headings.append("computed_by" if table.keys_as_headings else _("Computed by"))
        rows = ([*row, table.computed_by] for row in rows)
    if request.GET["format"] == "csv":
        text = render(headings, ([escape_formula(cell) for cell in row] for row in rows))
        return _download(f"\ufeff{text}", "text/csv; charset=utf-8", f"{table.name}.csv")
    content = xlsx([ExportTable(table.name, str(table.caption), headings, list(rows))])
    return _download(content, XLSX, f"{table.name}.xlsx")


def _download(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
