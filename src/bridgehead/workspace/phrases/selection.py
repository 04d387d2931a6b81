"""What is said of several records that are edited or removed at once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bridgehead.kit.record_phrases import phrases_of


def selection_change(done: str) -> Callable[[Mapping[str, Any]], str]:
    """How it reads that several records were `changed` or `removed` at once."""
    return lambda said: _("{done}: {count}").format(done=getattr(phrases_of(said["kind"]), done), count=said["count"])


def selection_done(done: str, count: int) -> str:
    """Several records were changed or removed."""
    return _("{done}: {count}.").format(done=done, count=count)


def selection_refused(refused: Iterable[tuple[str, str]]) -> str:
    """Records of a selection that stay as they are, by name, each with the reason."""
    named = "; ".join(f"{name} ({why.rstrip('.')})" for name, why in refused)
    return _("Not changed: {records}.").format(records=named)


def selection_size(limit: int) -> str:
    """How many rows can be ticked."""
    return _("Tick 1 to {limit} rows.").format(limit=limit)


def count_of_referring(number: int) -> str:
    """Why one record of several is not removed."""
    return ngettext("{number} record refers to it", "{number} records refer to it", number).format(number=number)


def edit_selected(count: int) -> str:
    """The title of the page on which several records get one value."""
    return ngettext("Edit {count} record", "Edit {count} records", count).format(count=count)


def merge_selected(count: int) -> str:
    """The title of the page on which several organisations become one."""
    return ngettext("Merge {count} organisation", "Merge {count} organisations", count).format(count=count)


def merged(count: int) -> str:
    """Several organisations became one."""
    return ngettext("{count} organisation merged.", "{count} organisations merged.", count).format(count=count)


def takes_part_already() -> str:
    """Why an organisation is not added to an activity."""
    return _("takes part already")


def tagged(tags: str, count: int) -> str:
    """Several records got tags."""
    return ngettext("Tags added to {count} record: {tags}.", "Tags added to {count} records: {tags}.", count).format(
        count=count, tags=tags
    )


def untagged(tags: str, count: int) -> str:
    """Several records lost tags."""
    return ngettext(
        "Tags removed from {count} record: {tags}.", "Tags removed from {count} records: {tags}.", count
    ).format(count=count, tags=tags)


def joined(name: str, count: int) -> str:
    """Several organisations were added to an activity."""
    return ngettext("{count} participant added to “{name}”.", "{count} participants added to “{name}”.", count).format(
        count=count, name=name
    )


def give_tasks(count: int) -> str:
    """The title of the page on which a task is given about each of several records, and its button."""
    return ngettext("Add {count} task", "Add {count} tasks", count).format(count=count)


def tasks_given(count: int) -> str:
    """A task was given about each of several records."""
    return ngettext("{count} task added.", "{count} tasks added.", count).format(count=count)
