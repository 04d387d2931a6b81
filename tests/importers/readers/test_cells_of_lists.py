"""What cells of a member list become: contacts of several columns, what is left blank and told, rows of totals."""

from pathlib import Path

import pytest
import xlsxwriter

from bridgehead.ecosystem.models import Actor, Identifier, Person
from bridgehead.importers.readers.attendance_lists import read_attendance
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.importers.services.rejected_rows import write_rejected
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import COMMAND_LINE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def bring_in(tmp_path: Path, content: str, **given: object) -> ImportOutcome:
    path = tmp_path / "members.csv"
    path.write_text(content, encoding="utf-8")
    return import_file("members", path, viewer=COMMAND_LINE, **given)  # type: ignore[arg-type]


def people() -> set[tuple[str, str, str]]:
    return set(Person.objects.values_list("name", "role", "email"))


def test_first_and_last_names_are_one(tmp_path: Path) -> None:
    bring_in(tmp_path, "Firma;Vorname;Nachname;E-Mail\nAlfa GmbH;Ane;Holm;ane@e.org\nAlfa GmbH;Bo;;bo@e.org\n")
    assert people() == {("Ane Holm", "", "ane@e.org"), ("Bo", "", "bo@e.org")}


@pytest.mark.parametrize("bare", ["Name", "Navn", "Nom"])
def test_a_bare_name_beside_a_company_is_a_person(tmp_path: Path, bare: str) -> None:
    bring_in(tmp_path, f"{bare};Company;Email\nAne Holm;Alfa ApS;ane@e.org\n")
    assert Actor.objects.get().name == "Alfa ApS"
    assert people() == {("Ane Holm", "", "ane@e.org")}


def test_a_surname_called_name_is_joined_with_the_first_name(tmp_path: Path) -> None:
    bring_in(tmp_path, "Vorname;Name;Firma\nAne;Holm;Alfa GmbH\n")
    assert Actor.objects.get().name == "Alfa GmbH"
    assert people() == {("Ane Holm", "", "")}


@pytest.mark.parametrize(
    "headings",
    [
        "Navn;Kontaktperson;E-mail;Kontakt 2;Kontakt 2 e-mail",
        "Company;Contact;Email;Contact 2 name;Email 2",
        "Company;Contact;Email;Contact;Email",
        "Company;Primary contact;Email;Secondary contact;Secondary email",
        "Company;First name;Email;Second contact first name;Second email",
    ],
)
def test_second_contacts_are_people_too(tmp_path: Path, headings: str) -> None:
    bring_in(tmp_path, f"{headings}\nAlfa ApS;Ane;ane@e.org;Bo;bo@e.org\n")
    assert people() == {("Ane", "", "ane@e.org"), ("Bo", "", "bo@e.org")}


@pytest.mark.parametrize(
    ("contact", "email", "found"),
    [
        ("Ane Holm", "info@e.org; ane@e.org", {("Ane Holm", "", "ane@e.org"), ("info@e.org", "", "info@e.org")}),
        ("Ane Holm; Bo Lind", "ane@e.org / bo@e.org", {("Ane Holm", "", "ane@e.org"), ("Bo Lind", "", "bo@e.org")}),
        ("Ane Holm og Bo Lind", "ane@e.org bo@e.org", {("Ane Holm", "", "ane@e.org"), ("Bo Lind", "", "bo@e.org")}),
        ("", '""Ane Holm"" <ane@e.org>, bo@e.org', {("Ane Holm", "", "ane@e.org"), ("bo@e.org", "", "bo@e.org")}),
        ("Ane; Bo", "bo@e.org", {("Bo", "", "bo@e.org"), ("Ane", "", "")}),
        ("Ane; Bo", "info@e.org", {("Ane", "", ""), ("Bo", "", ""), ("info@e.org", "", "info@e.org")}),
        ("Ane; Bo", "", {("Ane", "", ""), ("Bo", "", "")}),
        ("Holm, Ane", "ane@e.org", {("Ane Holm", "", "ane@e.org")}),
        ("Ane Holm og Bo Lind", "bo@e.org", {("Ane Holm", "", ""), ("Bo Lind", "", "bo@e.org")}),
        ("ane@e.org", "", {("ane@e.org", "", "ane@e.org")}),
        ("Ane Holm, CEO", "", {("Ane Holm", "CEO", "")}),
        ("TBD", "", set()),
        ("Ane", "ane@e.org;ANE@e.org", {("Ane", "", "ane@e.org")}),
        ("n/a", "-", set()),
    ],
)
def test_several_addresses_in_a_cell(
    tmp_path: Path, contact: str, email: str, found: set[tuple[str, str, str]]
) -> None:
    bring_in(tmp_path, f'Company,Contact,Email\nAlfa ApS,"{contact}","{email}"\n')
    assert people() == found


