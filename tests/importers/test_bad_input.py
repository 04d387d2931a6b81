"""Bad input to every importer of tables: one clear error that says where, and nothing half imported."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.case_folder import import_case
from tests.importers.samples import ACTORS, FOLDERS, ORGANISATIONS, Sample, everything

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def with_cell(text: str, row: int, column: str, value: str) -> str:
    """A small table with one cell changed; row 1 is the heading."""
    lines = text.split("\n")
    cells = lines[row - 1].split(",")
    cells[lines[0].split(",").index(column)] = value
    return "\n".join([*lines[: row - 1], ",".join(cells), *lines[row:]])


def without_column(text: str, column: str) -> str:
    index = text.split("\n", maxsplit=1)[0].split(",").index(column)
    return "\n".join(",".join(c for i, c in enumerate(line.split(",")) if i != index) for line in text.split("\n"))


ORGANISATION = "organization.csv"
CELLS = [
    # importer, file, row, column, value, words that the error has
    ("cordis", ORGANISATION, 3, "role", "", "role"),
    ("cordis", ORGANISATION, 3, "organisationID", "abc", "PIC"),
    ("cordis", ORGANISATION, 3, "activityType", "XYZ", "prc"),
    ("cordis", ORGANISATION, 3, "ecContribution", "much", "a number"),
    ("cordis", ORGANISATION, 3, "ecContribution", "inf", "a number"),
    ("cordis", ORGANISATION, 3, "SME", "perhaps", "true, false"),
    ("cordis", ORGANISATION, 3, "projectID", "799999", "project.csv"),
    ("cordis", ORGANISATION, 3, "organisationID", "999000001", ""),
    ("cordis", ORGANISATION, 3, "name", "x" * 10_000, "1,000 characters"),
    ("cordis", ORGANISATION, 3, "organisationID", "9" * 10_000, "PIC"),
    ("cordis", "project.csv", 2, "startDate", "01/02/2018", "a date"),
    ("cordis", "project.csv", 2, "endDate", "2018-02-30", "a date"),
    ("cordis", "project.csv", 2, "endDate", "2017-12-31", "startDate"),
    ("h2020", "participations.csv", 3, "end_date", "2017-12-31", "start_date"),
    ("cordis", "project.csv", 3, "id", "700001", "once"),
    ("cordis", "project.csv", 3, "rcn", "200001", "once"),
    ("cordis", "project.csv", 2, "title", "x" * 10_000, "800 characters"),
    ("cordis", "project.csv", 2, "title", "", "the value is missing. Enter text"),
    ("cordis", "project.csv", 2, "objective", "x" * 50_001, "50,000 characters"),
    ("h2020", "participations.csv", 3, "start_date", "2018-13-01", "a date"),
    ("h2020", "participations.csv", 3, "pic", "x" * 10_000, "PIC"),
    ("h2020", "participations.csv", 3, "rcn", "", "rcn"),
    ("h2020", "participations.csv", 3, "contribution", "1.2.3", "a number"),
    ("case", "actors.csv", 3, "country", "Atlantis", "country"),
    ("case", "actors.csv", 3, "founded", "19. Jahrhundert", "a date"),
    ("case", "actors.csv", 3, "founded", "2019-02-30", "a date"),
    ("case", "actors.csv", 3, "id", "havn", "once"),
    ("case", "actors.csv", 3, "id", "a b", "an id"),
    ("case", "actors.csv", 3, "kind", "company", "firm"),
    ("case", "actors.csv", 3, "name", "x" * 10_000, "1,000 characters"),
    ("case", "actors.csv", 3, "name", "", "the value is missing. Enter text"),
    ("case", "memberships.csv", 2, "cluster", "nobody", "actors.csv"),
]


@pytest.mark.parametrize(("name", "file", "row", "column", "value", "words"), CELLS)
def test_a_bad_cell(tmp_path: Path, name: str, file: str, row: int, column: str, value: str, words: str) -> None:
    sample = FOLDERS[name]
    changed = with_cell(sample.files[file], row, column, value)
    if value == "999000001":
        changed = with_cell(with_cell(changed, row, "role", "coordinator"), row, "order", "1")
    error = refused(sample, sample.write(tmp_path, **{file: changed}))
    assert (error.file, error.row, error.column) == (file, row, column)
    assert words in str(error)
    assert len(str(error)) < 700


Fault = Callable[[str], str | bytes]
FILES: dict[str, tuple[Fault, str]] = {
    "wrong delimiter": (lambda text: text.replace(",", "|"), "the separator is a bar in"),
    "latin-1": (lambda text: (text + "Å").encode("latin-1"), "UTF-8"),
    "empty": (lambda _: "", "nothing was found. Expected a heading row"),
    "blank lines": (lambda _: "\n\n\n", "nothing was found. Expected a heading row"),
    "no heading row": (lambda text: text.partition("\n")[2], "Expected a heading row with columns such as"),
    "binary noise": (lambda _: bytes(range(256)) * 20, "UTF-8"),
    "a NUL byte": (lambda text: text + "\0", "NUL"),
    "unknown column": (
        lambda text: text.replace("\n", ",colour\n", 1),
        "the column is unknown. Use one",
    ),
    "doubled column": (
        lambda text: text.replace("\n", "," + text.partition(",")[0] + "\n", 1),
        "heading occurs twice",
    ),
    "too many cells": (lambda text: text + ",,,,,,,,,,,,,,,,,\n", "cells, as the heading row has"),
    "a quote that does not end": (lambda text: text + '"', "row"),
}


@pytest.mark.parametrize("fault", FILES)
@pytest.mark.parametrize("name", FOLDERS)
def test_a_bad_file(tmp_path: Path, name: str, fault: str) -> None:
    sample = FOLDERS[name]
    spoil, words = FILES[fault]
    error = refused(sample, sample.write(tmp_path, **{sample.table: spoil(sample.files[sample.table])}))
    assert error.file == sample.table
    assert words in str(error)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("cordis", "organisationID"),
        ("cordis", "projectID"),
        ("cordis", "country"),
        ("h2020", "pic"),
        ("case", "kind"),
        ("case", "id"),
    ],
)
def test_a_missing_column(tmp_path: Path, name: str, column: str) -> None:
    sample = FOLDERS[name]
    changed = without_column(sample.files[sample.table], column)
    error = refused(sample, sample.write(tmp_path, **{sample.table: changed}))
    assert (error.file, error.row, error.column) == (sample.table, 1, column)
    assert f"a column called {column}" in str(error.expected)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_path_where_nothing_is(tmp_path: Path, name: str) -> None:
    assert "nothing there" in str(refused(FOLDERS[name], tmp_path / "none"))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_without_the_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    assert str(tmp_path) in str(refused(FOLDERS[name], tmp_path))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_file_that_is_no_zip(tmp_path: Path, name: str) -> None:
    path = tmp_path / "data.zip"
    path.write_bytes(b"PK\x03\x04 this is not one")
    assert "no zip" in str(refused(FOLDERS[name], path))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_zip_bomb(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bomb.zip"
    sample = FOLDERS[name]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(sample.table, bytes(30_000_000))
    assert "times as large as packed" in str(refused(sample, path))


def test_a_gzip_bomb(tmp_path: Path) -> None:
    sample = FOLDERS["cordis"]
    sample.write(tmp_path)
    (tmp_path / "project.csv").unlink()
    (tmp_path / "project.csv.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    assert "times as large as packed" in str(refused(sample, tmp_path))


def test_the_row_counts_records_as_a_spreadsheet_does(tmp_path: Path) -> None:
    """The second project's text has two lines, so the third row is the fifth line of the file."""
    sample = FOLDERS["cordis"]
    changed = sample.files["project.csv"] + "700003,200003,SUN,Sun,never,,H2020,,,\n"
    error = refused(sample, sample.write(tmp_path, **{"project.csv": changed}))
    assert (error.row, error.column) == (4, "startDate")


