"""Workbooks as they stand: merged cells, formulas, errors, formatted cells, in XLSX and ODS alike."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgehead.importers.core.merged_cells import Range, spread
from bridgehead.importers.readers.cell_faults import column_of, place_of
from bridgehead.importers.readers.member_lists import read_members
from bridgehead.importers.readers.spreadsheets import open_grids
from bridgehead.importers.readers.workbook_size import check_size
from bridgehead.kit.errors import InputError
from tests.importers.spreadsheets import ods_of, sheet_of


def x(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def o(value: str, more: str = "") -> str:
    return f'<table:table-cell {more} office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


EMPTY = "<table:table-cell/>"
HEAD = f'<row r="1">{x("A1", "Name")}{x("B1", "Country")}{x("C1", "Website")}{x("D1", "Fee")}</row>'
ODS_HEAD = f"<table:table-row>{o('Name')}{o('Country')}{o('Website')}{o('Fee')}</table:table-row>"


def xlsx(folder: Path, *cells: str) -> Path:
    row = "".join(cells)
    return sheet_of(folder / "m.xlsx", f'{HEAD}<row r="2">{x("A2", "Alfa")}{x("B2", "DK")}{row}</row>')


def ods(folder: Path, *cells: str) -> Path:
    row = "".join(cells)
    return ods_of(folder / "m.ods", f"{ODS_HEAD}<table:table-row>{o('Alfa')}{o('DK')}{row}</table:table-row>")


def members(path: Path) -> list[dict[str, object]]:
    return [dict(row.values) for row in read_members(path)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C2" t="str"><f>IF(1,"","x")</f><v></v></c>',
        '<c r="C2" t="str"><f>IF(1,"","x")</f><v/></c>',
        '<c r="C2" s="1" t="str"><f t="shared" si="0"/><v/></c>',
        '<c t="str" r="C2"><f t="shared" ref="C2:C9" si="0">IF(1,"","x")</f></c>',
        '<c r="C2" s="4"/>',
        '<c r="C2"></c>',
        '<c r="D2"><f>B2</f></c>',
        '<c r="D2" t="e"><f>B9/0</f><v>#DIV/0!</v></c>',
    ],
)
def test_a_formula_without_text_and_a_fault_that_nobody_reads_are_blank(tmp_path: Path, cell: str) -> None:
    assert members(xlsx(tmp_path, cell)) == [{"name": "Alfa", "country": "DK"}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="C2" t="e"><v>#N/A</v></c>', "the error #N/A at C2"),
        ('<c t="e" r="C2" s="3"><f>VLOOKUP(A2,X!A:B,2)</f><v>#REF!</v></c>', "the error #REF! at C2"),
        ('<c r="C2"><f>B2</f></c>', "a formula without a value at C2"),
        ('<c r="C2"><f t="shared" si="0"/><v></v></c>', "a formula without a value at C2"),
    ],
)
def test_an_error_and_a_formula_that_nobody_computed_name_their_cell(tmp_path: Path, cell: str, found: str) -> None:
    with pytest.raises(InputError) as error:
        members(xlsx(tmp_path, cell))
    assert (error.value.row, error.value.column, str(error.value.found)) == (2, "Website", found)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ((o("#N/A", 'table:formula="of:=NA()" calcext:value-type="error"'),), "the error #N/A at C2"),
        (('<table:table-cell table:formula="of:=[.B2]"/>',), "a formula without a value at C2"),
        ((o("", 'table:formula="of:=&quot;&quot;"'),), ""),
        ((EMPTY, o("#N/A", 'calcext:value-type="error"')), ""),
    ],
)
def test_the_same_in_ods(tmp_path: Path, cells: tuple[str, ...], found: str) -> None:
    path = ods(tmp_path, *cells)
    if not found:
        assert members(path) == [{"name": "Alfa", "country": "DK"}]
        return
    with pytest.raises(InputError) as error:
        members(path)
    assert (error.value.row, error.value.column, str(error.value.found)) == (2, "Website", found)


@pytest.mark.django_db
def test_merged_cells_count_for_each_of_their_rows(tmp_path: Path) -> None:
    rows = (
        f'{HEAD}<row r="2">{x("A2", "Alfa")}{x("B2", "DK")}{x("C2", "a.example")}</row>'
        f'<row r="3">{x("C3", "b.example")}</row><row r="4">{x("A4", "Beta")}{x("B4", "SE")}</row>'
    )
    path = sheet_of(tmp_path / "m.xlsx", rows)
    merges = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    path = with_part(path, "</sheetData>", f"</sheetData>{merges}")
    spans = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    covered = "<table:covered-table-cell/>"
    first = f"<table:table-row>{o('Alfa', spans)}{o('DK', spans)}{o('a.example')}</table:table-row>"
    second = f"<table:table-row>{covered}{covered}{o('b.example')}</table:table-row>"
    third = f"<table:table-row>{o('Beta')}{o('SE')}</table:table-row>"
    other = ods_of(tmp_path / "m.ods", f"{ODS_HEAD}{first}{second}{third}")
    for list_ in (path, other):
        assert [(row["name"], row["country"], row.get("website")) for row in members(list_)] == [
            ("Alfa", "DK", "a.example"), ("Alfa", "DK", "b.example"), ("Beta", "SE", None),
        ]  # fmt: skip


def with_part(path: Path, old: str, new: str) -> Path:
    """The workbook with a piece of its sheet replaced."""
    import zipfile

    target = path.with_name(f"changed-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.decode().replace(old, new).encode()
            out.writestr(name, content)
    return target


def test_a_formatted_empty_cell_in_the_far_corner_is_read_past(tmp_path: Path) -> None:
    rows = f'{HEAD}<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    (grid,) = open_grids(sheet_of(tmp_path / "far.xlsx", rows))
    assert list(grid.rows) == [["Name", "Country", "Website", "Fee"]]


ODD_CELLS = [
    f"""<row r="2"><c r='{"D" * 50}2'><v>1</v></c></row>""",
    f'<row r="2"><c r="{"D" * 50}2"><v>1</v></c></row>',
    '<row r="4294967295"><c><v>1</v></c></row>',
    """<row r="1048576"><c t='n' r='XFD1048576'><v>1</v></c></row>""",
    '<row r="1048576"><c\nr="XFD1048576"><v>1</v></c></row>',
    '<row r="1048576"><c t="a>b" r="XFD1048576"><v>1</v></c></row>',
]


@pytest.mark.parametrize("row", ODD_CELLS)
def test_a_workbook_that_hides_its_size_never_ends_us(tmp_path: Path, row: str) -> None:
    """The library asks for memory by the cell farthest away, and a process that gets none is ended by it."""
    path = sheet_of(tmp_path / "m.xlsx", f"{HEAD}{row}")
    with suppress(InputError):
        assert not check_size(path).is_certain
        (grid,) = open_grids(path)
        assert next(grid.rows)[:2] == ["Name", "Country"]


def test_a_repetition_that_is_not_understood_is_not_certain(tmp_path: Path) -> None:
    cell = o("Alfa", "table:number-columns-repeated = '16000'")
    path = ods_of(tmp_path / "m.ods", f"{ODS_HEAD}<table:table-row>{cell}</table:table-row>")
    assert not check_size(path).is_certain
    assert check_size(ods(tmp_path, o("x"))).is_certain
    assert check_size(xlsx(tmp_path, x("C2", "y"))).is_certain


ranges = st.builds(
    lambda top, left, down, across: ((top, left), (top + down, left + across)),
    st.integers(0, 8), st.integers(0, 4), st.integers(0, 4), st.integers(0, 2),
)  # fmt: skip


@given(ranges, st.integers(0, 3))
def test_a_merged_range_fills_its_first_column_and_nothing_else(merged: Range, head: int) -> None:
    (top, left), (bottom, _) = merged
    grid = [["" for _ in range(7)] for _ in range(14)]
    grid[top][left] = "value"
    found = dict(spread([(n, row) for n, row in enumerate(grid, start=1) if n > head], [merged]))
    rows = range(top, bottom + 1) if top >= head else ()
    expected = {(row, left) for row in rows} if top >= head else set()
    assert {(n - 1, i) for n, row in found.items() for i, text in enumerate(row) if text} == expected
    assert all(grid[row][left] == "" for row in rows if row != top), "what was read stays as it was"


@given(st.integers(0, 16_383), st.integers(1, 1_048_576))
def test_a_cell_is_called_as_programs_call_it(column: int, row: int) -> None:
    letters = place_of(row, column).removesuffix(str(row))
    assert letters.isalpha()
    assert column_of(letters.encode()) == column


@pytest.mark.parametrize(("column", "name"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (16_383, "XFD1")])
def test_the_corners_of_column_names(column: int, name: str) -> None:
    assert place_of(1, column) == name
