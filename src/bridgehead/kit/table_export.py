"""Tables of results for other programs: Markdown and LaTeX text, and an XLSX workbook.

Text comes from outside, so whatever the target would read as markup or as a formula is made harmless.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | float | int | None
DIGITS = 2
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
SHEET_NAME = 31


@dataclass(frozen=True)
class ExportTable:
    """One table of results; `name` is short, `title` says what it shows, `note` what it rests on."""

    name: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def markdown(sheets: Sequence[ExportTable]) -> str:
    """Tables in Markdown (GitHub's dialect)."""
    parts = []
    for sheet in sheets:
        lines = [_row(sheet.headings), _row(["---"] * len(sheet.headings))]
        lines += [_row([_markdown(cell) for cell in row]) for row in sheet.rows]
        note = [_markdown(sheet.note), ""] if sheet.note else []
        parts.append("\n".join([f"**{_markdown(sheet.title)}**", "", *lines, "", *note]))
    return "\n".join(parts)


def latex(sheets: Sequence[ExportTable]) -> str:
    """Tables in LaTeX; they need the package `booktabs`."""
    parts = []
    for sheet in sheets:
        lines = [" & ".join(_latex(cell) for cell in row) + r" \\" for row in (sheet.headings, *sheet.rows)]
        parts += [
            r"\begin{table}",
            rf"\caption{{{_latex(sheet.title)}}}",
            rf"\begin{{tabular}}{{{'l' * len(sheet.headings)}}}",
            r"\toprule",
            lines[0],
            r"\midrule",
            *lines[1:],
            r"\bottomrule",
            r"\end{tabular}",
            *([rf"\par\footnotesize {_latex(sheet.note)}"] if sheet.note else []),
            r"\end{table}",
            "",
        ]
    return "\n".join(parts)


def xlsx(sheets: Sequence[ExportTable]) -> bytes:
    """A workbook with a sheet for each table; text stays text, whatever it starts with."""
    from xlsxwriter import Workbook  # noqa: PLC0415 only who writes a workbook pays for it

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, {"in_memory": True, **plain}) as book:
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet.name)[:SHEET_NAME])
            page.write_string(0, 0, sheet.title, bold)
            page.write_row(2, 0, list(sheet.headings), bold)
            for number, row in enumerate(sheet.rows, start=3):
                page.write_row(number, 0, ["" if cell is None else no_markup(cell) for cell in row])
            if sheet.note:
                page.write_string(len(sheet.rows) + 4, 0, str(no_markup(sheet.note)))
            page.freeze_panes(3, 1)
            page.autofit()
    return out.getvalue()


def no_markup(cell: str | float) -> str | float:
    """A cell that the writer of workbooks does not take for markup of its own, as it does with `<r>…</r>`."""
    return f"{cell} " if isinstance(cell, str) and cell.startswith("<r>") and cell.endswith("</r>") else cell


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.{DIGITS}f}"
    return "" if cell is None else " ".join(str(cell).split())


def _markdown(cell: Cell) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", _plain(cell))


def _latex(cell: Cell) -> str:
    return "".join(LATEX.get(sign, sign) for sign in _plain(cell))
