"""Which workers run: each keeps a file in the workspace and touches it every second.

Not in the database, since a long import keeps everybody else from writing there.
"""

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from time import time

from django.conf import settings
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db.backend import DatabaseBackend

from bridgehead.kit.processes import STOPPED, host, is_gone, is_here, number_of, this_process, usage
from bridgehead.kit.small_files import put_text

FRESH = 30
"""Seconds after which a worker that has not touched its file is not counted."""
STALE = 120
"""Seconds after which it has ended, as far as others can tell. Its supervisor ends it earlier."""
UNKNOWN = timedelta(hours=1)
"""How long a worker of another machine, whose file is not in this folder, is given for a task."""


class Heartbeat:
    """The file of this process, while it is a worker."""

    def __init__(self) -> None:
        self.name = this_process()
        self.path = _folder() / f"{host()}-{os.getpid()}.json"

    def begin(self) -> None:
        """Put the file there, as a whole."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        put_text(self.path, json.dumps({"worker": self.name, "since": timezone.now().isoformat()}))

    def beat(self) -> None:
        """Say that the worker runs; a full disk cannot prevent it, and a file that was removed comes back."""
        with suppress(OSError):
            try:
                os.utime(self.path)
            except FileNotFoundError:
                self.begin()

    def end(self) -> None:
        """Say that it runs no more."""
        self.path.unlink(missing_ok=True)


def workers_running() -> int:
    """How many workers there are, on this machine and on others with the same workspace."""
    return sum(age < FRESH and not is_gone(name) for _, name, age in _files())


def is_queued() -> bool:
    """Whether tasks are put in a queue for a worker, and not done at once."""
    return isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend)


def work_waits() -> bool:
    """Whether what is put in the queue waits for a worker, and there is none."""
    return is_queued() and not workers_running()


def is_lost(name: str, since: datetime | None) -> bool:
    """Whether the worker of this name has ended, so that what it had begun at `since` can be given to another."""
    ages = {found: age for _, found, age in _files()}
    if name in ages:
        return is_gone(name) or (not is_here(name) and ages[name] > STALE)
    return is_gone(name) or is_here(name) or since is None or timezone.now() - since > UNKNOWN


def clear_up() -> None:
    """Remove the files of workers that have ended; end those of this machine that somebody stopped for long.

    One that is stopped while its server is gone cannot end by itself, and may hold the lock of the store.
    """
    for path, name, age in _files():
        if is_gone(name) or (age > STALE and not is_here(name)):
            path.unlink(missing_ok=True)
        elif age > STALE and (found := usage(number_of(name))) is not None and found.state in STOPPED:
            with suppress(OSError):
                os.kill(number_of(name), signal.SIGKILL)


def _files() -> Iterator[tuple[Path, str, float]]:
    """Each worker's file, the worker's name, and how many seconds ago it was touched."""
    for path in sorted(_folder().glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            age = abs(time() - path.stat().st_mtime)  # a clock that was set back makes nobody young
            yield path, str(json.loads(path.read_text(encoding="utf-8"))["worker"]), age


def _folder() -> Path:
    return Path(settings.WORKSPACE) / "workers"
