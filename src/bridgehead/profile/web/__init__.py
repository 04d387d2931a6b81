"""Pages of advantages, paths abroad, markets and comparisons."""

from django.urls import URLPattern

from bridgehead.kit.record_pages import RecordPage
from bridgehead.profile.models import SurveyAnswer
from bridgehead.profile.web import firm_comparison, markets, pattern, profile

RECORD_PAGES = {
    SurveyAnswer: RecordPage("profile", "actor_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (profile, pattern, markets, firm_comparison)
    return [url for page in pages for url in page.urls()]
