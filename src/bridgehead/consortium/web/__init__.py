"""Pages of a team, its invitations and applications."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.consortium import queries
from bridgehead.consortium.models import Application, Invitation, TeamSeat
from bridgehead.consortium.web import applications, consortium, invitations
from bridgehead.ecosystem.models import Actor
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.kit.saved_lists import SavedList

RECORD_PAGES = {
    TeamSeat: RecordPage("consortium", "opportunity_id"),
    Invitation: RecordPage("consortium", "opportunity_id"),
    Application: RecordPage("application"),
}
RECORD_TABS = {
    Actor: (
        RecordTab(
            _("Applications"), "member-applications", Verb.VIEW, Resource.MATCH, 8, fits=applications.has_applications
        ),
    )
}

LISTS = {
    "applications": SavedList(
        _("Applications"),
        Resource.MATCH,
        Application,
        applications.application_list,
        lambda listing, _who: queries.applications(**listing.values),
        due="opportunity__deadline",
    ),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (consortium, invitations, applications)
    return [url for page in pages for url in page.urls()]
