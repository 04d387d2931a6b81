"""Pages of the network and of introductions."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.ecosystem.models import Actor
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb
from bridgehead.kit.record_tabs import RecordTab
from bridgehead.network.web import introductions, network

RECORD_TABS = {Actor: (RecordTab(_("Network"), "network", Verb.VIEW, Resource.ACTOR, 6, parameter="group"),)}
NAVIGATION = (NavigationEntry(_("Network"), "network", Verb.VIEW, Resource.ACTOR, 6, ("/introductions",)),)


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    pages = (network, introductions)
    return [url for page in pages for url in page.urls()]
