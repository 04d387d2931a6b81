"""What the store really holds, past the fields' own reading, which takes what nobody can read for unknown.

Writing compares with it, so that the log keeps what stood there and a blank replaces what only looks blank; a form
shows it, so that it can be mended; `doctor` judges it.
"""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import models

from bridgehead.kit.fields import CheckedField, ListField


def rows_as_stored(found: "models.QuerySet[Any]", names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Rows with their values as they lie in the store; lists as the JSON that they are."""
    fields = {f.attname: f for f in found.model._meta.concrete_fields}
    asked = [models.ExpressionWrapper(models.F(name), output_field=models.TextField()) for name in names]
    reads = [_reader(fields[name]) for name in names]
    for row in found.values_list(*asked).iterator():
        yield {name: read(value) if read else value for name, read, value in zip(names, reads, row, strict=True)}


def unread(record: models.Model, names: Sequence[str]) -> dict[str, Any]:
    """The values of a record that its fields take for unknown, as they lie in the store."""
    model = type(record)
    reads = {f.name for f in model._meta.concrete_fields if isinstance(f, CheckedField) and hasattr(f, "from_db_value")}
    blank = [name for name in names if name in reads and not getattr(record, name)]
    if not blank:
        return {}
    for row in rows_as_stored(model._default_manager.filter(pk=record.pk), blank):
        return {name: value for name, value in row.items() if value}
    return {}


def _reader(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    match field:
        case ListField():
            return _from_json
        case models.FloatField():
            return _finite
        case _:
            return None


def _from_json(value: Any) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value


def _finite(value: Any) -> Any:
    """A number that JSON can hold, else its name: the log is JSON."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
