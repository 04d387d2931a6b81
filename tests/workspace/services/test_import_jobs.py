"""Uploads whose worker is away, or was killed in the middle: each is done, or is given back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django_tasks_db.models import DBTaskResult

from bridgehead.importers.models import ImportJob
from bridgehead.kit.errors import Busy, InputError
from bridgehead.kit.permissions import COMMAND_LINE, Role
from bridgehead.models import Actor, Batch, User
from bridgehead.workspace import tasks
from bridgehead.workspace.services import import_formats, import_jobs
from tests.workspace.served import zipped
from tests.world import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

FIRMS = zipped(actors="id,name,kind\nflow,Flow Batteries,firm\nport,Port,public\n")
PRESSES = 5


@pytest.fixture(autouse=True)
def queue(settings: Any, tmp_path: Path) -> None:
    """Tasks wait for a worker, and there is none."""
    settings.WORKSPACE = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def staff() -> Client:
    return signed_in(Role.ADMIN)


def bring_in(client: Client, content: bytes = FIRMS, format_: str = "case", name: str = "case.zip") -> str:
    answer = client.post("/import", {"format": format_, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def upload() -> ImportJob:
    return ImportJob.objects.get()


def queued() -> Any:
    return DBTaskResult.objects.ready().filter(task_path__contains="workspace.tasks")


def do_next() -> None:
    """What a worker does."""
    row = queued().get()
    row.task.call(*row.args_kwargs["args"])
    DBTaskResult.objects.filter(pk=row.pk).update(status="SUCCESSFUL")


def lose_task() -> None:
    """What a worker leaves that was killed three times."""
    DBTaskResult.objects.update(status="FAILED")


def text(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_the_page_says_that_nothing_reads_it(staff: Client) -> None:
    page = bring_in(staff)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [upload().pk]
    for where in (page, "/import", "/"):
        assert "Background work is not running" in text(staff, where)
    assert "Background work" not in text(signed_in(Role.MEMBER_OWNER), "/")


def test_what_was_cut_off_while_it_was_read_is_read_again(staff: Client) -> None:
    page = bring_in(staff)
    assert "interrupted" not in text(staff, page)
    lose_task()
    assert "Reading was interrupted" in text(staff, page)
    assert staff.get(f"{page}/state").headers["HX-Refresh"] == "true"
    for _ in range(2):
        assert staff.post(f"{page}/again").headers["Location"] == page
    do_next()
    assert upload().state == "ready"


def test_what_was_cut_off_while_it_was_imported_is_confirmed_again_or_discarded(staff: Client) -> None:
    page = bring_in(staff)
    do_next()
    staff.post(f"{page}/confirm")
    assert staff.post(f"{page}/discard").status_code == 400, "it is being imported"
    lose_task()
    assert "The import was interrupted" in text(staff, page)
    for _ in range(2):
        assert staff.post(f"{page}/confirm").headers["Location"] == page
    do_next()
    assert (upload().state, upload().batch_id) == ("done", Batch.objects.get().pk)
    assert not Path(upload().path).exists()
    page = bring_in(staff, FIRMS.replace(b"x", b"x"))
    do_next()
    staff.post(f"{page}/confirm")
    lose_task()
    for _ in range(2):
        assert staff.post(f"{page}/discard").headers["Location"] == "/import"
    assert ImportJob.objects.count() == 1


def test_an_import_and_what_the_page_says_of_it_stand_or_fall_together(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = bring_in(staff)
    do_next()
    staff.post(f"{page}/confirm")
    task = queued().get()

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "store_outcome", killed)
        with pytest.raises(SystemExit):
            task.task.call(upload().pk)
    assert not Actor.objects.exists()
    assert upload().state == "importing"
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "search_duplicates", killed)
        with pytest.raises(SystemExit):
            task.task.call(upload().pk)
    assert upload().state == "done"
    task.task.call(upload().pk)
    assert Batch.objects.count() == 1, "a second run does nothing"


def test_others_that_write_are_no_fault_of_the_file(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in(staff)

    def busy(*_: object, **__: object) -> None:
        raise Busy

    monkeypatch.setattr(import_formats, "import_case_file", busy)
    with pytest.raises(Busy):
        do_next()
    assert upload().state == "reading"


def test_what_is_discarded_while_it_waits_is_not_read(staff: Client) -> None:
    page = bring_in(staff)
    staff.post(f"{page}/discard")
    do_next()
    assert not ImportJob.objects.exists()


def test_the_progress_is_seen_while_the_transaction_is_open(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = bring_in(staff)
    seen = []
    monkeypatch.setattr(tasks, "OFTEN", 0.0)
    say = tasks._say

    def look(found: ImportJob, progress: str) -> None:
        say(found, progress)
        with ThreadPoolExecutor(1) as pool:
            seen.append(pool.submit(there, lambda: text(staff, page)).result())

    monkeypatch.setattr(tasks, "_say", look)
    do_next()
    assert any("Writing: 0" in page for page in seen)


def there(act: Callable[[], Any]) -> Any:
    """Do something with the connections of another thread."""
    try:
        return act()
    finally:
        connections.close_all()


def at_once(act: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(PRESSES) as pool:
        return list(pool.map(lambda number: there(lambda: act(number)), range(PRESSES)))


def test_the_same_file_given_five_times_at_once_is_one_upload(staff: Client) -> None:
    pages = at_once(lambda _: bring_in(clone(staff)))
    assert len(set(pages)) == 1
    assert DBTaskResult.objects.count() == 1
    assert len(list((Path(upload().path).parent.parent).iterdir())) == 1
    assert bring_in(staff) == pages[0]
    assert bring_in(staff, zipped(actors="id,name,kind\nb,B,firm\n")) != pages[0]
    User.objects.create_user("other", password="x", role=Role.ADMIN)
    other = Client()
    other.force_login(User.objects.get(username="other"))
    assert bring_in(other) != pages[0], "somebody else's"


@pytest.mark.parametrize("verb", ["confirm", "discard", "columns"])
def test_pressed_five_times_at_once_it_happens_once(staff: Client, verb: str) -> None:
    page = bring_in(staff, b"Navn;By\nHavn;Aarhus\n", "members", "list.csv")
    do_next()
    said = {"column-0": "name", "column-1": "city"} if verb == "columns" else {}
    answers = at_once(lambda _: clone(staff).post(f"{page}/{verb}", said))
    assert {answer.headers.get("Location") for answer in answers} == {"/import" if verb == "discard" else page}
    assert queued().count() == (0 if verb == "discard" else 1)


def clone(client: Client) -> Client:
    """Another window of the same browser."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other