def test_the_place_of_a_wrong_encoding_is_a_cell(tmp_path: Path) -> None:
    """A case folder is ours and in UTF-8; what is not says where."""
    sample = FOLDERS["case"]
    changed = ACTORS.encode() + b"strom,Str\xf8m,firm\n"
    error = refused(sample, sample.write(tmp_path, **{"actors.csv": changed}))
    assert (error.file, error.row, error.column) == ("actors.csv", ACTORS.count("\n") + 1, "name")
    assert "UTF-16" in str(refused(sample, sample.write(tmp_path, **{"actors.csv": ACTORS.encode("utf-16")})))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-le", "cp1252", "cp850", "mac-roman"])
def test_foreign_tables_are_read_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    sample = FOLDERS["cordis"]
    changed = with_cell(ORGANISATIONS, 2, "city", "Nykøbing på Ærø og Århus")
    sample.run(sample.write(tmp_path, **{"organization.csv": changed.encode(encoding)}))
    assert Actor.objects.filter(city="Nykøbing på Ærø og Århus").exists()


def refused(sample: Sample, path: Path) -> InputError:
    """The error, after a look that the store is as it was."""
    before = everything()
    with pytest.raises(InputError) as raised:
        sample.run(path)
    assert everything() == before
    assert "\n" not in str(raised.value).replace("\\n", "")
    return raised.value


def test_an_indicator_speaks_of_somebody_who_is_there(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "actors.csv").write_text("id,name,kind\na,A,firm\n", encoding="utf-8")
    rows = tmp_path / "case" / "indicators.csv"
    heading = "subject,subject_kind,indicator,period,value\n"
    for row, words in (
        ("nobody,actor,gdp,2019,1", "an id that actors.csv has"),
        ("nobody,cluster,gdp,2019,1", "an id that actors.csv has"),
        ("Denmark,country,gdp,2019,1", "a country"),
    ):
        rows.write_text(heading + row + "\n", encoding="utf-8")
        with pytest.raises(InputError, match=words) as error:
            import_case(tmp_path / "case", viewer=COMMAND_LINE)
        assert (error.value.row, error.value.column) == (2, "subject")
    rows.write_text(f"{heading}a,actor,staff,2019,1\nDK,country,gdp,2019,1\n", encoding="utf-8")
    assert import_case(tmp_path / "case", viewer=COMMAND_LINE).tallies["indicator"].added == 2


@pytest.mark.parametrize("row", ["a,   ,firm", "..,A,firm", " ,A,firm"])
def test_a_blank_in_disguise_is_a_blank(tmp_path: Path, row: str) -> None:
    (tmp_path / "actors.csv").write_text(f"id,name,kind\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        import_case(tmp_path, viewer=COMMAND_LINE)
    assert error.value.row == 2
