"""Whether a field takes a value: the one question that every way into the store asks."""

from collections.abc import Iterable
from itertools import filterfalse, islice
from typing import Any

from django.db import models

from bridgehead.kit.checked_field import CheckedField
from bridgehead.kit.expectations import Expected, expects

BLANKS: tuple[Any, ...] = ("", None, [])


def unmet(field: "models.Field[Any, Any]", value: Any) -> Expected | None:
    """What a field expects instead of a value; None where it takes the value."""
    if value is None:
        return None if field.null else expected(field)
    if isinstance(field, models.ForeignKey):
        return None if unmet(field.target_field, value) is None else expected(field)
    if value in BLANKS:
        return None if field.blank else expected(field)
    if isinstance(field, CheckedField) and not field.accepts(value):
        return field.expected_for(value)
    return None


def expected(field: "models.Field[Any, Any]") -> Expected:
    """What a field takes."""
    if isinstance(field, CheckedField):
        return field.expected
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        return expects("row_id", table=(target if isinstance(target, str) else target.__name__).lower())
    return expects("value_of_kind")


def refused(field: "models.Field[Any, Any]", values: Iterable[Any]) -> list[Any]:
    """The first of many values that a field does not take, or nothing; equal values are judged once.

    Most columns hold few different values, so that this costs little beside writing them.
    """
    distinct, blanks = _distinct(list(values))
    for value in blanks:
        if unmet(field, value) is not None:
            return [value]
    judge = field.target_field if isinstance(field, models.ForeignKey) else field
    return list(islice(filterfalse(judge.accepts, distinct), 1)) if isinstance(judge, CheckedField) else []


def _distinct(values: list[Any]) -> tuple[Iterable[Any], Iterable[Any]]:
    """Each value once, those that are blank apart."""
    try:
        found = set(values)
    except TypeError:  # lists
        each = {repr(value): value for value in values}.values()
        return [value for value in each if value not in BLANKS], [value for value in each if value in BLANKS]
    blanks = found & {"", None}
    return found - blanks, blanks