def test_a_phone_of_nobody_is_told(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path, "Company;Contact;Phone\nAlfa ApS;;12345678\n")
    assert [(b.error.column, b.error.found) for b in outcome.blanked] == [("Phone", "12345678")]


def test_unknown_words_leave_a_blank_and_refuse_nobody(tmp_path: Path) -> None:
    rows = "Alfa;Prospect;maybe;HRB 1234;50+\nBeta;Prospect;ja;;49,5\nGamma;University;Non-SME;;-\n"
    outcome = bring_in(tmp_path, f"Name;Type;SME;Registration number;Employees\n{rows}")
    assert outcome.rows_refused == 0
    assert list(Actor.objects.order_by("name").values_list("name", "kind", "size", "staff")) == [
        ("Alfa", "firm", "", None), ("Beta", "firm", "sme", 49.5), ("Gamma", "knowledge", "large", None),
    ]  # fmt: skip
    assert not Identifier.objects.exists()
    assert {(b.error.column, b.error.found, b.count) for b in outcome.blanked} == {
        ("Type", "Prospect", 2), ("SME", "maybe", 1), ("Registration number", "HRB 1234", 1), ("Employees", "50+", 1),
    }  # fmt: skip


def test_a_column_that_nothing_takes_is_a_line_with_its_count(tmp_path: Path) -> None:
    content = "Name;Favourite colour;Fax;Empty\nAlfa;green;12;-\nBeta;;13;\nGamma;red;;n/a\n"
    outcome = bring_in(tmp_path, content)
    lines = {(b.error.column, b.error.row, b.count) for b in outcome.blanked}
    assert lines == {("Favourite colour", 2, 2), ("Fax", 2, 2)}
    assert "no field takes these values" in outcome.blanked[0].error.reason
    again = bring_in(tmp_path, content, options={"columns": {"Fax": "-", "Favourite colour": "sector"}})
    assert again.blanked == ()


def test_a_row_of_totals_is_no_member(tmp_path: Path) -> None:
    rows = "Alfa;DK;12\nTotal;France;40\nI alt;;52\n;;Sum: 52\nTotal;;\n"
    outcome = bring_in(tmp_path, f"Name;Country;Employees\n{rows}")
    assert list(Actor.objects.order_by("pk").values_list("name", "country")) == [("Alfa", "DK"), ("Total", "FR")]
    assert [b.error.row for b in outcome.blanked if b.error.code == "total_row"] == [4, 5, 6]


def test_numbers_of_registers_in_the_dress_of_amounts(tmp_path: Path) -> None:
    bring_in(tmp_path, 'Name,CVR,PIC,Phone,Website\nA,"=""36428554""",999984059.0,12345678.0,"a.dk; b.dk"\n')
    bring_in(tmp_path, "Name;CVR-nr.\nB;31119103.0\nC;CVR-nr. 10 15 08 17\nD;DK-10403782\n")
    found = set(Identifier.objects.values_list("scheme", "value"))
    assert {("cvr", "36428554"), ("pic", "999984059"), ("cvr", "31119103"), ("cvr", "10150817")} <= found
    assert Actor.objects.get(name="A").website == "a.dk"


