"""Tables of results in Markdown, LaTeX and XLSX; text from outside stays text."""

import io
from dataclasses import replace
from zipfile import ZipFile

from bridgehead.kit.table_export import ExportTable, latex, markdown, xlsx

SHEET = ExportTable("Table: 5", "50 % & more", ("Firm", "Share"), [("A|B_C", 0.126), ("=1+1", None), ("<i>", 3)])


def test_markdown() -> None:
    assert markdown([SHEET]).splitlines() == [
        "**50 % & more**",
        "",
        "| Firm | Share |",
        "| --- | --- |",
        r"| A\|B\_C | 0.13 |",
        "| =1+1 |  |",
        r"| \<i\> | 3 |",
    ]


def test_latex() -> None:
    text = latex([SHEET])
    assert r"\caption{50 \% \& more}" in text
    assert r"A|B\_C & 0.13 \\" in text


def test_a_workbook_holds_no_formula() -> None:
    with ZipFile(io.BytesIO(xlsx([SHEET]))) as book:
        sheet, strings = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in sheet
        assert "=1+1" in strings
        assert 'name="Table  5"' in book.read("xl/workbook.xml").decode()


def test_what_a_table_rests_on_stands_below_it() -> None:
    noted = replace(SHEET, note="As of 2019 & later")
    assert markdown([noted]).splitlines()[-2:] == ["", "As of 2019 & later"]
    assert "\\end{tabular}\n\\par\\footnotesize As of 2019 \\& later\n\\end{table}" in latex([noted])
    with ZipFile(io.BytesIO(xlsx([noted]))) as book:
        assert "As of 2019 &amp; later" in book.read("xl/sharedStrings.xml").decode()
