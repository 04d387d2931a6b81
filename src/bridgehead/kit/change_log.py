"""Reads of the change log."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, Model, QuerySet

from bridgehead.kit.error_phrases import no_such_change
from bridgehead.kit.errors import NotFound, shorten
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.receipt import Tally

Counts = dict[str, int]
Row = dict[str, Any]


class LogPosition(NamedTuple):
    """What tells one state of the records from another: the last batch of the change log, and how many there are.

    A batch that another transaction began earlier and finished later has a smaller number than the last: only
    their count tells.
    """

    last: int
    number: int
    at: str

    def __str__(self) -> str:
        return f"{self.last}-{self.number}-{self.at}"


def state() -> str:
    """The state that the records are in, for what is kept by it."""
    return str(last_position())


def last_position() -> LogPosition:
    """Where the change log stands."""
    last = Batch.objects.order_by("-id").values_list("id", "at").first()
    return LogPosition(last[0], Batch.objects.count(), last[1].isoformat()) if last else LogPosition(0, 0, "")


def changes_of(model: type[Model], key: str) -> QuerySet[Change]:
    """The lines on one record, in order."""
    return Change.objects.filter(table=model.__name__.lower(), key=key).order_by("pk")


def position_of(model: type[Model], key: str) -> int:
    """The record's position in the log: its last line, 0 where it has none. A form carries it along."""
    return changes_of(model, key).values_list("pk", flat=True).last() or 0


def positions_of(model: type[Model], keys: Collection[str]) -> dict[str, int]:
    """The position of each of these records; one that has no line is not in it."""
    lines = Change.objects.filter(table=model.__name__.lower(), key__in=list(keys)).order_by()
    return dict(lines.values_list("key").annotate(last=Max("pk")))


class Revision(NamedTuple):
    """How often a record was changed since it was added, and when last."""

    sequence: int
    at: datetime


UNCHANGED = Revision(0, datetime(2000, 1, 1, tzinfo=UTC))
"""Of what the log says nothing about."""


def revisions(model: type[Model], keys: Collection[str]) -> dict[str, Revision]:
    """The revision of each of these records: it never falls, since the log only grows."""
    lines = Change.objects.filter(table=model.__name__.lower(), key__in=list(keys)).order_by()
    found = lines.values_list("key").annotate(n=Count("pk"), at=Max("batch__at"))
    return {key: Revision(n - 1, at) for key, n, at in found}


def revision_below(model: type[Model], prefix: str) -> Revision:
    """How often records whose keys begin so were changed or removed, and when last."""
    lines = Change.objects.filter(table=model.__name__.lower(), key__startswith=prefix)
    found = lines.exclude(action=Change.Action.ADD).aggregate(n=Count("pk"), at=Max("batch__at"))
    return Revision(found["n"], found["at"] or UNCHANGED.at)


def removed_rows(model: type[Model], **values: Any) -> dict[str, Row]:
    """The rows that were removed and are not there again, as they stood last, of those with these values."""
    lines = Change.objects.filter(table=model.__name__.lower(), action=Change.Action.REMOVE)
    for name, value in values.items():
        lines = lines.filter(**{f"before__{name}": value})
    found = {key: before for key, before in lines.order_by("pk").values_list("key", "before") if before}
    there = set(model._default_manager.filter(pk__in=found).values_list("pk", flat=True))
    return {key: row for key, row in found.items() if key not in there}


def author_of(model: type[Model], key: str) -> int | None:
    """The account that entered a record; None where the log does not say, or a command did."""
    added = changes_of(model, key).filter(action=Change.Action.ADD)
    return added.values_list("batch__who", flat=True).last()


def entered_by(id_: int | None, model: type[Model]) -> QuerySet[Change, str]:
    """Keys of the records of a table that an account entered."""
    lines = Change.objects.filter(table=model.__name__.lower(), action=Change.Action.ADD, batch__who=id_)
    return lines.exclude(batch__who=None).values_list("key", flat=True)


def last_line() -> int:
    """The last line of the log: what comes later was not known to whoever looks now."""
    return Change.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def later_lines(model: type[Model], seen: int) -> QuerySet[Change]:
    """The lines on a table's records after a place in the log, in order, with who made them."""
    lines = Change.objects.filter(table=model.__name__.lower(), pk__gt=seen)
    return lines.select_related("batch__who").order_by("pk")


def added_by(id_: int, model: type[Model]) -> list[str]:
    """Ids of the records of a table that a batch added, in order."""
    lines = Change.objects.filter(batch=id_, action=Change.Action.ADD, table=model.__name__.lower())
    return list(lines.order_by("pk").values_list("key", flat=True))


def batches() -> QuerySet[Batch]:
    """Imports, bulk changes and edits, the latest first, with who made them."""
    return Batch.objects.select_related("who", "undoes").order_by("-pk")


def get_batch(id_: int) -> Batch:
    """One batch.

    Raises
    ------
    NotFound
        If there is none of that number.
    """
    found = Batch.objects.select_related("who", "undoes").filter(pk=id_).first()
    if found is None:
        raise NotFound(no_such_change(id_))
    return found


def batch_sizes(found: Iterable[Batch]) -> dict[int, Counts]:
    """How many records each of these batches added, changed and removed, by the batch's number."""
    rows = Change.objects.filter(batch__in=[b.pk for b in found]).values_list("batch", "action")
    counted: dict[int, Counts] = {}
    for number, action, n in rows.annotate(n=Count("pk")):
        counted.setdefault(number, {})[action] = n
    return counted


def batch_tables(id_: int) -> dict[str, Counts]:
    """How many records of each table a batch added, changed and removed."""
    rows = Change.objects.filter(batch=id_).values_list("table", "action").order_by("table")
    counted: dict[str, Counts] = {}
    for table, action, n in rows.annotate(n=Count("pk")):
        counted.setdefault(table, {})[action] = n
    return counted


def tallies_of(id_: int) -> dict[str, Tally]:
    """What a batch wrote, as its receipt said."""
    names = {Change.Action.ADD: "added", Change.Action.CHANGE: "changed", Change.Action.REMOVE: "removed"}
    return {
        table: Tally(**{names[Change.Action(action)]: n for action, n in counts.items()})
        for table, counts in batch_tables(id_).items()
    }


def batch_changes(id_: int) -> QuerySet[Change]:
    """The lines of a batch, in order."""
    return Change.objects.filter(batch=id_).order_by("pk")


def preview_changes(id_: int, most: int) -> list[dict[str, Any]]:
    """The first lines of a batch as data, those that change or remove something before those that add.

    Each has `table`, `key`, `action` and `fields`: name, what stood and what stands there, shortened.
    """
    lines = batch_changes(id_)
    first = list(lines.exclude(action=Change.Action.ADD)[:most])
    first += lines.filter(action=Change.Action.ADD)[: most - len(first)]
    return [{"table": x.table, "key": x.key, "action": x.action, "fields": _fields(x)} for x in first]


def _fields(line: Change) -> list[list[str]]:
    """What a line changed: names, and what stood and stands there."""
    if line.action != Change.Action.CHANGE:
        return []
    before, after = line.before or {}, line.after or {}
    return [[name, _short(before.get(name)), _short(value)] for name, value in after.items()]


def _short(value: Any) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return shorten(text)
