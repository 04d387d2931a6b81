"""Pages of an event: registration, check-in, attendance, thank-you."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Activity
from bridgehead.events.models import EventForm, EventQuestion, LeftOutName, Registration
from bridgehead.events.queries import takes_registrations
from bridgehead.events.web import (
    attendance_page,
    check_in_page,
    invitee_page,
    public_registration,
    registration_page,
    thanks_page,
)
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab

RECORD_TABS = {
    Activity: (
        RecordTab(_("Registration"), "registration", Verb.VIEW, Resource.REGISTRATION, 2, fits=takes_registrations),
        RecordTab(_("Check-in"), "check-in", Verb.CHANGE, Resource.REGISTRATION, 3, fits=takes_registrations),
        RecordTab(_("Attendance"), "attendance", Verb.CHANGE, Resource.REGISTRATION, 4),
        RecordTab(_("Thank-you"), "thanks", Verb.CHANGE, Resource.REGISTRATION, 5, fits=takes_registrations),
    )
}
RECORD_PAGES = {
    EventForm: RecordPage("registration", "activity_id"),
    EventQuestion: RecordPage("registration", "activity_id"),
    Registration: RecordPage("registration", "activity_id"),
    LeftOutName: RecordPage("activities", ""),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (registration_page, invitee_page, public_registration, check_in_page, attendance_page, thanks_page)
    return [url for page in pages for url in page.urls()]
