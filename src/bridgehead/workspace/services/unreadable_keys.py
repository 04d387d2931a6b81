"""Rows whose key has something that nobody can read: the row that an import brings for such a one takes its place.

A row of these tables is known by its columns. Where one of them holds `31.5.2019` for a date, neither the row with the
right date nor the one with a blank would find it, and it would stay beside the new one for good.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model, Q

from bridgehead.kit import checks
from bridgehead.kit.bulk_insert import Row
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.checked_field import CheckedField
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.receipt import Tally
from bridgehead.kit.stored import distinct_as_stored, rows_as_stored

Known = tuple[tuple[str, Any], ...]
"""The columns of a key that can be read, with what they hold."""


def put(writer: Writer, model: type[Model], rows: Sequence[Row]) -> Tally:
    """Write rows; one that agrees with a stored row in all of its key that can be read replaces it."""
    stray = dict(_stray(model)) if issubclass(model, KeyedRecord) else {}
    replaced = {row["id"]: key for row in rows if (key := _replaced(row, stray)) not in {None, row["id"]}}
    if not replaced:
        return writer.put(model, rows)
    former: dict[Any, Row] = {
        row["id"]: row for row in model._default_manager.filter(pk__in=replaced.values()).values()
    }
    writer.remove(model, list(former))
    tally = writer.put(model, [row for row in rows if row["id"] not in replaced])
    return tally + writer.put(model, [{**former[replaced[row["id"]]], **row} for row in rows if row["id"] in replaced])


def _stray(model: type[KeyedRecord]) -> Iterator[tuple[Known, str]]:
    """The stored rows whose key nobody can read, by what can be read of it."""
    judged = [f for f in model._meta.concrete_fields if f.attname in model.key_fields and isinstance(f, CheckedField)]
    bad = Q()
    for field in judged:
        if found := [value for value in distinct_as_stored(model, field.attname) if checks.unmet(field, value)]:
            bad |= Q(**{f"{field.attname}__in": found})
    if not bad:
        return
    for row in rows_as_stored(model._default_manager.filter(bad), ["id", *model.key_fields]):
        unread = {field.attname for field in judged if checks.unmet(field, row[field.attname])}
        yield tuple((name, row[name]) for name in model.key_fields if name not in unread), row["id"]


def _replaced(row: Row, stray: Mapping[Known, str]) -> str | None:
    """The key of the stored row whose place this one takes."""
    for names in {tuple(name for name, _ in known) for known in stray}:
        key = stray.get(tuple((name, row.get(name, "")) for name in names))
        if key is not None:
            return key
    return None
