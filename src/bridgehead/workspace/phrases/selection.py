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
