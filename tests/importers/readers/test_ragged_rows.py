"""Rows of another width than the headings, in lists of members and of those who came."""

import csv
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.importers.readers.attendance_lists import read_attendance
from bridgehead.importers.services.import_file import import_file
from bridgehead.importers.services.rejected_rows import write_rejected
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE

pytestmark = pytest.mark.django_db
HEAD = "Name,Country,City,E-mail\n"
FULL = "Alfa ApS,Denmark,Aarhus,ane@alfa.example\nBeta AB,Sweden,Lund,\n"


def test_a_row_is_repaired_or_refused_and_no_cell_slips(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    rows = (
        "Smith, Jones Ltd,United Kingdom,Leeds,post@smith.example\n"
        "Gamma,Germany,post@gamma.example\n"
        "Delta,Norway,Oslo,Bergen,x,y\n"
        "Epsilon,Finland,Turku,,,,\n"
        ",,,\n"
    )
    path.write_text(HEAD + FULL + rows, encoding="utf-8")
    with pytest.raises(InputError) as error:
        import_file("members", path, viewer=COMMAND_LINE)
    assert (error.value.row, error.value.code) == (6, "row_width")
    assert not Actor.objects.exists()
    outcome = import_file("members", path, viewer=COMMAND_LINE, keep_going=True)
    assert [e.row for e in outcome.refused] == [6]
    assert set(Actor.objects.values_list("name", "country", "city")) == {
        ("Alfa ApS", "DK", "Aarhus"), ("Beta AB", "SE", "Lund"), ("Smith, Jones Ltd", "GB", "Leeds"),
        ("Gamma", "DE", ""), ("Epsilon", "FI", "Turku"),
    }  # fmt: skip
    (target,) = write_rejected("members", path, outcome.refused)
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    assert [name for name in head if name][:5] == ["Name", "Country", "City", "E-mail", "refused_row"]
    assert row[:6] == ["Delta", "Norway", "Oslo", "Bergen", "x", "y"], "nothing of the row is lost"
    assert row[head.index("refused_row")] == "6"


def test_those_who_came_as_well(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("Name;Company;E-mail\nAne Holm;Alfa;ane@alfa.example\nBo Lind;bo@beta.example\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_attendance(path)
    assert error.value.row == 3
    lines: list[InputError] = []
    assert [each.name for each in read_attendance(path, refuse=lines.append)] == ["Ane Holm"]
    assert [(line.row, line.code) for line in lines] == [(3, "row_width")], "one bad row refuses no list"
    text = "Name;Company;E-mail\nAne Holm;Alfa;ane@alfa.example\nBo Lind;;bo@beta.example\n"
    path.write_text(text, encoding="utf-8")
    assert [each.email for each in read_attendance(path)] == ["ane@alfa.example", "bo@beta.example"]


def test_a_short_list_is_repaired_where_one_reading_makes_sense(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text(HEAD + "Gamma,Germany,post@gamma.example\n", encoding="utf-8")
    import_file("members", path, viewer=COMMAND_LINE)
    assert list(Actor.objects.values_list("name", "country", "city")) == [("Gamma", "DE", "")]
    path.write_text(HEAD + "Delta,Luxembourg,Luxembourg,a,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="row has 5 cells"):
        import_file("members", path, viewer=COMMAND_LINE)
    path = tmp_path / "guests.csv"
    path.write_text("Name;Company;E-mail\nBo Lind;bo@beta.example\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_attendance(path)  # Bo Lind may be the name, and the company
    path.write_text("Name,E-mail,Company\nLind, Bo,bo@beta.example,Beta\n", encoding="utf-8")
    assert [(each.name, each.email) for each in read_attendance(path)] == [("Bo Lind", "bo@beta.example")]


def test_a_quote_without_its_end_names_the_row_in_which_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text('Name;City\n"Alfa\nand Beta";Ribe\n"Gamma;Odense\nDelta;Vejle\nEta;Skive\n', encoding="utf-8")
    with pytest.raises(InputError) as error:
        import_file("members", path, viewer=COMMAND_LINE)
    assert error.value.row == 3


def test_a_separator_at_the_end_of_each_row_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("Name;City\nAlfa;Aarhus;\nBeta;Odense;\nGamma;Ribe\n", encoding="utf-8")
    import_file("members", path, viewer=COMMAND_LINE)
    assert set(Actor.objects.values_list("name", "city")) == {("Alfa", "Aarhus"), ("Beta", "Odense"), ("Gamma", "Ribe")}
