"""Members from whatever spreadsheet somebody has."""

import csv
import zipfile
from pathlib import Path

import pytest

from bridgehead.ecosystem.models import Actor, Identifier, Membership, Person
from bridgehead.importers.readers.member_lists import open_list
from bridgehead.importers.services import member_writer
from bridgehead.importers.services.import_file import ImportOutcome, import_file, remember_columns
from bridgehead.importers.services.rejected_rows import write_rejected
from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch
from bridgehead.kit.permissions import COMMAND_LINE
from bridgehead.workspace.services.undo import undo_batch
from tests.importers.spreadsheets import messy, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def bring_in(path: Path, **given: object) -> ImportOutcome:
    return import_file("members", path, viewer=COMMAND_LINE, **given)  # type: ignore[arg-type]


def text(tmp_path: Path, content: str | bytes, name: str = "members.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cell(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_messy_workbook(tmp_path: Path) -> None:
    Actor.objects.create(id="clean", name="CLEAN", kind="cluster")
    bring_in(messy(tmp_path / "m.xlsx"), options={"cluster": "clean"})
    visblue = Actor.objects.get(pk="visbla-aps")
    assert (visblue.name, visblue.kind, visblue.size, visblue.country, visblue.city) == (
        "VisBlå ApS", "firm", "sme", "DK", "Århus",
    )  # fmt: skip
    assert visblue.capabilities == ["batterier", "flow"]
    assert set(Person.objects.values_list("name", "email", "actor")) == {
        ("Søren Bødker", "sb@visblaa.example", "visbla-aps"),
        ("Anna", "anna@visblaa.example", "visbla-aps"),
        ("Bo Hansen", "bo@au.example", "aarhus-universitet"),
    }
    assert Actor.objects.get(pk="aarhus-universitet").kind == "knowledge"
    assert Actor.objects.get(country="SE").name == "=1+1 Consult"
    assert set(Membership.objects.values_list("member_id", "since")) == {
        ("visbla-aps", "2015-03-01"), ("vis-bla", ""), ("aarhus-universitet", "2015-01-01"), ("1-1-consult", ""),
    }  # fmt: skip
    assert not Actor.objects.filter(name__startswith="Hidden").exists()


def test_again_changes_nothing_and_undo_leaves_nothing(tmp_path: Path) -> None:
    path = messy(tmp_path / "m.xlsx")
    first = bring_in(path)
    again = bring_in(path)
    assert all(t.added == t.changed == 0 for t in again.tallies.values())
    assert again.batch is None
    assert undo_batch(first.batch or 0, viewer=COMMAND_LINE).result == ()
    assert not Actor.objects.exists()
    assert not Person.objects.exists()


def test_a_known_member_is_found_by_its_number_and_keeps_what_the_list_leaves_blank(tmp_path: Path) -> None:
    Actor.objects.create(id="vb", name="VB", kind="firm", city="Viborg", sector="Storage")
    Identifier.objects.create(id="vb/cvr/36428554", actor_id="vb", scheme="cvr", value="36428554")
    bring_in(text(tmp_path, "Virksomhed;Momsnummer;By;Branche\nVisBlue ApS;DK36428554;Aarhus;\n"))
    assert Actor.objects.values_list("id", "name", "city", "sector").get() == ("vb", "VisBlue ApS", "Aarhus", "Storage")


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Company name,Country\nÆrø A/S,Denmark\n", ["Ærø A/S"]),
        ("Firma;Land\nÆrø A/S;Danmark\n".encode("cp1252"), ["Ærø A/S"]),
        ("Firma\tLand\nÆrø A/S\tDK\n".encode("utf-16"), ["Ærø A/S"]),
        (b"Firma;By\n\xc6r\xf8;Br\xf8ndby\n" + "Brønd;Ærø\n".encode(), ["Brønd", "Ærø"]),
        ("sep=|\nNavn|Land\nHavn|DK\n", ["Havn"]),
        ("Liste over medlemmer\n\nVirksomhedsnavn,Byen,CVR nummer\nHavn,Aarhus,\n", ["Havn"]),
    ],
)
def test_text_tables_in_every_encoding(tmp_path: Path, content: str | bytes, names: list[str]) -> None:
    bring_in(text(tmp_path, content))
    assert sorted(Actor.objects.values_list("name", flat=True)) == names


def test_contents_tell_what_headings_do_not(tmp_path: Path) -> None:
    path = text(tmp_path, "Navn,A,B,C\nHavn,36428554,info@havn.example,www.havn.dk\nAU,31119103,bo@au.dk,www.au.dk\n")
    assert [(p.heading, p.field) for p in open_list(path).columns] == [
        ("Navn", "name"), ("A", "cvr"), ("B", "contact_email"), ("C", "website"),
    ]  # fmt: skip


