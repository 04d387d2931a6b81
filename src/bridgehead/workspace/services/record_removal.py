"""Records removed by hand: what refers to one, and whether that is moved, removed as well, or kept without it.

Nothing is left without its subject unless somebody says so: evidence about an organisation is about nobody once that is
gone, and a meeting that only one is left of was with nobody.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import ForeignKey, Model

from bridgehead.ecosystem.models import StoredFile
from bridgehead.evidence.models import Evidence
from bridgehead.followup.models import AboutRecords, Attachment
from bridgehead.followup.services.attachments import files_of
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.references import ReferenceKind, ReferringColumn
from bridgehead.trips.models import Meeting
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import table_of, tables_by_kind
from bridgehead.workspace.queries.referring_columns import references_to
from bridgehead.workspace.services.record_access import require_record
from bridgehead.workspace.services.records import called, logged_as, stored_record
from bridgehead.workspace.services.reference_moves import Notes, move_references

Row = dict[str, Any]
SHOWN = 3
COMPANY = 2
"""How many a meeting is between, at least."""


class Fate(Enum):
    """What becomes of a record when one that it refers to is removed and the reference is not moved."""

    REMOVED = "removed"
    """It cannot be without it."""
    SUBJECT = "subject"
    """It could, but would be about nobody: it is removed, or kept without it if that is said."""
    NAMED = "named"
    """Its text names the removed one from then on, instead of its id."""
    CLEARED = "cleared"
    """Only the reference goes."""


@dataclass(frozen=True)
class ReferringRecords:
    """Records of one kind that refer to another one.

    Attributes
    ----------
    kind
        Of record; the model's name where records of it are not entered by hand (accounts, the settings).
    count
        How many.
    examples
        Key and words of the first of them; of none that is not entered by hand.
    fate
        What becomes of them.
    """

    kind: str
    count: int
    examples: tuple[tuple[str, str], ...]
    fate: Fate


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
    for column in references_to(table.model):
        name, of = kinds.get(column.model, (column.model.__name__.lower(), None))
        for fate, rows in _by_fate(column, {key}).items():
            examples = tuple((row["id"], called(of, row)) for row in rows[:SHOWN]) if of else ()
            found.append(ReferringRecords(name, len(rows), examples, fate))
    return tuple(found)


def remove_record(
    kind: str,
    key: str,
    *,
    move_to: str = "",
    with_referring: bool = False,
    keep_without: bool = False,
    viewer: Viewer,
) -> Receipt[None]:
    """Remove a record, as one batch that can be undone.

    Parameters
    ----------
    move_to
        The record of the same kind to which whatever refers to this one is moved first.
    with_referring
        Whether whatever cannot be without it, or would be about nobody, is removed as well; else only the reference
        goes.
    keep_without
        The same, but what can be without it is kept even if it is about nobody then.

    Raises
    ------
    NotAllowed
        If the viewer may not remove this record, or one that is removed with it.
    NotFound
        If there is no such kind or record, or none to move to.
    InputError
        If something refers to it and none of these is said, or both records have the same row with different values.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)
    stored = _require(table, key, viewer)
    if move_to == key:
        raise InputError("", column="move_to", found=move_to, sentence=phrases.another_record())
    with batch("record.removed", key, viewer=viewer, kind=kind, name=logged_as(table, stored)) as writer:
        if move_to:
            stored_record(table, move_to, viewer=viewer)
            _move(writer, table, key, move_to)
        elif with_referring or keep_without:
            _remove_referring(writer, table.model, {key}, viewer, keep_without=keep_without)
        elif referring := referring_records(kind, key, viewer=viewer):
            counts = [(records.kind, records.count) for records in referring]
            raise InputError("", found=key, sentence=phrases.still_referred_to(counts))
        remove_rows(writer, table.model, [key])
    return writer.receipt(None)


