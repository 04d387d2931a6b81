"""The import page starts from the file: what it is, who is asked, how it is changed; the command does the same."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bridgehead.importers.models import ImportJob
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.kit.table_export import ExportTable, xlsx
from bridgehead.models import Activity, Actor, Batch, Person, Registration, StoredFile
from bridgehead.workspace.services.import_formats import IMPORT_FORMATS
from tests.importers.samples import ORGANISATIONS, PARTICIPATIONS, PROJECTS, TOPICS
from tests.world import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
PEOPLE = b"First name,Last name,Company,E-mail\nAnna,Berg,Flow ApS,anna@flow.example\nBo,Dahl,Port,bo@port.example\n"
CAME = b"Deltager,Virksomhed,E-mail\nAnna Berg,Flow ApS,anna@flow.example\n"
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Anna\r\nFN:Anna Berg\r\nORG:Flow ApS\r\nEND:VCARD\r\n"
NOTICE = {"publication-number": "123456-2026", "publication-date": "2026-10-01", "notice-title": {"eng": "Pumps"}}
CODEBOOK = (
    b'<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>'
    b'<Code guid="6cb8bf1e-3a3a-4c5b-9a52-0a3f6b8f5c11" name="Trust" isCodable="true"/></Codes></CodeBook>'
)
SHEET = ExportTable("List", "List", ("Company", "CVR"), [("Flow ApS", "10150817")])
PANEL = b"firm,year,first_treat,entries\na,2019,2020,1\na,2020,2020,2\nb,2019,,1\nb,2020,,1\n"


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return out.getvalue()


FILES: list[tuple[str, Callable[[], bytes] | bytes, str, str]] = [
    # name, content, kind, what the preview says
    (
        "list",
        lambda: xlsx([SHEET]),
        "members",
        "actors",
    ),
    ("cards", CARD, "members", "actors"),
    ("odd name", zipped(project=PROJECTS, organization=ORGANISATIONS), "cordis", "participations"),
    ("graph.zip", zipped(participations=PARTICIPATIONS), "h2020", "participations"),
    ("topics", gzip.compress(json.dumps(TOPICS).encode()), "calls", "opportunities"),
    ("search", json.dumps({"notices": [NOTICE]}).encode(), "ted", "opportunities"),
    ("case", zipped(actors="id,name,kind\nflow,Flow,firm\n"), "case", "actors"),
    ("codes", CODEBOOK, "codebook", "codes"),
    ("firms.csv", PANEL, "panel", "files"),
]


@pytest.fixture
def staff() -> Client:
    return signed_in(Role.ADMIN)


def dropped(client: Client, name: str, content: bytes) -> tuple[str, ImportJob]:
    answer = client.post("/import", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    page = answer.headers["Location"]
    return page, ImportJob.objects.get(pk=page.rsplit("/", 1)[1])


@pytest.mark.parametrize(("name", "content", "kind", "said"), FILES, ids=[kind for _, _, kind, _ in FILES])
def test_a_file_is_recognised_previewed_and_imported(
    staff: Client, name: str, content: Callable[[], bytes] | bytes, kind: str, said: str
) -> None:
    page, job = dropped(staff, name, content() if callable(content) else content)
    assert (job.format, job.state, job.error) == (kind, "ready", "")
    text = staff.get(page).content.decode()
    assert f"Read as: {IMPORT_FORMATS[kind].title}" in text
    assert said in text
    assert not Batch.objects.exists(), "a preview writes nothing"
    staff.post(f"{page}/confirm")
    job.refresh_from_db()
    assert (job.state, job.error, job.batch_id) == ("done", "", Batch.objects.get().pk)
    assert StoredFile.objects.filter(pk="panels/firms.csv").exists() == (kind == "panel")


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"Company,CVR\nFlow ApS,10150817\n")
    return out.getvalue()


def test_the_one_list_of_a_zip_is_found_among_what_programs_add_and_several_are_named(staff: Client) -> None:
    _, job = dropped(staff, "members.zip", packed("members.csv", "__MACOSX/._members.csv", "README.md"))
    assert (job.format, job.state, job.error) == ("members", "ready", "")
    _, several = dropped(staff, "both.zip", packed("members.csv", "guests.csv"))
    assert several.state == "refused"
    assert "guests.csv, members.csv" in several.error


def test_who_came_is_asked_for_the_activity(staff: Client) -> None:
    with batch("first") as writer:
        writer.put(Activity, [{"id": "day", "name": "Open day", "kind": "event", "start": "2026-05-12"}])
    page, job = dropped(staff, "list.csv", CAME)
    assert (job.format, job.state) == ("attendance", "asked")
    assert "Choose the activity" in staff.get(page).content.decode()
    refused = staff.post(f"{page}/kind", {"format": "attendance", "activity": ""})
    assert refused.status_code == 400
    assert "The activity is missing" in refused.content.decode()
    assert staff.post(f"{page}/kind", {"format": "attendance", "activity": "day"}).status_code == 302
    text = staff.get(page).content.decode()
    assert "Read as: Attendance list · Open day" in text
    assert not Registration.objects.exists()
    staff.post(f"{page}/confirm")
    assert Registration.objects.get().activity_id == "day"


def test_a_doubtful_list_is_asked_and_a_wrong_kind_changed(staff: Client) -> None:
    page, job = dropped(staff, "people.csv", PEOPLE)
    assert (job.format, job.state, job.candidates) == ("", "asked", "members attendance")
    assert "What is in this file?" in staff.get(page).content.decode()
    assert dropped(staff, "people.csv", PEOPLE)[0] == page, "the same file is not kept twice"
    staff.post(f"{page}/kind", {"format": "members"})
    job.refresh_from_db()
    assert (job.format, job.state) == ("members", "ready")
    staff.post(f"{page}/kind", {"format": "panel"})
    job.refresh_from_db()
    assert (job.format, job.state) == ("panel", "refused")
    assert not job.columns.exists()
    assert Path(job.path).exists(), "it can still be read as what it is"
    staff.post(f"{page}/kind", {"format": "members"})
    staff.post(f"{page}/confirm")
    assert (Actor.objects.count(), Person.objects.count()) == (2, 2)
    assert staff.post(f"{page}/kind", {"format": "panel"}).status_code == 400, "what is imported is imported"
    assert staff.post(f"{page}/kind", {"format": "nothing"}).status_code == 400


def test_what_cannot_be_imported_says_what_can(staff: Client) -> None:
    page, job = dropped(staff, "call.pdf", b"%PDF-1.7 ...")
    assert job.state == "refused"
    assert "this file cannot be imported. Choose a spreadsheet, contact cards (VCF)" in staff.get(page).content.decode()
    staff.post(f"{page}/discard")
    assert not ImportJob.objects.exists()


def test_the_page_offers_spreadsheets_first_and_folds_research_away(staff: Client) -> None:
    text = staff.get("/import").content.decode()
    places = [text.index(f'value="{name}"') for name in IMPORT_FORMATS]
    assert places == sorted(places)
    assert text.index('value="attendance"') < text.index("<summary>Research</summary>") < text.index('value="project"')


def test_an_encoding_and_an_order_of_dates_that_are_not_clear_are_asked(staff: Client) -> None:
    """The page says what the command's options say."""
    page, job = dropped(staff, "members.csv", "Company,Town,Founded\nKřik,Oslo,01/02/2004\n".encode("cp1250"))
    assert job.state == "refused"
    assert "cp1250" in job.error
    text = staff.get(page).content.decode()
    assert "Text encoding" in text
    staff.post(f"{page}/kind", {"format": "members", "encoding": "cp1250"})
    job.refresh_from_db()
    assert (job.state, job.rejected) == ("ready", 1)
    assert "a date whose day and month are clear" in staff.get(page).content.decode()
    answer = staff.post(f"{page}/kind", {"format": "members", "encoding": "klingon"})
    assert answer.status_code == 400
    staff.post(f"{page}/kind", {"format": "members", "encoding": "cp1250", "dates": "month-first"})
    job.refresh_from_db()
    assert (job.state, job.rejected, job.encoding, job.dates) == ("ready", 0, "cp1250", "month-first")
    staff.post(f"{page}/confirm")
    assert Actor.objects.values_list("name", "founded").get() == ("Křik", "2004-01-02")
