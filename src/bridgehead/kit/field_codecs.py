"""Columns of the case folder, derived from their model fields: reading text, writing text, saying it in words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.db import models

from bridgehead.kit import checks, field_limits, model_fields, number_format
from bridgehead.kit.country_reader import country_or_text
from bridgehead.kit.expectations import Expected
from bridgehead.kit.list_items import SEPARATOR


class NotTaken(ValueError):
    """A text that a column does not take, with what it expects in its place."""

    def __init__(self, text: str, expected: Expected) -> None:
        super().__init__(text)
        self.expected = expected


@dataclass(frozen=True)
class Column:
    """One column of a table of the case folder.

    Attributes
    ----------
    name
        Heading in the file.
    attribute
        Attribute of the model that holds it.
    reads
        Text to value; raises ValueError for text that it refuses, a `NotTaken` where it can say more. Never sees a
        blank.
    writes
        Value to text.
    expected
        What it takes.
    refers
        Name of the model whose ids it holds, or blank.
    blank
        The value of an empty cell.
    """

    name: str
    attribute: str
    required: bool
    reads: Callable[[str], Any]
    writes: Callable[[Any], str]
    expected: Expected
    refers: str = ""
    blank: Any = ""
    help: str = ""

    @property
    def items(self) -> bool:
        """Whether it holds a list."""
        return isinstance(self.blank, list)


def column_of(model: type[models.Model], name: str, attribute: str) -> Column:
    """Derive a column from the model field that holds it."""
    field = cast("models.Field[Any, Any]", model._meta.get_field(attribute))
    return Column(
        name=name,
        attribute=field.attname,
        required=not field.blank and not field.null,
        reads=_reader(field),
        writes=_writer(field),
        expected=checks.expected(field),
        refers=_refers(field),
        blank=[] if isinstance(field, model_fields.ListField) else None if field.null else "",
        help=str(field.help_text),
    )


def _reader(field: "models.Field[Any, Any]") -> Callable[[str], Any]:
    """Text to a value that the field takes."""
    parse = _parser(field)

    def read(text: str) -> Any:
        value = parse(text)
        if (unmet := checks.unmet(field, value)) is not None:
            raise NotTaken(text, unmet)
        return value

    return read


def _parser(field: "models.Field[Any, Any]") -> Callable[[str], Any]:
    match field:
        case model_fields.NumberField():
            return number_format.parse
        case model_fields.CountField():
            return _whole
        case model_fields.ListField(item="country"):
            return lambda text: [country_or_text(part) for part in text.split(SEPARATOR) if part]
        case model_fields.ListField():
            return lambda text: [part for part in text.split(SEPARATOR) if part]
        case model_fields.CountryField():
            return country_or_text
        case _:
            return str


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], str]:
    match field:
        case model_fields.NumberField() | model_fields.CountField():
            return number_format.render
        case model_fields.ListField():
            return SEPARATOR.join
        case _:
            return lambda value: "" if value is None else str(value)


def _refers(field: "models.Field[Any, Any]") -> str:
    match field:
        case models.ForeignKey():
            target = field.related_model
            return (target if isinstance(target, str) else target.__name__).lower()
        case model_fields.ListField():
            return field.targets[0] if len(field.targets) == 1 else ""
        case model_fields.CodeField():
            return "code"
        case _:
            return ""


def _whole(text: str) -> int:
    """A whole number that every store can hold."""
    if re.fullmatch(r"-?\d{1,10}", text, re.ASCII) is None or abs(int(text)) > field_limits.LARGEST_COUNT:
        raise ValueError(text)
    return int(text)