def test_a_mistyped_danish_number_is_refused_and_a_foreign_one_is_not_taken(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path, "Name;Country;CVR\nA;DK;12345678\nB;Sweden;12345678\nC;;ab\n", keep_going=True)
    assert [(e.row, e.column) for e in outcome.refused] == [(2, "CVR")]
    assert {(b.error.found, b.count) for b in outcome.blanked} == {("12345678", 1), ("ab", 1)}
    (target,) = write_rejected("members", tmp_path / "members.csv", outcome.refused)
    assert "12345678" in target.read_text(encoding="utf-8-sig")


def test_a_number_of_a_workbook_is_no_text_with_thousands(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        rows = (("Name", "Employees"), ("Alfa", 12.375), ("Beta", 1234), ("Gamma", "1.200"), ("Delta", 49.5))
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    import_file("members", path, viewer=COMMAND_LINE)
    assert dict(Actor.objects.values_list("name", "staff")) == {
        "Alfa": 12.375, "Beta": 1234.0, "Gamma": None, "Delta": 49.5,
    }  # fmt: skip


def test_attendance_lists_know_signs_for_nothing_and_totals(tmp_path: Path) -> None:
    path = tmp_path / "came.csv"
    path.write_text("Name;Email;Company\nAne;n/a;-\nBo;bo@e.org, b@e.org;Alfa\nTotal: 2;;\n", encoding="utf-8")
    assert [(a.name, a.email, a.organisation) for a in read_attendance(path)] == [
        ("Ane", "", ""), ("Bo", "bo@e.org", "Alfa"), ("", "b@e.org", "Alfa"),
    ]  # fmt: skip


def test_of_an_attendance_list_nothing_is_lost_that_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "came.csv"
    long = "Å" * 201
    rows = (
        "Ane Li & Bo Ek|ane@e.org, bo@e.org|Alfa|CEO|4",
        "Cy|cy at e.org|Alfa||",
        f"{long}|long@e.org|{long}||",
        f"{long}||Alfa||",
        "|no address|Alfa||",
        "||Beta||",
        "Di Do||#REF!||",
    )
    path.write_text("Guest|Email|Company|Title|Table\n" + "\n".join(rows) + "\n", encoding="utf-8")
    lines: list[InputError] = []
    found = read_attendance(path, refuse=lines.append)
    assert [(a.name, a.email, a.organisation) for a in found] == [
        ("Ane Li", "ane@e.org", "Alfa"), ("Bo Ek", "bo@e.org", "Alfa"), ("Cy", "", "Alfa"),
        ("", "long@e.org", ""), ("Di Do", "", ""),
    ]  # fmt: skip
    told = [(line.row, line.column, line.leaves_blank) for line in lines]
    assert told == [
        (3, "Email", True), (4, "Guest", True), (4, "Company", True), (5, "Guest", False), (6, "Email", True),
        (7, None, True), (2, "Table", True),
    ]  # fmt: skip


def test_a_list_brings_consent_and_turns_a_clear_answer_into_a_no_only(tmp_path: Path) -> None:
    heading = "Virksomhed;Kontaktperson;E-mail;Samtykke\n"
    rows = "Havn;Ane;ane@x.example;Ja tak\nBro;Bo;bo@x.example;afventer\nFyr;Cy;cy@x.example;nej\n"
    rows += "Kaj;;d@x.example, e@x.example;ja\n"
    path = tmp_path / "members.csv"
    path.write_text(heading + rows, encoding="utf-8")
    outcome = import_file("members", path, viewer=COMMAND_LINE)
    assert dict(Person.objects.values_list("email", "consent")) == {
        "ane@x.example": "Ja tak",
        "bo@x.example": "afventer",
        "cy@x.example": "nej",
        "d@x.example": "",
        "e@x.example": "",
    }
    assert [(e.error.row, e.error.column) for e in outcome.blanked] == [(5, "Samtykke")]
    again = "Havn;Ane;ane@x.example;nej\nBro;Bo;bo@x.example;ja\nFyr;Cy;cy@x.example;ja\n"
    path.write_text(heading + again + "Havn;Ane;ane@x.example;ja\n", encoding="utf-8")
    import_file("members", path, viewer=COMMAND_LINE)
    assert dict(Person.objects.exclude(consent="").values_list("email", "consent")) == {
        "ane@x.example": "nej",
        "bo@x.example": "ja",
        "cy@x.example": "nej",
    }
