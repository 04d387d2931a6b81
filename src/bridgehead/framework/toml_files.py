"""TOML files read strictly: a key that is unknown, missing or of the wrong kind is one error with file and key."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from bridgehead.kit.errors import InputError
from bridgehead.kit.expectations import Expected, expects, finds

Text = Annotated[str, StringConstraints(pattern=r"\S"), Field(description="some text")]
"""Text that is not blank."""

M = TypeVar("M", bound="TomlTable")


class TomlTable(BaseModel):
    """A table of a TOML file. Each field's description says what its key takes; it is a message for translators."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read_toml(path: Path) -> dict[str, Any]:
    """What a file holds.

    Raises
    ------
    InputError
        If it is no TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(expects("toml", error=error), file=path.name) from error


def check_table(model: type[M], values: Any, *, file: str, key: str = "", expected: Expected | None = None) -> M:
    """A table as its model.

    Parameters
    ----------
    file, key
        Where the table stands, for errors; a blank key is the whole file.
    expected
        What should stand there instead of what is no table.

    Raises
    ------
    InputError
        At the first key that is not what it should be.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise _input_error(error, model, file, key, expected) from error


def check_labels(values: Any, *, file: str, key: str) -> dict[str, str]:
    """Terms with their labels.

    Raises
    ------
    InputError
        At the first line that is none.
    """
    expected = expects("labelled_terms")
    try:
        return TypeAdapter(dict[str, str]).validate_python(values, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        column = _path(key, first["loc"])
        raise InputError(expected, file=file, column=column, found=first["input"]) from error


def _input_error(
    error: ValidationError, model: type[TomlTable], file: str, key: str, expected: Expected | None
) -> InputError:
    first = error.errors(include_url=False)[0]
    loc, kind = first["loc"], first["type"]
    column = _path(key, loc) or None
    if kind == "extra_forbidden":
        holder, _ = _field(model, loc[:-1])
        known = [field.alias or name for name, field in (holder or model).model_fields.items()]
        expected = expects("one_of_keys", options=known)
        return InputError(expected, file=file, column=column, found=str(loc[-1]), code="key_unknown")
    _, description = _field(model, loc)
    found = finds("nothing") if kind == "missing" else first["input"]
    told = expects("described", text=description) if description else None
    return InputError(told or expected or expects("table"), file=file, column=column, found=found)


def _path(key: str, loc: Sequence[int | str]) -> str:
    """Where a key stands: `rule 1.who.countries`; which item of a list of values it is does not matter."""
    parts = [key] if key else []
    for at, part in enumerate(loc):
        if isinstance(part, str):
            parts.append(part)
        elif any(isinstance(later, str) for later in loc[at:]):
            parts[-1] = f"{parts[-1]} {part + 1}"
    return ".".join(parts)


def _field(model: type[TomlTable], loc: Sequence[int | str]) -> tuple[type[TomlTable] | None, str]:
    """The table that stands at a place, and what its key takes."""
    table: type[TomlTable] | None = model
    description = ""
    for part in loc:
        if isinstance(part, str) and table is not None:
            fields: Mapping[str, Any] = {field.alias or name: field for name, field in table.model_fields.items()}
            if part not in fields:
                return table, description
            description = fields[part].description or description
            table = _table_in(fields[part].annotation)
    return table, description


def _table_in(annotation: Any) -> type[TomlTable] | None:
    if isinstance(annotation, type) and issubclass(annotation, TomlTable):
        return annotation
    return next((found for part in get_args(annotation) if (found := _table_in(part)) is not None), None)
