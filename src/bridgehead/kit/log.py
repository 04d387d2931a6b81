"""Reads of the change log."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from bridgehead.kit.errors import NotFound
from bridgehead.kit.models import Batch, Change

Counts = dict[str, int]


def batches() -> QuerySet[Batch]:
    """Imports, bulk changes and edits, the latest first, with who made them."""
    return Batch.objects.select_related("who").order_by("-pk")


def batch_of(id_: int) -> Batch:
    """One batch.

    Raises
    ------
    NotFound
        If there is none of that number.
    """
    found = Batch.objects.select_related("who", "undoes").filter(pk=id_).first()
    if found is None:
        raise NotFound(f"there is no change {id_}")
    return found


def sizes(found: Iterable[Batch]) -> dict[int, Counts]:
    """How many records each of these batches added, changed and removed, by the batch's number."""
    rows = Change.objects.filter(batch__in=[b.pk for b in found]).values_list("batch", "action")
    counted: dict[int, Counts] = {}
    for number, action, n in rows.annotate(n=Count("pk")):
        counted.setdefault(number, {})[action] = n
    return counted


def tables_of(id_: int) -> dict[str, Counts]:
    """How many records of each table a batch added, changed and removed."""
    rows = Change.objects.filter(batch=id_).values_list("table", "action").order_by("table")
    counted: dict[str, Counts] = {}
    for table, action, n in rows.annotate(n=Count("pk")):
        counted.setdefault(table, {})[action] = n
    return counted


def lines_of(id_: int) -> QuerySet[Change]:
    """The lines of a batch, in order."""
    return Change.objects.filter(batch=id_).order_by("pk")
