"""Workbooks as people send them, made for the tests."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

GROUPS = ((0, 6, "Virksomhed"), (7, 9, "Kontakt"), (10, 11, "Medlemskab"))
HEADINGS = (
    "Firmanavn", "CVR-nr.", "Postnr", "By", "Land", "Hjemmeside", "Antal ansatte",
    "Navn", "E-mail", "Titel", "Indmeldt", "Kompetencer",
)  # fmt: skip
DAY = dt.datetime(2015, 3, 1)
ROWS: Sequence[Sequence[Any]] = (
    ("VisBlå ApS", "36428554", 8000, "Århus", "Danmark", "www.visblaa.example", 20,
     "Søren Bødker", "sb@visblaa.example", "CEO", DAY, "batterier; flow"),
    ("Vis Blå", "", 8000, "Aarhus C", "DK", "https://visblaa.example", "20-50", "", "", "", None, ""),
    ("Aarhus Universitet", 31119103, 8000, "Århus C", "Danmark", "www.au.example", 8000,
     "<b>Bo</b> Hansen", "bo@au.example", "Prof.", 42005, ""),
    ("VisBlå ApS", "36428554", "", "", "", "", "", "Anna", "anna@visblaa.example", "", None, "energilagring"),
    ("=1+1 Consult", "", "", "Malmö", "Sverige", "", "", "", "", "", None, ""),
)  # fmt: skip


def messy(path: Path) -> Path:
    """Three heading rows with merged cells, a hidden sheet, Danish headings, doubled members, a formula, HTML."""
    with xlsxwriter.Workbook(path) as book:
        hidden = book.add_worksheet("Gammel")
        hidden.write_row(0, 0, ["Navn", "CVR-nr.", "By", "Land", "Hjemmeside", "E-mail"])
        hidden.write_row(1, 0, ["Hidden Wrong ApS", "1", "x", "y"])
        hidden.hide()
        sheet = book.add_worksheet("Medlemmer")
        as_day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.merge_range(0, 0, 0, 11, "Medlemsliste 2026")
        for first, last, text in GROUPS:
            sheet.merge_range(1, first, 1, last, text)
        sheet.write_row(2, 0, HEADINGS)
        for number, row in enumerate(ROWS, start=3):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, dt.datetime):
                    sheet.write_datetime(number, column, value, as_day)
                elif value is not None:
                    sheet.write_number(number, column, value)
        sheet.write_formula(3, 6, "=10+10", None, 20)
    return path


def sheet_of(path: Path, data: str) -> Path:
    """A workbook whose one sheet holds this XML, such as no program would write."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Navn")
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8")
            if name == "xl/worksheets/sheet1.xml":
                start, _, rest = content.partition("<sheetData>")
                content = f"{start}<sheetData>{data}</sheetData>{rest.partition('</sheetData>')[2]}"
            target.writestr(name, content)
    return path


ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods_of(path: Path, rows: str, name: str = "Members") -> Path:
    """An ODS workbook whose one sheet holds this XML."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    sheet = f'<table:table table:name="{name}">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("mimetype", ODS_TYPE)
        target.writestr("META-INF/manifest.xml", manifest)
        content = f"<office:document-content {ODS_SPACES}>{body}</office:document-content>"
        target.writestr("content.xml", content)
    return path
