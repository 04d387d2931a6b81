"""Pages of imports, changes, duplicates and records entered by hand."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Person
from bridgehead.importers.models import ImportJob
from bridgehead.kit.models import Batch
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.settings.models import Settings
from bridgehead.workspace.web import (
    call_intake,
    changes,
    duplicates,
    facts,
    imports,
    personal_data,
    records,
    selected_records,
    set_up,
    unnamed_panel,
    workspace_settings,
)

NAVIGATION = (
    NavigationEntry(_("Import"), "import", Verb.IMPORT, Resource.CASE, 7),
    NavigationEntry(_("Changes"), "changes", Verb.VIEW, Resource.LOG, 8),
)
RECORD_TABS = {Person: (RecordTab(_("Personal data"), "person-data", Verb.CHANGE, Resource.CASE, 2),)}
RECORD_PAGES = {
    ImportJob: RecordPage("upload"),
    Batch: RecordPage("change"),
    Settings: RecordPage("settings", ""),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (
        call_intake,
        imports,
        personal_data,
        changes,
        duplicates,
        facts,
        records,
        selected_records,
        set_up,
        unnamed_panel,
        workspace_settings,
    )
    return [url for page in pages for url in page.urls()]
