"""The files of the case folder that hold notes, contacts, tasks, documents and hours."""

from bridgehead.followup.models import Attachment, Interaction, Note, StaffHours, Task
from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource

BELONGS_TO = "task note source membership support tie entry outcome team"
"""What a document can belong to besides what a note can be about: said on the page of that record."""

FILES = (
    CaseFile(
        "notes",
        Note,
        "id actor person opportunity activity application date by text",
        Resource.NOTE,
        owner="actor_id",
        first="text actor person opportunity activity application",
        named_after="actor_id opportunity_id activity_id application_id date",
    ),
    CaseFile(
        "interactions",
        Interaction,
        "id actor person opportunity activity application channel direction date by subject text sender message_id",
        Resource.NOTE,
        owner="actor_id",
        first="date channel direction actor person by subject text opportunity activity application",
        named_after="actor_id channel date",
    ),
    CaseFile(
        "tasks",
        Task,
        "id title due remind owner done actor person opportunity activity application interaction description",
        Resource.TASK,
        owner="actor_id",
        first="title due owner remind actor person opportunity activity application description",
        named_after="owner due",
    ),
    CaseFile(
        "attachments",
        Attachment,
        f"id name file media_type size date by actor person opportunity activity application interaction {BELONGS_TO}",
        Resource.NOTE,
        owner="actor_id",
        first="name actor person opportunity activity application",
        named_after="date",
        given=f"file media_type size {BELONGS_TO}",
    ),
    CaseFile("hours", StaffHours, "person activity actor date hours", Resource.HOURS, owner="actor_id"),
)
