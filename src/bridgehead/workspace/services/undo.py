"""Undo of any batch: exact, and careful of what people did since."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from bridgehead.events.models import Registration
from bridgehead.events.services.seat_changes import claims, wait_where_full
from bridgehead.kit import checks
from bridgehead.kit.bulk_insert import CHUNK, restore_row
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.error_phrases import no_such_change
from bridgehead.kit.errors import InputError, NotFound, Repeated, shorten
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.references import ReferenceKind, references_from
from bridgehead.mail.tasks import stop_unwanted_soon
from bridgehead.settings.models import Settings
from bridgehead.workspace import phrases
from bridgehead.workspace.queries.batch_effects import (
    RECORD,
    LaterChange,
    RecordEffect,
    batch_effects,
    later_touches,
    models_by_table,
)
from bridgehead.workspace.queries.referring_columns import references_to


@dataclass(frozen=True)
class SkippedChange:
    """Something that an undo left as it is, and why."""

    table: str
    key: str
    field: str
    why: str


@dataclass
class UndoPlan:
    """What an undo will do, by table and key."""

    remove: dict[type[Model], set[str]] = field(default_factory=dict)
    restore: dict[type[Model], dict[str, dict[str, Any]]] = field(default_factory=dict)
    change: dict[type[Model], dict[str, dict[str, Any]]] = field(default_factory=dict)
    kept: list[SkippedChange] = field(default_factory=list)

    def keep(self, model: type[Model], key: str, name: str, why: str) -> None:
        """Leave something as it is."""
        self.kept.append(SkippedChange(model.__name__.lower(), key, name, why))


def undo_batch(batch_id: int, *, viewer: Viewer) -> Receipt[tuple[SkippedChange, ...]]:
    """Take back what a batch did, as a batch of its own; undoing that one does it again.

    A field that a later batch changed, a record that something added later refers to, a record whose references are
    gone and a value that its field does not take any more stay as they are; everything else is restored.

    Returns
    -------
    Receipt of tuple
        What stays as it is, and why; without a batch where nothing else was left to undo.

    Raises
    ------
    NotFound
        If there is no such batch.
    NotAllowed
        If only others can undo this change, or change the settings that it changed.
    Repeated
        If all of it is undone already, naming the batch that did it.
    InputError
        If it did nothing that could be undone.
    Busy
        If others wrote for longer than one waits.
    """
    viewer.require_some(Verb.UNDO, Resource.LOG)
    found = Batch.objects.filter(pk=batch_id).first()
    if found is None:
        raise NotFound(no_such_change(batch_id), hint=phrases.list_changes())
    viewer.require(Verb.UNDO, Resource.LOG, by=found.who_id)
    if Change.objects.filter(batch=found, table=Settings.__name__.lower()).exists():
        viewer.require(Verb.CHANGE, Resource.SETTING)  # what members see of each other is no daily work
    with batch("change.undo", str(batch_id), viewer=viewer, undoes=found) as writer:
        plan = _plan(found)
        _write(writer, plan)
        if not any(tally.wrote for tally in writer.tallies.values()) and not plan.kept:
            earlier = Batch.objects.filter(undoes=found).exclude(pk=writer.record.pk).order_by("pk").last()
            if earlier is None:
                raise InputError("", found=batch_id, sentence=phrases.nothing_to_undo())
            raise Repeated(earlier.pk)
    stop_unwanted_soon()
    return writer.receipt(tuple(plan.kept))


def _write(writer: Writer, plan: UndoPlan) -> None:
    """Carry it out; whoever had a seat that others took since waits for one."""
    claimed = claims(_states(plan))
    for model, restored in plan.restore.items():
        for rows in _alike(restored.values()):
            writer.put(model, rows)
    for model, changes in plan.change.items():
        for rows in _alike({"id": _key(model, key), **values} for key, values in changes.items()):
            writer.put(model, rows)
    for model, keys in plan.remove.items():
        writer.remove(model, sorted(keys))
    for id_ in wait_where_full(writer, claimed):
        plan.keep(Registration, id_, "status", phrases.waits_for_seat())


def _states(plan: UndoPlan) -> dict[str, str]:
    """The state that each registration would have again, by id."""
    rows = {**plan.restore.get(Registration, {}), **plan.change.get(Registration, {})}
    return {key: row["status"] for key, row in rows.items() if "status" in row}


def _alike(rows: Iterable[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Rows by what they have values for: an older version may have kept other columns."""
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(tuple(row), []).append(row)
    return grouped.values()


def _plan(found: Batch) -> UndoPlan:
    effects = batch_effects(found)
    touches = later_touches(found, effects)
    models = models_by_table(apps.get_app_config("bridgehead").get_models())
    plan = UndoPlan()
    for effect in effects:
        model = models[effect.table]
        since = touches.get((effect.table, effect.key), {})
        if any(touch.undoes == found.pk for touch in since.get(RECORD, ())):
            continue
        if RECORD in since:
            plan.keep(model, effect.key, "", _because(since[RECORD]))
        elif effect.action == Change.Action.ADD and since:
            name, by = next(iter(since.items()))
            plan.keep(model, effect.key, "", phrases.field_changed_since(name, by[-1].batch))
        elif effect.action == Change.Action.ADD:
            plan.remove.setdefault(model, set()).add(effect.key)
        elif effect.action == Change.Action.REMOVE and not effect.before:
            plan.keep(model, effect.key, "", phrases.erased())
        elif effect.action == Change.Action.REMOVE:
            plan.restore.setdefault(model, {})[effect.key] = restore_row(model, effect.before)
        else:
            _plan_change(plan, model, effect, since, found)
    _keep_refused(plan)
    _keep_referred(plan)
    _keep_unsupported(plan)
    return plan


