"""Pages of rankings, feedback, exposure and the weekly mail."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.match.models import Mark
from bridgehead.match.services.member_opportunities import has_opportunities
from bridgehead.match.web import digest, exposure, mail_links, marks, member_opportunities, ranking

RECORD_TABS = {Actor: (RecordTab(_("Opportunities"), "fitting", Verb.VIEW, Resource.MATCH, 4, fits=has_opportunities),)}
RECORD_PAGES = {
    Mark: RecordPage("matches", "opportunity_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (ranking, marks, member_opportunities, mail_links, digest, exposure)
    return [url for page in pages for url in page.urls()]
