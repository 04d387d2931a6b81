"""Which task a change was about: read when it is shown, since the log keeps no titles, which may name people."""

from collections.abc import Iterable, Mapping

from bridgehead.followup.models import Task
from bridgehead.kit.models import Batch, Change

ACTIONS = frozenset({"task.give", "task.finish", "task.reopen"})
OF_RECORDS = frozenset({"record.added", "record.changed", "record.removed"})
KIND = "task"


def changed_tasks(found: Iterable[Batch]) -> Mapping[int, str]:
    """The title of the task that each of some changes was about, by the change's number; a constant number of queries.

    One that was removed is called as it was.
    """
    about = [batch.pk for batch in found if _is_about_a_task(batch.undoes or batch)]
    lines = Change.objects.filter(batch__in=about, table=KIND).order_by("pk")
    keys = list(lines.values_list("batch", "key", "before"))
    titles = dict(Task.objects.filter(pk__in=[key for _, key, _ in keys]).values_list("pk", "title"))
    named = {batch: titles.get(key) or (before or {}).get("title", "") for batch, key, before in keys}
    return {batch: title for batch, title in named.items() if title}


def _is_about_a_task(batch: Batch) -> bool:
    return batch.action in ACTIONS or (batch.action in OF_RECORDS and batch.parameters.get("kind") == KIND)
