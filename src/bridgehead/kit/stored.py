"""What the store really holds, past the fields' own reading, which takes what nobody can read for unknown.

Writing compares with it, so that the log keeps what stood there and a blank replaces what only looks blank; a form
shows it, so that it can be mended; `doctor` judges it.
"""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models

from bridgehead.kit import checks
from bridgehead.kit.checked_field import CheckedField
from bridgehead.kit.model_fields import ListField
from bridgehead.kit.sealing import SealedField, opened

CHUNK = 2_000

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field


class Fault(NamedTuple):
    """A stored value that its field does not take, as it lies in the store; `row` has what was asked for besides."""

    key: Any
    field: Field
    value: Any
    row: dict[str, Any]


def rows_as_stored(found: "models.QuerySet[Any]", names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Rows with their values as they lie in the store; lists as the JSON that they are."""
    fields = {f.attname: f for f in found.model._meta.concrete_fields}
    reads = [_reader(fields[name]) for name in names]
    for row in _raw(found, names):
        yield {name: read(value) if read else value for name, read, value in zip(names, reads, row, strict=True)}


def distinct_as_stored(model: type[models.Model], name: str) -> list[Any]:
    """Each value that a column of plain text holds, as it lies in the store."""
    asked = models.ExpressionWrapper(models.F(name), output_field=models.TextField())
    return list(model._default_manager.order_by().values_list(asked, flat=True).distinct())


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


def faults(found: "models.QuerySet[Any]", fields: Sequence[Field], more: Sequence[str] = ()) -> Iterator[Fault]:
    """The values in some columns that their fields do not take.

    Most columns hold few different values, and each is judged once in a few thousand rows.

    Parameters
    ----------
    more
        Attributes of the rows that are wanted besides.
    """
    rows = _raw(found, ["pk", *(field.attname for field in fields), *more])
    while chunk := list(islice(rows, CHUNK)):
        columns = list(zip(*chunk, strict=True))
        for field, column in zip(fields, columns[1:], strict=False):
            read = _reader(field)
            values = [read(value) for value in column] if read else column
            if checks.refused(field, values):
                for row, value in zip(chunk, values, strict=True):
                    if checks.unmet(field, value) is not None:
                        yield Fault(row[0], field, value, dict(zip(more, row[len(fields) + 1 :], strict=True)))


def _raw(found: "models.QuerySet[Any]", names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    asked = [models.ExpressionWrapper(models.F(name), output_field=models.TextField()) for name in names]
    return iter(found.values_list(*asked).iterator())


def _reader(field: Field) -> Callable[[Any], Any] | None:
    match field:
        case ListField():
            return _from_json
        case models.FloatField():
            return _finite
        case SealedField():
            return _opened
        case _:
            return None


def _opened(value: Any) -> Any:
    return None if value is None else opened(bytes(value))


def _from_json(value: Any) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value


def _finite(value: Any) -> Any:
    """A number that JSON can hold, else its name: the log is JSON."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
