"""The rows of a table as JSON that either store can take back: a backup's lines.

Dates, numbers and identifiers of both stores become one form. What a checked field holds is taken as it lies in the
store, with what its field would refuse, so that no odd value keeps a workspace from being written out.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models

from bridgehead.kit.bulk_insert import CHUNK, as_json, insert_values
from bridgehead.kit.checked_field import CheckedField
from bridgehead.kit.model_fields import ListField

Model = type[models.Model]
ByteSink = Callable[[str, bytes], None]
"""Takes content by its SHA-256."""
FEW = 20
"""How many rows with content of files are read at a time."""


def label_of(model: Model) -> str:
    """The name of a table in a backup: `bridgehead.actor`."""
    return model._meta.label_lower


def tables_of(known: Apps) -> list[Model]:
    """Every table of the store, except Django's own note of its migrations."""
    every = known.get_models(include_auto_created=True)
    return sorted((m for m in every if m._meta.managed and not m._meta.proxy), key=label_of)


def columns_of(model: Model) -> list[str]:
    """The attributes of a table, in order."""
    return [field.attname for field in model._meta.concrete_fields]


def keep_contents(model: Model, keep: ByteSink) -> list[list[str | None]]:
    """Hand on what the binary columns of a table hold; the SHA-256 of each, a list a row."""
    names = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)]
    if not names:
        return []
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=FEW)
    return [[_kept(value, keep) for value in row] for row in rows]


def written_rows(model: Model, digests: Sequence[Sequence[str | None]]) -> Iterator[str]:
    """The rows of a table, each a JSON array; `digests` stand for the content of its binary columns."""
    fields = model._meta.concrete_fields
    asked = [_asked(field) for field in fields]
    lists = [isinstance(field, ListField) for field in fields]
    binary = [isinstance(field, models.BinaryField) for field in fields]
    for number, row in enumerate(model._base_manager.order_by("pk").values_list(*asked).iterator()):
        contents = iter(digests[number] if digests else ())
        cells = [
            next(contents) if held else _list(value) if is_list else value
            for value, is_list, held in zip(row, lists, binary, strict=True)
        ]
        yield _encode(cells)


def put_rows(model: Model, names: Sequence[str], lines: Iterator[bytes], content: Callable[[str], bytes]) -> int:
    """Insert rows as they were written; how many.

    Parameters
    ----------
    names
        The attributes that the cells of a line stand for.
    content
        What a binary column held, by its SHA-256.

    Raises
    ------
    ValueError
        If a line is no row of this table.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if set(names) != set(fields):
        raise ValueError(label_of(model))
    reads = [_reader(fields[name], content) for name in names]
    size = FEW if any(isinstance(field, models.BinaryField) for field in fields.values()) else CHUNK
    count = 0
    while chunk := [json.loads(line) for line in islice(lines, size)]:
        insert_values(model, names, [[read(v) for read, v in zip(reads, row, strict=True)] for row in chunk])
        count += len(chunk)
    return count


def empty_tables(every: Sequence[Model]) -> None:
    """Remove all rows of these tables, those that setting up a store has made among them."""
    with connection.cursor() as cursor:
        for model in every:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 the model's


def count_on(every: Sequence[Model]) -> None:
    """Have new rows numbered after those that are there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(every)):
            cursor.execute(statement)


def _asked(field: "models.Field[Any, Any]") -> Any:
    """What the store is asked for: of a checked field its value past the field's own reading; of content nothing."""
    if isinstance(field, models.BinaryField):
        return models.Value(None, output_field=models.TextField())
    if isinstance(field, CheckedField):
        return models.ExpressionWrapper(models.F(field.attname), output_field=models.TextField())
    return field.attname


def _kept(value: Any, keep: ByteSink) -> str | None:
    if value is None:
        return None
    content = bytes(value)
    digest = hashlib.sha256(content).hexdigest()
    keep(digest, content)
    return digest


def _list(value: Any) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value


def _plain(value: Any) -> Any:
    """What JSON has no form for."""
    match value:
        case datetime():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes() | memoryview():  # another program put bytes where text belongs
            return {"base64": base64.b64encode(value).decode("ascii")}
        case _:
            raise TypeError(type(value).__name__)


_encode = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":")).encode


def _reader(field: "models.Field[Any, Any]", content: Callable[[str], bytes]) -> Callable[[Any], Any]:
    """From a cell to what the store takes."""
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else content(value)
    if isinstance(field, models.JSONField):
        return as_json if field.null else lambda value: as_json(value) or "null"
    if isinstance(field, models.DateTimeField | models.UUIDField):
        return lambda value: field.get_db_prep_value(field.to_python(value), connection)
    return _bytes_or_value


def _bytes_or_value(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, Mapping) else value
