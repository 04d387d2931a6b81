"""The worker of a server: started again, ended with it, and what it was doing is done."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.served import PROGRAM, Served, is_alive, many_actors, until, zipped

pytestmark = pytest.mark.slow

FIRM = zipped(actors="id,name,kind\nfresh,Fresh Ltd,firm\n")


@pytest.fixture
def workspace(example_workspace: Path) -> Iterator[Served]:
    """A workspace with the example, not served yet."""
    found = Served(example_workspace)
    yield found
    found.stop(signal.SIGKILL)


@pytest.fixture
def served(workspace: Served) -> Served:
    """The same, served."""
    return workspace.start()


def test_a_worker_that_was_killed_is_started_again_and_reads_what_comes(served: Served) -> None:
    first = served.working()
    os.kill(first, signal.SIGKILL)
    page = served.upload(FIRM)
    until(lambda: served.state(page) == "ready")
    assert served.worker() not in {0, first}
    assert "It is started again" in served.log.read_text()
    assert "Traceback" not in served.log.read_text()


def test_a_worker_that_answers_no_more_is_replaced(served: Served) -> None:
    first = served.working()
    os.kill(first, signal.SIGSTOP)
    page = served.upload(FIRM)
    until(lambda: "Background work is not running" in served.get(page), 60)
    second = served.new_worker(first)
    until(lambda: served.state(page) == "ready")
    assert not is_alive(first)
    assert second == served.working()
    assert "Background work is not running" not in served.get("/import")


def test_a_worker_ends_with_its_server_however_that_ends(served: Served) -> None:
    for number, status in ((signal.SIGKILL, -9), (signal.SIGTERM, 0), (signal.SIGINT, 0)):
        if served.server is None:
            served.start()
        worker = served.working()
        assert served.stop(number) == status
        until(lambda worker=worker: not is_alive(worker), 5)
    assert list((served.home / "workers").glob("*.json")) == [] or served.start().working()


def test_a_worker_beside_the_server_counts_as_well(workspace: Served) -> None:
    waiting = "from bridgehead.kit.workers import work_waits; print(work_waits())"
    assert workspace.ask(waiting) == "True"
    beside = subprocess.Popen([PROGRAM, "worker"], env=workspace.env, stdout=subprocess.DEVNULL)
    try:
        until(lambda: list((workspace.home / "workers").glob("*.json")))
        assert workspace.ask(waiting) == "False"
    finally:
        beside.terminate()
        assert beside.wait(30) == 0
    assert workspace.ask(waiting) == "True"


def test_a_task_of_a_worker_that_was_killed_is_done_by_the_next(served: Served) -> None:
    page = served.upload(many_actors(30_000))
    until(lambda: served.rows(RUNNING), 30)
    os.kill(served.working(), signal.SIGKILL)
    until(lambda: served.state(page) == "ready", 60)
    assert "is run again" in served.log.read_text()
    assert served.rows("SELECT count(*) FROM bridgehead_actor WHERE name LIKE 'a % Ltd'") == [(0,)]


RUNNING = "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING' AND task_path LIKE '%.preview'"


def test_after_any_end_an_import_is_done_once(served: Served) -> None:
    for number, after in enumerate((0.1, 0.6, 1.5)):
        page = served.upload(many_actors(6_000, f"k{number}"), name=f"case{number}.zip")
        until(lambda page=page: served.state(page) == "ready", 60)
        served.post(f"{page}/confirm", {})
        time.sleep(after)
        served.stop(signal.SIGKILL)
        served.start()
        until(lambda page=page: served.state(page) == "done", 60)
        found = served.rows("SELECT count(*) FROM bridgehead_actor WHERE name LIKE ?", f"k{number} %")
        assert found == [(6_000,)]
        what = f"%case{number}.zip%"
        assert served.rows(
            "SELECT count(*) FROM bridgehead_batch WHERE action = 'case.import' AND parameters LIKE ?", what
        ) == [(1,)]
        assert "/changes/" in served.get(page)


DIES_ONCE = """
import os
from pathlib import Path
from django.core.mail.backends.filebased import EmailBackend as Files

class EmailBackend(Files):
    def send_messages(self, messages):
        mark = Path(os.environ["BRIDGEHEAD_HOME"]) / "died"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), 9)
        return super().send_messages(messages)
"""


@pytest.fixture
def mortal(workspace: Served, tmp_path: Path) -> Served:
    """A workspace whose first mail kills its process, as it is about to go out."""
    (tmp_path / "dies_once.py").write_text(DIES_ONCE, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path), workspace.env.get("PYTHONPATH"))))
    workspace.env |= {"PYTHONPATH": path, "BRIDGEHEAD_EMAIL": "dies_once.EmailBackend"}
    reader = {"--name": "Vera Blue", "--actor": "visblue", "--email": "visblue@bridgehead.example", "--consent": "yes"}
    workspace.run("add", "person", *(word for option in reader.items() for word in option))
    return workspace


def offered(workspace: Served) -> list[tuple[object, ...]]:
    """Batches that offer something, and mails that did not go out."""
    made = workspace.rows("SELECT count(DISTINCT batch_id) FROM bridgehead_change WHERE \"table\" = 'mark'")
    return [made[0] + workspace.rows("SELECT count(*) FROM bridgehead_outboxmail WHERE state <> 'sent'")[0]]


def test_a_mail_cut_off_is_sent_by_the_next_run_once(mortal: Served) -> None:
    mortal.run("digest", status=-signal.SIGKILL)
    assert offered(mortal) == [(1, 1)]
    assert "visblue@bridgehead.example" in mortal.run("outbox")
    for _ in range(2):
        mortal.run("digest")
    assert offered(mortal) == [(1, 0)]
    assert len(list((mortal.home / "mail").iterdir())) == 1


def test_a_mail_whose_worker_was_killed_is_sent_by_the_next(mortal: Served) -> None:
    mortal.start().post("/mails/send", {})
    until(lambda: offered(mortal) == [(1, 0)], 60)
    assert len(list((mortal.home / "mail").iterdir())) == 1


@pytest.mark.filterwarnings("ignore::UserWarning")  # it says where it puts its socket
def test_a_store_that_was_away(tmp_path: Path) -> None:
    from tests.on_postgres import started

    with tempfile.TemporaryDirectory(prefix="bridgehead-pg-", ignore_cleanup_errors=True) as folder:
        store = started(folder)
        served = Served(tmp_path / "workspace", BRIDGEHEAD_DATABASE_URL=store.get_uri())
        try:
            served.start()
            served.working()
            store.stop()
            time.sleep(10)
            started(folder)
            page = served.upload(FIRM)
            until(lambda: "/confirm" in served.get(page))
            log = served.log.read_text()
            assert log.count("The store does not answer") in {1, 2}
            assert "Traceback" not in log
        finally:
            served.stop(signal.SIGKILL)
            store.cleanup()
