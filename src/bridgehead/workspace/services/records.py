"""Records entered by hand: add and edit one of any kind of the case folder, as a form or a command gives it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model, QuerySet

from bridgehead.ecosystem.models import Actor, Person
from bridgehead.evidence.models import Coding, Evidence
from bridgehead.evidence.queries import coding_sessions
from bridgehead.evidence.queries.evidence import visible_evidence
from bridgehead.followup.models import AboutRecords
from bridgehead.kit import checks
from bridgehead.kit.case_tables import CaseFileContent, CaseTable
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotFound, shorten
from bridgehead.kit.expectations import finds
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id, readable_id
from bridgehead.kit.receipt import Receipt
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.services.consistency_checks import check_clock, check_consistency
from bridgehead.workspace.services.record_access import owner_of, require_edit, require_source
from bridgehead.workspace.services.reference_checks import check_colleagues, check_references
from bridgehead.workspace.services.reference_moves import follow_keys

Row = dict[str, Any]


@dataclass(frozen=True)
class NewActor:
    """An organisation that is made together with the record that names it."""

    name: str
    kind: str


TITLES = ("name", "title", "statement", "summary")
"""Attributes by which a record is called, in this order."""


def add_record(kind: str, values: Mapping[str, Any], *, viewer: Viewer) -> Receipt[str]:
    """Add a record; the result is its id, made of its name where none is given.

    Parameters
    ----------
    kind
        Of record, as `workspace.case_files.tables_by_kind` has it.
    values
        By attribute of the model (`organiser_id`); what is left out is blank. An actor may be a `NewActor`.

    Raises
    ------
    NotAllowed
        If the viewer may not change such records, or not those of this actor.
    NotFound
        If there is no such kind.
    InputError
        At a value that its field does not take, a reference to what is not there, or a record that is there already.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)
    _require_by_hand(table, values)
    named, actors = _with_new_actors(values, viewer)
    row = {column.attribute: column.blank for column in table.columns} | _unblanked(table, named)
    viewer.require(Verb.CHANGE, table.file.resource, owner=owner_of(table, row), by=viewer.id)
    require_source(table, row, viewer)
    check_colleagues(table, row, {})
    row["id"] = _new_id(table, row)
    name = logged_as(table, row)
    with _beside_its_field(), batch("record.added", row["id"], viewer=viewer, kind=kind, name=name) as writer:
        if table.model._default_manager.filter(pk=row["id"]).exists():
            raise _taken(table, row)
        writer.put(Actor, actors)
        _check(table, row)
        writer.put(table.model, [row])
    return writer.receipt(row["id"])


