"""Settings changed: typed, checked, in the change log with undo; what the server decides is refused."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Field

from bridgehead.kit import checks
from bridgehead.kit.change_writer import batch
from bridgehead.kit.errors import InputError, NotFound
from bridgehead.kit.expectations import expects
from bridgehead.kit.field_codecs import Column, column_of
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.settings import phrases, queries
from bridgehead.settings.models import Settings

ELSEWHERE = {"id", "logo"}
"""Fields that no value is given for by hand: `services.logo` writes the logo."""


def save_settings(values: Mapping[str, Any], *, viewer: Viewer, seen: int | None = None) -> Receipt[None]:
    """Change some settings.

    Parameters
    ----------
    values
        By the name of the setting (`cluster` takes an id); None or blank gives the default back. What is not named
        stays; a value that holds already may be given, also where the server decides it.
    seen
        Where the change log stood when the form was drawn, so that nobody's change is overwritten unseen.

    Raises
    ------
    NotAllowed
        To whoever may not change settings.
    NotFound
        If there is no setting of a name.
    InputError
        If a setting does not take its value, or the server decides it.
    Stale
        If somebody else changed the same setting since `seen`.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    for name in values:
        _field(name)
    with batch("settings.save", queries.ID, viewer=viewer, names=[]) as writer:
        queries.forget()
        stands, given = queries.workspace_settings(), queries.set_by_server()
        row: dict[str, Any] = {}
        for name, value in values.items():
            field = _field(name)
            if name in given:
                if value != getattr(stands, field.attname):
                    raise InputError(
                        phrases.set_by_server(queries.variable_of(name)),
                        column=name,
                        sentence=phrases.set_by_server(queries.variable_of(name)),
                    )
            elif (wanted := _checked(field, value)) != getattr(stands, field.attname):
                row[field.attname] = wanted
        if row:
            row["id"] = queries.ID
            writer.require_fresh(Settings, row, seen)
            writer.put(Settings, [row])
            writer.record.parameters = {"names": [n for n in values if _field(n).attname in row]}
            writer.record.save(update_fields=["parameters"])
    queries.forget()
    return writer.receipt(None)


def save_setting(name: str, text: str, *, viewer: Viewer) -> Receipt[None]:
    """Change one setting from text, as a command takes it; blank gives the default back.

    Raises
    ------
    NotAllowed, NotFound, InputError
        As `save_settings`.
    """
    viewer.require(Verb.CHANGE, Resource.SETTING)
    column = setting_column(name)
    try:
        value = column.reads(_tidy(name, text)) if text else None
    except ValueError as error:
        raise InputError(column.expected, column=name, found=text) from error
    return save_settings({name: value}, viewer=viewer)


def setting_column(name: str) -> Column:
    """How a setting reads and writes text.

    Raises
    ------
    NotFound
        If there is no such setting.
    """
    return column_of(Settings, name, _field(name).name)


def setting_names() -> list[str]:
    """The settings that take a value, in the order of the page."""
    return [field.name for field in Settings._meta.concrete_fields if field.name not in ELSEWHERE]


def _field(name: str) -> "Field[Any, Any]":
    if name not in setting_names():
        raise NotFound(phrases.no_such_setting(name))
    found: Field[Any, Any] = Settings._meta.get_field(name)  # type: ignore[assignment]
    return found


def _checked(field: "Field[Any, Any]", value: Any) -> Any:
    """A value as its field keeps it: the default for none, a colour in lower case."""
    if value in checks.BLANKS:
        return field.get_default()
    if isinstance(value, str):
        value = _tidy(field.name, value)
    if checks.unmet(field, value) is not None:
        raise InputError(checks.expected(field), column=field.name, found=value)
    if field.name == "cluster" and not _is_cluster(value):
        raise InputError(expects("cluster_of_workspace"), column="cluster", found=value)
    return value


def _tidy(name: str, text: str) -> str:
    """What was typed, as it is kept: a colour in lower case."""
    return text.strip().lower() if name == "accent" else text.strip()


def _is_cluster(id_: str) -> bool:
    actors: Any = Settings._meta.get_field("cluster").related_model
    return bool(actors._default_manager.filter(pk=id_, kind="cluster").exists())
