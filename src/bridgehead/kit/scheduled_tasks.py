"""Work that comes again: put down for the server's worker, once, for the next time."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from bridgehead.kit.write_lock import write_lock


def schedule_once(work: Task[Any, Any], moment: datetime) -> None:
    """Have a task done at a moment, if it does not wait already; what waits for another one is moved.

    What should have been done while no server ran still waits, and is done as soon as one does.

    Raises
    ------
    Busy
        If others wrote for longer than one waits.
    """
    waiting = DBTaskResult.objects.filter(task_path=work.module_path, status=TaskResultStatus.READY)
    if _is_put_down(waiting, moment):
        return
    with write_lock():
        if not _is_put_down(waiting, moment):
            waiting.delete()
            work.using(run_after=moment).enqueue()


def _is_put_down(waiting: QuerySet[Any], moment: datetime) -> bool:
    return waiting.filter(Q(run_after=moment) | Q(run_after__lte=timezone.now())).exists()
