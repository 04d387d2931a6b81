"""Rows into the store past the model layer, which costs ten times as much as the store itself."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

from bridgehead.kit.sealing import opened, row_sealed, sealed_columns

Row = Mapping[str, Any]
CHUNK = 2_000
"""How many rows are asked for or written at a time."""


def existing_keys(model: type[models.Model], keys: Sequence[str]) -> list[str]:
    """Which of these keys exist."""
    quote = connection.ops.quote_name
    column = quote(str(model._meta.pk.column))
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {quote(model._meta.db_table)} WHERE {column} IN ({marks})", keys)  # noqa: S608 names are the model's
        return [key for (key,) in cursor.fetchall()]


def insert_rows(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows of equal attributes; the others take their defaults."""
    if sealing := sealed_columns(model):
        rows = [row_sealed(row, sealing) for row in rows]
    fields = {f.attname: f for f in model._meta.concrete_fields}
    given = [name for name in fields if name in rows[0]]
    added = [n for n, f in fields.items() if n not in rows[0] and not isinstance(f, models.AutoField)]
    lists = {n for n, f in fields.items() if isinstance(f, models.JSONField)}
    defaults = [as_json(fields[n].get_default()) if n in lists else fields[n].get_default() for n in added]
    columns = [[as_json(r[n]) for r in rows] if n in lists else [r[n] for r in rows] for n in given]
    columns += [[value] * len(rows) for value in defaults]
    insert_values(model, [*given, *added], list(zip(*columns, strict=True)))


def insert_values(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert tuples of values in the order of `names`."""
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


def as_json(value: Any) -> str | None:
    """A value as JSON text; nothing for nothing."""
    return None if value is None else _encode(value)


def restore_row(model: type[models.Model], row: Row) -> dict[str, Any]:
    """A row as the log kept it, with the values that the model holds."""
    binary = {f.attname for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)}
    return {
        name: opened(base64.b64decode(value["base64"])) if name in binary and value is not None else value
        for name, value in row.items()
    }
