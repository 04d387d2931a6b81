"""Pages of tasks, interactions, documents and hours."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.followup.models import Attachment, Interaction, StaffHours, Task
from bridgehead.followup.queries import followups
from bridgehead.followup.web import documents, hours, interactions, tasks
from bridgehead.kit.permissions import Resource
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.saved_lists import SavedList

RECORD_PAGES = {
    Task: RecordPage("tasks", ""),
    Interaction: RecordPage("interaction"),
    Attachment: RecordPage("document"),
    StaffHours: RecordPage("hours", ""),
}

LISTS = {
    "tasks": SavedList(
        _("Tasks"), Resource.TASK, Task, tasks.task_list, lambda listing, _who: tasks.found_tasks(listing), due="due"
    ),
    "interactions": SavedList(
        _("Interactions"),
        Resource.NOTE,
        Interaction,
        interactions.interaction_list,
        lambda listing, _who: followups.interactions(**listing.values),
    ),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    return [url for page in (tasks, interactions, documents, hours) for url in page.urls()]
