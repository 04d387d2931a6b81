"""Nothing that is written may refer to what is not there, or stand beside what it cannot stand beside."""

from collections.abc import Collection
from itertools import islice
from typing import Any

from django.db import models

from bridgehead.kit.bulk_insert import CHUNK, existing_keys
from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import expects
from bridgehead.kit.references import ReferenceKind, declared_references


def record_name(model: type[models.Model], key: Any) -> str:
    """A record as an error names it."""
    return f"{model.__name__.lower()} {key}"


def require_no_clash(model: type[models.Model], keys: Collection[str]) -> None:
    """Refuse new keys that the model says cannot stand beside others."""
    clash = getattr(model, "clash", None)
    if clash is not None and (found := clash(keys)) is not None:
        raise InputError(expects("compatible_name", name=found[1]), column="id", found=found[0])


def present_keys(model: type[models.Model], keys: Collection[str]) -> set[str]:
    """Which of these keys exist."""
    found: set[str] = set()
    remaining = iter(keys)
    while chunk := list(islice(remaining, CHUNK)):
        found.update(existing_keys(model, chunk))
    return found


def require_unreferred(model: type[models.Model], absent: Collection[str]) -> None:
    """Refuse a row that refers to a record which is gone, or never was there."""
    for reference in declared_references(model) if absent else ():
        row = next(reference.rows(sorted(absent)), None) if reference.manner is ReferenceKind.KEY else None
        if row is not None:
            column = reference.model._meta.get_field(reference.attribute).name
            expected = expects("row_that_stays", table=model.__name__.lower())
            raise InputError(
                expected, file=record_name(reference.model, row["id"]), column=column, found=row[reference.attribute]
            )
