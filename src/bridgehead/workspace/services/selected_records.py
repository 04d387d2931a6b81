"""Several records at once: one value for all of them, or all of them removed, as one batch that one undo takes back.

What is refused for one record leaves it as it is and does not keep the others from being done.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.change_writer import Writer, batch
from bridgehead.kit.errors import InputError, NotAllowed, NotFound
from bridgehead.kit.expectations import expects, finds
from bridgehead.kit.field_limits import is_storable
from bridgehead.kit.models import KeyedRecord
from bridgehead.kit.permissions import Verb, Viewer
from bridgehead.kit.receipt import Receipt
from bridgehead.kit.table_export import ExportTable
from bridgehead.kit.tags import with_tags, without_tags
from bridgehead.workspace import phrases
from bridgehead.workspace.case_files import table_of
from bridgehead.workspace.services.record_access import require_edit, require_record
from bridgehead.workspace.services.record_removal import referring_records, remove_rows
from bridgehead.workspace.services.records import (
    called,
    edit_within,
    edited_values,
    stored_record,
)
from bridgehead.workspace.services.reference_checks import check_colleagues

MOST = 500
"""How many records are done at once."""


@dataclass(frozen=True)
class RefusedRecord:
    """A record of a selection that stays as it is: its key, what it is called, and why, as a sentence."""

    key: str
    name: str
    why: str


@dataclass(frozen=True)
class SelectionOutcome:
    """What became of a selection: how many records were done, and which were not."""

    done: int
    refused: tuple[RefusedRecord, ...]


def edit_records(
    kind: str, keys: Collection[str], values: Mapping[str, Any], *, viewer: Viewer
) -> Receipt[SelectionOutcome]:
    """Give several records the same values.

    Parameters
    ----------
    values
        By attribute; what is left out stays. An actor may be a `records.NewActor`: one is made for all.

    Raises
    ------
    NotAllowed
        If the viewer may change no such record.
    NotFound
        If there is no such kind.
    InputError
        If there are none, or more than `MOST`.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)
    viewer.require_some(Verb.CHANGE, table.file.resource)
    given, actors = edited_values(table, values, viewer)

    def edit(writer: Writer, key: str, stored: dict[str, Any]) -> None:
        require_edit(table, key, stored, given, viewer)
        check_colleagues(table, given, stored)
        whole = stored | given
        whole["id"] = table.model.key_of(whole) if issubclass(table.model, KeyedRecord) else key
        edit_within(writer, table, key, whole, given)

    with batch("records.changed", viewer=viewer, kind=kind, count=len(set(keys))) as writer:
        writer.put(Actor, actors)
        outcome = _each(table, keys, Verb.CHANGE, viewer, lambda key, stored: edit(writer, key, stored))
    return writer.receipt(outcome)


def tag_records(
    kind: str, keys: Collection[str], tags: Collection[str], *, viewer: Viewer, add: bool = True
) -> Receipt[SelectionOutcome]:
    """Give several records tags beside those that they have, or take them off.

    Raises
    ------
    NotAllowed
        If the viewer may change no such record.
    NotFound
        If there is no such kind.
    InputError
        If such records have no tags, no tag is given, or there are no records, or more than `MOST`.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)
    viewer.require_some(Verb.CHANGE, table.file.resource)
    if not tags or "tags" not in {column.attribute for column in table.columns}:
        raise InputError(expects("tag"), column="tags", found=finds("nothing"))

    def tag(writer: Writer, key: str, stored: dict[str, Any]) -> None:
        given = {"tags": with_tags(stored["tags"], tags) if add else without_tags(stored["tags"], tags)}
        require_edit(table, key, stored, given, viewer)
        edit_within(writer, table, key, stored | given | {"id": key}, given)

    action = "records.tagged" if add else "records.untagged"
    with batch(action, viewer=viewer, kind=kind, count=len(set(keys)), tags=list(tags)) as writer:
        outcome = _each(table, keys, Verb.CHANGE, viewer, lambda key, stored: tag(writer, key, stored))
    return writer.receipt(outcome)


def remove_records(kind: str, keys: Collection[str], *, viewer: Viewer) -> Receipt[SelectionOutcome]:
    """Remove several records; those that others refer to stay.

    Raises
    ------
    NotAllowed
        If the viewer may remove no such record.
    NotFound
        If there is no such kind.
    InputError
        If there are none, or more than `MOST`.
    Busy
        If others wrote for longer than one waits.
    """
    table = table_of(kind)

    def remove(writer: Writer, key: str) -> None:
        if number := sum(records.count for records in referring_records(kind, key, viewer=viewer)):
            raise InputError("", found=key, sentence=phrases.count_of_referring(number))
        remove_rows(writer, table.model, [key])

    with batch("records.removed", viewer=viewer, kind=kind, count=len(set(keys))) as writer:
        outcome = _each(table, keys, Verb.REMOVE, viewer, lambda key, _stored: remove(writer, key))
    return writer.receipt(outcome)


def export_records(kind: str, keys: Collection[str], *, viewer: Viewer) -> ExportTable:
    """Several records as a table with the columns of the case folder, in its order.

    Raises
    ------
    NotAllowed
        If the viewer may export no such record.
    NotFound
        If there is no such kind.
    InputError
        If there are none, or more than `MOST`.
    """
    table = table_of(kind)
    viewer.require_some(Verb.EXPORT, table.file.resource)
    rows = [
        [column.writes(stored[column.attribute]) for column in table.columns]
        for _key, stored in _permitted(Verb.EXPORT, table, keys, viewer)
    ]
    headings = [column.name for column in table.columns]
    return ExportTable(
        table.name, table.name.replace("_", " "), headings, sorted(rows, key=lambda row: list(map(str, row)))
    )


def selected_names(kind: str, keys: Collection[str], *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Key and name of those records of a selection that the viewer may change.

    Raises
    ------
    NotAllowed
        If the viewer may change no such record.
    NotFound
        If there is no such kind.
    InputError
        If there are none, or more than `MOST`.
    """
    table = table_of(kind)
    viewer.require_some(Verb.CHANGE, table.file.resource)
    found = _permitted(Verb.CHANGE, table, keys, viewer)
    return tuple((key, called(table, stored) or key) for key, stored in found)


def _each(table: CaseTable, keys: Collection[str], verb: Verb, viewer: Viewer, work: Any) -> SelectionOutcome:
    viewer.require_some(verb, table.file.resource)
    done, refused = 0, list[RefusedRecord]()
    for key in _within_limit(keys):
        name = key
        try:
            stored = stored_record(table, key, viewer=viewer)
            require_record(verb, table, stored, viewer)
            name = called(table, stored) or key  # only now: to others a name may tell what was said in confidence
            work(key, stored)
            done += 1
        except InputError as error:
            refused.append(RefusedRecord(key, name, error.reason))
        except (NotAllowed, NotFound) as error:
            refused.append(RefusedRecord(key, name, str(error)))
    return SelectionOutcome(done, tuple(refused))


def _within_limit(keys: Collection[str]) -> Iterator[str]:
    each = list(dict.fromkeys(filter(is_storable, keys)))
    if not each or len(each) > MOST:
        raise InputError("", column="keys", found=len(each), sentence=phrases.selection_size(MOST))
    return iter(each)


def _permitted(
    verb: Verb, table: CaseTable, keys: Collection[str], viewer: Viewer
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and values of those records that there are and to which the viewer may do this."""
    for key in _within_limit(keys):
        try:
            stored = stored_record(table, key, viewer=viewer)
            require_record(verb, table, stored, viewer)
        except (NotAllowed, NotFound):
            continue
        yield key, stored
