"""What a batch came to, and what later batches left of it: read off the change log.

Undoing an undo is an undo as well, so a batch may be undone, redone and undone again. Two batches of
which one undoes the other cancel where they touched the same field of the same record.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from bridgehead.kit.models import Batch, Change

FEW = 500
COLUMNS = ("table", "key", "action", "before", "after", "pk")
RECORD = ""
"""Stands for a record as a whole where fields are named: it was added or removed."""


@dataclass
class RecordEffect:
    """What one batch did to one record, taken together.

    Attributes
    ----------
    action
        `add`, `remove` or `change`.
    before
        The fields that changed, with what stood before; of a removed record all of them.
    last
        Id of its last line in the log: the order in which batches wrote the same record.
    """

    table: str
    key: str
    action: str
    before: dict[str, Any] = field(default_factory=dict)
    last: int = 0

    @property
    def touched(self) -> set[str]:
        """The fields it changed; `RECORD` where it added or removed the record."""
        return set(self.before) if self.action == Change.Action.CHANGE else {RECORD}


def batch_effects(batch: Batch) -> list[RecordEffect]:
    """What a batch did, a record each, in the order in which it first touched them."""
    effects: dict[tuple[str, str], RecordEffect] = {}
    changes = Change.objects.filter(batch=batch).order_by("pk")
    for table, key, action, before, after, number in changes.values_list(*COLUMNS).iterator():
        _add(effects, RecordEffect(table, key, action, before or {}, number), after)
    return list(effects.values())


def _add(effects: dict[tuple[str, str], RecordEffect], further: RecordEffect, after: Mapping[str, Any] | None) -> None:
    """Take a further line of a batch's log into what the batch came to."""
    place = further.table, further.key
    known = effects.get(place)
    if known is None:
        effects[place] = further
        return
    known.last = further.last
    was_added = known.action == Change.Action.ADD
    if further.action == Change.Action.ADD:
        known.action = Change.Action.CHANGE
        known.before = {name: value for name, value in known.before.items() if (after or {}).get(name) != value}
    elif not was_added:
        known.action = further.action
        # What was changed there and back within the batch, it did not change.
        stands = after or {}
        before = {**further.before, **known.before}
        known.before = {name: value for name, value in before.items() if name not in stands or stands[name] != value}
    if (was_added and further.action == Change.Action.REMOVE) or not known.touched:
        del effects[place]


@dataclass(frozen=True)
class LaterChange:
    """A later batch touched a field of a record."""

    batch: int
    undoes: int | None


def later_touches(
    batch: Batch, effects: Collection[RecordEffect]
) -> dict[tuple[str, str], dict[str, list[LaterChange]]]:
    """By table and key, then by field, the batches after this one that still have an effect there.

    A batch that undoes this very one is among them where nothing has undone it.
    """
    wanted = {(effect.table, effect.key): effect.last for effect in effects}
    if not wanted:
        return {}
    changes = Change.objects.filter(pk__gt=min(wanted.values()), table__in={table for table, _ in wanted})
    changes = changes.exclude(batch=batch).order_by("pk")
    if len(wanted) <= FEW:
        changes = changes.filter(key__in={key for _, key in wanted})
    by_batch: dict[LaterChange, dict[tuple[str, str], RecordEffect]] = {}
    for *line, by, undoes in changes.values_list(*COLUMNS, "batch_id", "batch__undoes_id").iterator():
        table, key, action, before, after, number = line
        if number > wanted.get((table, key), number):
            _add(
                by_batch.setdefault(LaterChange(by, undoes), {}),
                RecordEffect(table, key, action, before or {}, number),
                after,
            )
    found: dict[tuple[str, str], dict[str, list[tuple[int, LaterChange]]]] = {}
    for touch, lines in by_batch.items():
        for place, effect in lines.items():
            for name in effect.touched:
                found.setdefault(place, {}).setdefault(name, []).append((effect.last, touch))
    return {place: left for place, fields in found.items() if (left := _left(fields))}


def _left(fields: Mapping[str, list[tuple[int, LaterChange]]]) -> dict[str, list[LaterChange]]:
    ordered = {
        name: [touch for _, touch in sorted(touches, key=lambda pair: pair[0])] for name, touches in fields.items()
    }
    return {name: left for name, touches in ordered.items() if (left := effective_batches(touches))}


def effective_batches(touches: Sequence[LaterChange]) -> list[LaterChange]:
    """What is left when each undo cancels the batch that it undid; the latest are looked at first.

    Examples
    --------
    >>> surviving([Touch(2, None), Touch(3, 2), Touch(4, 3)])
    [Touch(batch=2, undoes=None)]
    """
    left: list[LaterChange] = []
    cancelled: list[int] = []
    for touch in reversed(touches):
        if touch.batch in cancelled:
            cancelled.remove(touch.batch)
        elif any(earlier.batch == touch.undoes for earlier in touches):
            cancelled.append(touch.undoes or 0)
        else:
            left.append(touch)
    return left[::-1]


def models_by_table(models: Iterable[type[Model]]) -> dict[str, type[Model]]:
    """Models by the name that the log gives their table."""
    return {model.__name__.lower(): model for model in models}
