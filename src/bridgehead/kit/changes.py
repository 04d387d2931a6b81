"""The one way in which records are written: in a batch, logged in the same transaction.

A service opens a batch and gives it rows; the batch writes them in bulk, skips what is already so,
and logs what changed with what stood before. Nothing else writes records of the case.
"""

import base64
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from bridgehead.kit.errors import InputError
from bridgehead.kit.models import Batch, Change

CHUNK = 2_000

Row = Mapping[str, Any]


@dataclass
class Tally:
    """How many rows of one table a write added, changed and found unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


@dataclass
class Writer:
    """Writes rows of a batch and its lines of the change log; made by `batch`."""

    record: Batch
    tallies: dict[str, Tally] = field(default_factory=dict)
    removed: dict[type[models.Model], set[str]] = field(default_factory=dict)

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
        """
        tally = Tally()
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            tally += self._put_chunk(model, chunk, keep, keep_blank)
        name = model.__name__.lower()
        self.tallies[name] = self.tallies.get(name, Tally()) + tally
        return tally

    def remove(self, model: type[models.Model], keys: Collection[str]) -> Tally:
        """Remove the rows with these ids; those that do not exist are passed over.

        What refers to them may go or change in the same batch, before or after; when the batch ends,
        nothing may be left that does.
        """
        tally = Tally()
        names = [f.attname for f in model._meta.concrete_fields]
        remaining = iter(keys)
        while chunk := list(islice(remaining, CHUNK)):
            found = model._default_manager.filter(pk__in=chunk)
            rows = list(found.values(*names))
            found._raw_delete(found.db)  # what it protects is looked for at the end
            self._log(model, Change.Action.REMOVE, [(row["id"], row, None) for row in rows])
            self.removed.setdefault(model, set()).update(row["id"] for row in rows)
            tally += Tally(removed=len(rows))
        name = model.__name__.lower()
        self.tallies[name] = self.tallies.get(name, Tally()) + tally
        return tally

    def check_removed(self) -> None:
        """Refuse the batch if something still refers to what it removed.

        Raises
        ------
        InputError
            Naming one record that does.
        """
        for model, keys in self.removed.items():
            remaining = iter(sorted(keys))
            while chunk := list(islice(remaining, CHUNK)):
                chunk = list(set(chunk) - set(model._default_manager.filter(pk__in=chunk).values_list("pk", flat=True)))
                for relation in model._meta.related_objects:
                    column = relation.field.attname
                    others = relation.related_model._default_manager.filter(**{f"{column}__in": chunk})
                    if (other := others.values_list("pk", column).first()) is not None:
                        what = relation.related_model.__name__.lower()
                        expected = f"no {what} that refers to {model.__name__.lower()} {other[1]!r}, which is to go"
                        raise InputError(expected, column=relation.field.name, found=f"{what} {other[0]}")

    def _put_chunk(
        self, model: type[models.Model], rows: Sequence[Row], keep: Collection[str], keep_blank: bool
    ) -> Tally:
        names = list(rows[0])
        known = _present(model, [row["id"] for row in rows])
        existing = {row["id"]: row for row in model._default_manager.filter(pk__in=known).values(*names)}
        new = [row for row in rows if row["id"] not in existing]
        changes = []
        for row in rows:
            old = existing.get(row["id"])
            if old is not None and (after := _difference(old, row, keep, keep_blank)):
                changes.append((row["id"], {name: old[name] for name in after}, after))
        if new:
            _insert(model, new)
            again = self.removed.get(model, ())
            added = [(row["id"], None, _whole(model, row) if row["id"] in again else None) for row in new]
            self._log(model, Change.Action.ADD, added)
        for key, _, after in changes:
            model._default_manager.filter(pk=key).update(**after)
        self._log(model, Change.Action.CHANGE, changes)
        return Tally(added=len(new), changed=len(changes), unchanged=len(rows) - len(new) - len(changes))

    def _log(
        self,
        model: type[models.Model],
        action: Change.Action,
        entries: Iterable[tuple[str, Row | None, Row | None]],
    ) -> None:
        fixed = (self.record.pk, action.value, model.__name__.lower())
        _insert_values(
            Change,
            ("batch_id", "action", "table", "key", "before", "after"),
            [(*fixed, str(key), _as_json(before), _as_json(after)) for key, before, after in entries],
        )


@contextmanager
def batch(what: str, *, who: int | None = None, undoes: Batch | None = None) -> Iterator[Writer]:
    """Open a batch in a transaction of its own: all of it is written, or nothing.

    A batch that changed nothing leaves no trace in the log.
    """
    with transaction.atomic():
        writer = Writer(Batch.objects.create(what=what[:300], who_id=who, undoes=undoes))
        yield writer
        writer.check_removed()
        if not any(t.added or t.changed or t.removed for t in writer.tallies.values()):
            writer.record.delete()


def _difference(old: Row, new: Row, keep: Collection[str], keep_blank: bool) -> dict[str, Any]:
    return {
        name: value
        for name, value in new.items()
        if value != old[name]
        and not (name in keep and old[name] not in ("", None, []))
        and not (keep_blank and value in ("", None, []))
    }


def _whole(model: type[models.Model], row: Row) -> Row:
    return {f.attname: row.get(f.attname, f.get_default()) for f in model._meta.concrete_fields}


def _present(model: type[models.Model], keys: Sequence[str]) -> list[str]:
    """Which of these keys exist; asked past the model layer, since for new rows that is most of the work."""
    quote = connection.ops.quote_name
    column = quote(str(model._meta.pk.column))
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {quote(model._meta.db_table)} WHERE {column} IN ({marks})", keys)  # noqa: S608 names are the model's
        return [key for (key,) in cursor.fetchall()]


def _insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows of equal attributes; the others take their defaults."""
    fields = {f.attname: f for f in model._meta.concrete_fields}
    given = [name for name in fields if name in rows[0]]
    added = [n for n, f in fields.items() if n not in rows[0] and not isinstance(f, models.AutoField)]
    lists = {n for n, f in fields.items() if isinstance(f, models.JSONField)}
    defaults = [_as_json(fields[n].get_default()) if n in lists else fields[n].get_default() for n in added]
    columns = [[_as_json(r[n]) for r in rows] if n in lists else [r[n] for r in rows] for n in given]
    columns += [[value] * len(rows) for value in defaults]
    _insert_values(model, [*given, *added], list(zip(*columns, strict=True)))


def _insert_values(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows past the model layer, which costs ten times as much as the database itself."""
    if not rows:
        return
    fields = {f.attname: f for f in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[n].column)) for n in names)
    table = f"{quote(model._meta.db_table)} ({columns})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 names are the model's


def _binary(value: bytes | memoryview) -> dict[str, str]:
    """How the log keeps the bytes of a stored file."""
    return {"base64": base64.b64encode(value).decode("ascii")}


_encode = json.JSONEncoder(ensure_ascii=False, default=_binary).encode


def _as_json(value: Any) -> str | None:
    return None if value is None else _encode(value)


def revive(model: type[models.Model], row: Row) -> dict[str, Any]:
    """A row as the log kept it, with the values that the model holds."""
    binary = {f.attname for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)}
    return {
        name: base64.b64decode(value["base64"]) if name in binary and value is not None else value
        for name, value in row.items()
    }
