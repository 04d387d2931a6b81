"""The one way in which records are written: in a batch, checked, and logged in the same transaction.

A service opens a batch, reads in it what it decides on, and gives it rows; the batch refuses what the fields do not
take, writes in bulk, skips what is already so, and logs what changed with what stood before. Nothing else writes
records of the case, and nobody else writes meanwhile (`kit.write_lock`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models

from bridgehead.kit import change_log, checks
from bridgehead.kit.bulk_insert import CHUNK, Row, as_json, existing_keys, insert_rows, insert_values
from bridgehead.kit.errors import Difference, InputError, Stale
from bridgehead.kit.expectations import finds
from bridgehead.kit.models import Batch, Change
from bridgehead.kit.permissions import COMMAND_LINE, Viewer
from bridgehead.kit.receipt import Receipt, Tally
from bridgehead.kit.reference_integrity import present_keys, record_name, require_no_clash, require_unreferred
from bridgehead.kit.references import ReferenceKind, declared_references
from bridgehead.kit.rehearsal import before_writing
from bridgehead.kit.sealing import row_sealed, sealed_columns
from bridgehead.kit.stored import rows_as_stored
from bridgehead.kit.submissions import refuse_repeated, take_key
from bridgehead.kit.write_lock import write_lock

Parameter = str | int | float | list[str]

R = TypeVar("R")


@dataclass
class Writer:
    """Writes rows of a batch and its lines of the change log; made by `batch`."""

    record: Batch
    tallies: dict[str, Tally] = field(default_factory=dict)
    removed: dict[type[models.Model], set[str]] = field(default_factory=dict)
    referred: dict[type[models.Model], set[str]] = field(default_factory=dict)

    def put(
        self,
        model: type[models.Model],
        rows: Iterable[Row],
        *,
        keep: Collection[str] = (),
        keep_blank: bool = False,
    ) -> Tally:
        """Add the rows whose `id` is new and update those whose `id` exists.

        Parameters
        ----------
        rows
            Values by attribute name (`id`, `name`, `organiser_id`); each with the same attributes.
            An attribute that is not given keeps its value, or takes its default in a new row.
        keep
            Attributes that an existing row keeps when it has a value.
        keep_blank
            Whether a blank value leaves an existing one as it is.

        Raises
        ------
        InputError
            At a value that its field does not take.
        """
        before_writing(model)
        tally = Tally()
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            tally += self._put_chunk(model, chunk, keep, keep_blank)
        return self._count(model, tally)

    def remove(self, model: type[models.Model], keys: Collection[str]) -> Tally:
        """Remove the rows with these ids; those that do not exist are passed over.

        What refers to them may go or change in the same batch, before or after; when the batch ends,
        nothing may be left that does. Lists that name them lose the name by themselves.
        """
        before_writing(model)
        tally = Tally()
        names = [f.attname for f in model._meta.concrete_fields]
        remaining = iter(keys)
        while chunk := list(islice(remaining, CHUNK)):
            found = model._default_manager.filter(pk__in=chunk)
            rows = list(rows_as_stored(found, names))
            found._raw_delete(found.db)  # what it protects is looked for at the end
            self._log(model, Change.Action.REMOVE, [(row["id"], row, None) for row in rows])
            self.removed.setdefault(model, set()).update(row["id"] for row in rows)
            tally += Tally(removed=len(rows))
        return self._count(model, tally)

    def require_fresh(self, model: type[models.Model], row: Row, seen: int | None) -> None:
        """Refuse to overwrite what somebody changed since a form was opened.

        Parameters
        ----------
        row
            The record's `id` and the values that are to be written.
        seen
            The record's position in the change log when the form was opened (`change_log.position_of`);
            None asks nothing.

        Raises
        ------
        Stale
            If a later change gave one of these fields another value than the one to be written: a record that was
            added or removed since differs in all of them.
        """
        if seen is None:
            return
        later = list(change_log.changes_of(model, str(row["id"])).filter(pk__gt=seen).select_related("batch__who"))
        whole = any(change.action != Change.Action.CHANGE for change in later)
        touched = {name for change in later for name in (row if whole else change.after or {})}
        names = [name for name in row if name in touched and name != "id"]
        stored = (model._default_manager.filter(pk=row["id"]).values(*names).first() or {}) if names else {}
        differing = [Difference(n, stored.get(n), row[n]) for n in names if _is_other(stored.get(n), row[n])]
        if differing:
            who = later[-1].batch.who
            raise Stale(later[-1].pk, who.get_username() if who else "", differing)

    def receipt(self, result: R) -> Receipt[R]:
        """What the batch did, once it has ended."""
        return Receipt(result, self.record.pk, dict(self.tallies))

    def finish(self) -> None:
        """Look whether every reference still holds, and forget a batch that did nothing.

        Raises
        ------
        InputError
            Naming one record that refers to what is not there.
        """
        for model, keys in self.removed.items():
            gone = keys - present_keys(model, keys)
            self._prune_lists(model, gone)
            require_unreferred(model, gone)
        for model, keys in self.referred.items():
            require_unreferred(model, keys - present_keys(model, keys))
        if not any(tally.wrote for tally in self.tallies.values()):
            Batch.objects.filter(pk=self.record.pk)._raw_delete(connection.alias)  # nothing refers to it yet
            self.record.pk = None

    def _count(self, model: type[models.Model], tally: Tally) -> Tally:
        name = model.__name__.lower()
        self.tallies[name] = self.tallies.get(name, Tally()) + tally
        return tally

    def _put_chunk(
        self, model: type[models.Model], rows: Sequence[Row], keep: Collection[str], keep_blank: bool
    ) -> Tally:
        names = list(rows[0])
        keys = [row["id"] for row in rows]
        self._check(model, ["id"], [{"id": key} for key in keys], keys)  # before the store is asked for them
        known = existing_keys(model, keys)
        existing = {row["id"]: row for row in rows_as_stored(model._default_manager.filter(pk__in=known), names)}
        new = [row for row in rows if row["id"] not in existing]
        changes = []
        for row in rows:
            old = existing.get(row["id"])
            if old is not None and (after := _difference(old, row, keep, keep_blank)):
                changes.append((row["id"], {name: old[name] for name in after}, after))
        if new:
            self._check(model, [name for name in new[0] if name != "id"], new, [row["id"] for row in new])
            require_no_clash(model, [row["id"] for row in new])
            insert_rows(model, new)
            again = self.removed.get(model, ())
            added = [(row["id"], None, _whole(model, row) if row["id"] in again else None) for row in new]
            self._log(model, Change.Action.ADD, added)
        for name in dict.fromkeys(name for _, _, after in changes for name in after):
            touched = [(key, after) for key, _, after in changes if name in after]
            self._check(model, [name], [after for _, after in touched], [key for key, _ in touched])
        for key, _, after in changes:
            model._default_manager.filter(pk=key).update(**after)
        self._log(model, Change.Action.CHANGE, changes)
        return Tally(added=len(new), changed=len(changes), unchanged=len(rows) - len(new) - len(changes))

    def _check(self, model: type[models.Model], names: Sequence[str], rows: Sequence[Row], keys: Sequence[Any]) -> None:
        """Refuse a value that its field does not take, and note what is referred to for the end of the batch."""
        fields = {f.attname: f for f in model._meta.concrete_fields}
        for name in names:
            field_ = fields[name]
            column = [row[name] for row in rows]
            for value in checks.refused(field_, column):
                key = keys[column.index(value)]
                expected = checks.expected(field_)
                found = finds("nothing") if value in checks.BLANKS else value
                raise InputError(expected, file=record_name(model, key), column=field_.name, found=found)
            if isinstance(field_, models.ForeignKey) and isinstance(field_.related_model, type):
                self.referred.setdefault(field_.related_model, set()).update(filter(None, column))

    def _prune_lists(self, model: type[models.Model], gone: Collection[str]) -> None:
        for reference in declared_references(model):
            if reference.manner is ReferenceKind.LIST and gone:
                rows = list(reference.rows(gone))
                name = reference.attribute
                left = [{"id": row["id"], name: [id_ for id_ in row[name] if id_ not in gone]} for row in rows]
                if left:
                    self.put(reference.model, left)

    def _log(
        self,
        model: type[models.Model],
        action: Change.Action,
        entries: Iterable[tuple[str, Row | None, Row | None]],
    ) -> None:
        sealing = sealed_columns(model)
        if sealing:
            entries = [(key, row_sealed(before, sealing), row_sealed(after, sealing)) for key, before, after in entries]
        fixed = (self.record.pk, action.value, model.__name__.lower())
        insert_values(
            Change,
            ("batch_id", "action", "table", "key", "before", "after"),
            [(*fixed, str(key), as_json(before), as_json(after)) for key, before, after in entries],
        )


@contextmanager
def batch(
    action: str,
    subject: str = "",
    *,
    viewer: Viewer = COMMAND_LINE,
    undoes: Batch | None = None,
    **parameters: Parameter,
) -> Iterator[Writer]:
    """Open a batch in a transaction of its own: all of it is written, or nothing.

    A batch that changed nothing leaves no trace in the log.

    Parameters
    ----------
    action
        Kind and verb, `team.save`: the stage's phrases say how it reads.
    subject
        The id of the record that it is about.
    viewer
        Whoever does it.
    undoes
        The batch that it takes back.
    parameters
        What the phrase names: texts, numbers and lists of them; never the name of a person.

    Raises
    ------
    Repeated
        If the form that asks for it was sent before, and was done then.
    Busy
        If others wrote for longer than one waits.
    """
    with write_lock():
        for log in (Batch, Change):
            before_writing(log, whole=False)
        key = take_key()
        refuse_repeated(key, viewer.id)
        about = {"action": action, "undoes": undoes}
        about |= {"subject": _storable(subject), "parameters": _storable(parameters)}
        writer = Writer(Batch.objects.create(who_id=viewer.id, submission=key or None, **about))
        yield writer
        writer.finish()


def _storable(value: Any) -> Any:
    """What a change says of itself, in characters that every store can hold: it may name what is refused next."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
        case list():
            return [_storable(item) for item in value]
        case dict():
            return {name: _storable(item) for name, item in value.items()}
        case _:
            return value


def _difference(old: Row, new: Row, keep: Collection[str], keep_blank: bool) -> dict[str, Any]:
    return {
        name: value
        for name, value in new.items()
        if value != old[name]
        and not (name in keep and old[name] not in checks.BLANKS)
        and not (keep_blank and value in checks.BLANKS)
    }


def _is_other(theirs: Any, yours: Any) -> bool:
    """Whether two values differ; one blank is as good as another."""
    return theirs != yours and not (theirs in (*checks.BLANKS, b"") and yours in (*checks.BLANKS, b""))


def _whole(model: type[models.Model], row: Row) -> Row:
    return {f.attname: row.get(f.attname, f.get_default()) for f in model._meta.concrete_fields}
