"""Lists that are packed, and lists that are markup under the name of a spreadsheet."""

import gc
import gzip
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bridgehead.importers.readers.member_lists import read_members
from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.kit.errors import InputError
from tests.importers.spreadsheets import messy, ods_of, sheet_of

pytestmark = pytest.mark.django_db
TEXT = "Name;Country;City\nÆblegård ApS;Denmark;Nykøbing\nKystlys A/S;Denmark;Århus\n"
FOUND = [
    {"name": "Æblegård ApS", "country": "DK", "city": "Nykøbing"},
    {"name": "Kystlys A/S", "country": "DK", "city": "Århus"},
]


def members(path: Path) -> list[dict[str, object]]:
    return [dict(row.values) for row in read_members(path)]


def zip_of(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def packed_workbook(folder: Path, name: str) -> bytes:
    lines = [line.split(";") for line in TEXT.splitlines()]
    if name == "ods":
        cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
        texts = ("".join(map(cell.format, line)) for line in lines)
        return ods_of(folder / "in.ods", "".join(f"<table:table-row>{t}</table:table-row>" for t in texts)).read_bytes()
    rows = ""
    for number, line in enumerate(lines, start=1):
        cells = (
            f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for column, text in zip("ABC", line, strict=True)
        )
        rows += f'<row r="{number}">{"".join(cells)}</row>'
    return sheet_of(folder / "in.xlsx", rows).read_bytes()


def test_one_list_in_a_gzip_or_zip_is_read_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    for encoding in ("utf-8", "cp1252", "mac-roman", "utf-16"):
        path = tmp_path / "list.csv.gz"
        path.write_bytes(gzip.compress(TEXT.encode(encoding)))
        assert members(path) == FOUND
    for name in ("ods", "xlsx"):
        content = packed_workbook(tmp_path, name)
        extra = {"__MACOSX/._list__x": b"\0", "read me__pdf": b"%PDF"}
        assert members(zip_of(tmp_path / "list.zip", **{f"inner/list__{name}": content}, **extra)) == FOUND
    gc.collect()
    assert list(scratch.iterdir()) == []


def test_what_lies_beside_a_list_is_none_and_packed_twice_is_read(tmp_path: Path) -> None:
    path, plain = tmp_path / "list.zip", TEXT.encode()
    beside = {"Readme__txt": b"Members, of May\nExport, by Ane\n", "how to__txt": b"Open it in a spreadsheet.\n"}
    beside |= {"index__html": b"<html><p>Export</p></html>", "about__xml": b"<?xml version='1.0'?><a/>"}
    for name, content in (
        ("members__csv", plain),
        ("members__csv__gz", gzip.compress(plain)),
        ("members__html", PAGE.format(meta="").encode()),
        ("members__xml", BOOK.format(cell="").encode()),
        ("members__txt", plain.replace(b";", b"\t")),
    ):
        assert members(zip_of(path, **{name: content}, **beside)) == FOUND
    names = zip_of(path, firms__txt=b"Name\nAlfa\nBeta\n")
    assert [row["name"] for row in members(names)] == ["Alfa", "Beta"], "where nothing else is there"
    twice = tmp_path / "list.zip.gz"
    twice.write_bytes(gzip.compress(zip_of(path, members__csv=plain).read_bytes()))
    assert members(twice) == FOUND


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: zip_of(path, one__csv=b"Name\nA\n", two__xlsx=b"x"), "one.csv, two.xlsx"),
        (lambda path: zip_of(path, photo__png=b"x"), "photo.png"),
        (zip_of, "empty"),
        (lambda path: zip_of(path, list__csv=gzip.compress(gzip.compress(b"Name\nA\n"))), "archive inside"),
        (lambda path: zip_of(path, list__csv=gzip.compress(gzip.compress(b"a" * 9_000_000))), "archive inside"),
        (lambda path: zip_of(path, a__csv=b"Name\nA\n", b__txt=b"Name;City\nA;B\n"), "a.csv, b.txt"),
        (lambda path: zip_of(path, bomb__csv=b"a" * 50_000_000), "times as large as packed"),
        (lambda path: path.write_bytes(gzip.compress(b"a" * 50_000_000)) and path, "times as large as packed"),
        (lambda path: path.write_bytes(b"\x1f\x8bnonsense") and path, "gzip"),
    ],
)
def test_what_is_not_one_list_is_refused(tmp_path: Path, make: Callable[[Path], Path], words: str) -> None:
    with pytest.raises(InputError) as error:
        members(make(tmp_path / "list.zip"))
    assert words in str(error.value)


PAGE = """<html><head>{meta}</head><body><table><tr><td><table>
<tr><th>Name</th><th>Country</th><th colspan="2">City</th></tr>
<tr><td>Æblegård <b>ApS</b></td><td rowspan="2">Denmark</td><td>Nykøbing<br></td></tr>
<tr><td>Kystlys&nbsp;A/S</td><td>Århus</td></tr></table></td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [("", "utf-8"), ("", "cp1252"), ("", "utf-16"), ('<meta charset="windows-1252">', "cp1252"),
     ('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8")],
)  # fmt: skip
def test_a_web_page_called_xls_is_read(tmp_path: Path, meta: str, encoding: str) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(PAGE.format(meta=meta).encode(encoding))
    assert members(path) == FOUND


BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Members"><Table>
<Row ss:Index="2"><Cell><Data ss:Type="String">Name</Data></Cell><Cell><Data ss:Type="String">Country</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">City</Data></Cell><Cell><Data ss:Type="String">Website</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Æblegård ApS</Data></Cell>
<Cell ss:MergeDown="1"><Data ss:Type="String">Denmark</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">Nykøbing</Data></Cell>{cell}</Row>
<Row><Cell><Data ss:Type="String">Kystlys A/S</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">Århus</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_the_xml_of_excel_2003_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_text(BOOK.format(cell=""), encoding="utf-8")
    assert members(path) == FOUND
    path.write_text(BOOK.format(cell='<Cell><Data ss:Type="Error">#N/A</Data></Cell>'), encoding="utf-8")
    with pytest.raises(InputError) as error:
        members(path)
    assert (error.value.row, error.value.column) == (3, "Website")
    assert "#N/A at E3" in str(error.value.found)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<html><body><p>Sign in</p></body></html>", "a web page without a table"),
        ('<?xml version="1.0"?><list><member>Havn</member></list>', "an XML file that is not a spreadsheet"),
        (BOOK.format(cell="")[:400], "Expected a spreadsheet"),
        (BOOK.format(cell="").replace('ss:Index="2"', 'ss:Index="9999999"'), "damaged"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + BOOK.format(cell="<Cell><Data>&a;</Data></Cell>")[21:], ""),
    ],
)
def test_other_markup_says_what_it_is(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "export.xls"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        members(path)
    assert words in str(error.value)


def test_the_rows_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    for grid in [*open_grids(path), *open_grids(messy(tmp_path / "m.xlsx"))]:
        assert list(grid.rows) == list(grid.again()) == list(grid.again())
