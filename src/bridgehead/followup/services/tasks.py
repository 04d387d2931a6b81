"""Tasks: given, done, opened again."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgehead.ecosystem.queries.colleagues import require_colleague
from bridgehead.followup.models import Task
from bridgehead.followup.services.about import about, kinds
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import NotFound
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt


@dataclass(frozen=True)
class NewTask:
    """What is to be done, by when (a partial date, or blank), and by which colleague."""

    title: str
    due: str = ""
    owner: str = ""


def add_task(task: NewTask, *, record: Model | None = None, viewer: Viewer) -> Receipt[str]:
    """Give somebody a task; the result is its id.

    Raises
    ------
    NotAllowed
        To whoever may not set tasks.
    InputError
        At a value that its field does not take.
    """
    viewer.require(Verb.CHANGE, Resource.TASK)
    with batch("task.give", viewer=viewer) as writer:
        row = task_row(task, viewer) | (about(record) if record is not None else {})
        writer.put(Task, [row])
    return writer.receipt(str(row["id"]))


def add_tasks(kind: str, keys: Collection[str], task: NewTask, *, viewer: Viewer) -> Receipt[int]:
    """Give somebody the same task about each of several records, as one batch; the result is how many.

    Parameters
    ----------
    kind
        Of the records, one of `about.kinds`.

    Raises
    ------
    NotAllowed
        To whoever may not set tasks.
    NotFound
        If nothing can be about such records.
    InputError
        At a value that its field does not take.
    """
    viewer.require(Verb.CHANGE, Resource.TASK)
    model = kinds().get(kind)
    if model is None:
        raise NotFound(_("There is no such record."))
    records = list(model._default_manager.filter(pk__in=list(keys)).order_by("pk"))
    with batch("tasks.give", viewer=viewer, count=len(records)) as writer:
        for record in records:
            writer.put(Task, [task_row(task, viewer) | about(record)])
    return writer.receipt(len(records))


def task_row(task: NewTask, viewer: Viewer) -> dict[str, Any]:
    """The row of a new task; whoever gives it does it, unless a colleague is named."""
    require_colleague(task.owner, "owner")
    owner = task.owner or viewer.name
    return {
        "id": free_id(Task, "task", timezone.localdate().isoformat()),
        "title": task.title,
        "due": task.due,
        "owner": owner,
    }


def finish_task(id_: str, *, viewer: Viewer) -> Receipt[str]:
    """Say that a task is done today; the result is its title.

    Raises
    ------
    NotAllowed
        To whoever may not set tasks.
    NotFound
        If there is no such task.
    """
    return _set_done(id_, timezone.localdate().isoformat(), "task.finish", viewer)


def reopen_task(id_: str, *, viewer: Viewer) -> Receipt[str]:
    """Say that a task is not done after all; the result is its title. Raises as `finish_task` does."""
    return _set_done(id_, "", "task.reopen", viewer)


def _set_done(id_: str, day: str, action: str, viewer: Viewer) -> Receipt[str]:
    viewer.require(Verb.CHANGE, Resource.TASK)
    task = Task.objects.filter(pk=id_).first()
    if task is None:
        raise NotFound(_("There is no such task."))
    with batch(action, id_, viewer=viewer) as writer:
        writer.put(Task, [{"id": id_, "done": day}])
    return writer.receipt(task.title)