def test_a_preview_that_did_not_end_well_is_not_imported(staff: Client) -> None:
    page = bring_in(staff, b"Hvem;Hvor\nHavn;Aarhus\n", "members", "list.csv")
    do_next()
    answer = staff.post(f"{page}/confirm")
    assert answer.status_code == 400
    assert "This preview is no longer ready to import." in answer.content.decode()
    with pytest.raises(InputError):
        import_jobs.confirm(upload().pk, viewer=COMMAND_LINE, write=tasks.write)


def test_columns_that_are_none_come_back_with_what_was_chosen(staff: Client) -> None:
    page = bring_in(staff, b"Hvem;Hvor\nHavn;Aarhus\n", "members", "list.csv")
    do_next()
    answer = staff.post(f"{page}/columns", {"column-0": "name", "column-1": "nonsense"})
    assert answer.status_code == 400
    assert "Select a valid choice" in answer.content.decode()
    assert '<option value="name" selected>' in answer.content.decode()


@pytest.mark.parametrize("kept_at", ["", "members.csv", "elsewhere/members.csv"])
def test_an_upload_whose_file_lies_elsewhere_removes_nothing(
    staff: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_at: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "members.csv").write_text("name\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    row = ImportJob.objects.create(name="members.csv", format="members", state=ImportJob.State.READY, path=kept_at)
    assert staff.post(f"/import/{row.pk}/discard").status_code == 302
    assert (tmp_path / "elsewhere" / "members.csv").exists()
