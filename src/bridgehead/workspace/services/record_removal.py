"""Records removed by hand: what refers to one, and whether that is moved to another record or removed as well."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.references import ReferenceKind, ReferringColumn
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import table_of, tables_by_kind
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.records import called, require_record, stored_record
from bridgehead.workspace.services.reference_moves import Notes, move_references

Row = dict[str, Any]
SHOWN = 3


@dataclass(frozen=True)
class ReferringRecords:
    """Records of one kind that refer to another one.

    Attributes
    ----------
    kind
        Of record.
    count
        How many.
    examples
        Key and words of the first of them.
    needs
        Whether they cannot be without it; else only the reference goes.
    """

    kind: str
    count: int
    examples: tuple[tuple[str, str], ...]
    needs: bool


def referring_records(kind: str, key: str, *, viewer: Viewer) -> tuple[ReferringRecords, ...]:
    """What refers to a record, by kind.

    Raises
    ------
    NotAllowed
        If the viewer may not remove this record.
    NotFound
        If there is no such kind or record.
    """
    table = table_of(kind)
    _require(table, key, viewer)
    kinds = {t.model: (k, t) for k, t in tables_by_kind().items()}
    found = []
    for column in _columns_to(table.model):
        rows = list(column.rows([key]))
        if rows and column.model in kinds:
            name, of = kinds[column.model]
            examples = tuple((row["id"], called(of, row)) for row in rows[:SHOWN])
            found.append(ReferringRecords(name, len(rows), examples, _needs(column)))
    return tuple(found)


def remove_record(
    kind: str, key: str, *, move_to: str = "", with_referring: bool = False, viewer: Viewer
) -> Receipt[None]:
    """Remove a record, as one batch that can be undone.

    Parameters
    ----------
    move_to
        The record of the same kind to which whatever refers to this one is moved first.
    with_referring
        Whether whatever cannot be without it is removed as well; where a reference may be blank, only it goes.

    Raises
    ------
    NotAllowed
        If the viewer may not remove this record, or one that is removed with it.
    NotFound
        If there is no such kind or record, or none to move to.
    InputError
        If something refers to it and neither is said, or both records have the same row with different values.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)
    stored = _require(table, key, viewer)
    if move_to == key:
        raise InputError("", column="move_to", found=move_to, sentence=phrases.another_record())
    with batch("record.removed", key, viewer=viewer, kind=kind, name=called(table, stored)) as writer:
        if move_to:
            stored_record(table, move_to, viewer=viewer)
            _move(writer, table, key, move_to)
        elif with_referring:
            _remove_referring(writer, table.model, {key}, viewer)
        elif number := sum(records.count for records in referring_records(kind, key, viewer=viewer)):
            raise InputError("", found=key, sentence=phrases.still_referred_to(number))
        writer.remove(table.model, [key])
    return writer.receipt(None)


def _require(table: CaseTable, key: str, viewer: Viewer) -> Row:
    """The record, if the viewer may remove it."""
    stored = stored_record(table, key, viewer=viewer)
    require_record(Verb.REMOVE, table, stored, viewer)
    return stored


def _columns_to(model: type[Model]) -> Iterator[ReferringColumn]:
    """The columns that hold a record fast; lists lose the name by themselves, text that names one stays text."""
    return (column for column in references_to(model) if column.manner is ReferenceKind.KEY)


def _needs(column: ReferringColumn) -> bool:
    field: Any = next(f for f in column.model._meta.concrete_fields if f.attname == column.attribute)
    return not (field.null or field.blank) or column.attribute in getattr(column.model, "key_fields", ())


def _move(writer: Writer, table: CaseTable, key: str, move_to: str) -> None:
    notes = Notes(key)
    move_references(writer, table.model, move_to, key, notes)
    if notes.said:
        raise InputError("", column="move_to", found=move_to, sentence=phrases.move_loses(notes.said))


def _remove_referring(writer: Writer, model: type[Model], keys: set[str], viewer: Viewer) -> None:
    """Remove what cannot be without these records, and what cannot be without that; blank the other references."""
    kinds: Mapping[type[Model], CaseTable] = {table.model: table for table in tables_by_kind().values()}
    for column in _columns_to(model):
        rows = list(column.rows(keys))
        for row in rows:
            if table := kinds.get(column.model):
                require_record(Verb.REMOVE, table, row, viewer)
        if not rows:
            continue
        gone = {row["id"] for row in rows}
        if _needs(column):
            _remove_referring(writer, column.model, gone, viewer)
            writer.remove(column.model, gone)
        else:
            blank = None if column.model._meta.get_field(column.attribute.removesuffix("_id")).null else ""
            writer.put(column.model, [{"id": id_, column.attribute: blank} for id_ in gone])
