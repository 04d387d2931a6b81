"""Interactions: logged with the next step that was agreed, and assigned to whom they were with."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from bridgehead.ecosystem.models import Person
from bridgehead.ecosystem.queries.colleagues import require_colleague
from bridgehead.followup.models import Interaction, Task
from bridgehead.followup.services.about import about, name_of, named_after
from bridgehead.followup.services.tasks import NewTask, task_row
from bridgehead.kit.change_writer import batch
from bridgehead.kit.permissions import Resource, Verb, Viewer
from bridgehead.kit.readable_ids import free_id
from bridgehead.kit.receipt import Receipt

VALUES = ("channel", "direction", "date", "subject", "text", "by")


def log_interaction(
    record: Model, values: Mapping[str, str], *, next_step: NewTask | None = None, viewer: Viewer
) -> Receipt[str]:
    """Log a contact with or about a record, and what was agreed as a task; the result is its id.

    Parameters
    ----------
    values
        Of `VALUES`; and `person`, the id of a contact person of the record's organisation. The colleague is whoever
        logs it, unless `by` says otherwise.

    Raises
    ------
    NotAllowed
        To whoever may not log interactions, or not set tasks.
    InputError
        At a value that its field does not take.
    """
    viewer.require(Verb.CHANGE, Resource.NOTE)
    if next_step is not None:
        viewer.require(Verb.CHANGE, Resource.TASK)
    with batch("interaction.log", viewer=viewer, name=name_of(record)) as writer:
        row: dict[str, Any] = {name: values.get(name, "") for name in VALUES} | about(record)
        require_colleague(row["by"], "by")
        row["by"] = row["by"] or viewer.name
        row["id"] = free_id(Interaction, *named_after(record), row["channel"], row["date"])
        if person := values.get("person"):
            row["person_id"] = person
            row.setdefault("actor_id", Person.objects.filter(pk=person).values_list("actor", flat=True).first())
        writer.put(Interaction, [row])
        if next_step is not None:
            references = {name: row[name] for name in row if name.endswith("_id") and name != "message_id"}
            writer.put(Task, [task_row(next_step, viewer) | references | {"interaction_id": row["id"]}])
    return writer.receipt(row["id"])
