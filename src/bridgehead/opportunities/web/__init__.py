"""Pages of opportunities."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.saved_lists import SavedList
from bridgehead.opportunities.models import Opportunity, OpportunityComponent
from bridgehead.opportunities.web import opportunities

NAVIGATION = (
    NavigationEntry(
        _("Opportunities"),
        "opportunities",
        Verb.VIEW,
        Resource.OPPORTUNITY,
        2,
        ("/match", "/exposure", "/mails", "/applications"),
    ),
)
RECORD_PAGES = {
    Opportunity: RecordPage("opportunity"),
    OpportunityComponent: RecordPage("opportunity", "opportunity_id"),
}

LISTS = {
    "opportunities": SavedList(
        _("Opportunities"),
        Resource.OPPORTUNITY,
        Opportunity,
        opportunities.opportunity_list,
        lambda listing, _who: opportunities.found_opportunities(listing),
        due="deadline",
    )
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (opportunities,)
    return [url for page in pages for url in page.urls()]
