"""What following up keeps about a person: handed out on request, and erased with them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from bridgehead.ecosystem.models import Person, StoredFile
from bridgehead.followup.models import Attachment, Interaction, Note, Task
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.models import Change

SAID = ("subject", "text", "sender", "message_id")
"""Columns of an interaction that hold what was said, and by whom."""


def followup_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Notes, interactions, tasks and documents about a person, whole; mails from their address are among them."""
    found: dict[str, QuerySet[Any]] = {
        "notes": Note.objects.filter(person=person),
        "interactions": _interactions(person),
        "tasks": Task.objects.filter(person=person),
        "attachments": _attachments(person),
    }
    return {name: list(rows.order_by("pk").values()) for name, rows in found.items()}


def erase_followup(writer: Writer, person: Person) -> None:
    """Erase what was written down about a person: that there was contact stays, not what was said.

    Notes and documents go; interactions keep their day and channel; tasks keep their title, which `mentions` searches.
    """
    notes = _keys(Note.objects.filter(person=person))
    documents = list(_attachments(person).values_list("pk", "file"))
    talks, tasks = _keys(_interactions(person)), _keys(Task.objects.filter(person=person))
    files = [file for _, file in documents]
    writer.remove(Note, notes)
    writer.remove(Attachment, [key for key, _ in documents])
    writer.remove(StoredFile, files)
    blank = {"person_id": None, **dict.fromkeys(SAID, "")}
    if talks:
        writer.put(Interaction, [{"id": key, **blank} for key in talks])
    if tasks:
        writer.put(Task, [{"id": key, "person_id": None} for key in tasks])
    _empty_log(Note, notes)
    _empty_log(Attachment, [key for key, _ in documents])
    _empty_log(StoredFile, files)
    _empty_log(Interaction, talks)
    _empty_log(Task, tasks)


def _interactions(person: Person) -> QuerySet[Interaction]:
    theirs = Q(person=person)
    return Interaction.objects.filter(theirs | Q(sender__iexact=person.email) if person.email else theirs)


def _attachments(person: Person) -> QuerySet[Attachment]:
    return Attachment.objects.filter(Q(person=person) | Q(interaction__in=_interactions(person)))


def _keys(rows: "QuerySet[Any]") -> list[str]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _empty_log(model: type[Model], keys: Iterable[str]) -> None:
    changes = Change.objects.filter(table=model.__name__.lower(), key__in=list(keys))
    changes.update(before=None, after=None)