def _plan_change(
    plan: UndoPlan, model: type[Model], effect: RecordEffect, since: dict[str, list[LaterChange]], found: Batch
) -> None:
    values = {}
    for name, value in restore_row(model, effect.before).items():
        if name not in since:
            values[name] = value
        elif not any(touch.undoes == found.pk for touch in since[name]):
            plan.keep(model, effect.key, name, _because(since[name]))
    if values:
        plan.change.setdefault(model, {})[effect.key] = values


def _keep_refused(plan: UndoPlan) -> None:
    """A value that its field does not take any more, or has no field any more, stays as it is.

    A restored record is left blank there; where it may not be blank, or its key has the value, it stays removed.
    """
    for model, rows in plan.restore.items():
        for key, name, fault in list(_faults(model, rows)):
            row = rows.get(key)
            if row is None:
                continue
            plan.keep(model, key, name, fault)
            blank = _blank(model, name)
            if blank is None:
                row.pop(name)
            elif checks.unmet(_fields(model)[name], blank[0]) is None and name not in getattr(model, "key_fields", ()):
                row[name] = blank[0]
            else:
                del rows[key]
    for model, rows in plan.change.items():
        for key, name, fault in list(_faults(model, rows)):
            plan.keep(model, key, name, fault)
            del rows[key][name]
        for key in [key for key, row in rows.items() if not row]:
            del rows[key]


def _faults(model: type[Model], rows: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Key, attribute and reason of every value that cannot be written."""
    fields = _fields(model)
    for name in dict.fromkeys(name for row in rows.values() for name in row):
        having = [(key, row[name]) for key, row in rows.items() if name in row]
        if name not in fields:
            yield from ((key, name, phrases.field_gone(name)) for key, _ in having)
        elif checks.refused(fields[name], [value for _, value in having]):
            for key, value in having:
                expected = checks.unmet(fields[name], value)
                if expected is not None:
                    yield key, name, phrases.value_not_accepted(shorten(str(value)), str(expected))


def _fields(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {f.attname: f for f in model._meta.concrete_fields}


def _blank(model: type[Model], name: str) -> tuple[Any] | None:
    """What a field holds when it is blank, in a tuple, since it may be None; None where there is no such field."""
    field_ = _fields(model).get(name)
    if field_ is None:
        return None
    return (None if field_.null else field_.get_default(),)


def _key(model: type[Model], key: str) -> Any:
    """A key as the model holds it; the log keeps all as text."""
    return model._meta.pk.to_python(key)


def _because(touches: list[LaterChange]) -> str:
    return phrases.changed_since(touches[-1].batch)


def _keep_referred(plan: UndoPlan) -> None:
    """An added record that something else refers to stays, and so does what it refers to itself."""
    again = True
    while again:
        again = False
        for model, keys in plan.remove.items():
            for key, why in dict(_referring(plan, model, keys)).items():
                keys.discard(key)
                plan.keep(model, key, "", why)
                again = True


def _referring(plan: UndoPlan, model: type[Model], keys: Collection[str]) -> Iterator[tuple[str, str]]:
    wanted = frozenset(keys)
    for reference in references_to(model):
        if reference.manner is ReferenceKind.MENTION:
            continue
        other = reference.model
        going = plan.remove.get(other, set())
        changing = plan.change.get(other, {})
        for row in reference.rows(wanted):
            if row["id"] not in going:
                row.update(changing.get(row["id"], {}))
                for id_ in wanted.intersection(reference.of(row)):
                    yield id_, phrases.referred_to(other.__name__.lower(), row["id"])


def _keep_unsupported(plan: UndoPlan) -> None:
    """A record or field whose reference points to what is gone stays as it is."""
    again = True
    while again:
        again = False
        for kind in (plan.restore, plan.change):
            for model, rows in kind.items():
                for key, name, target in list(_missing(plan, model, rows)):
                    if key not in rows:
                        continue
                    why = phrases.record_gone(target.__name__.lower(), rows[key][name])
                    plan.keep(model, key, name if kind is plan.change else "", why)
                    if kind is plan.restore or len(rows[key]) == 1:
                        del rows[key]
                    else:
                        del rows[key][name]
                    again = kind is plan.restore or again


def _missing(
    plan: UndoPlan, model: type[Model], rows: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str, type[Model]]]:
    for name, target in references_from(model):
        asked = {row[name] for row in rows.values() if row.get(name) is not None}
        there = set(plan.restore.get(target, ()))
        for chunk in _chunks(asked - there):
            there.update(target._default_manager.filter(pk__in=chunk).values_list("pk", flat=True))
        there -= plan.remove.get(target, set())
        for key, row in rows.items():
            if row.get(name) is not None and row[name] not in there:
                yield key, name, target


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk
