"""The case folder as one XLSX workbook, a sheet a file: out, and in again."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bridgehead.ecosystem.models import StoredFile
from bridgehead.intake.workbooks import open_grids
from bridgehead.kit import csvfiles
from bridgehead.kit.changes import Tally
from bridgehead.kit.errors import InputError
from bridgehead.kit.progress import Progress, silent
from bridgehead.kit.tables import header_of
from bridgehead.workspace.case import CASE_FILES, import_case, tables

SUFFIX = ".xlsx"
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_575
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What every workbook says of when it was made, so that two of one state are the same to the byte."""


def export_workbook(path: Path, *, progress: Progress = silent) -> None:
    """Write the workspace as a workbook; every cell is text, so that none becomes a formula or loses its zeros.

    Raises
    ------
    InputError
        Where there is more than a workbook holds (the case folder holds it), or it cannot be written.
    """
    import xlsxwriter  # noqa: PLC0415 only who writes a workbook pays for it

    if stored := StoredFile.objects.first():
        expected = "a folder: a workbook has no place for the texts of sources and other files"
        raise InputError(expected, file=path, found=f"the file {stored.pk}")
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with xlsxwriter.Workbook(path, {"constant_memory": True, **plain}) as book:
            book.set_properties({"created": MADE})
            for table in progress(tables(), "Writing"):
                sheet = book.add_worksheet(table.name)
                sheet.freeze_panes(1, 1)
                rows = table.export()
                if len(rows) > ROW_LIMIT:
                    raise InputError(f"a folder: a sheet holds {ROW_LIMIT:,} rows", file=path, found=f"{len(rows):,}")
                for number, row in enumerate([list(header_of(table)), *rows]):
                    _check(path, table.name, number, row)
                    for column, text in enumerate(row):
                        if text:
                            sheet.write_string(number, column, text)
    except OSError as error:
        raise InputError("a file that can be written", file=path, found=error.strerror) from error


def _check(path: Path, name: str, number: int, row: list[str]) -> None:
    if long := next((text for text in row if len(text) > CELL_LIMIT), None):
        expected = f"a folder: a cell of a workbook holds {CELL_LIMIT:,} characters"
        raise InputError(expected, file=f"{path.name}: {name}", row=number + 1, found=long)


def import_workbook(path: Path, *, who: int | None = None, progress: Progress = silent) -> dict[str, Tally]:
    """Import a workbook with the sheets of a case folder, all of it or nothing.

    Raises
    ------
    InputError
        At the first thing that is not what it should be.
    """
    known = {file.name for file in CASE_FILES}
    grids = open_grids(path)
    for grid in grids:
        if grid.name not in known:
            raise InputError(f"sheets named {', '.join(sorted(known))}", file=path.name, found=grid.name)
    with tempfile.TemporaryDirectory(prefix="bridgehead-") as scratch:
        folder = Path(scratch) / path.name
        folder.mkdir()
        for grid in grids:
            rows = list(_filled(grid.rows))
            if rows:
                content = csvfiles.render(rows[0], rows[1:])
                (folder / f"{grid.name}.csv").write_text(content, encoding="utf-8", newline="")
        return import_case(folder, who=who, progress=progress)


def _filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows with something in them, as wide as the heading."""
    width = 0
    for row in rows:
        if any(row):
            cells = row[:]
            while cells and not cells[-1] and len(cells) > width:
                cells.pop()
            width = width or len(cells)
            yield cells + [""] * (width - len(cells))
