"""Pages that bring stages together."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.pages.web import figures, home, member, opportunity, search, study
from bridgehead.support.models import Support

NAVIGATION = (NavigationEntry(_("Today"), "home", Verb.VIEW, Resource.OPPORTUNITY, 0),)
RECORD_TABS = {Actor: (RecordTab(_("Overview"), "member", Verb.VIEW, Resource.ACTOR, 0),)}
RECORD_PAGES = {
    Support: RecordPage("member", "actor_id"),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (figures, home, member, opportunity, search, study)
    return [url for page in pages for url in page.urls()]
