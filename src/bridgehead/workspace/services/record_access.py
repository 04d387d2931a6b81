"""Who may do what to a record of any kind: its owner, who entered it, its source and its columns for staff."""

from collections.abc import Mapping
from typing import Any

from bridgehead.ecosystem.models import Source, StoredFile
from bridgehead.evidence.models import Evidence
from bridgehead.followup.models import Attachment
from bridgehead.kit import change_log
from bridgehead.kit.access_phrases import denied_column
from bridgehead.kit.case_tables import CaseTable
from bridgehead.kit.errors import NotAllowed
from bridgehead.kit.permissions import GrantScope, Resource, Verb, Viewer
from bridgehead.workspace.case_files import CASE_FILES

Row = dict[str, Any]


def owner_of(table: CaseTable, row: Mapping[str, Any]) -> str | None:
    """The actor to whom a record belongs, for the access table."""
    return row.get(table.file.owner) or None


def require_record(verb: Verb, table: CaseTable, row: Mapping[str, Any], viewer: Viewer) -> None:
    """Refuse whoever may not do this to a record that is stored.

    Raises
    ------
    NotAllowed
        Naming who could.
    """
    owner, kind = owner_of(table, row), table.file.resource
    if not viewer.may(verb, kind, owner=owner):
        viewer.require(verb, kind, owner=owner, by=change_log.author_of(table.model, str(row["id"])))


def require_edit(table: CaseTable, key: str, stored: Row, given: Row, viewer: Viewer) -> None:
    """Refuse whoever may not change a record, or may not give it to the actor or source that the values name.

    Raises
    ------
    NotAllowed
        Naming who could.
    """
    require_record(Verb.CHANGE, table, stored, viewer)
    require_record(Verb.CHANGE, table, stored | given | {"id": key}, viewer)
    _require_columns(table, stored, given, viewer)
    require_source(table, given, viewer)


def _require_columns(table: CaseTable, stored: Row, given: Row, viewer: Viewer) -> None:
    """Refuse another value of a column that is for those who may change everybody's."""
    for column in table.columns:
        name = column.attribute
        if name in given and given[name] != stored[name] and not viewer.may_set(table.file.resource, column.name):
            raise NotAllowed(denied_column(table.file.resource, column.name))


def require_source(table: CaseTable, row: Mapping[str, Any], viewer: Viewer) -> None:
    """Refuse evidence on a source that the viewer may not change: each interviewer keeps to their own."""
    source, sees = row.get("source_id"), viewer.scope(Verb.CHANGE, table.file.resource)
    if source and table.model is Evidence and sees is GrantScope.ENTERED:
        viewer.require(Verb.CHANGE, Resource.SOURCE, by=change_log.author_of(Source, source))


def hidden_tables(viewer: Viewer) -> list[str]:
    """The tables of the change log whose records a viewer may see none of, whoever changed them."""
    hidden = [file.model.__name__.lower() for file in CASE_FILES if not viewer.may_some(Verb.VIEW, file.resource)]
    return [*hidden, StoredFile.__name__.lower()] if Attachment.__name__.lower() in hidden else hidden
