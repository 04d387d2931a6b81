"""Which workers run, as their files say."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from bridgehead.kit.processes import host, this_process
from bridgehead.kit.workers import FRESH, STALE, Heartbeat, clear_up, is_lost, work_waits, workers_running

GONE = f"{host()}:4194305:never"
AWAY = "elsewhere:1:x"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.WORKSPACE = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return tmp_path / "workers"


def put(folder: Path, name: str, seconds: float = 0) -> Path:
    """The file of a worker that was touched so long ago."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name.replace(':', '-')}.json"
    path.write_text(json.dumps({"worker": name}))
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_a_worker_counts_while_its_file_is_fresh(folder: Path) -> None:
    assert work_waits()
    heart = Heartbeat()
    heart.begin()
    assert workers_running() == 1
    assert not work_waits()
    os.utime(heart.path, (time.time() - FRESH - 1,) * 2)
    assert work_waits()
    heart.beat()
    assert workers_running() == 1
    heart.path.unlink()
    heart.beat()
    assert workers_running() == 1
    heart.end()
    assert list(folder.iterdir()) == []


def test_tasks_that_are_done_at_once_wait_for_nobody(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    assert not work_waits()


def test_one_that_ended_does_not_count_and_its_file_goes(folder: Path) -> None:
    path, away = put(folder, GONE), put(folder, AWAY)
    (folder / "damaged.json").write_text("{")
    assert workers_running() == 1, "of another machine only the file tells"
    clear_up()
    assert not path.exists()
    assert away.exists()
    put(folder, AWAY, STALE + 1)
    clear_up()
    assert not away.exists()


@pytest.mark.parametrize(
    ("name", "seconds", "lost"),
    [
        ("", 0, False),
        ("", 10 * STALE, False),
        (GONE, 0, True),
        (AWAY, 0, False),
        (AWAY, STALE + 1, True),
    ],
)
def test_a_worker_is_lost_when_it_has_ended(folder: Path, name: str, seconds: float, *, lost: bool) -> None:
    name = name or this_process()
    put(folder, name, seconds)
    assert is_lost(name, timezone.now()) is lost


def test_one_without_a_file_is_lost_but_on_another_machine_only_after_a_while() -> None:
    assert is_lost(this_process(), timezone.now())
    assert is_lost("what an earlier version wrote", timezone.now())
    assert not is_lost(AWAY, timezone.now())
    assert is_lost(AWAY, timezone.now() - timedelta(hours=2))
