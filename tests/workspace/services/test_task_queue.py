"""What a worker does with a task that fails, that the store cuts off, or that another worker left."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from bridgehead.kit.errors import Busy
from bridgehead.kit.processes import host, this_process
from bridgehead.mail.tasks import look_into_outbox
from bridgehead.match import tasks
from bridgehead.views.tasks import send_each_morning
from bridgehead.workspace.services import task_queue
from bridgehead.workspace.services.task_queue import bring_forward, claim, return_lost, run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

ME = "me"
GONE = f"{host()}:4194305:never"
raised: list[Exception] = []


@task()
def work(number: int) -> int:
    """Give the number back, or fail as the test wants."""
    if raised:
        raise raised[-1]
    return number


@pytest.fixture(autouse=True)
def queue(settings: Any, tmp_path: Path) -> None:
    settings.WORKSPACE = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    raised.clear()
    work.enqueue(7)


def row() -> Any:
    return DBTaskResult.objects.get()


def do_next(worker: str = ME) -> Any:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    run(claim(worker), worker)
    return row()


def test_a_task_is_done_once() -> None:
    done = do_next()
    assert (done.status, done.return_value, done.worker_ids) == ("SUCCESSFUL", 7, [ME])
    assert claim("other") is None


def test_what_fails_has_failed_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    raised.append(ValueError("no"))
    assert do_next().status == "FAILED"
    assert "work failed" in caplog.text


@pytest.mark.parametrize("error", [Busy(), OperationalError("database is locked")])
def test_where_others_write_it_is_tried_again_as_often_as_it_takes(error: Exception) -> None:
    raised.append(error)
    for _ in range(5):
        tried = do_next()
        assert (tried.status, tried.worker_ids) == ("READY", [])
        assert tried.run_after > timezone.now()
    raised.clear()
    assert do_next().status == "SUCCESSFUL"


@pytest.mark.parametrize("error", [OperationalError("server closed the connection"), InterfaceError("closed")])
def test_what_the_store_cuts_off_again_and_again_has_failed(error: Exception) -> None:
    raised.append(error)
    assert [do_next().status for _ in range(3)] == ["READY", "READY", "FAILED"]


def test_a_task_of_a_worker_that_ended_is_given_back_twice(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert claim(GONE) is not None
        return_lost()
        assert row().status == "READY"
    assert "is run again" in caplog.text
    claim(GONE)
    return_lost()
    assert row().status == "FAILED"
    assert "ended in the middle 3 times" in caplog.text


def test_a_task_of_a_worker_that_runs_is_left_to_it() -> None:
    from bridgehead.kit.workers import Heartbeat

    Heartbeat().begin()
    claim(this_process())
    return_lost()
    assert row().status == "RUNNING"


def test_what_was_given_to_another_is_not_finished_by_the_first() -> None:
    first = claim(GONE)
    return_lost()
    second = claim(ME)
    run(first, GONE)
    assert (row().status, row().worker_ids) == ("RUNNING", [GONE, ME])
    run(second, ME)
    assert row().status == "SUCCESSFUL"


def test_what_comes_again_is_put_down_once(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.DIGEST_DAY = "someday"
    DBTaskResult.objects.all().delete()
    for _ in range(2):
        assert task_queue._put_down()
    paths = sorted(DBTaskResult.objects.values_list("task_path", flat=True))
    again = (tasks.update_index, tasks.train_at_night, look_into_outbox, send_each_morning)
    assert paths == sorted(task.module_path for task in again)
    assert "No weekly mail goes out" in caplog.text


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError(30, "Read-only file system")])
def test_what_the_disk_prevents_waits_until_it_can_be_done(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    raised.append(error)
    assert [do_next().status for _ in range(5)] == ["READY"] * 5
    assert "Traceback" not in caplog.text
    raised.clear()
    assert do_next().status == "SUCCESSFUL"


def test_what_waits_for_a_moment_far_ahead_is_done_now() -> None:
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(days=400))
    assert claim(ME) is None
    bring_forward()
    assert claim(ME) is not None
