"""Undo of any batch: exact, and careful of what people did since."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model

from bridgehead.kit.bulk_insert import revive
from bridgehead.kit.changes import CHUNK, batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.receipt import Tally
from bridgehead.kit.references import Manner, references_from
from bridgehead.workspace.effects import RECORD, Effect, Touch, later_touches, models_by_table, of_batch
from bridgehead.workspace.references import references_to


@dataclass(frozen=True)
class Kept:
    """Something that an undo left as it is, and why."""

    table: str
    key: str
    field: str
    why: str


@dataclass
class Undone:
    """What an undo did.

    Attributes
    ----------
    batch
        Id of the batch that undid; None where nothing was left to undo.
    kept
        What stays as it is, because of what was done since.
    """

    batch: int | None = None
    tallies: dict[str, Tally] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)


@dataclass
class Plan:
    """What an undo will do, by table and key."""

    remove: dict[type[Model], set[str]] = field(default_factory=dict)
    restore: dict[type[Model], dict[str, dict[str, Any]]] = field(default_factory=dict)
    change: dict[type[Model], dict[str, dict[str, Any]]] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)

    def keep(self, model: type[Model], key: str, name: str, why: str) -> None:
        """Leave something as it is."""
        self.kept.append(Kept(model.__name__.lower(), key, name, why))


def undo(batch_id: int, *, who: int | None = None) -> Undone:
    """Take back what a batch did, as a batch of its own; undoing that one does it again.

    A field that a later batch changed, a record that something added later refers to, and a record
    whose references are gone stay as they are; everything else is restored.

    Raises
    ------
    NotFound
        If there is no such batch.
    InputError
        If all of it is undone already.
    """
    found = Batch.objects.filter(pk=batch_id).first()
    if found is None:
        raise NotFound(f"there is no batch {batch_id}", hint="`bridgehead changes` lists them")
    with batch(f"undo: {found.what}", who=who, undoes=found) as writer:
        plan = _plan(found)
        for model, restored in plan.restore.items():
            writer.put(model, restored.values())
        for model, changes in plan.change.items():
            for names in {tuple(values) for values in changes.values()}:
                rows = [{"id": _key(model, key), **v} for key, v in changes.items() if tuple(v) == names]
                writer.put(model, rows)
        for model, keys in plan.remove.items():
            writer.remove(model, sorted(keys))
        done = any(t.added or t.changed or t.removed for t in writer.tallies.values())
        if not done and not plan.kept:
            raise InputError("a batch that is not undone yet", column="batch", found=batch_id)
        return Undone(writer.record.pk if done else None, dict(writer.tallies), plan.kept)


def _plan(found: Batch) -> Plan:
    effects = of_batch(found)
    touches = later_touches(found, effects)
    models = models_by_table(apps.get_app_config("bridgehead").get_models())
    plan = Plan()
    for effect in effects:
        model = models[effect.table]
        since = touches.get((effect.table, effect.key), {})
        if any(touch.undoes == found.pk for touch in since.get(RECORD, ())):
            continue
        if RECORD in since:
            plan.keep(model, effect.key, "", _because(since[RECORD]))
        elif effect.action == Change.Action.ADD and since:
            name, by = next(iter(since.items()))
            plan.keep(model, effect.key, "", f"{name} {_because(by)}")
        elif effect.action == Change.Action.ADD:
            plan.remove.setdefault(model, set()).add(effect.key)
        elif effect.action == Change.Action.REMOVE and not effect.before:
            plan.keep(model, effect.key, "", "erased for good")
        elif effect.action == Change.Action.REMOVE:
            plan.restore.setdefault(model, {})[effect.key] = revive(model, effect.before)
        else:
            _plan_change(plan, model, effect, since, found)
    _keep_referred(plan)
    _keep_unsupported(plan)
    return plan


def _plan_change(plan: Plan, model: type[Model], effect: Effect, since: dict[str, list[Touch]], found: Batch) -> None:
    values = {}
    for name, value in revive(model, effect.before).items():
        if name not in since:
            values[name] = value
        elif not any(touch.undoes == found.pk for touch in since[name]):
            plan.keep(model, effect.key, name, _because(since[name]))
    if values:
        plan.change.setdefault(model, {})[effect.key] = values


def _key(model: type[Model], key: str) -> Any:
    """A key as the model holds it; the log keeps all as text."""
    return model._meta.pk.to_python(key)


def _because(touches: list[Touch]) -> str:
    return f"changed since by batch {touches[-1].batch}"


def _keep_referred(plan: Plan) -> None:
    """An added record that something else refers to stays, and so does what it refers to itself."""
    again = True
    while again:
        again = False
        for model, keys in plan.remove.items():
            for key, why in dict(_referring(plan, model, keys)).items():
                keys.discard(key)
                plan.keep(model, key, "", why)
                again = True


def _referring(plan: Plan, model: type[Model], keys: Collection[str]) -> Iterator[tuple[str, str]]:
    wanted = frozenset(keys)
    for reference in references_to(model):
        if reference.manner is Manner.MENTION:
            continue
        other = reference.model
        going = plan.remove.get(other, set())
        changing = plan.change.get(other, {})
        for row in reference.rows(wanted):
            if row["id"] not in going:
                row.update(changing.get(row["id"], {}))
                for id_ in wanted.intersection(reference.of(row)):
                    yield id_, f"{other.__name__.lower()} {row['id']} refers to it"


def _keep_unsupported(plan: Plan) -> None:
    """A record or field whose reference points to what is gone stays as it is."""
    again = True
    while again:
        again = False
        for kind in (plan.restore, plan.change):
            for model, rows in kind.items():
                for key, name, target in list(_missing(plan, model, rows)):
                    if key not in rows:
                        continue
                    why = f"there is no {target.__name__.lower()} {rows[key][name]} any more"
                    plan.keep(model, key, name if kind is plan.change else "", why)
                    if kind is plan.restore or len(rows[key]) == 1:
                        del rows[key]
                    else:
                        del rows[key][name]
                    again = kind is plan.restore or again


def _missing(plan: Plan, model: type[Model], rows: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, type[Model]]]:
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