def test_doubled_headings_are_told_apart(tmp_path: Path) -> None:
    path = text(tmp_path, "Navn;Mail;Mail;Navn\nHavn;a@havn.dk;b@havn.dk;Bo\n")
    assert [(p.heading, p.field) for p in open_list(path).columns] == [
        ("Navn", "name"), ("Mail", "contact_email"), ("Mail (2)", "-"), ("Navn (2)", "-"),
    ]  # fmt: skip
    chosen = {"Navn (2)": "contact_name"}
    bring_in(path, options={"columns": chosen})
    assert Person.objects.get().name == "Bo"


def test_a_choice_is_remembered(tmp_path: Path) -> None:
    path = text(tmp_path, "Hvem,Hvor\nHavn,Aarhus\n")
    with pytest.raises(InputError, match="a column with the names of the members"):
        bring_in(path)
    remember_columns({"Hvem": "name", "Hvor": "city"}, viewer=COMMAND_LINE)
    bring_in(path)
    assert Actor.objects.values_list("name", "city").get() == ("Havn", "Aarhus")
    with pytest.raises(InputError, match=r"“nonsense” is not accepted\. Enter one of"):
        remember_columns({"Hvem": "nonsense"}, viewer=COMMAND_LINE)


def test_refused_rows_are_written_beside_the_file(tmp_path: Path) -> None:
    path = text(tmp_path, "Navn,Land,CVR\nHavn,Danmark,12345678\nBro,Danmark,87654321\n,Danmark,\nFyr,Danmark,\n")
    with pytest.raises(InputError) as error:
        bring_in(path)
    assert (error.value.row, error.value.column, error.value.found) == (2, "CVR", "12345678")
    assert not Actor.objects.exists()
    outcome = bring_in(path, keep_going=True)
    assert [(e.row, e.column) for e in outcome.refused] == [(2, "CVR"), (3, "CVR"), (4, "Navn")]
    assert list(Actor.objects.values_list("name", flat=True)) == ["Fyr"]
    (target,) = write_rejected("members", path, outcome.refused)
    assert target == tmp_path / "members.csv.refused.csv"
    with target.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["Navn", "Land", "CVR", "refused_row", "refused_column", "refused_because"]
    assert [row[:5] for row in rows] == [
        ["Havn", "Danmark", "12345678", "2", "CVR"],
        ["Bro", "Danmark", "87654321", "3", "CVR"],
        ["", "Danmark", "", "4", "Navn"],
    ]
    assert rows[1][5].startswith("“87654321” is not accepted. Enter ")


def test_refused_rows_come_in_once_corrected(tmp_path: Path) -> None:
    path = text(tmp_path, "Navn,Land,Mail\n=1+1 Consult,DK,at@\n")
    (target,) = write_rejected("members", path, bring_in(path, keep_going=True).refused)
    content = target.read_text(encoding="utf-8-sig")
    assert content.splitlines()[1].startswith("'=1+1 Consult,")
    bring_in(text(tmp_path, content.replace(",at@,", ",,", 1), "again.csv"))
    assert Actor.objects.values_list("name", "country").get() == ("=1+1 Consult", "DK")


def test_a_far_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    rows = f'<row r="1">{cell("A1", "Navn")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    with pytest.raises(InputError, match="sheets of at most"):
        bring_in(sheet_of(tmp_path / "far.xlsx", rows))


def test_a_hundred_thousand_empty_rows(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}"/>' for n in range(3, 100_000))
    rows = f'<row r="1">{cell("A1", "Navn")}</row><row r="2">{cell("A2", "Havn")}</row>{empty}'
    bring_in(sheet_of(tmp_path / "empty.xlsx", rows))
    assert Actor.objects.get().name == "Havn"


def test_a_formula_that_nobody_computed_is_refused(tmp_path: Path) -> None:
    rows = f'<row r="1">{cell("A1", "Navn")}</row><row r="2"><c r="A2"><f>B2</f></c></row>'
    with pytest.raises(InputError, match="a formula without a value at A2"):
        bring_in(sheet_of(tmp_path / "formula.xlsx", rows))


def test_a_bomb_and_a_password_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<" * 50_000_000)
    with pytest.raises(InputError, match="times as large as packed"):
        bring_in(path)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InputError, match="the file has a password"):
        bring_in(text(tmp_path, locked, "locked.xlsx"))


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0rubbish", b"a\0b"])
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError):
        bring_in(text(tmp_path, content, "rubbish.xlsx"))