def edit_record(
    kind: str, key: str, values: Mapping[str, Any], *, seen: int | None = None, viewer: Viewer
) -> Receipt[str]:
    """Give a record other values; the result is its id, which follows its columns where these identify it.

    Parameters
    ----------
    values
        By attribute; what is left out stays.
    seen
        The record's position in the change log when it was read (`kit.change_writer.Writer.require_fresh`).

    Raises
    ------
    NotAllowed
        If the viewer may not change this record, not give it to that actor, or not set one of these columns.
    NotFound
        If there is no such kind or record.
    InputError
        As `add_record` does.
    Stale
        If somebody else changed the same fields since.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)
    given, actors = edited_values(table, values, viewer)
    stored = stored_record(table, key, viewer=viewer)
    require_edit(table, key, stored, given, viewer)
    check_colleagues(table, given, stored)
    name = logged_as(table, stored | given)
    with _beside_its_field(), batch("record.changed", key, viewer=viewer, kind=kind, name=name) as writer:
        writer.require_fresh(table.model, {"id": key, **given}, seen)
        whole = stored_record(table, key, viewer=viewer) | given
        whole["id"] = table.model.key_of(whole) if issubclass(table.model, KeyedRecord) else key
        writer.put(Actor, actors)
        edit_within(writer, table, key, whole, given)
    return writer.receipt(whole["id"])


def edit_within(writer: Writer, table: CaseTable, key: str, whole: Row, given: Row) -> None:
    """Write an edit in a batch: the values that are given, of a record that is then as `whole` has it.

    Raises
    ------
    InputError
        As `edit_record` does.
    """
    _check(table, whole)
    _write(writer, table, key, whole, given)


def stored_record(table: CaseTable, key: str, *, viewer: Viewer) -> Row:
    """A record's values by attribute.

    Raises
    ------
    NotFound
        If there is none, or it is another coder's work that the viewer does not see yet.
    """
    attributes = {"id", *(column.attribute for column in table.columns)}
    found: Row | None = _seen_by(table.model, viewer).filter(pk=key).values(*attributes).first()
    if found is None:
        raise NotFound(phrases.no_such_record(table.file.kind, key))
    return found


def called(table: CaseTable, row: Mapping[str, Any]) -> str:
    """What a record is called in words; a person is called by their organisation, since the change log keeps it."""
    if table.model is not Person:
        for title in TITLES:
            if row.get(title):
                return shorten(str(row[title]))
    return _referred(table, row)


def logged_as(table: CaseTable, row: Mapping[str, Any]) -> str:
    """What the change log calls a record: a task by what it is about, since its title may name people."""
    return _referred(table, row) if issubclass(table.model, AboutRecords) else called(table, row)


def _referred(table: CaseTable, row: Mapping[str, Any]) -> str:
    names = [_name_of(field, row[field.attname]) for field in table.model._meta.concrete_fields if _refers(field, row)]
    return " · ".join(dict.fromkeys(filter(None, names)))


def _refers(field: Any, row: Mapping[str, Any]) -> bool:
    return isinstance(field, ForeignKey) and bool(row.get(field.attname)) and field.name != "source"


def _name_of(field: Any, key: Any) -> str:
    model: type[Model] = field.related_model
    if model is Person:
        return ""
    found = model._default_manager.filter(pk=key).first()
    title = next((name for name in TITLES if hasattr(found, name)), "") if found is not None else ""
    return shorten(str(getattr(found, title))) if title else ""


def _with_new_actors(values: Mapping[str, Any], viewer: Viewer) -> tuple[Row, list[Row]]:
    """The values with the ids of the organisations that they name and that are made for them, and the rows of these."""
    named, rows = dict(values), list[Row]()
    for name, value in values.items():
        if isinstance(value, NewActor):
            viewer.require(Verb.CHANGE, Resource.ACTOR)
            taken = {row["id"] for row in rows}
            named[name] = readable_id([value.name], lambda id_: id_ in taken or Actor.objects.filter(pk=id_).exists())  # noqa: B023 called at once
            rows.append({"id": named[name], "name": value.name, "kind": value.kind})
    return named, rows


def edited_values(table: CaseTable, values: Mapping[str, Any], viewer: Viewer) -> tuple[Row, list[Row]]:
    """The values of an edit as they are written, without the id, and the rows of organisations made for them.

    Raises
    ------
    NotAllowed
        If an organisation is to be made by whoever may not.
    InputError
        If a column is among them that is not set by hand.
    """
    _require_by_hand(table, values)
    named, actors = _with_new_actors(values, viewer)
    return {name: value for name, value in _unblanked(table, named).items() if name != "id"}, actors


def _require_by_hand(table: CaseTable, values: Mapping[str, Any]) -> None:
    for column in table.columns:
        if column.attribute in values and column not in table.by_hand:
            raise InputError("", column=column.name, sentence=phrases.not_by_hand())


def _unblanked(table: CaseTable, values: Mapping[str, Any]) -> Row:
    """The values, each blank one as its column has it: a reference to nothing is none."""
    blanks = {column.attribute: column.blank for column in table.columns}
    return {
        name: (list(blanks[name]) if isinstance(blanks[name], list) else blanks[name])
        if value in checks.BLANKS
        else value
        for name, value in values.items()
    }


def _new_id(table: CaseTable, row: Row) -> str:
    if issubclass(table.model, KeyedRecord):
        return table.model.key_of(row)
    if row.get("id"):
        return str(row["id"])
    return free_id(table.model, *(str(row[name] or "") for name in table.file.named_after.split()))


def _taken(table: CaseTable, row: Row) -> InputError:
    if issubclass(table.model, KeyedRecord):
        return InputError("", column=table.key[0], found=row["id"], sentence=phrases.record_exists())
    return InputError("", column="id", found=row["id"], sentence=phrases.id_taken())


def _check(table: CaseTable, row: Row) -> None:
    """Refuse what no field refuses by itself: a reference to nothing, an end before its start."""
    part = [CaseFileContent(table, "", ((0, row),))]
    _require_filled(table, row)
    check_clock(row)
    check_references(part, set())
    check_consistency(part)


def _require_filled(table: CaseTable, row: Row) -> None:
    """Say of the first column that is blank and may not be, before anything is asked of its value."""
    for column in table.columns:
        if column.required and row[column.attribute] in checks.BLANKS:
            raise InputError(column.expected, column=column.name, found=finds("nothing"))


def _write(writer: Writer, table: CaseTable, key: str, whole: Row, given: Row) -> None:
    """Write an edit: where the columns that identify the row changed, it takes the place of the old one."""
    if whole["id"] == key:
        writer.put(table.model, [{"id": key, **given}])
        return
    if table.model._default_manager.filter(pk=whole["id"]).exists():
        raise _taken(table, whole)
    writer.remove(table.model, [key])
    writer.put(table.model, [whole])
    follow_keys(writer, table.model, {key: whole["id"]})


def _seen_by(model: type[Model], viewer: Viewer) -> "QuerySet[Any]":
    """The records of a table without what another coder made in a round that is not open yet."""
    if viewer.id is not None and model is Evidence:
        return visible_evidence(viewer.name)
    if viewer.id is not None and model is Coding:
        return coding_sessions.seen_by(viewer)
    return model._default_manager.all()


@contextmanager
def _beside_its_field() -> Iterator[None]:
    """Errors of a row that has no file and no number: only the column says where."""
    try:
        yield
    except InputError as error:
        raise InputError(
            error.expected, column=error.column, found=error.found, code=error.code, sentence=error.sentence
        ) from error
