"""Pages of a trip: its schedule, days, companions and meeting log."""

from django.urls import URLPattern

from bridgehead.kit.record_pages import RecordPage
from bridgehead.trips.models import Availability, Meeting, Slot, Wish
from bridgehead.trips.web import companions, day, day_plan, meeting_log, trip

RECORD_PAGES = {
    Slot: RecordPage("trip", "activity_id"),
    Availability: RecordPage("trip", "activity_id"),
    Wish: RecordPage("trip", "activity_id"),
    Meeting: RecordPage("trip", "activity_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (trip, meeting_log, day_plan, day, companions)
    return [url for page in pages for url in page.urls()]
