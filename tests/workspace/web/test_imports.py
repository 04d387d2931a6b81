"""Import with a preview, and the change log."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bridgehead.importers.models import ImportJob
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Role
from bridgehead.models import Actor, Batch
from bridgehead.workspace.services import manifest
from tests.world import actor, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

ACTORS = "id,name,kind\nflow,Flow Batteries,firm\nport,Port,public\n"


def zipped(**files: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name if "." in name else f"{name}.csv", text)
    return SimpleUploadedFile("our case.zip", out.getvalue())


def bring_in(client: Client, file: SimpleUploadedFile, format_: str = "case") -> str:
    answer = client.post("/import", {"format": format_, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


@pytest.fixture
def staff() -> Client:
    return signed_in(Role.ADMIN)


def test_a_preview_counts_and_writes_nothing(staff: Client) -> None:
    text = staff.get(bring_in(staff, zipped(actors=ACTORS))).content.decode()
    assert "actors" in text
    assert '<td class="number" data-label="New">2</td>' in text
    assert not Actor.objects.exists()
    assert not Batch.objects.exists()


def test_confirming_imports_and_names_the_change(staff: Client) -> None:
    page = bring_in(staff, zipped(actors=ACTORS))
    staff.post(f"{page}/confirm")
    assert Actor.objects.count() == 2
    batch = Batch.objects.get()
    assert f'href="/changes/{batch.pk}"' in staff.get(page).content.decode()
    assert not Path(ImportJob.objects.get().path).exists()


def test_a_second_import_finds_nothing_new(staff: Client) -> None:
    staff.post(f"{bring_in(staff, zipped(actors=ACTORS))}/confirm")
    page = bring_in(staff, zipped(actors=ACTORS.replace("Port,", "Port of Gothenburg,")))
    counts = ImportJob.objects.get(pk=page.rsplit("/", 1)[1]).counts.values_list(
        "table", "added", "changed", "unchanged"
    )
    assert list(counts) == [("actors", 0, 1, 1)]


def test_what_was_edited_since_the_export_is_named(staff: Client) -> None:
    told = manifest.render({"actors.csv": manifest.file(ACTORS.encode(), 2)})
    upload = bring_in(staff, zipped(actors=ACTORS, **{"manifest.json": told}))
    assert "edited since the export" not in staff.get(upload).content.decode()
    changed = {"actors": ACTORS.replace("Port,", "The port,"), "manifest.json": told}
    assert (
        "1 file edited since the export: actors.csv" in staff.get(bring_in(staff, zipped(**changed))).content.decode()
    )
    assert "No manifest.json" in staff.get(bring_in(staff, zipped(actors=ACTORS))).content.decode()
    cut = {"actors": ACTORS[:-5], "manifest.json": told}
    assert "a last line without its end" in staff.get(bring_in(staff, zipped(**cut))).content.decode()


def test_a_refused_file_says_where_what_and_what_was_expected(staff: Client) -> None:
    text = staff.get(bring_in(staff, zipped(actors=ACTORS.replace("public", "harbour")))).content.decode()
    for part in ("actors.csv", "3", "kind", "harbour", "one of firm"):
        assert part in text
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    ("file", "format_", "said"),
    [
        (None, "case", "Choose a file."),
        (SimpleUploadedFile("case.exe", b"x"), "case", "a file ending in .xlsx"),
        (SimpleUploadedFile("case.zip", b"x"), "nothing", "Choose one of these kinds."),
    ],
)
def test_a_form_that_cannot_be_says_so(staff: Client, file: SimpleUploadedFile | None, format_: str, said: str) -> None:
    given = {"format": format_} | ({"file": file} if file else {})
    answer = staff.post("/import", given)
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_a_file_over_the_limit_is_not_kept(staff: Client, settings: object) -> None:
    settings.UPLOAD_LIMIT = 10  # type: ignore[attr-defined]
    assert (
        "at most 10 bytes" in staff.post("/import", {"format": "case", "file": zipped(actors=ACTORS)}).content.decode()
    )
    assert not ImportJob.objects.exists()


def test_no_zip_is_refused(staff: Client) -> None:
    page = bring_in(staff, SimpleUploadedFile("case.zip", b"no zip at all"))
    text = staff.get(page).content.decode()
    assert "Import rejected. Nothing was saved." in text
    assert "<p>case.zip: " in text


def test_an_import_is_confirmed_once(staff: Client) -> None:
    page = bring_in(staff, zipped(actors=ACTORS))
    for _ in range(2):
        answer = staff.post(f"{page}/confirm")
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert Batch.objects.count() == 1


def test_what_is_left_is_forgotten(staff: Client) -> None:
    page = bring_in(staff, zipped(actors=ACTORS))
    kept = Path(ImportJob.objects.get().path)
    assert kept.exists()
    staff.post(f"{page}/discard")
    assert not kept.exists()
    assert staff.get(page).status_code == 404


def test_the_change_log_takes_the_same_queries_for_one_row_and_for_thirty(
    staff: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def change(number: int) -> None:
        with batch(f"change {number}") as writer:
            writer.put(Actor, [actor(f"a{number}", "Actor")])

    change(0)
    with django_assert_max_num_queries(8) as few:
        staff.get("/changes")
    for number in range(1, 30):
        change(number)
    with django_assert_max_num_queries(len(few)):
        assert "change 29" in staff.get("/changes").content.decode()


def test_a_change_is_listed_shown_and_undone(staff: Client) -> None:
    staff.post(f"{bring_in(staff, zipped(actors=ACTORS))}/confirm")
    batch = Batch.objects.get()
    assert batch.what in staff.get("/changes").content.decode()
    assert "flow" in staff.get(f"/changes/{batch.pk}").content.decode()
    staff.post(f"/changes/{batch.pk}/undo")
    assert not Actor.objects.exists()


def test_an_undo_that_is_refused_says_so_on_the_page_of_the_change(staff: Client) -> None:
    with batch("there and back") as writer:
        writer.put(Actor, [actor("a", "A")])
        writer.remove(Actor, ["a"])
    page = f"/changes/{writer.record.pk}"
    answer = staff.post(f"{page}/undo")
    assert answer.status_code == 400
    assert "This change wrote nothing, so there is nothing to undo." in answer.content.decode()
    assert staff.post(f"{page}/undo", {"token": "x" * 65}).status_code == 400
    assert staff.post("/changes/999/undo").status_code == 404


def test_what_an_undo_leaves_is_listed_with_the_reason(staff: Client) -> None:
    with batch("first") as writer:
        writer.put(Actor, [actor("a", "A")])
    with batch("later") as later:
        later.put(Actor, [actor("a", "B")])
    text = staff.post(f"/changes/{writer.record.pk}/undo").content.decode()
    assert "Nothing was undone." in text
    assert f"changed since by change {later.record.pk}" in text


def test_undone_from_another_page_it_leads_back_there(staff: Client) -> None:
    with batch("first") as writer:
        writer.put(Actor, [actor("a", "A")])
    answer = staff.post(f"/changes/{writer.record.pk}/undo", {"next": "/members"})
    assert answer.headers["Location"] == "/members"
    with batch("second") as writer:
        writer.put(Actor, [actor("a", "A")])
    answer = staff.post(f"/changes/{writer.record.pk}/undo", {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == f"/changes/{Batch.objects.latest('pk').pk}"
