"""The worker of a server: started again, ended with it, and what it was doing is done."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.served import PROGRAM, Served, is_alive, many_actors, until, zipped

pytestmark = pytest.mark.slow

FIRM = zipped(actors="id,name,kind\nfresh,Fresh Ltd,firm\n")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built once."""
    return Served(tmp_path_factory.mktemp("example") / "workspace").home


@pytest.fixture
def workspace(example: Path, tmp_path: Path) -> Iterator[Served]:
    """A workspace with the example, not served yet."""
    found = Served(Path(shutil.copytree(example, tmp_path / "workspace")))
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
    for number, after in enumerate((0.0, 0.3, 0.8, 1.5, 2.5)):
        page = served.upload(many_actors(6_000, f"k{number}"), name=f"case{number}.zip")
        until(lambda page=page: served.state(page) == "ready", 60)
        served.post(f"{page}/confirm", {})
        time.sleep(after)
        served.stop(signal.SIGKILL)
        served.start()
        until(lambda page=page: served.state(page) == "done", 60)
        found = served.rows("SELECT count(*) FROM bridgehead_actor WHERE name LIKE ?", f"k{number} %")
        assert found == [(6_000,)]
        what = f"import case case{number}.zip"
        assert served.rows("SELECT count(*) FROM bridgehead_batch WHERE what = ?", what) == [(1,)]
        assert "/changes/" in served.get(page)
