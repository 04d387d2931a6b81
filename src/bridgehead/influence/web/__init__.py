"""Pages of the difference that a cluster makes."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Actor
from bridgehead.influence.models import Finding, Relation
from bridgehead.influence.web import effects, identity, influence, network_years
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_pages import RecordPage
from bridgehead.kit.record_tabs import RecordTab

NAVIGATION = (NavigationEntry(_("Influence"), "influence", Verb.VIEW, Resource.FIGURE, 5),)
RECORD_TABS = {
    Actor: (
        RecordTab(_("Influence"), "member-influence", Verb.VIEW, Resource.EVIDENCE, 5, fits=influence.is_member_firm),
    )
}
RECORD_PAGES = {
    Relation: RecordPage("influence", ""),
    Finding: RecordPage("influence", ""),
}


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (influence, network_years, identity, effects)
    return [url for page in pages for url in page.urls()]
