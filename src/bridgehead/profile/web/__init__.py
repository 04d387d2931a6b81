"""Pages of advantages, paths abroad, markets and comparisons."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.profile.models import SurveyAnswer
from bridgehead.profile.web import firm_comparison, markets, pattern, profile

RECORD_TABS = {
    Actor: (
        RecordTab(_("Profile"), "profile", Verb.VIEW, Resource.EVIDENCE, 1),
        RecordTab(_("Path abroad"), "pattern", Verb.VIEW, Resource.EVIDENCE, 2),
        RecordTab(_("Markets"), "shortlist", Verb.VIEW, Resource.TIE, 3),
    )
}
RECORD_PAGES = {
    SurveyAnswer: RecordPage("profile", "actor_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (profile, pattern, markets, firm_comparison)
    return [url for page in pages for url in page.urls()]
