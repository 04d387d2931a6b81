"""A member list through the pages: columns, preview, import, undo."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.ecosystem.models import Actor, Membership
from bridgehead.importers.models import ImportJob
from bridgehead.kit.permissions import Role
from bridgehead.models import Batch
from bridgehead.opportunities.models import Opportunity
from bridgehead.workspace.case_files import tables
from tests.importers.samples import TOPICS, write_calls
from tests.importers.spreadsheets import messy
from tests.world import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def bring_in(client: Client, name: str, content: bytes, kind: str = "members") -> str:
    answer = client.post("/import", {"format": kind, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def state() -> list[list[list[str]]]:
    return [table.export() for table in tables()]


def test_a_messy_workbook_in_and_undone(tmp_path: Path) -> None:
    staff = signed_in(Role.ADMIN)
    before = state()
    page = bring_in(staff, "medlemmer.xlsx", messy(tmp_path / "m.xlsx").read_bytes())
    text = staff.get(page).content.decode()
    assert "Virksomhed / Firmanavn" in text
    assert not Actor.objects.exists()
    staff.post(f"{page}/confirm")
    assert Actor.objects.count() == 4
    staff.post(f"/changes/{Batch.objects.get().pk}/undo")
    assert state() == before


def test_columns_are_corrected_and_the_cluster_said() -> None:
    Actor.objects.create(id="hub", name="Hub", kind="cluster")
    staff = signed_in(Role.ADMIN)
    page = bring_in(staff, "list.csv", b"Hvem;Hvor\nHavn;Aarhus\n")
    text = staff.get(page).content.decode()
    assert "a column with the names of the members" in text
    assert ">Import</button>" not in text
    staff.post(f"{page}/columns", {"column-0": "name", "column-1": "city", "cluster": "hub"})
    staff.post(f"{page}/confirm")
    assert Actor.objects.get(pk="havn").city == "Aarhus"
    assert Membership.objects.get().cluster_id == "hub"


def test_a_first_list_makes_members_of_our_cluster_unless_somebody_says_otherwise() -> None:
    Actor.objects.create(id="net", name="Water Net", kind="cluster")
    staff = signed_in(Role.ADMIN)
    page = bring_in(staff, "list.csv", b"Company;Elevator pitch;Member since\nNorth Pumps;We find leaks in pipes;2019\n"
                                       b"Vandtek;Sensors for clean city water;\n")  # fmt: skip
    text = staff.get(page).content.decode()
    assert '<option value="net" selected>' in text
    assert text.count("Guessed from its values.") == 1
    assert "Unknown heading" not in text
    staff.post(f"{page}/confirm")
    assert Actor.objects.get(pk="north-pumps").description == "We find leaks in pipes"
    assert set(Membership.objects.values_list("member_id", "cluster_id", "since")) == {
        ("north-pumps", "net", "2019"), ("vandtek", "net", ""),
    }  # fmt: skip
    page = bring_in(staff, "others.csv", b"Company\nGuest\n")
    staff.post(f"{page}/columns", {"column-0": "name", "cluster": ""})
    staff.post(f"{page}/confirm")
    assert not Membership.objects.filter(member="guest").exists()


def test_refused_rows_are_shown_and_left_out() -> None:
    staff = signed_in(Role.ADMIN)
    page = bring_in(staff, "list.csv", b"Navn;Land;Mail\nHavn;DK;havn@@havn\nBro;Atlantis;\n")
    text = " ".join(staff.get(page).content.decode().split())
    assert "1 row rejected" in text
    assert "havn@@havn" in text
    assert "1 value left blank" in text
    assert "“Atlantis” is not a known country." in text
    staff.post(f"{page}/confirm", {"leave_out": "yes"})
    assert list(Actor.objects.values_list("name", flat=True)) == ["Bro"]
    assert ImportJob.objects.get().rejected == 1
    text = staff.get(page).content.decode()
    assert "1 row left out" in text
    file = b"".join(staff.get(f"{page}/refused/0").streaming_content).decode("utf-8-sig")
    assert file.splitlines()[1].startswith("Havn,DK,havn@@havn,2,Mail,")
    assert staff.get(f"{page}/refused/1").status_code == 404
    assert signed_in(Role.MEMBER_OWNER).get(f"{page}/refused/0").status_code == 403


def test_every_foreign_format_shows_its_refused_rows(tmp_path: Path) -> None:
    staff = signed_in(Role.ADMIN)
    topics = write_calls(tmp_path / "calls.json", [TOPICS[1], {**TOPICS[0], "deadline": "soon"}]).read_bytes()
    page = bring_in(staff, "calls.json", topics, "calls")
    assert "1 row rejected" in staff.get(page).content.decode()
    assert "soon" in b"".join(staff.get(f"{page}/refused/0").streaming_content).decode()
    staff.post(f"{page}/confirm", {"leave_out": "yes"})
    assert Opportunity.objects.count() == 1


def test_the_preview_says_which_records_change_and_how() -> None:
    Actor.objects.create(id="havn", name="Havn", kind="firm", city="Ribe", country="DK")
    staff = signed_in(Role.ADMIN)
    page = bring_in(staff, "list.csv", b"Navn;By;Land\nHavn;Aarhus;DK\nBro;Odense;DK\n")
    text = " ".join(staff.get(page).content.decode().split())
    assert "city: Ribe → Aarhus" in text
    assert text.index(">havn<") < text.index(">bro<")
    assert Actor.objects.get().city == "Ribe"
    assert not Batch.objects.exists()
