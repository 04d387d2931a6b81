"""Pages of tasks, interactions, documents and hours."""

from django.urls import URLPattern

from bridgehead.followup.models import Attachment, Interaction, StaffHours, Task
from bridgehead.followup.web import documents, hours, interactions, tasks
from bridgehead.kit.record_pages import RecordPage

RECORD_PAGES = {
    Task: RecordPage("tasks", ""),
    Interaction: RecordPage("interaction"),
    Attachment: RecordPage("document"),
    StaffHours: RecordPage("hours", ""),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    return [url for page in (tasks, interactions, documents, hours) for url in page.urls()]
