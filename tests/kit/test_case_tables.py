"""Tables of the case folder: what each kind of column takes and refuses."""

import pytest

from bridgehead.ecosystem.case_files import FILES as ECOSYSTEM
from bridgehead.evidence.case_files import FILES as EVIDENCE
from bridgehead.kit import csv_files
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.errors import InputError

TABLES = {file.name: CaseTable(file) for file in (*ECOSYSTEM, *EVIDENCE)}


def parse(name: str, text: str) -> list[dict[str, object]]:
    sheet = csv_files.read(text.encode(), f"{name}.csv", known=[c.name for c in TABLES[name].columns])
    return [values for _, values in TABLES[name].parse(sheet)]


def test_a_column_that_is_missing_is_left_out_so_that_it_keeps_its_value() -> None:
    assert parse("actors", "id,name,kind\na,A,firm\n") == [{"id": "a", "name": "A", "kind": "firm"}]


def test_lists_and_partial_dates_are_read() -> None:
    row = parse("actors", "id,name,kind,founded,aliases\na,A,firm,2014-05,x;y\n")[0]
    assert (row["founded"], row["aliases"]) == ("2014-05", ["x", "y"])


def test_rows_without_an_id_are_told_apart_by_their_key() -> None:
    assert parse("identifiers", "actor,scheme,value\na,pic,1\n")[0]["id"] == "a/pic/1"
    with pytest.raises(InputError, match=r"row 3.*once"):
        parse("identifiers", "actor,scheme,value\na,pic,1\na,pic,1\n")


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("actors", "country", "ZZ"),
        ("actors", "founded", "２０１４"),
        ("actors", "size", "medium"),
        ("people", "language", "danish"),
        ("participations", "contribution", "nan"),
        ("participations", "contribution", "1,5"),
        ("participations", "activity", "a b"),
        ("codings", "start", "-1"),
        ("codings", "start", "9999999999"),
        ("codings", "start", "1.5"),
        ("evidence", "salience", "4"),
        ("evidence", "summary", "x" * 50_001),
    ],
)
def test_a_cell_that_is_refused(name: str, column: str, value: str) -> None:
    filled = {c.name: "1" if c.name != "kind" else "" for c in TABLES[name].columns if c.required}
    filled |= {"kind": "firm"} if "kind" in filled else {}
    filled |= {"direction": "strength"} if "direction" in filled else {}
    filled[column] = value
    with pytest.raises(InputError) as raised:
        parse(name, csv_files.render(list(filled), [list(filled.values())]))
    assert (raised.value.file, raised.value.row, raised.value.column) == (f"{name}.csv", 2, column)