@pytest.mark.slow
@pytest.mark.usefixtures("empty_workspace")
def test_at_the_command_line(bridgehead, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = text(tmp_path, "Hvem,Land\nHavn,Danmark\n")
    assert "a column with the names" in bridgehead("import", "members", path, "--yes", status=1).stderr
    bridgehead("import", "members", path, "--yes", "--column", "Hvem=name")
    assert "Havn" in bridgehead("members").stdout
    bridgehead("undo", "1")
    assert "0 organisations" in bridgehead("members").stdout


@pytest.mark.parametrize("at_once", [1, 1000])
def test_a_member_that_comes_again_fills_what_was_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(member_writer, "CHUNK", at_once)
    Actor.objects.create(id="hub", name="Hub", kind="cluster")
    Actor.objects.create(id="havn", name="Havn", kind="firm", country="DK", city="Ribe", sector="Fishing")
    rows = "Havn;DK;Aarhus;;Bo;;\nBro;DK;Odense;;;;\nHavn;DK;Aalborg;Ports;Bo;Chair;2019\n"
    path = text(tmp_path, f"Navn;Land;By;Branche;Kontakt;Titel;Indmeldt\n{rows}")
    bring_in(path, options={"cluster": "hub"})
    assert Actor.objects.values_list("city", "sector").get(pk="havn") == ("Aarhus", "Ports")
    assert Person.objects.get().actor_id == "havn"
    assert set(Membership.objects.values_list("member_id", "since")) == {("havn", "2019"), ("bro", "")}
    undo_batch(Batch.objects.latest("pk").pk, viewer=COMMAND_LINE)
    assert Actor.objects.values_list("city", "sector").get(pk="havn") == ("Ribe", "Fishing")
    assert not Membership.objects.exists()


def test_every_fault_of_a_row_is_said_and_the_row_counts_once(tmp_path: Path) -> None:
    path = text(tmp_path, "Navn,Land,CVR,Mail\nHavn,Atlantis,12345678,bo(at)havn\nBro,DK,,\n")
    outcome = bring_in(path, keep_going=True)
    assert outcome.rows_refused == 1
    (target,) = write_rejected("members", path, outcome.refused)
    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["refused_column"] == "CVR; Mail; Land"
    assert row["refused_because"].count("is not accepted") == 2
    assert "“Atlantis” is not a known country" in row["refused_because"]


@pytest.mark.parametrize(
    ("cell_", "city"), [("8000 Aarhus C", "Aarhus C"), ("DK-5000 Odense", "Odense"), ("8000", ""), ("Ribe", "Ribe")]
)
def test_a_postcode_before_the_town_goes(tmp_path: Path, cell_: str, city: str) -> None:
    bring_in(text(tmp_path, f"Navn;Postnr. og by\nHavn;{cell_}\n"))
    assert Actor.objects.get().city == city


def test_a_membership_does_not_end_before_it_begins(tmp_path: Path) -> None:
    path = text(tmp_path, "Navn;Indmeldt;Udmeldt\nHavn;2020-05;2019\n")
    with pytest.raises(InputError, match=r"the end date is before the start \(2020") as error:
        bring_in(path)
    assert (error.value.row, error.value.column) == (2, "Udmeldt")


@pytest.mark.parametrize(
    ("written", "staff", "size"),
    [
        ("45", 45, "sme"),
        ("49,5", 49.5, "sme"),
        ("180.75", 180.75, "sme"),
        ("1.100", 1100, "large"),
        ("1 100", 1100, "large"),
        ("12,345", 12345, "large"),
        ("250", 250, "large"),
        ("10 to 49", None, "sme"),
        ("250-499", None, "large"),
        ("<250", None, "sme"),
        ("120 FTE", 120, "sme"),
    ],
)
def test_employees_are_recorded_where_they_are_one_number(
    tmp_path: Path, written: str, staff: float | None, size: str
) -> None:
    bring_in(text(tmp_path, f"Navn;Ansatte\nHavn;{written}\n"))
    found = Actor.objects.get()
    assert (found.staff, found.size) == (staff, size)
    bring_in(text(tmp_path, "Navn;By\nHavn;Aarhus\n"))
    assert Actor.objects.get().staff == staff


FIRST = """Company,Town,Country,Employees,What we do,E-mail,Member since
North Pumps A/S,Aalborg,Denmark,45,"Pumps; leak detection",info@northpumps.example,2019
Wasserwerk Süd GmbH,Lübeck,Deutschland,12,Wir betreiben Wassernetze,,
"""


@pytest.mark.parametrize(
    "written",
    [
        FIRST,
        "\ufeff" + FIRST,
        FIRST.replace("\n", "\r"),
        FIRST.replace("\n", "\r\n"),
        FIRST.replace('"', "").replace(";", " and").replace(",", ";"),
        FIRST.replace('"', "").replace(",", "\t"),
        FIRST.upper().replace("@NORTHPUMPS.EXAMPLE", "@northpumps.example"),
        "\n" + FIRST.replace("What we do", "Hvad vi laver?"),
    ],
    ids=["commas", "mark", "old Mac", "Windows", "semicolons", "tabs", "capitals", "blank line"],
)
def test_a_first_list_in_every_dress(tmp_path: Path, written: str) -> None:
    Actor.objects.create(id="net", name="Water Net", kind="cluster")
    bring_in(text(tmp_path, written), options={"cluster": "net"})
    pumps, works = Actor.objects.exclude(pk="net").order_by("name")
    assert (pumps.country, pumps.city.casefold(), works.country) == ("DK", "aalborg", "DE")
    assert "leak detection" in pumps.description.casefold()
    assert "wir betreiben" in works.description.casefold()
    assert sorted(Membership.objects.values_list("member__name", "cluster", "since")) == sorted(
        [(pumps.name, "net", "2019"), (works.name, "net", "")]
    )
