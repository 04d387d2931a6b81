"""Pages of the calendar: a month, subscriptions, and what calendar programs read."""

from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from bridgehead.calendar.web import feeds, month
from bridgehead.kit.navigation import NavigationEntry
from bridgehead.kit.permissions import Resource, Verb

NAVIGATION = (NavigationEntry(_("Calendar"), "calendar", Verb.VIEW, Resource.ACTIVITY, 3),)


def urls() -> list[URLPattern]:
    """Where the pages stand."""
    return [*month.urls(), *feeds.urls()]