def remove_rows(writer: Writer, model: type[Model], keys: Collection[str]) -> None:
    """Remove records within a batch; a document goes with its content."""
    if model is Attachment:
        writer.remove(StoredFile, files_of(Attachment.objects.filter(pk__in=list(keys))))
    writer.remove(model, keys)


def _require(table: CaseTable, key: str, viewer: Viewer) -> Row:
    """The record, if the viewer may remove it."""
    stored = stored_record(table, key, viewer=viewer)
    require_record(Verb.REMOVE, table, stored, viewer)
    return stored


def _by_fate(column: ReferringColumn, keys: Collection[str]) -> dict[Fate, list[Row]]:
    """The rows of a column that refer to these records, by what becomes of them."""
    found: dict[Fate, list[Row]] = {}
    for row in column.rows(keys):
        found.setdefault(_fate(column, row, keys), []).append(row)
    return found


def _fate(column: ReferringColumn, row: Row, keys: Collection[str]) -> Fate:
    field: Any = next(f for f in column.model._meta.concrete_fields if f.attname == column.attribute)
    if not (field.null or field.blank) or column.attribute in getattr(column.model, "key_fields", ()):
        return Fate.REMOVED
    if _loses_subject(column, row, keys):
        return Fate.SUBJECT
    return Fate.NAMED if column.manner is ReferenceKind.MENTION else Fate.CLEARED


def _loses_subject(column: ReferringColumn, row: Row, keys: Collection[str]) -> bool:
    """Whether a row says nothing of anybody without these records."""
    if issubclass(column.model, AboutRecords):
        about = _subjects(column.model)
        return column.attribute in about and not any(row[name] for name in about if name != column.attribute)
    match column.model.__name__, column.attribute:
        case Evidence.__name__, "actor_id":
            return True
        case Evidence.__name__, "activity_id":
            return not row["actor_id"]
        case Meeting.__name__, "participants":
            return len(set(row["participants"]) - set(keys)) < COMPANY
    return False


def _subjects(model: type[AboutRecords]) -> list[str]:
    """The columns that say what a record is about: of a document, every record that it can belong to."""
    whose = model if model is Attachment else AboutRecords
    return [field.attname for field in whose._meta.concrete_fields if isinstance(field, ForeignKey)]


def _move(writer: Writer, table: CaseTable, key: str, move_to: str) -> None:
    notes = Notes(key)
    move_references(writer, table.model, move_to, key, notes)
    if notes.said:
        raise InputError("", column="move_to", found=move_to, sentence=phrases.move_loses(notes.said))


def _remove_referring(
    writer: Writer, model: type[Model], keys: set[str], viewer: Viewer, *, keep_without: bool
) -> None:
    """Remove what cannot be without these records, and what cannot be without that; let go of the other references."""
    kinds: Mapping[type[Model], CaseTable] = {table.model: table for table in tables_by_kind().values()}
    for column in references_to(model):
        for fate, rows in _by_fate(column, keys).items():
            for row in rows:
                if table := kinds.get(column.model):
                    require_record(Verb.REMOVE, table, row, viewer)
            if fate is Fate.REMOVED or (fate is Fate.SUBJECT and not keep_without):
                gone = {row["id"] for row in rows}
                _remove_referring(writer, column.model, gone, viewer, keep_without=keep_without)
                remove_rows(writer, column.model, gone)
            else:
                _let_go(writer, column, rows, model)


def _let_go(writer: Writer, column: ReferringColumn, rows: Iterable[Row], model: type[Model]) -> None:
    """Blank a reference, or name whom it was to; lists lose the name by themselves when the batch ends."""
    name = column.attribute
    if column.manner is ReferenceKind.MENTION:
        names = dict(model._default_manager.filter(pk__in={row[name] for row in rows}).values_list("pk", "name"))
        writer.put(column.model, [{"id": row["id"], name: names[row[name]]} for row in rows])
    elif column.manner is ReferenceKind.KEY:
        blank = None if column.model._meta.get_field(name.removesuffix("_id")).null else ""
        writer.put(column.model, [{"id": row["id"], name: blank} for row in rows])
