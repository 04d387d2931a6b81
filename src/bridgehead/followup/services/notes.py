"""Notes: written on the page of what they are about."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from bridgehead.followup.models import Note
from bridgehead.followup.services.about import about, name_of, named_after
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt


def add_note(record: Model, text: str, *, viewer: Viewer) -> Receipt[str]:
    """Write a note on a record, of today; the result is its id.

    Raises
    ------
    NotAllowed
        To whoever may not write notes.
    InputError
        If the text is blank or too long.
    """
    viewer.require(Verb.CHANGE, Resource.NOTE)
    today = timezone.localdate().isoformat()
    with batch("note.write", viewer=viewer, name=name_of(record)) as writer:
        row: dict[str, Any] = {**about(record), "text": text, "date": today, "by": viewer.name}
        row["id"] = free_id(Note, "note", *named_after(record), today)
        writer.put(Note, [row])
    return writer.receipt(row["id"])
