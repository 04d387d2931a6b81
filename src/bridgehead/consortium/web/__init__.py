"""Pages of a team and its invitations."""

from django.urls import URLPattern

from bridgehead.consortium.models import Invitation, TeamSeat
from bridgehead.consortium.web import consortium, invitations
from bridgehead.kit.record_pages import RecordPage

RECORD_PAGES = {
    TeamSeat: RecordPage("consortium", "opportunity_id"),
    Invitation: RecordPage("consortium", "opportunity_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (consortium, invitations)
    return [url for page in pages for url in page.urls()]
