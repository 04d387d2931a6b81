"""The files of the case folder that hold registrations for events."""

from bridgehead.events.models import EventForm, EventQuestion, LeftOutName, Registration
from bridgehead.kit.case_tables import CaseFile
from bridgehead.kit.permissions import Resource

FILES = (
    CaseFile(
        "event_forms",
        EventForm,
        "activity access opens closes capacity waiting_list asks text",
        Resource.ACTIVITY,
    ),
    CaseFile("event_questions", EventQuestion, "activity number kind question options required", Resource.ACTIVITY),
    CaseFile(
        "registrations",
        Registration,
        "id activity number name email organisation role phone dietary answers actor person status consent thanked "
        "created",
        Resource.REGISTRATION,
        owner="actor_id",
        first="activity name email organisation status",
        named_after="activity_id number",
    ),
    CaseFile("left_out_names", LeftOutName, "name", Resource.ACTIVITY),
)
