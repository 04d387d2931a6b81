"""A list as somebody sees it, as a CSV file for their spreadsheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from bridgehead.kit.csvfiles import harmless, render


def wants_csv(request: HttpRequest) -> bool:
    """Whether the address asks for the list as a file."""
    return request.GET.get("format") == "csv"


def csv_file(name: str, headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """All rows of a list as a download; a cell that a spreadsheet would run as a formula is text there."""
    text = render(
        [str(heading) for heading in headings], ([harmless(cell) for cell in row] for row in rows)
    )
    response = HttpResponse(f"\ufeff{text}", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
