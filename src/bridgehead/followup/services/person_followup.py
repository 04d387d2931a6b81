"""What following up keeps about a person: handed out on request, and erased with them."""

from base64 import b64encode
from typing import Any

from django.db.models import Q, QuerySet

from bridgehead.ecosystem.models import Person, StoredFile
from bridgehead.followup.core.document_types import own_files
from bridgehead.followup.core.incoming_mail import nameless_id
from bridgehead.followup.models import Attachment, Interaction, Note, Task
from bridgehead.followup.services.attachments import files_of
from bridgehead.kit.change_writer import Writer
from bridgehead.kit.erasure import forget_lines, logged_keys
from bridgehead.kit.readable_ids import free_id

SAID = ("subject", "text", "sender")
"""Columns of an interaction that hold what was said, and by whom."""


def followup_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Notes, interactions, tasks and documents about a person, whole; mails from their address are among them.

    A document of one of these is among them; it has its `content` in base64, null where the stored file is missing.
    """
    found: dict[str, QuerySet[Any]] = {
        "notes": Note.objects.filter(person=person),
        "interactions": _interactions(person),
        "tasks": Task.objects.filter(person=person),
        "attachments": _attachments(person),
    }
    rows = {name: list(rows.order_by("pk").values()) for name, rows in found.items()}
    for row in rows["attachments"]:
        content = StoredFile.objects.filter(pk__in=own_files(row["id"])).values_list("content", flat=True).first()
        row["content"] = None if content is None else b64encode(bytes(content)).decode("ascii")
    return rows


def erase_followup(writer: Writer, person: Person) -> None:
    """Erase what was written down about a person: that there was contact stays, not what was said.

    Notes and documents go; interactions keep their day and channel; tasks keep their title, which `mentions` searches.
    What was removed or given to somebody else before loses its lines of the change log as well.
    """
    whose = {"person_id": person.pk}
    notes = _keys(Note.objects.filter(person=person))
    tasks = _keys(Task.objects.filter(person=person))
    talks = {one.pk: one for one in _interactions(person)}
    documents = _keys(_attachments(person))
    logged_talks = set(talks) | logged_keys(Interaction, {**whose, "sender__iexact": person.email})
    logged_documents = set(documents) | logged_keys(Attachment, whose)
    logged_notes, logged_tasks = set(notes) | logged_keys(Note, whose), set(tasks) | logged_keys(Task, whose)
    held = {"interaction_id": logged_talks, "note_id": logged_notes, "task_id": logged_tasks}
    for column, keys in held.items():
        for key in keys:
            logged_documents |= logged_keys(Attachment, {column: key})
    files = files_of(Attachment.objects.filter(pk__in=documents))
    writer.remove(Attachment, documents)
    writer.remove(StoredFile, files)
    writer.remove(Note, notes)
    blank = {"person_id": None, **dict.fromkeys(SAID, "")}
    if talks:
        ids = {key: nameless_id(one.message_id, one.sender) for key, one in talks.items()}
        writer.put(Interaction, [{"id": key, **blank, "message_id": ids[key]} for key in talks])
    if tasks:
        writer.put(Task, [{"id": key, "person_id": None} for key in tasks])
    forget_lines(Note, logged_notes, person.pk)
    forget_lines(Attachment, logged_documents, person.pk)
    forget_lines(StoredFile, [file for key in logged_documents for file in own_files(key)], person.pk)
    forget_lines(Interaction, logged_talks, person.pk, now=_renamed(talks, person.pk))
    forget_lines(Task, logged_tasks, person.pk)


def _renamed(talks: dict[str, Interaction], name: str) -> dict[str, str]:
    """Give interactions whose id holds a person's another one; not in a batch, whose lines would hold the old one."""
    renamed = {}
    for old, one in talks.items():
        if name in old:
            new = free_id(Interaction, one.actor_id or "interaction", one.channel, one.date)
            Interaction.objects.filter(pk=old).update(id=new)
            Task.objects.filter(interaction=old).update(interaction=new)
            renamed[old] = new
    return renamed


def _interactions(person: Person) -> QuerySet[Interaction]:
    theirs = Q(person=person)
    return Interaction.objects.filter(theirs | Q(sender__iexact=person.email) if person.email else theirs)


def _attachments(person: Person) -> QuerySet[Attachment]:
    theirs = Q(person=person) | Q(interaction__in=_interactions(person))
    return Attachment.objects.filter(theirs | Q(task__person=person) | Q(note__person=person))


def _keys(rows: "QuerySet[Any]") -> list[str]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
