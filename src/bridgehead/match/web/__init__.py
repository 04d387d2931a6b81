"""Pages of rankings, feedback, exposure and the weekly mail."""

from django.urls import URLPattern

from bridgehead.kit.record_pages import RecordPage
from bridgehead.match.models import Mark
from bridgehead.match.web import digest, exposure, mail_links, marks, member_opportunities, ranking

RECORD_PAGES = {
    Mark: RecordPage("matches", "opportunity_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (ranking, marks, member_opportunities, mail_links, digest, exposure)
    return [url for page in pages for url in page.urls()]
