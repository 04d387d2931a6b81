"""Rows and cells of member lists that are no members, or not whole ones: captions, unheaded columns, ids, denials."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from bridgehead.ecosystem.models import Actor, Identifier, Person
from bridgehead.importers.services.import_file import ImportOutcome, import_file
from bridgehead.kit.permissions import COMMAND_LINE

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def bring_in(tmp_path: Path, content: str, **given: object) -> ImportOutcome:
    path = tmp_path / "members.csv"
    path.write_text(content, encoding="utf-8")
    return import_file("members", path, viewer=COMMAND_LINE, **given)  # type: ignore[arg-type]


def workbook(tmp_path: Path, rows: Sequence[Sequence[str]], *merged: tuple[int, int, int, int]) -> ImportOutcome:
    path = tmp_path / "members.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for top, left, bottom, right in merged:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    return import_file("members", path, viewer=COMMAND_LINE)


def lines(outcome: ImportOutcome) -> list[tuple[object, ...]]:
    return [(each.error.row, each.error.column, each.error.code, each.count) for each in outcome.blanked]


def test_captions_over_several_columns_and_repeated_headings_are_no_members(tmp_path: Path) -> None:
    head = ("Name", "Contact", "Email", "City")
    rows = [
        head, ("Region Nord",), ("Alfa", "ane@x.example", "", "Ribe"), ("Region Syd",), head,
        ("Beta", "", "", "Aarhus"), ("Gamma",),
    ]  # fmt: skip
    outcome = workbook(tmp_path, rows, (1, 0, 1, 3), (2, 1, 2, 2), (3, 0, 3, 2))
    assert set(Actor.objects.values_list("name", flat=True)) == {"Alfa", "Beta", "Gamma"}
    assert list(Person.objects.values_list("name", "email")) == [("ane@x.example", "ane@x.example")]
    assert lines(outcome) == [(2, None, "caption_row", 1), (4, None, "caption_row", 1), (5, None, "heading_row", 1)]
    assert [each.error.reason for each in outcome.blanked][:1] == [
        "“Region Nord” is a caption over several columns and was left out."
    ]


def test_a_name_that_the_headings_give_several_columns_is_one(tmp_path: Path) -> None:
    rows = [("Name", "", "City"), ("Alfa", "", ""), ("Beta", "", "Ribe")]
    outcome = workbook(tmp_path, rows, (0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 2, 1))
    assert set(Actor.objects.values_list("name", flat=True)) == {"Alfa", "Beta"}
    assert lines(outcome) == []


def test_values_without_a_heading_are_a_line_with_their_count(tmp_path: Path) -> None:
    outcome = workbook(tmp_path, [("Name", "", "City"), ("Alfa", "x", "Ribe"), ("Beta", "y", "", "z"), ("Gamma", "-")])
    assert lines(outcome) == [(2, "B", "column_unread", 2), (3, "D", "column_unread", 1)]


def test_an_id_of_no_record_is_told(tmp_path: Path) -> None:
    Actor.objects.create(id="alfa", name="Alfa", kind="firm")
    Identifier.objects.create(id="alfa-cvr", actor_id="alfa", scheme="cvr", value="10150817")
    rows = "alfa;Alfa;;Ribe\nbeta-1;Beta;;Esbjerg\ngamma-1;Gamma;;\nalpha;Alfa;10150817;Aarhus\n"
    outcome = bring_in(tmp_path, f"Bridgehead id;Name;CVR;City\n{rows}")
    assert dict(Actor.objects.values_list("pk", "city")) == {"alfa": "Ribe", "beta-1": "Esbjerg", "gamma-1": ""}
    assert lines(outcome) == [(3, "Bridgehead id", "id_unknown", 2), (5, "Bridgehead id", "id_of_another", 1)]


def test_a_kind_that_is_denied_is_not_stored(tmp_path: Path) -> None:
    rows = (
        "Alfa;not a firm\nBeta;ikke en virksomhed\nUniversity of Ribe;kein Unternehmen\nMuseum;not a museum\nFyr;firm\n"
    )
    outcome = bring_in(tmp_path, f"Name;Type\n{rows}")
    assert dict(Actor.objects.values_list("name", "kind")) == {
        "Alfa": "other", "Beta": "other", "University of Ribe": "knowledge", "Museum": "firm", "Fyr": "firm",
    }  # fmt: skip
    assert sum(each.count for each in outcome.blanked) == 4


VAGUE = (
    "ca. 1998|90s|før 2000|1990'erne|199?|19xx|1998-2000|unknown yet|soon|0000-00-00|vor 1990|circa 2001|around 1998"
)


def test_what_says_nothing_for_certain_leaves_a_blank_and_refuses_nobody(tmp_path: Path) -> None:
    rows = "".join(f"Firm {n};{text};ingen;spørg Ane;bygges;12\n" for n, text in enumerate(VAGUE.split("|")))
    outcome = bring_in(tmp_path, f"Name;Founded;Website;Email;Bridgehead id;City\n{rows.replace(';bygges', '; x y')}")
    assert outcome.rows_refused == 0
    assert set(Actor.objects.values_list("founded", "website", "city")) == {("", "", "")}
    found = {(each.error.column, each.error.found) for each in outcome.blanked}
    assert {("Founded", text) for text in VAGUE.split("|")} - found == set()
    assert {("Email", "spørg Ane"), ("City", "12"), ("Bridgehead id", "x y")} <= found


@pytest.mark.parametrize("text", ["31.02.2019", "2019-13-45", "99/99/2001"])
def test_a_day_that_the_calendar_does_not_have_is_refused(tmp_path: Path, text: str) -> None:
    outcome = bring_in(tmp_path, f"Name;Founded\nAlfa;{text}\n", keep_going=True)
    assert [(error.row, error.found) for error in outcome.refused] == [(2, text)]


def test_what_a_membership_says_without_a_cluster_is_told(tmp_path: Path) -> None:
    outcome = bring_in(tmp_path, "Name;Member of;Member since\nAlfa;Unknown Cluster;2019\nBeta;;2020\n")
    assert Actor.objects.count() == 2
    assert {(each.error.column, each.error.found) for each in outcome.blanked} == {
        ("Member of", "Unknown Cluster"), ("Member since", "2019"), ("Member since", "2020"),
    }  # fmt: skip


def test_a_country_and_a_province_leave_the_town(tmp_path: Path) -> None:
    rows = (
        "A;Aarhus C, Danmark;;\nB;20121 Milano (MI);IT;\nC;Getafe (Madrid);Spain;\nD;2100;;\nE;Frankfurt (Oder);DE;\n"
    )
    bring_in(tmp_path, f"Name;City;Country;Region\n{rows}")
    assert list(Actor.objects.order_by("name").values_list("city", "country", "region")) == [
        ("Aarhus C", "DK", ""), ("Milano", "IT", ""), ("Getafe", "ES", "Madrid"), ("", "", ""),
        ("Frankfurt (Oder)", "DE", ""),
    ]  # fmt: skip


def test_a_person_of_odoo_is_called_without_the_company(tmp_path: Path) -> None:
    rows = 'Alfa SRL,True,,info@x.example\n"Alfa SRL, Ane Holm",False,Alfa SRL,ane@x.example\n'
    bring_in(tmp_path, f"Name,Is a Company,Related Company,Email\n{rows}")
    assert Actor.objects.get().name == "Alfa SRL"
    assert dict(Person.objects.values_list("email", "name"))["ane@x.example"] == "Ane Holm"
    assert Person.objects.count() == 2
