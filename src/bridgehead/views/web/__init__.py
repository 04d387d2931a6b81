"""Pages of saved views."""

from django.urls import URLPattern

from bridgehead.kit.record_pages import RecordPage
from bridgehead.views.models import SavedView
from bridgehead.views.web import saved_views, view_stop

RECORD_PAGES = {SavedView: RecordPage("view")}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (saved_views, view_stop)
    return [url for page in pages for url in page.urls()]
