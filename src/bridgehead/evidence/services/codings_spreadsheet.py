"""Codings as a spreadsheet, in and out: `source, start, end, code, coder` with what belongs to them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid5

from bridgehead.ecosystem.models import Source
from bridgehead.evidence.case_files import CODINGS
from bridgehead.evidence.core.qda.exchange_report import CARRIED, ExchangeReport
from bridgehead.evidence.core.qda.guids import NAMESPACE
from bridgehead.evidence.models import Code, Coding
from bridgehead.evidence.queries import codes, codings, source_texts
from bridgehead.evidence.services.coding_sessions import ensure_sessions
from bridgehead.framework.loader import load_framework
from bridgehead.kit import csv_files
from bridgehead.kit.case_tables import CaseTable, header_of
from bridgehead.kit.change_writer import batch
from bridgehead.kit.csv_files import CsvTable, content_of
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.replace_file import replace_file
from bridgehead.kit.table_export import ExportTable as Page
from bridgehead.kit.table_export import xlsx
from bridgehead.kit.text_encodings import as_utf8

TOLD = ("title", "code_name", "excerpt")
NEEDED = ("source", "code")
ROWS_LIMIT = 1_000_000
Values = dict[str, Any]


def columns() -> tuple[str, ...]:
    """The columns of the spreadsheet: those of `codings.csv`, then what a reader wants to see beside them."""
    return (*header_of(_table()), *TOLD)


def export_codings(path: Path) -> ExchangeReport:
    """Write the codings with titles, names of codes and excerpts to `.csv` or `.xlsx`."""
    table = _table()
    found = codings.codings_with_excerpts(Coding.objects.all())
    names = codes.labels({coding.code for coding, _ in found})
    rows = [
        [*(c.writes(getattr(row, c.attribute)) for c in table.columns), row.source.title, names[row.code], excerpt]
        for row, excerpt in found
    ]
    if path.suffix.lower() == ".xlsx":
        content = xlsx([Page("Codings", "Codings", columns(), rows)])
    else:
        content = csv_files.render(columns(), rows).encode()
    replace_file(path, content)
    report = ExchangeReport()
    report.add("codings", len(rows), CARRIED)
    return report


def import_codings(path: Path, *, viewer: Viewer) -> Receipt[ExchangeReport]:
    """Read codings from `.csv` or `.xlsx`: all, or none.

    A row without `start` and `end` is placed by its `excerpt`, if that stands once in the source's text;
    without an excerpt it codes the whole source. A row without `id` gets one from what it says.

    Raises
    ------
    InputError
        At the first cell that is not what it should be.
    """
    viewer.require(Verb.IMPORT, Resource.SOURCE)
    sheet = _workbook(path) if path.suffix.lower() == ".xlsx" else _text_table(path)
    rows = list(_rows(sheet))
    with batch("coding.import", viewer=viewer, file=path.name) as writer:
        _check(rows, path.name)
        ensure_sessions(writer, {values.get("session", "") for _, values in rows})
        writer.put(Coding, [values for _, values in rows])
    report = ExchangeReport()
    report.add("codings", len(rows), CARRIED)
    return writer.receipt(report)


def _table() -> CaseTable:
    return CaseTable(CODINGS)


def _rows(sheet: CsvTable) -> Iterator[tuple[int, Values]]:
    """Values of each row; what is told for the reader only is taken off before the table is read."""
    missing = next((name for name in NEEDED if name not in sheet.header), None)
    if missing:
        raise InputError(expects("column_called", name=missing), file=sheet.name, row=1, found=", ".join(sheet.header))
    excerpts: dict[int, str] = {}

    def plain() -> Iterable[tuple[int, list[str]]]:
        for number, cells in sheet.rows:
            values = dict(zip(sheet.header, cells, strict=True))
            excerpts[number] = values.get("excerpt", "")
            key = "\n".join(f"{name}={values[name]}" for name in sheet.header if name not in {"memo", "session"})
            values["id"] = values.get("id") or str(uuid5(NAMESPACE, key))
            yield number, [values[name] for name in header]

    header = tuple(dict.fromkeys(["id", *(name for name in sheet.header if name not in TOLD)]))
    for number, values in _table().parse(CsvTable(sheet.name, header, plain())):
        yield number, {**values, "excerpt": excerpts[number]}


def _check(rows: list[tuple[int, Values]], file: str) -> None:
    """Sources and codes exist, passages lie in their texts; excerpts become positions."""
    sources = {values["source_id"] for _, values in rows}
    known = set(Source.objects.filter(pk__in=sources).values_list("pk", flat=True))
    codes = set(load_framework().codes) | set(Code.objects.values_list("pk", flat=True))
    found = source_texts.texts_of(known)
    for number, values in rows:
        if values["source_id"] not in known:
            raise InputError(expects("source_id"), file=file, row=number, column="source", found=values["source_id"])
        if values["code"] not in codes:
            raise InputError(expects("code_id"), file=file, row=number, column="code", found=values["code"])
        _place(values, found[values["source_id"]], file, number)


def _place(values: Values, text: str, file: str, number: int) -> None:
    excerpt = values.pop("excerpt")
    start, end = values.get("start"), values.get("end")
    if start is None and end is None and excerpt:
        if text.count(excerpt) != 1:
            expected = expects("excerpt_once")
            raise InputError(expected, file=file, row=number, column="excerpt", found=excerpt)
        start = text.index(excerpt)
        end = start + len(excerpt)
    if (start is None) != (end is None) or (start is not None and end is not None and not start <= end <= len(text)):
        expected = expects("passage_up_to", end=len(text))
        raise InputError(
            expected, file=file, row=number, column="start", found=finds("span", start=str(start), end=str(end))
        )
    values |= {"start": start, "end": end}


def _text_table(path: Path) -> CsvTable:
    return csv_files.read(as_utf8(content_of(path), path.name, choosable=False), path.name)


def _workbook(path: Path) -> CsvTable:
    """The first sheet of a workbook, from the row on that has the headings."""
    import python_calamine  # noqa: PLC0415 only who reads a workbook pays for it

    content_of(path)
    failures = (python_calamine.CalamineError, OSError, ValueError)
    try:
        book = python_calamine.load_workbook(str(path))
        lines = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=ROWS_LIMIT)
    except failures as error:
        raise InputError(expects("readable_workbook"), file=path, found=str(error)) from error
    cells = [[_text(cell) for cell in line] for line in lines]
    at = next((i for i, line in enumerate(cells) if set(NEEDED) <= set(line)), None)
    if at is None:
        raise InputError(expects("headings_with", headings=NEEDED), file=path, found=finds("none"))
    width = len(cells[at]) - next(i for i, cell in enumerate(reversed(cells[at])) if cell)
    rows = ((n, line[:width]) for n, line in enumerate(cells[at + 1 :], start=at + 2) if any(line[:width]))
    return CsvTable(path.name, tuple(cells[at][:width]), rows)


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
