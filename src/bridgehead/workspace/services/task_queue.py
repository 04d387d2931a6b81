"""What a worker does: take a task, do it, note what came of it; and give back what others left half done.

A task may be run again after its worker has ended in the middle, so each one is safe to run twice.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from bridgehead.kit import workers
from bridgehead.kit.clock import use_workspace_zone
from bridgehead.kit.errors import Busy, InputError
from bridgehead.kit.machine_faults import machine_fault
from bridgehead.kit.store_schema import own_schema, require_own_schema
from bridgehead.kit.workers import Heartbeat
from bridgehead.mail.tasks import schedule_delivery
from bridgehead.match import tasks
from bridgehead.views.tasks import schedule_view_mails
from bridgehead.workspace.services.worker import Pulse, first_line

PAUSE = 0.5
"""Seconds between two looks into an empty queue."""
LOOK, PUT_DOWN = 10.0, 3600.0
"""Seconds between two looks for what was left half done, and for what has to be put down for later."""
ATTEMPTS = 3
LATER = timedelta(seconds=15)
FARTHEST = timedelta(days=8)
"""Nothing is put down for later than the weekly mail."""
"""When a task is tried again that found the store busy."""
QUIET = 5.0
"""Seconds that a worker waits for the store before it says so."""

log = logging.getLogger(__name__)


class WorkerLost(Exception):
    """The workers that did a task ended in the middle, again and again."""


def work(pulse: Pulse) -> None:
    """Do what is in the queue until the worker is asked to stop.

    Raises
    ------
    OperationalError, InterfaceError
        If the store does not answer any more.
    MachineFault
        If another version of the program has changed the store.
    """
    own_schema()
    _wait_for_store(pulse)
    pulse.heart = heart = Heartbeat()
    heart.begin()
    looked = put_down = 0.0
    while not pulse.stopping.is_set():
        pulse.passed()
        require_own_schema(Path(settings.WORKSPACE))
        close_old_connections()
        if monotonic() - looked > LOOK or not looked:
            _unless_locked(return_lost)
            _unless_locked(bring_forward)
            looked = monotonic()
        if monotonic() - put_down > PUT_DOWN or not put_down:
            put_down = monotonic() if _unless_locked(_put_down) else 0.0
        row = _unless_locked(lambda: claim(heart.name))
        if row is None:
            pulse.stopping.wait(PAUSE)
            continue
        pulse.working = True
        run(row, heart.name)
        pulse.passed()
        pulse.working = False


def claim(worker: str) -> Any:
    """The next task, noted as this worker's so that no other takes it; None if there is none."""
    ready = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
    if not ready.exists():
        return None  # without a lock, which somebody may hold for long
    with exclusive_transaction(ready.db):
        row = ready.get_locked()
        if row is not None:
            row.claim(worker)
    return row


def run(row: Any, worker: str) -> None:
    """Do a task, and note what came of it.

    What the store prevented is tried again: where others only wrote for long, as often as it takes.
    """
    try:
        use_workspace_zone()
        value = row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception as error:
        fault = machine_fault(error)
        if isinstance(fault, Busy):
            log.warning("%s waits: %s", row.task_name, first_line(fault))
            connection.close()
            _give_back(row, worker, counts=_is_cut_off(error, fault))
            return
        log.exception("%s failed", row.task_name)
        failure = error
        _finish(row, worker, lambda mine: mine.set_failed(failure))
    else:
        _finish(row, worker, lambda mine: mine.set_successful(value))


def _is_cut_off(error: Exception, fault: Busy) -> bool:
    """Whether the store ended in the middle: where a task brings that about each time, it is not done for ever."""
    return isinstance(error, OperationalError | InterfaceError) and fault.code == "away"


def return_lost() -> None:
    """Give the tasks of workers that have ended to whoever comes next; after three attempts they have failed."""
    workers.clear_up()
    for row in DBTaskResult.objects.running():
        if not _is_lost(row):
            continue
        with exclusive_transaction():
            mine = _locked(row)
            if mine is None or not _is_lost(mine):
                continue
            if len(mine.worker_ids) >= ATTEMPTS:
                log.error("%s failed: its worker ended in the middle %d times", mine.task_name, len(mine.worker_ids))
                mine.set_failed(WorkerLost(f"the worker ended in the middle {len(mine.worker_ids)} times"))
            else:
                log.warning("%s is run again: its worker ended in the middle", mine.task_name)
                mine.status = TaskResultStatus.READY
                mine.save(update_fields=["status"])


def bring_forward() -> None:
    """Have what waits for a moment that lies too far ahead be done now: the clock was set back since."""
    far = timezone.now() + FARTHEST
    late = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=far)
    if late.exists():
        late.update(run_after=timezone.now())


def _is_lost(row: Any) -> bool:
    return workers.is_lost(row.worker_ids[-1] if row.worker_ids else "", row.started_at)


def _locked(row: Any) -> Any:
    """A task that runs, as it stands now, locked in this transaction; None if it does not run any more."""
    running = DBTaskResult.objects.running().filter(pk=row.pk)
    return running.select_for_update(skip_locked=True).first()


def _give_back(row: Any, worker: str, *, counts: bool) -> None:
    def note(mine: Any) -> None:
        if counts and len(mine.worker_ids) >= ATTEMPTS:
            mine.set_failed(WorkerLost("the store cut it off again and again"))
            return
        mine.worker_ids = mine.worker_ids if counts else mine.worker_ids[:-1]
        mine.status, mine.run_after = TaskResultStatus.READY, timezone.now() + LATER
        mine.save(update_fields=["status", "run_after", "worker_ids"])

    _finish(row, worker, note)


def _finish(row: Any, worker: str, note: Callable[[Any], None]) -> None:
    """Note what came of a task, unless it was given to another worker meanwhile; wait as long as others write."""
    while True:
        try:
            with exclusive_transaction():
                mine = DBTaskResult.objects.running().filter(pk=row.pk).select_for_update().first()
                if mine is not None and mine.worker_ids[-1:] == [worker]:
                    note(mine)
                return
        except OperationalError as error:
            if not _is_locked(error):
                raise


def _put_down() -> bool:
    """Put down what comes again and is not put down yet, and bring the index up to date; whether that went well."""
    try:
        tasks.schedule_training()
        waits = DBTaskResult.objects.filter(task_path=tasks.update_index.module_path, status=TaskResultStatus.READY)
        if not waits.exists():
            tasks.update_index.enqueue()
        schedule_delivery()
        schedule_view_mails()
        tasks.schedule_digest()
    except Busy:
        return False
    except InputError as error:
        log.error("No weekly mail goes out: %s", error)  # noqa: TRY400 a setting, and no fault of ours
    return True


def _unless_locked(act: Callable[[], Any]) -> Any:
    """What a look into the store gives; nothing where others write, who will have ended by the next one."""
    try:
        return act()
    except OperationalError as error:
        if not _is_locked(error):
            raise
        return None


def _is_locked(error: Exception) -> bool:
    return isinstance(error, OperationalError) and is_locked_database_exception(error)


def _wait_for_store(pulse: Pulse) -> None:
    """Wait until the store answers: it may be started after the server, or be away for a while."""
    begun, said = monotonic(), False
    while not pulse.stopping.is_set():
        pulse.passed()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except (OperationalError, InterfaceError) as error:
            connection.close()
            if not said and monotonic() - begun > QUIET:
                log.warning("The store does not answer (%s). Background work waits for it.", first_line(error))
                said = True
            pulse.stopping.wait(PAUSE)
        else:
            return
